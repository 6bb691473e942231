using System.Collections.Generic;
using PyImportScanner.Packaging.Manifests;

namespace PyImportScanner.Packaging.Discovery;

/// <summary>How much of a directory an installed module stands for.</summary>
public enum ProjectModuleKind : byte
{
    /// <summary>The files directly in the directory; sub-packages are listed on their own.</summary>
    Package,

    /// <summary>The directory with everything below it.</summary>
    Tree,

    /// <summary>One file.</summary>
    Module,
}

/// <summary>A module or package that an install of a project puts on the search path.</summary>
/// <param name="Name">The dotted import name; its place below site-packages follows from it.</param>
/// <param name="Path">The absolute directory, or file for <see cref="ProjectModuleKind.Module"/>, that it is taken from.</param>
/// <param name="Kind">How much of it.</param>
public readonly record struct ProjectModule(string Name, string Path, ProjectModuleKind Kind);

/// <summary>A project directory as an installer sees it at one moment: what its back end would put on the search path.</summary>
public sealed record LocalProject
{
    /// <summary>The absolute project directory.</summary>
    public required string Directory { get; init; }

    /// <summary>The distribution, normalised; null where it is not known.</summary>
    public string? Name { get; init; }

    /// <summary>The build back end: <c>setuptools</c>, <c>hatchling</c> …; for others the module that is named.</summary>
    public string BackEnd { get; init; } = "setuptools";

    /// <summary>What a normal (not editable) install copies, as the files are at that moment.</summary>
    public IReadOnlyList<ProjectModule> Modules { get; init; } = [];

    /// <summary>Directories that an editable install appends to the search path.</summary>
    public IReadOnlyList<string> EditablePaths { get; init; } = [];

    /// <summary>Top-level names that an editable install maps to files or directories by an import hook.</summary>
    public IReadOnlyList<ProjectModule> EditableMapping { get; init; } = [];

    /// <summary>Why <see cref="Modules"/> may be incomplete or wrong; null where it is exact.</summary>
    public string? UnknownBecause { get; init; }

    /// <summary>Why an installer certainly refuses the directory; null where it does not.</summary>
    public string? FailsBecause { get; init; }

    /// <summary>Commands and plugins.</summary>
    public IReadOnlyList<EntryPoint> EntryPoints { get; init; } = [];

    /// <summary>Third-party distributions and other projects that come with it.</summary>
    public IReadOnlyList<DeclaredDependency> Dependencies { get; init; } = [];

    /// <summary>What its extras add.</summary>
    public DependencyTable Extras { get; init; } = new();

    /// <summary>Why <see cref="Dependencies"/> may be incomplete; null where they are exact.</summary>
    public string? DependenciesUnknownBecause { get; init; }

    /// <summary>The project file, or null.</summary>
    public Pyproject? Pyproject { get; init; }

    /// <summary>Every file that the install opens or looks for.</summary>
    public IReadOnlyList<ManifestRead> Reads { get; init; } = [];

    /// <summary>Does an install put this module on the search path? Null where it is not known.</summary>
    public bool? Provides(string module)
    {
        foreach (ProjectModule one in Modules)
        {
            if (one.Name == module || IsPrefix(module, one.Name)) return true;
            if (one.Kind != ProjectModuleKind.Module && IsPrefix(one.Name, module)) return true;
        }

        return UnknownBecause is null ? false : null;
    }

    private static bool IsPrefix(string prefix, string name) =>
        name.Length > prefix.Length && name[prefix.Length] == '.' && name.StartsWith(prefix, System.StringComparison.Ordinal);
}
