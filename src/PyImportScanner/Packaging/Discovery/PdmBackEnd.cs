using System.Collections.Generic;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Formats;
using PyImportScanner.Packaging.Manifests;

namespace PyImportScanner.Packaging.Discovery;

/// <summary>pdm-backend: everything in <c>src/</c>, else the top-level packages, else the top-level modules (pdm-backend documentation, "Build configuration").</summary>
internal sealed class PdmBackEnd : BackEnd
{
    public override string Name => "pdm-backend";

    public override bool Handles(string buildBackend) => buildBackend is "pdm.backend" or "pdm.pep517.api";

    public override BackEndLayout Select(IFileTree tree, Pyproject project)
    {
        var layout = new BackEndLayout();
        DataValue? build = project.Root.At("tool", "pdm", "build");
        string? configured = build?["package-dir"]?.AsString;
        string source = Join(project.Directory, configured ?? "src");
        bool isSource = configured is not null || IsDirectory(tree, source);
        string root = isSource ? source : project.Directory;
        layout.AddEditablePath(root);
        if (build?["includes"] is { } includes) return SelectIncluded(tree, root, includes, layout);
        if (build?["custom-hook"] is not null) layout.Unknown("the project has a build hook");
        return SelectDefault(tree, root, layout);
    }

    private static BackEndLayout SelectIncluded(IFileTree tree, string root, DataValue includes, BackEndLayout layout)
    {
        foreach (string include in includes.Strings())
        {
            string path = Join(root, include);
            Node node = tree.Stat(path);
            if (node.Kind == NodeKind.Directory) layout.Modules.Add(new ProjectModule(ModuleName(include), path, ProjectModuleKind.Tree));
            else if (node.Kind == NodeKind.File) layout.Modules.Add(new ProjectModule(ModuleName(include), path, ProjectModuleKind.Module));
            else layout.Unknown("the pattern " + include + " of includes is not evaluated");
        }

        return layout;
    }

    private static BackEndLayout SelectDefault(IFileTree tree, string root, BackEndLayout layout)
    {
        DirectoryListing listing = tree.List(root);
        if (listing.UnknownBecause is { } cause) layout.Unknown(cause);
        var modules = new List<ProjectModule>();
        foreach (DirectoryEntry entry in listing.Entries)
        {
            string path = TreePath.Child(root, entry.Name);
            if (IsFile(tree, TreePath.Child(path, "__init__.py")) && entry.Name != "tests")
                layout.Modules.Add(new ProjectModule(entry.Name, path, ProjectModuleKind.Tree));
            else if (entry.Name.EndsWith(".py", System.StringComparison.Ordinal) && IsFile(tree, path))
                modules.Add(new ProjectModule(ModuleName(entry.Name), path, ProjectModuleKind.Module));
        }

        if (layout.Modules.Count == 0) layout.Modules.AddRange(modules);
        return layout;
    }
}
