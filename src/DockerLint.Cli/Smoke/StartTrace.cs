using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text;
using DockerLint.Smoke;

namespace DockerLint.Cli.Smoke;

/// <summary>Tells the lines of the tracer from those of the program.</summary>
internal sealed class StartTrace(string mark, IReadOnlyCollection<string> secrets)
{
    private const int LongestLine = 64 << 10, MostNames = 2000;
    private readonly ArrayBufferWriter<byte> line = new();
    private readonly List<UnknownName> notFound = [];
    private readonly Dictionary<string, bool> seen = new(StringComparer.Ordinal);

    public IReadOnlyList<UnknownName> NotFound => notFound;

    /// <summary>The last line that is not blank and not ours.</summary>
    public string LastLine { get; private set; } = "";

    public void Piece(ReadOnlySpan<byte> piece)
    {
        foreach (byte b in piece)
        {
            if (b == '\n')
            {
                Line(Encoding.UTF8.GetString(line.WrittenSpan));
                line.Clear();
            }
            else if (line.WrittenCount < LongestLine) line.Write([b]);
        }
    }

    public void Line(string text)
    {
        lock (seen)
        {
            if (!text.StartsWith(mark, StringComparison.Ordinal))
            {
                if (!string.IsNullOrWhiteSpace(text)) LastLine = Redact(text.Trim());
                return;
            }

            string[] parts = text[mark.Length..].Split('\t');
            if (parts.Length == 2 && parts[0].Length > 0 && notFound.Count < MostNames && seen.TryAdd(parts[0], true))
                notFound.Add(new UnknownName(parts[0], parts[1].Length == 0 ? null : parts[1]));
        }
    }

    private string Redact(string text)
    {
        foreach (string secret in secrets) text = text.Replace(secret, "***", StringComparison.Ordinal);
        return text;
    }
}
