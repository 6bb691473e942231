using System.Collections.Generic;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Formats;
using PyImportScanner.Packaging.Manifests;
using PyImportScanner.Packaging.Names;

namespace PyImportScanner.Packaging.Discovery;

/// <summary>Works out what an install of a project directory would put on the search path, from the files as they are.</summary>
public static class LocalProjectReader
{
    /// <summary>Reads a project directory.</summary>
    /// <param name="tree">The files as the installer sees them.</param>
    /// <param name="directory">A clean absolute path.</param>
    /// <param name="usualBackEnd">The back end where <c>pyproject.toml</c> names none; null for setuptools (PEP 517, "Source trees").</param>
    public static LocalProject Read(IFileTree tree, string directory, string? usualBackEnd = null)
    {
        var reads = new List<ManifestRead>();
        string pyprojectPath = TreePath.Child(directory, "pyproject.toml"), setupPath = TreePath.Child(directory, "setup.py");
        Node pyprojectNode = Look(pyprojectPath), setupNode = Look(setupPath);
        // A setup.py that is there says what it says, whatever some program may have left beside it.
        if (pyprojectNode.Kind == NodeKind.Unknown && setupNode.Kind == NodeKind.File && tree is IWeakDoubts doubts && doubts.IsWeaklyDoubtful(pyprojectPath)) pyprojectNode = default;
        Pyproject? pyproject = pyprojectNode.Exists ? PyprojectReader.Read(tree, pyprojectPath) : null;
        LocalProject project = new() { Directory = directory, Pyproject = pyproject, Reads = reads };
        if (Unreadable(tree, directory, pyprojectNode, setupNode, pyproject) is { } cause)
            return project with { UnknownBecause = cause, DependenciesUnknownBecause = cause };
        if (!pyprojectNode.Exists && !setupNode.Exists)
        {
            return project with
            {
                FailsBecause = TreePath.Display(directory) + " is no Python project: neither setup.py nor pyproject.toml found",
            };
        }

        if (pyproject is { Document.IsValid: false })
            return project with { FailsBecause = "pyproject.toml is not valid TOML: " + pyproject.Document.Errors[0].Message };
        string backEnd = pyproject?.BackEnd ?? usualBackEnd ?? "setuptools.build_meta";
        if (backEnd.StartsWith("setuptools.", System.StringComparison.Ordinal)) return SetuptoolsProject.Read(tree, project, setupNode, reads);
        return ReadOther(tree, project, backEnd, reads);

        Node Look(string path)
        {
            Node node = tree.Stat(path);
            reads.Add(new ManifestRead(path, ManifestRole.Project, node, IsRequired: false));
            return node;
        }
    }

    private static string? Unreadable(IFileTree tree, string directory, Node pyprojectNode, Node setupNode, Pyproject? pyproject)
    {
        if (pyprojectNode.Exists && pyproject is null) return "the content of " + TreePath.Display(directory) + "/pyproject.toml is not known";
        return pyprojectNode.UnknownBecause ?? (pyproject is null ? setupNode.UnknownBecause : null) ?? tree.Stat(directory).UnknownBecause;
    }

    private static LocalProject ReadOther(IFileTree tree, LocalProject project, string buildBackend, List<ManifestRead> reads)
    {
        Pyproject pyproject = project.Pyproject!;
        project = project with
        {
            Name = pyproject.RawName is { } name ? DistributionName.Normalize(name) : null,
            BackEnd = buildBackend,
            EntryPoints = pyproject.EntryPoints,
            Dependencies = pyproject.Dependencies,
            Extras = pyproject.Extras,
            DependenciesUnknownBecause = DynamicDependencies(pyproject),
        };
        BackEnd? backEnd = pyproject.Root.At("build-system", "backend-path") is null ? BackEndCatalog.Find(buildBackend) : null;
        if (backEnd is null) return project with { UnknownBecause = "what the build back end " + buildBackend + " selects is not known" };
        AddMetadataFiles(tree, pyproject, backEnd.RequiresMetadataFiles, reads);
        BackEndLayout layout = backEnd.Select(tree, pyproject);
        return project with
        {
            BackEnd = backEnd.Name,
            Modules = layout.Modules,
            EditablePaths = layout.EditablePaths,
            EditableMapping = layout.EditableMapping,
            UnknownBecause = layout.UnknownBecause,
            // What is not known may hold what seems to be absent.
            FailsBecause = layout.UnknownBecause is null ? layout.FailsBecause : null,
        };
    }

    internal static string? DynamicDependencies(Pyproject pyproject)
    {
        foreach (string field in pyproject.Dynamic)
        {
            if (field is "dependencies" or "optional-dependencies") return "the " + field + " of " + TreePath.Display(pyproject.Path) + " are dynamic";
        }

        return null;
    }

    internal static void AddMetadataFiles(IFileTree tree, Pyproject pyproject, bool isRequired, List<ManifestRead> reads)
    {
        foreach (DataValue file in pyproject.MetadataFiles)
        {
            string path = TreePath.Combine(pyproject.Directory, "./" + file.Text);
            reads.Add(new ManifestRead(path, ManifestRole.Metadata, tree.Stat(path), isRequired, pyproject.Path, file.Span));
        }
    }
}
