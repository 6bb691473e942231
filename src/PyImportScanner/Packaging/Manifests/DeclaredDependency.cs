using System.Collections.Generic;
using PyImportScanner.Packaging.Names;

namespace PyImportScanner.Packaging.Manifests;

/// <summary>A dependency that a project declares.</summary>
public sealed record DeclaredDependency
{
    /// <summary>Name, extras, version, marker.</summary>
    public required Requirement Requirement { get; init; }

    /// <summary>The project file.</summary>
    public required string File { get; init; }

    /// <summary>Where in it.</summary>
    public SourceSpan Span { get; init; }

    /// <summary>Absolute path of the project or archive that it is taken from, where a path source says so.</summary>
    public string? LocalPath { get; init; }

    /// <summary>The path source asks for an editable install; null where it does not say.</summary>
    public bool? IsEditable { get; init; }

    /// <summary>Taken from the workspace (<c>tool.uv.sources</c>).</summary>
    public bool IsWorkspaceMember { get; init; }

    /// <summary>Installed only with an extra that names it (poetry <c>optional = true</c>).</summary>
    public bool IsOptional { get; init; }
}

/// <summary>Dependencies by the name of their extra or group, normalised.</summary>
public sealed class DependencyTable
{
    private readonly Dictionary<string, List<DeclaredDependency>> byName = new(System.StringComparer.Ordinal);

    /// <summary>The names, in file order.</summary>
    public IReadOnlyCollection<string> Names => byName.Keys;

    /// <summary>The dependencies of a name; empty where it is not declared.</summary>
    public IReadOnlyList<DeclaredDependency> this[string name] =>
        byName.TryGetValue(DistributionName.Normalize(name), out List<DeclaredDependency>? found) ? found : [];

    /// <summary>Is the name declared?</summary>
    public bool Contains(string name) => byName.ContainsKey(DistributionName.Normalize(name));

    internal List<DeclaredDependency> Open(string name)
    {
        string key = DistributionName.Normalize(name);
        if (!byName.TryGetValue(key, out List<DeclaredDependency>? list)) byName[key] = list = [];
        return list;
    }
}
