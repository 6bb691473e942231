using System.Collections.Generic;
using PyImportScanner.Packaging.Formats;

namespace PyImportScanner.Packaging.Manifests;

/// <summary>A pyproject.toml (PyPA "pyproject.toml specification", PEP 621, PEP 735, and the tables of poetry, pdm, uv, hatch).</summary>
public sealed record Pyproject
{
    /// <summary>Absolute path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>The directory that holds it.</summary>
    public required string Directory { get; init; }

    /// <summary>Everything the file says, with positions and errors.</summary>
    public required DataDocument Document { get; init; }

    /// <summary>The distribution as written, or null.</summary>
    public string? RawName { get; init; }

    /// <summary><c>build-system.build-backend</c>; null where there is none: setuptools, as pip takes it.</summary>
    public string? BackEnd { get; init; }

    /// <summary>There is a <c>[build-system]</c> table.</summary>
    public bool HasBuildSystem { get; init; }

    /// <summary>What an install of the project brings.</summary>
    public IReadOnlyList<DeclaredDependency> Dependencies { get; init; } = [];

    /// <summary>What its extras add.</summary>
    public DependencyTable Extras { get; init; } = new();

    /// <summary>Dependency groups (PEP 735, poetry groups, pdm and uv dev-dependencies), includes resolved.</summary>
    public DependencyTable Groups { get; init; } = new();

    /// <summary>Poetry groups that are installed only when asked for.</summary>
    public IReadOnlyCollection<string> OptionalGroups { get; init; } = [];

    /// <summary>Commands and plugins.</summary>
    public IReadOnlyList<EntryPoint> EntryPoints { get; init; } = [];

    /// <summary>Files that the metadata points at (readme, license files): a build stops without them. As written.</summary>
    public IReadOnlyList<DataValue> MetadataFiles { get; init; } = [];

    /// <summary>Fields of <c>[project]</c> that the back end computes.</summary>
    public IReadOnlyList<string> Dynamic { get; init; } = [];

    /// <summary>The root table.</summary>
    public DataValue Root => Document.Root;

    /// <summary>Does uv install the project itself? (uv documentation, "Build systems": a build system, or <c>tool.uv.package</c>)</summary>
    public bool IsUvPackage => Root.At("tool", "uv", "package")?.AsBoolean ?? HasBuildSystem;

    /// <summary>Does poetry install the project itself? (<c>package-mode</c>)</summary>
    public bool IsPoetryPackage => Root.At("tool", "poetry", "package-mode")?.AsBoolean ?? true;

    /// <summary>A uv workspace root.</summary>
    public bool IsWorkspaceRoot => Root.At("tool", "uv", "workspace") is not null;
}
