using System;
using System.Text;

namespace DockerLint.Cli.Containers;

/// <summary>Finds in the output of a build, which comes in pieces, the line that says why it failed.</summary>
internal sealed class BuildLog
{
    private const int Longest = 2000;
    private readonly StringBuilder line = new();
    private string last = "";
    private string? error;

    /// <summary>The first line of the last kind of error; without one the last line that is not blank.</summary>
    public string Reason
    {
        get
        {
            lock (line)
            {
                End();
                return error ?? last;
            }
        }
    }

    public void Add(ReadOnlySpan<byte> piece)
    {
        lock (line)
        {
            foreach (char c in Encoding.UTF8.GetString(piece))
            {
                if (c is '\n' or '\r') End();
                else if (line.Length < Longest) line.Append(c);
            }
        }
    }

    private void End()
    {
        string text = line.ToString().Trim();
        line.Clear();
        if (text.Length == 0) return;
        last = text;
        // BuildKit and buildx write "ERROR: …", the older builder ends with the reason itself.
        if (text.StartsWith("ERROR", StringComparison.OrdinalIgnoreCase)) error = text;
    }
}
