using System;
using System.Collections.Generic;
using PyImportScanner.Packaging.Names;

namespace PyImportScanner.Packaging.Locks;

/// <summary>Where a locked package comes from.</summary>
public enum LockedSource : byte
{
    /// <summary>An index, an address or a repository: third-party code.</summary>
    Remote,

    /// <summary>A project directory, installed as a pointer to it.</summary>
    Editable,

    /// <summary>A project directory, installed as a copy.</summary>
    Directory,

    /// <summary>A project that is not installed itself, only its dependencies.</summary>
    Virtual,

    /// <summary>An archive of the local file system.</summary>
    Archive,
}

/// <summary>A dependency of a locked package.</summary>
/// <param name="Name">Normalised.</param>
/// <param name="Version">The version where the lock holds several; else null.</param>
/// <param name="Extras">Extras asked for, normalised.</param>
/// <param name="Marker">Null if there is none.</param>
/// <param name="IsOptional">Only with an extra of the package.</param>
public sealed record LockedDependency(string Name, string? Version, IReadOnlyList<string> Extras, Marker? Marker, bool IsOptional = false);

/// <summary>A package of a lock file.</summary>
public sealed record LockedPackage
{
    /// <summary>Normalised.</summary>
    public required string Name { get; init; }

    /// <summary>As written; null for projects without one.</summary>
    public string? Version { get; init; }

    /// <summary>Where it comes from.</summary>
    public LockedSource Source { get; init; }

    /// <summary>For local sources: the absolute path in the tree.</summary>
    public string? LocalPath { get; init; }

    /// <summary>What it always needs.</summary>
    public IReadOnlyList<LockedDependency> Dependencies { get; init; } = [];

    /// <summary>What its extras add, by normalised name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<LockedDependency>> Extras { get; init; } = Empty;

    /// <summary>What its dependency groups add, by normalised name (uv).</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<LockedDependency>> Groups { get; init; } = Empty;

    /// <summary>The groups of the project that reach it (pdm, poetry 2, Pipfile: <c>default</c>); null where the lock does not say.</summary>
    public IReadOnlyList<string>? MemberOf { get; init; }

    /// <summary>Applies to the whole package; null if there is none.</summary>
    public Marker? Marker { get; init; }

    /// <summary>Where it stands in the lock file.</summary>
    public SourceSpan Span { get; init; }

    internal static IReadOnlyDictionary<string, IReadOnlyList<LockedDependency>> Empty { get; } = new Dictionary<string, IReadOnlyList<LockedDependency>>(StringComparer.Ordinal);
}

/// <summary>A lock file.</summary>
public sealed class LockFile
{
    private readonly Dictionary<string, List<LockedPackage>> byName = new(StringComparer.Ordinal);

    /// <summary>A lock file with these packages.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="packages">In file order.</param>
    /// <param name="error">Why it cannot be trusted; null where it can.</param>
    public LockFile(string path, IReadOnlyList<LockedPackage> packages, string? error)
    {
        Path = path;
        Packages = packages;
        Error = error;
        foreach (LockedPackage package in packages)
        {
            if (!byName.TryGetValue(package.Name, out List<LockedPackage>? versions)) byName[package.Name] = versions = [];
            versions.Add(package);
        }
    }

    /// <summary>The absolute path.</summary>
    public string Path { get; }

    /// <summary>Every package.</summary>
    public IReadOnlyList<LockedPackage> Packages { get; }

    /// <summary>Why the file cannot be trusted; null where it was read.</summary>
    public string? Error { get; }

    /// <summary>The packages of a name: several where the lock splits by environment.</summary>
    public IReadOnlyList<LockedPackage> Find(string name) => byName.TryGetValue(name, out List<LockedPackage>? found) ? found : [];
}
