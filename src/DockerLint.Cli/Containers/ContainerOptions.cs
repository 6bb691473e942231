using System;
using System.Collections.Generic;

namespace DockerLint.Cli.Containers;

/// <summary>A container to make.</summary>
internal sealed record ContainerOptions
{
    /// <summary>Name, tag or id of an image that is here already.</summary>
    public required string Image { get; init; }

    /// <summary>Unique.</summary>
    public required string Name { get; init; }

    /// <summary>Replaces ENTRYPOINT; null keeps it.</summary>
    public string? Entrypoint { get; init; }

    /// <summary>Replaces CMD; empty keeps it (and an image without CMD can then not be created).</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Labels, <c>key=value</c>.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Variables, <c>NAME=value</c>. Visible to every user of the machine while the client runs: no secrets.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>A file of <c>NAME=value</c> lines, read by the engine's client.</summary>
    public string? EnvironmentFile { get; init; }

    /// <summary>Limits; null for a container that is never started.</summary>
    public Sandbox? Sandbox { get; init; }
}

/// <summary>What a container of a stranger's code may do.</summary>
internal sealed record Sandbox
{
    /// <summary>The process is root: give it back the one capability without which it could not read files of others.</summary>
    /// <remarks>
    /// Without CAP_DAC_OVERRIDE a root process cannot list directories with mode 0700 of another user, which Python reports as
    /// "No module named …": a false finding.
    /// </remarks>
    public bool IsRoot { get; init; }

    /// <summary>Most processes and threads at a time.</summary>
    public int Processes { get; init; } = 256;

    /// <summary>Memory with its unit, as the engine takes it.</summary>
    public string Memory { get; init; } = "1g";

    /// <summary>Size of the temporary directory with its unit.</summary>
    public string TemporarySpace { get; init; } = "64m";

    /// <summary>The file system is read-only; programs that make directories when they are imported then fail.</summary>
    public bool ReadOnly { get; init; }
}

/// <summary>The streams and the time of a container that runs.</summary>
internal sealed record RunStreams
{
    /// <summary>Writes standard input, on a thread of its own; null for none.</summary>
    public Action<System.IO.Stream>? WriteInput { get; init; }

    /// <summary>Reads standard output, on a thread of its own.</summary>
    public Action<System.IO.Stream>? ReadOutput { get; init; }

    /// <summary>Sees standard error as it comes.</summary>
    public Action<ReadOnlyMemory<byte>>? ErrorPiece { get; init; }

    /// <summary>After this time the container is removed.</summary>
    public required TimeSpan Timeout { get; init; }
}

/// <summary>How a container ended.</summary>
/// <param name="ExitCode">Its exit code; 125 the engine refused, 126 not executable, 127 no such program, 137 killed.</param>
/// <param name="Error">The beginning of standard error, the client's own messages included.</param>
/// <param name="TimedOut">It was removed after its time.</param>
/// <param name="Cancelled">It was removed because the caller does not want it any more.</param>
internal sealed record RunResult(int ExitCode, string Error, bool TimedOut, bool Cancelled);
