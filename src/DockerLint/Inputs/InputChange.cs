using System.Collections.Generic;

namespace DockerLint.Inputs;

/// <summary>A file that differs between two states of the repository.</summary>
/// <param name="Path">Its path in the newer state; of a deleted one in the older. A clean path of the repository tree.</param>
/// <param name="OldPath">Its path in the older state, where that is another; null where it is the same or there was none.</param>
public readonly record struct ChangedFile(string Path, string? OldPath = null);

/// <summary>A changed input of a service.</summary>
/// <param name="Path">The file, a clean path of the repository tree.</param>
/// <param name="OldPath">Where it was before; null where it was there as well, or nowhere.</param>
/// <param name="Category">What the change changes.</param>
/// <param name="Reason">Why the file counts.</param>
/// <param name="Input">The input, in the newer state where it is one there; null where the change of another file makes it one.</param>
public sealed record InputChange(string Path, string? OldPath, InputCategory Category, string Reason, ServiceInput? Input)
{
    /// <summary>What of it changed, where that is known: <c>requests 2.31.0 → 2.32.0</c>.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];
}
