using System.Collections.Generic;

namespace DockerLint.Suppressions;

/// <summary>What one comment asks for, as written.</summary>
/// <param name="Offset">Where the directive begins in the comment.</param>
/// <param name="Length">Its length without the reason.</param>
internal sealed record SuppressionDirective(int Offset, int Length)
{
    /// <summary>It holds for the whole file.</summary>
    public bool IsFileWide { get; init; }

    /// <summary>Ids, beginnings of ids or names of rules, with their offsets in the comment.</summary>
    public IReadOnlyList<(string Text, int Offset)> Rules { get; init; } = [];

    /// <summary>Why; null where nothing is said.</summary>
    public string? Reason { get; init; }

    /// <summary>Why it cannot be understood, a sentence; null where it can.</summary>
    public string? Problem { get; init; }
}
