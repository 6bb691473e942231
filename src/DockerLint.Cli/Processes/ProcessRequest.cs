using System;
using System.Collections.Generic;
using System.IO;

namespace DockerLint.Cli.Processes;

/// <summary>A program to run: no shell, an argument list, bounded output.</summary>
/// <param name="Program">A name to be found on PATH (<see cref="ProgramFinder"/>), or an absolute path.</param>
/// <param name="Arguments">Handed over as they are; nothing is split or quoted.</param>
internal sealed record ProcessRequest(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Null for the current directory.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>What the program reads on standard input; null gives it an empty one.</summary>
    public ReadOnlyMemory<byte>? Input { get; init; }

    /// <summary>
    /// Writes standard input, on a thread of its own, in place of <see cref="Input"/>: for input that is made while the program
    /// starts. The stream is closed afterwards.
    /// </summary>
    public Action<Stream>? WriteInput { get; init; }

    /// <summary>Variables to set (null removes one); the others are inherited.</summary>
    public IReadOnlyDictionary<string, string?>? Environment { get; init; }

    /// <summary>After this time the program and all that it started are killed; null waits for ever.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Bytes of standard output to keep. What comes after is read and thrown away.</summary>
    public int OutputLimit { get; init; } = 64 << 20;

    /// <summary>Bytes of standard error to keep.</summary>
    public int ErrorLimit { get; init; } = 64 << 10;

    /// <summary>Reads standard output, on a thread of its own, in place of capturing it; what it leaves is thrown away.</summary>
    public Action<Stream>? ReadOutput { get; init; }

    /// <summary>Sees each piece of standard error as it comes, on a thread of its own; it is captured as well.</summary>
    public Action<ReadOnlyMemory<byte>>? ErrorPiece { get; init; }

    /// <summary>
    /// Called instead of killing when the time is over or the caller does not want it any more: for a client
    /// whose work goes on elsewhere. The program is killed if it then does not end by itself.
    /// </summary>
    public Action? Stop { get; init; }

    /// <summary>What to say when the program is missing, behind <c>NAME is not installed, or not on PATH</c>.</summary>
    public string? MissingHint { get; init; }
}
