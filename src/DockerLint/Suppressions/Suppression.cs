using System.Collections.Generic;
using PyImportScanner;

namespace DockerLint.Suppressions;

/// <summary>A comment of the repository that takes findings out.</summary>
internal sealed class Suppression
{
    /// <summary>Its file, relative to the root.</summary>
    public required string File { get; init; }

    /// <summary>Where the directive stands.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>It stands in a Dockerfile: what it is about may lie elsewhere.</summary>
    public bool IsInDockerfile { get; init; }

    /// <summary>It holds for the whole file.</summary>
    public bool IsFileWide { get; init; }

    /// <summary>The first line that it holds for.</summary>
    public int FirstLine { get; init; }

    /// <summary>The last line that it holds for.</summary>
    public int LastLine { get; init; }

    /// <summary>The rules it names.</summary>
    public IReadOnlyList<SuppressedRule> Rules { get; init; } = [];

    /// <summary>Why; null where nothing is said.</summary>
    public string? Reason { get; init; }

    /// <summary>Why it cannot be understood; null where it can.</summary>
    public string? Problem { get; init; }

    /// <summary>Does it hold for the line?</summary>
    public bool Covers(int line) => IsFileWide || (line >= FirstLine && line <= LastLine);
}

/// <summary>A rule that a suppression names.</summary>
/// <param name="Text">As written.</param>
/// <param name="Id">The id or the beginning of one; null where there is no such rule.</param>
/// <param name="Span">Where.</param>
internal sealed record SuppressedRule(string Text, string? Id, SourceSpan Span)
{
    /// <summary>It took a finding out.</summary>
    public bool IsUsed { get; set; }
}
