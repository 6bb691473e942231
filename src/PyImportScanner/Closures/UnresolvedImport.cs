using System.Collections.Generic;
using PyImportScanner.Frameworks;
using PyImportScanner.Imports;
using PyImportScanner.Resolution;

namespace PyImportScanner.Closures;

/// <summary>Why an import fails.</summary>
public enum UnresolvedKind : byte
{
    /// <summary>No such module.</summary>
    Missing,

    /// <summary>What stands in front of the last dot is no package.</summary>
    NotAPackage,

    /// <summary>The module is there, but has neither an attribute nor a submodule of that name.</summary>
    MissingName,

    /// <summary>A relative import in a file that runs as a script, or in a top-level module.</summary>
    NoParentPackage,

    /// <summary>A relative import with more dots than packages.</summary>
    BeyondTopLevelPackage,

    /// <summary>Nobody can say; <see cref="UnresolvedImport.Cause"/> says why.</summary>
    Unknown,
}

/// <summary>An import that fails, or may fail.</summary>
public sealed record UnresolvedImport
{
    /// <summary>Why it fails.</summary>
    public required UnresolvedKind Kind { get; init; }

    /// <summary>The shortest dotted name that does not resolve: a whole missing package is named by the package.</summary>
    public required string Name { get; init; }

    /// <summary>The full name asked for.</summary>
    public required string Requested { get; init; }

    /// <summary>The importing module; null when an entry itself fails.</summary>
    public ClosureModule? Importer { get; init; }

    /// <summary>The importing file; null when an entry itself fails.</summary>
    public string? File => Importer?.File;

    /// <summary>Where.</summary>
    public SourceSpan Span { get; init; }

    /// <summary>The statement; null for calls and entries.</summary>
    public ImportStatement? Statement { get; init; }

    /// <summary>The call; null for statements and entries.</summary>
    public DynamicImport? Call { get; init; }

    /// <summary>The string that a framework reads; null for statements, calls and entries.</summary>
    public StringReference? Reference { get; init; }

    /// <summary>What the resolver said.</summary>
    public required ModuleResolution Resolution { get; init; }

    /// <summary>The module that lacks the name, for <see cref="UnresolvedKind.MissingName"/> and failing submodules.</summary>
    public ClosureModule? Container { get; init; }

    /// <summary>The strength of the whole chain, this statement included.</summary>
    public ImportStrength Strength { get; internal set; }

    /// <summary>The strength of this statement alone.</summary>
    public ImportStrength OwnStrength { get; internal set; }

    /// <summary>Why nobody can say, for <see cref="UnresolvedKind.Unknown"/>.</summary>
    public string? Cause { get; init; }

    /// <summary>Why the chain that leads here may be another than the one found; null if it is certain.</summary>
    public string? Doubt { get; internal set; }

    /// <summary>The try statement that this import and an equally failing fallback share (<see cref="Guard.TryId"/>); 0 if none.</summary>
    public int FailingTryId { get; internal set; }

    /// <summary>A module of another tree was followed in its place.</summary>
    public bool HasSubstitute { get; init; }

    /// <summary>The guards of the statement.</summary>
    public IReadOnlyList<Guard> Guards => Statement?.Guards ?? Call?.Guards ?? [];
}
