using System;
using System.Collections.Generic;

namespace DockerLint.Services;

/// <summary>What a deployment changes about the start of an image (compose, Kubernetes, Cloud Run).</summary>
public sealed record StartOverride
{
    /// <summary>The file that says so, a clean path of the repository tree.</summary>
    public required string File { get; init; }

    /// <summary>The line, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Replaces ENTRYPOINT, and drops the image's CMD; null: it stays.</summary>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    /// <summary>Replaces CMD; null: it stays.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Why the words of <see cref="Entrypoint"/> and <see cref="Command"/> are not certain; null: they are.</summary>
    public string? UnknownBecause { get; init; }

    /// <summary>Why it may never run in this image, a clause; null: somebody runs it there.</summary>
    public string? Doubt { get; init; }

    /// <summary>Replaces WORKDIR.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Further variables; null for a value that nobody knows.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Directories and files that are laid over the image when it runs.</summary>
    public IReadOnlyList<BindMount> Mounts { get; init; } = [];

    /// <summary>Clean paths of the container over which something is laid that is no part of the repository: a directory of the host.</summary>
    public IReadOnlyList<string> OpaqueMounts { get; init; } = [];

    /// <summary>Services of the same file that are started before it (<c>depends_on</c>).</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>Something of the start is replaced.</summary>
    public bool ChangesCommand => Entrypoint is not null || Command is not null || WorkingDirectory is not null;
}

/// <summary>A part of the repository that is laid over the image when it runs.</summary>
/// <param name="Source">A clean path of the repository tree.</param>
/// <param name="Target">A clean path of the container.</param>
public sealed record BindMount(string Source, string Target);
