using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Images.Layers;
using DockerLint.Images.Trees;
using PyImportScanner;

namespace DockerLint.Images.Copying;

/// <summary>A COPY or ADD with every word expanded.</summary>
internal sealed record CopyRequest
{
    /// <summary>The step.</summary>
    public required LayerSource Step { get; init; }

    /// <summary>The instruction.</summary>
    public required Instruction Instruction { get; init; }

    /// <summary>Where the sources are looked for.</summary>
    public required ExactTree From { get; init; }

    /// <summary>The sources in order, without heredocs.</summary>
    public required IReadOnlyList<CopySource> Sources { get; init; }

    /// <summary>The destination: absolute, clean but for a trailing <c>/</c> or <c>/.</c>; null when WORKDIR is not known.</summary>
    public required string? Destination { get; init; }

    /// <summary>Why <see cref="Destination"/> is null.</summary>
    public string? DestinationUnknownBecause { get; init; }

    /// <summary>Heredoc files: name and content.</summary>
    public IReadOnlyList<KeyValuePair<string, FileContent>> Heredocs { get; init; } = [];

    /// <summary>Names that differ by letter case only are the same.</summary>
    public bool IgnoresCase { get; init; }

    /// <summary>ADD.</summary>
    public bool IsAdd { get; init; }

    /// <summary><c>--link</c>.</summary>
    public bool Link { get; init; }

    /// <summary><c>--parents</c>.</summary>
    public bool Parents { get; init; }

    /// <summary>The patterns of <c>--exclude</c>.</summary>
    public IReadOnlyList<string> Excludes { get; init; } = [];

    /// <summary><c>--unpack</c>, or null where it is not said.</summary>
    public bool? Unpack { get; init; }
}

/// <summary>One source.</summary>
/// <param name="Text">The expanded word; null where a variable in it is not known.</param>
/// <param name="Span">The word.</param>
/// <param name="UnknownBecause">Why <see cref="Text"/> is null.</param>
internal sealed record CopySource(string? Text, SourceSpan Span, string? UnknownBecause = null);
