using System;
using System.Collections.Generic;

namespace DockerLint.Dockerfiles.Scoping;

/// <summary>The ENV of an image that a stage starts from.</summary>
/// <param name="Values">What is known to be set.</param>
/// <param name="UnknownBecause">Null: nothing else is set. Else any other variable may be, and this clause says why nobody knows.</param>
public sealed record BaseEnvironment(IReadOnlyDictionary<string, string> Values, string? UnknownBecause = null)
{
    /// <summary>The environment of <c>scratch</c>.</summary>
    public static BaseEnvironment Empty { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>Nothing is known.</summary>
    public static BaseEnvironment Unknown(string cause) => Empty with { UnknownBecause = cause };
}
