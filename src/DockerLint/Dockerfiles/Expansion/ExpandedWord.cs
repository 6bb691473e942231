using System.Collections.Generic;

namespace DockerLint.Dockerfiles.Expansion;

/// <summary>A word after expansion: a known text, or unknown with the cause, or an error that fails the build.</summary>
public sealed record ExpandedWord
{
    /// <summary>The text; null when it is unknown or when there is an <see cref="Error"/>.</summary>
    public string? Value { get; init; }

    /// <summary>The text before the first unknown part; all of it when the value is known, empty after an error.</summary>
    public string KnownPrefix { get; init; } = "";

    /// <summary>The same text split at blanks that were not quoted, as EXPOSE does; null when <see cref="Value"/> is.</summary>
    public IReadOnlyList<string>? Words { get; init; }

    /// <summary>Why the text is not known, a clause for people; null when it is known or an error.</summary>
    public string? UnknownBecause { get; init; }

    /// <summary>What BuildKit would say; null when it accepts the word.</summary>
    public string? Error { get; init; }

    /// <summary>The names that the word mentions and that are certainly not set, each once.</summary>
    public IReadOnlyCollection<string> Unmatched { get; init; } = [];

    /// <summary><see cref="Value"/> is there.</summary>
    public bool IsKnown => Value is not null;

    /// <summary>A word that nothing is done to.</summary>
    internal static ExpandedWord Plain(string text, IReadOnlyList<string> words) =>
        new() { Value = text, KnownPrefix = text, Words = words };
}
