using System;
using System.Collections.Generic;

namespace DockerLint.Services.Evidence;

/// <summary>A place that says how an image is built, as written. Texts may have <see cref="Holes"/>.</summary>
internal sealed record BuildMention
{
    public required EvidenceKind Kind { get; init; }

    /// <summary>The file, a clean path of the repository tree.</summary>
    public required string File { get; init; }

    /// <summary>The line, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>What the file calls the image: service, target, job.</summary>
    public string? Name { get; init; }

    /// <summary>Directories that relative paths may start from, the likeliest first. The first under which the Dockerfile exists is taken.</summary>
    public required IReadOnlyList<string> Directories { get; init; }

    /// <summary>Absolute paths are paths of the repository tree (a script that worked them out).</summary>
    public bool AbsoluteIsRepository { get; init; }

    /// <summary>The context as written.</summary>
    public string Context { get; init; } = ".";

    /// <summary>The Dockerfile as written; null for the one in the context.</summary>
    public string? Dockerfile { get; init; }

    /// <summary>The Dockerfile is relative to the context (compose, bake, skaffold), not to the directory.</summary>
    public bool DockerfileIsInContext { get; init; }

    public string? InlineDockerfile { get; init; }

    public string? Target { get; init; }

    /// <summary>The stage is chosen by a variable that has no value here.</summary>
    public bool HasOpenTarget { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Arguments { get; init; } = [];

    /// <summary>Named contexts as written: name to directory, <c>target:x</c>, <c>service:x</c> or <c>docker-image://…</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Contexts { get; init; } = [];

    /// <summary>What the image is called.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    public StartOverride? Start { get; init; }

    /// <summary>The start where another directory than the first turns out to be meant; null: the same.</summary>
    public Func<string, StartOverride>? StartIn { get; init; }

    /// <summary>Where the build stands in a script that is called here with arguments.</summary>
    public (string File, int Line)? Through { get; init; }
}

/// <summary>
/// A place that runs an image: a compose service without <c>build</c>, a Kubernetes container. Without the name of an image it is the
/// only one of the repository that is meant, if there is one.
/// </summary>
internal sealed record ImageUse(EvidenceKind Kind, string File, int Line, string Name, string Image, StartOverride Start);

/// <summary>What the readers of evidence find in one file.</summary>
internal sealed class EvidenceSink
{
    public List<BuildMention> Builds { get; } = [];

    public List<ImageUse> Uses { get; } = [];

    public List<string> Notes { get; } = [];
}
