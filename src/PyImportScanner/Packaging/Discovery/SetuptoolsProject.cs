using System.Collections.Generic;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Formats;
using PyImportScanner.Packaging.Manifests;
using PyImportScanner.Packaging.Names;

namespace PyImportScanner.Packaging.Discovery;

/// <summary>A project that setuptools builds: setup.py before setup.cfg, both behind <c>[tool.setuptools]</c>.</summary>
internal static class SetuptoolsProject
{
    public static LocalProject Read(IFileTree tree, LocalProject project, Node setupNode, List<ManifestRead> reads)
    {
        string directory = project.Directory;
        Pyproject? pyproject = project.Pyproject;
        SetuptoolsConfiguration configuration = pyproject is null ? new() : ToolSetuptoolsReader.Read(pyproject);
        if (setupNode.Exists) configuration.FillFrom(ReadSetupPy(tree, TreePath.Child(directory, "setup.py")));
        string cfgPath = TreePath.Child(directory, "setup.cfg");
        reads.Add(new ManifestRead(cfgPath, ManifestRole.Project, tree.Stat(cfgPath), IsRequired: false));
        if (tree.ReadText(cfgPath) is { } cfg) configuration.FillFrom(SetupCfgReader.Read(cfg, cfgPath));
        bool declaresInPyproject = pyproject?.Root["project"] is not null;
        if (pyproject is not null) LocalProjectReader.AddMetadataFiles(tree, pyproject, isRequired: false, reads);
        DependencyTable extras = pyproject is { Extras.Names.Count: > 0 } ? pyproject.Extras : configuration.Extras ?? new();
        (IReadOnlyList<DeclaredDependency> dependencies, string? unknown) = Dependencies(tree, pyproject, declaresInPyproject, configuration, reads);
        BackEndLayout layout = new SetuptoolsLayout(tree, directory, configuration).Select(isLegacyEditable: pyproject is null);
        string? name = pyproject?.RawName ?? configuration.Name;
        return project with
        {
            Name = name is null ? null : DistributionName.Normalize(name),
            Modules = layout.Modules,
            EditablePaths = layout.EditablePaths,
            EditableMapping = layout.EditableMapping,
            UnknownBecause = layout.UnknownBecause,
            FailsBecause = layout.UnknownBecause is null ? layout.FailsBecause : null,
            EntryPoints = pyproject is { EntryPoints.Count: > 0 } ? pyproject.EntryPoints : configuration.EntryPoints ?? [],
            Dependencies = dependencies,
            DependenciesUnknownBecause = unknown,
            Extras = extras,
        };
    }

    private static SetuptoolsConfiguration ReadSetupPy(IFileTree tree, string path) =>
        tree.ReadText(path) is { } text
            ? SetupPyReader.Read(text, path)
            : new SetuptoolsConfiguration { UnknownBecause = "the content of setup.py is not known", DependenciesUnknownBecause = "the content of setup.py is not known" };

    private static (IReadOnlyList<DeclaredDependency>, string?) Dependencies(
        IFileTree tree, Pyproject? pyproject, bool declaresInPyproject, SetuptoolsConfiguration configuration, List<ManifestRead> reads)
    {
        if (!declaresInPyproject) return (configuration.Dependencies ?? [], configuration.DependenciesUnknownBecause);
        if (LocalProjectReader.DynamicDependencies(pyproject!) is not { } cause) return (pyproject!.Dependencies, null);
        DataValue? files = pyproject!.Root.At("tool", "setuptools", "dynamic", "dependencies", "file");
        if (files is null) return configuration.Dependencies is { } declared ? (declared, configuration.DependenciesUnknownBecause) : ([], cause);
        return FromFiles(tree, pyproject, files, reads);
    }

    /// <summary><c>[tool.setuptools.dynamic] dependencies = {file = …}</c>: a subset of the requirements format.</summary>
    private static (IReadOnlyList<DeclaredDependency>, string?) FromFiles(IFileTree tree, Pyproject pyproject, DataValue files, List<ManifestRead> reads)
    {
        var found = new List<DeclaredDependency>();
        string? unknown = null;
        foreach (string file in files.Strings())
        {
            string path = TreePath.Combine(pyproject.Directory, "./" + file);
            reads.Add(new ManifestRead(path, ManifestRole.Requirements, tree.Stat(path), NamedBy: pyproject.Path, Span: files.Span));
            if (tree.ReadText(path) is not { } text)
            {
                unknown ??= "the content of " + TreePath.Display(path) + " is not known";
                continue;
            }

            foreach (LogicalLine line in LogicalLine.Split(text))
            {
                if (Requirement.TryParse(line.Text) is { } requirement)
                    found.Add(new DeclaredDependency { Requirement = requirement, File = path, Span = line.Span });
            }
        }

        return (found, unknown);
    }
}
