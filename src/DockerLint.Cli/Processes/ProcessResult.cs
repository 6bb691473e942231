using System;
using System.Text;

namespace DockerLint.Cli.Processes;

/// <summary>How a program ended.</summary>
internal enum ProcessEnding
{
    /// <summary>By itself; the exit code says how.</summary>
    Exited,

    /// <summary>It was killed after its time.</summary>
    TimedOut,

    /// <summary>It was killed because the caller does not want it any more.</summary>
    Cancelled,
}

/// <summary>What a program left behind.</summary>
/// <param name="ExitCode">Its exit code; of a killed one 128 + the signal, as the runtime reports it.</param>
/// <param name="Output">Standard output as far as it was kept.</param>
/// <param name="ErrorBytes">Standard error as far as it was kept.</param>
/// <param name="Ending">Whether it ended by itself.</param>
/// <param name="OutputTruncated">Standard output was longer than the limit.</param>
internal sealed record ProcessResult(
    int ExitCode, ReadOnlyMemory<byte> Output, ReadOnlyMemory<byte> ErrorBytes, ProcessEnding Ending, bool OutputTruncated)
{
    /// <summary>It ended by itself with 0.</summary>
    public bool Succeeded => Ending == ProcessEnding.Exited && ExitCode == 0;

    /// <summary>Standard output as UTF-8; what is not valid becomes U+FFFD.</summary>
    public string Text => Encoding.UTF8.GetString(Output.Span);

    /// <summary>Standard error as UTF-8.</summary>
    public string Error => Encoding.UTF8.GetString(ErrorBytes.Span);

    /// <summary>The last line of standard error that is not blank; empty when there is none. Written by a stranger: print it through SafeText.</summary>
    public string LastErrorLine
    {
        get
        {
            string[] lines = Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return lines.Length == 0 ? "" : lines[^1];
        }
    }
}
