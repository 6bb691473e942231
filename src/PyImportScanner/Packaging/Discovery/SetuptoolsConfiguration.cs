using System.Collections.Generic;
using PyImportScanner.Packaging.Manifests;

namespace PyImportScanner.Packaging.Discovery;

/// <summary>A <c>find_packages()</c> or <c>find_namespace_packages()</c> that is still to be run.</summary>
/// <param name="Where">Relative to the project directory; one or several.</param>
/// <param name="Include">Patterns.</param>
/// <param name="Exclude">Patterns.</param>
/// <param name="Namespaces">Directories without <c>__init__.py</c> count.</param>
internal sealed record PackageSearch(
    IReadOnlyList<string> Where, IReadOnlyList<string> Include, IReadOnlyList<string> Exclude, bool Namespaces);

/// <summary>What setup.py, setup.cfg and <c>[tool.setuptools]</c> say together. Null members were not given.</summary>
internal sealed class SetuptoolsConfiguration
{
    public string? Name { get; set; }

    /// <summary>Dotted names.</summary>
    public List<string>? Packages { get; set; }

    /// <summary>Searches whose results are added to <see cref="Packages"/>.</summary>
    public List<PackageSearch>? Searches { get; set; }

    /// <summary>Dotted names of single modules.</summary>
    public List<string>? PyModules { get; set; }

    /// <summary>Package to directory; the empty name is the root of all.</summary>
    public Dictionary<string, string>? PackageDirectories { get; set; }

    /// <summary>Extension modules switch automatic discovery off.</summary>
    public bool HasExtensionModules { get; set; }

    public List<DeclaredDependency>? Dependencies { get; set; }

    public DependencyTable? Extras { get; set; }

    public List<EntryPoint>? EntryPoints { get; set; }

    /// <summary>Why what is selected is not known.</summary>
    public string? UnknownBecause { get; set; }

    public string? DependenciesUnknownBecause { get; set; }

    public bool HasSelection => Packages is not null || Searches is not null || PyModules is not null;

    /// <summary>Takes from <paramref name="other"/> what is not given here.</summary>
    public void FillFrom(SetuptoolsConfiguration other)
    {
        bool hadPackages = Packages is not null || Searches is not null;
        Name ??= other.Name;
        if (!hadPackages)
        {
            Packages = other.Packages;
            Searches = other.Searches;
        }

        PyModules ??= other.PyModules;
        PackageDirectories ??= other.PackageDirectories;
        HasExtensionModules |= other.HasExtensionModules;
        if (Dependencies is null) DependenciesUnknownBecause ??= other.DependenciesUnknownBecause;
        Dependencies ??= other.Dependencies;
        Extras ??= other.Extras;
        EntryPoints ??= other.EntryPoints;
        if (!hadPackages) UnknownBecause ??= other.UnknownBecause;
    }
}
