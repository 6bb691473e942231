using System.Collections.Generic;
using PyImportScanner;
using PyImportScanner.Closures;
using ChainLink = DockerLint.Reporting.ChainLink;

namespace DockerLint.Checks.Python;

/// <summary>A file of the repository that stands in front of a module of the standard library, or of an installed one.</summary>
/// <param name="Name">The top-level name.</param>
/// <param name="LocalFile">The file, a path of the repository.</param>
/// <param name="Strength">How surely it is imported.</param>
/// <param name="Breaks">An ImportError certainly comes out of it.</param>
/// <param name="What">What happens: a clause for people.</param>
/// <param name="Chain">From the start command to the import.</param>
public sealed record ShadowedModule(
    string Name, string LocalFile, ImportStrength Strength, bool Breaks, string What, IReadOnlyList<ChainLink> Chain)
{
    /// <summary>The importing file, a path of the repository; null where the start command itself loads it.</summary>
    public string? File { get; init; }

    /// <summary>The import.</summary>
    public SourceSpan Span { get; init; }

    /// <summary>The distribution whose module is hidden; null for the standard library.</summary>
    public string? Distribution { get; init; }

    /// <summary>What could still save it.</summary>
    public string? UnlessBecause { get; init; }

    /// <summary>A larger number is worse.</summary>
    internal int Weight => (Breaks && UnlessBecause is null ? 8 : Breaks ? 4 : 0) + ((int)ImportStrength.Guarded - (int)Strength);
}
