using System;
using System.Collections.Generic;
using DockerLint.Dockerfiles.Expansion;

namespace DockerLint.Dockerfiles.Scoping;

/// <summary>What the command line of a build decides about variables.</summary>
public sealed record BuildSettings
{
    /// <summary>The <c>--build-arg</c> values; a value may be unknown, an empty one counts as set.</summary>
    public IReadOnlyDictionary<string, VariableValue> Arguments { get; init; } =
        new Dictionary<string, VariableValue>(StringComparer.Ordinal);

    /// <summary>
    /// Null: <see cref="Arguments"/> is all there is, so an <c>ARG X</c> without default is unset, as in a build without
    /// further arguments. Not null: such an ARG is unknown, because of this clause.
    /// </summary>
    public string? UndefaultedBecause { get; init; }

    /// <summary>The platform that is built for, <c>linux/amd64</c>; null when nobody says: its arguments are then unknown.</summary>
    public string? TargetPlatform { get; init; }

    /// <summary>The platform that builds; null when nobody says.</summary>
    public string? BuildPlatform { get; init; }

    /// <summary>The <c>--target</c>, as given; null for the last stage.</summary>
    public string? Target { get; init; }
}
