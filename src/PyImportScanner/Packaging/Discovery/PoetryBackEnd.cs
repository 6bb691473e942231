using System;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Formats;
using PyImportScanner.Packaging.Manifests;
using PyImportScanner.Packaging.Names;

namespace PyImportScanner.Packaging.Discovery;

/// <summary>poetry-core: <c>packages</c>, else one module or package called like the project (poetry documentation, "packages").</summary>
internal sealed class PoetryBackEnd : BackEnd
{
    public override string Name => "poetry-core";

    public override bool Handles(string buildBackend) => buildBackend is "poetry.core.masonry.api" or "poetry.masonry.api" or "poetry_dynamic_versioning.backend";

    public override BackEndLayout Select(IFileTree tree, Pyproject project)
    {
        var layout = new BackEndLayout();
        if (!project.IsPoetryPackage) return layout.Fails("package-mode is off: the project cannot be built");
        if (project.Root.At("tool", "poetry", "build") is not null) layout.Unknown("poetry runs a build script");
        DataValue? packages = project.Root.At("tool", "poetry", "packages");
        if (packages is null || packages.Items.Count == 0) return SelectByName(tree, project, layout);
        foreach (DataValue package in packages.Items) SelectListed(tree, project, package, layout);
        return layout;
    }

    private static BackEndLayout SelectByName(IFileTree tree, Pyproject project, BackEndLayout layout)
    {
        if (project.RawName is null) return layout.Fails("pyproject.toml names no project");
        string name = DistributionName.Normalize(project.RawName).Replace('-', '_');
        foreach (string root in (string[])["", "src/"])
        {
            string package = Join(project.Directory, root + name);
            bool isPackage = IsDirectory(tree, package), isModule = IsFile(tree, package + ".py");
            if (isPackage && isModule) return layout.Fails("both " + name + "/ and " + name + ".py exist");
            if (isPackage) layout.Add(name, package, ProjectModuleKind.Tree);
            else if (isModule) layout.Add(name, package + ".py", ProjectModuleKind.Module);
            else continue;
            return layout;
        }

        return layout.Fails("poetry finds no file or folder for package " + project.RawName);
    }

    private static void SelectListed(IFileTree tree, Pyproject project, DataValue package, BackEndLayout layout)
    {
        string? include = package["include"]?.AsString ?? package.AsString;
        if (include is null || package["format"]?.AsString == "sdist") return;
        string root = Join(project.Directory, package["from"]?.AsString ?? "");
        string prefix = package["to"]?.AsString is { } to ? ModuleName(to) + "." : "";
        layout.AddEditablePath(root);
        string plain = WithoutTail(include);
        if (ShellPattern.HasWildcard(plain))
        {
            layout.Unknown("the pattern " + include + " of packages is not evaluated");
            return;
        }

        string path = Join(root, plain);
        Node node = tree.Stat(path);
        if (node.Kind == NodeKind.Missing)
        {
            layout.Fails(TreePath.Display(path) + " does not contain any element");
            return;
        }

        if (node.Kind == NodeKind.Unknown) layout.Unknown(node.UnknownBecause!);
        layout.Modules.Add(new ProjectModule(prefix + ModuleName(plain), path, node.Kind == NodeKind.File ? ProjectModuleKind.Module : ProjectModuleKind.Tree));
    }

    /// <summary><c>pkg/**/*.py</c> and <c>pkg/*</c> name the package they start with.</summary>
    private static string WithoutTail(string include)
    {
        foreach (string tail in (string[])["/**/*.py", "/**/*", "/**", "/*", "/"])
        {
            if (include.EndsWith(tail, StringComparison.Ordinal)) return include.Substring(0, include.Length - tail.Length);
        }

        return include;
    }
}
