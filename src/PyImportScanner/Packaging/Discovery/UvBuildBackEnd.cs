using System.Collections.Generic;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Formats;
using PyImportScanner.Packaging.Manifests;
using PyImportScanner.Packaging.Names;

namespace PyImportScanner.Packaging.Discovery;

/// <summary>uv_build: packages named by <c>module-name</c> below <c>module-root</c> (uv documentation, "The uv build backend").</summary>
internal sealed class UvBuildBackEnd : BackEnd
{
    public override string Name => "uv_build";

    public override bool Handles(string buildBackend) => buildBackend == "uv_build";

    public override BackEndLayout Select(IFileTree tree, Pyproject project)
    {
        var layout = new BackEndLayout();
        DataValue? settings = project.Root.At("tool", "uv", "build-backend");
        string root = Join(project.Directory, settings?["module-root"]?.AsString ?? "src");
        bool isNamespace = settings?["namespace"]?.AsBoolean == true;
        IReadOnlyList<string> names = settings?["module-name"]?.Strings() ?? [];
        if (names.Count == 0)
        {
            if (project.RawName is null) return layout.Fails("pyproject.toml names no project");
            names = [DistributionName.Normalize(project.RawName).Replace('-', '_')];
        }

        foreach (string name in names)
        {
            string package = Join(root, name.Replace('.', '/'));
            Node node = isNamespace ? tree.Stat(package) : tree.Stat(TreePath.Child(package, "__init__.py"));
            if (node.Kind == NodeKind.Unknown) layout.Unknown(node.UnknownBecause!);
            else if (!node.Exists) layout.Fails("uv_build expects " + package + (isNamespace ? "" : "/__init__.py"));
            layout.Add(name, package, ProjectModuleKind.Tree);
        }

        return layout;
    }
}
