using System;
using System.Collections.Generic;
using PyImportScanner.Files;

namespace PyImportScanner.Packaging.Discovery;

/// <summary>Runs a <see cref="SetuptoolsConfiguration"/> over the files (setuptools documentation, "Package Discovery and Namespace Packages").</summary>
internal sealed class SetuptoolsLayout(IFileTree tree, string directory, SetuptoolsConfiguration configuration)
{
    private readonly Dictionary<string, string> directories = configuration.PackageDirectories ?? new(StringComparer.Ordinal);
    private readonly BackEndLayout layout = new();

    /// <param name="isLegacyEditable">There is no pyproject.toml: installers run <c>setup.py develop</c>, which puts the whole root on the path.</param>
    public BackEndLayout Select(bool isLegacyEditable)
    {
        if (configuration.UnknownBecause is { } cause) layout.Unknown(cause);
        if (configuration.HasSelection)
        {
            foreach (string package in configuration.Packages ?? []) AddPackage(package);
            foreach (PackageSearch search in configuration.Searches ?? []) AddSearch(search);
            foreach (string module in configuration.PyModules ?? []) AddModule(module);
        }
        else if (!configuration.HasExtensionModules && configuration.UnknownBecause is null)
        {
            AutomaticDiscovery.Select(tree, directory, directories, layout);
        }

        AddEditable(isLegacyEditable);
        return layout;
    }

    /// <summary>The most specific entry of <c>package_dir</c> decides (setuptools/discovery.py, <c>find_package_path</c>).</summary>
    private string DirectoryOf(string package)
    {
        string prefix = package;
        while (true)
        {
            if (directories.TryGetValue(prefix, out string? mapped))
            {
                string rest = prefix.Length == package.Length ? "" : package.Substring(prefix.Length == 0 ? 0 : prefix.Length + 1);
                return Join(directory, mapped, rest.Replace('.', '/'));
            }

            if (prefix.Length == 0) return Join(directory, "", package.Replace('.', '/'));
            int dot = prefix.LastIndexOf('.');
            prefix = dot < 0 ? "" : prefix.Substring(0, dot);
        }
    }

    private void AddPackage(string package)
    {
        string path = DirectoryOf(package);
        Node node = tree.Stat(path);
        if (node.Kind == NodeKind.Unknown) layout.Unknown(node.UnknownBecause!);
        if (node.Kind == NodeKind.Missing) layout.Fails("package directory '" + TreePath.Display(path) + "' does not exist");
        layout.Modules.Add(new ProjectModule(package, path, ProjectModuleKind.Package));
    }

    private void AddSearch(PackageSearch search)
    {
        foreach (string where in search.Where)
        {
            string root = Join(directory, where, "");
            Node node = tree.Stat(root);
            if (node.Kind == NodeKind.Unknown) layout.Unknown(node.UnknownBecause!);
            var finder = new PackageFinder(tree);
            foreach (ProjectModule found in finder.Find(root, search))
            {
                // Where the search does not start at package_dir, the build looks for the packages elsewhere.
                string path = DirectoryOf(found.Name);
                bool agrees = path == found.Path || directories.Count == 0;
                if (!agrees && tree.Stat(path).Kind == NodeKind.Missing) layout.Fails("package directory '" + TreePath.Display(path) + "' does not exist");
                layout.Modules.Add(agrees ? found : found with { Path = path });
            }

            if (finder.UnknownBecause is { } cause) layout.Unknown(cause);
            if (search.Where.Count == 1 && TreePath.Combine(directory, "./" + where) != directory) layout.AddEditablePath(root);
        }
    }

    private void AddModule(string module)
    {
        string root = directories.TryGetValue("", out string? mapped) ? mapped : "";
        layout.Modules.Add(new ProjectModule(module, Join(directory, root, module.Replace('.', '/') + ".py"), ProjectModuleKind.Module));
    }

    private void AddEditable(bool isLegacy)
    {
        bool hasRoot = directories.TryGetValue("", out string? root);
        if (hasRoot) layout.AddEditablePath(Join(directory, root!, ""));
        if (isLegacy && !hasRoot) layout.AddEditablePath(directory);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (ProjectModule module in layout.Modules)
        {
            // Sub-packages come with their parent; a namespace parent is not in the list and its children are mapped.
            bool isTop = true;
            for (int dot = module.Name.LastIndexOf('.'); dot > 0 && isTop; dot = module.Name.LastIndexOf('.', dot - 1)) isTop = !names.Contains(module.Name.Substring(0, dot));
            names.Add(module.Name);
            if (isTop) layout.EditableMapping.Add(module.Kind == ProjectModuleKind.Package ? module with { Kind = ProjectModuleKind.Tree } : module);
        }
    }

    private static string Join(string directory, string relative, string rest) => TreePath.Combine(directory, "./" + relative + "/" + rest);
}
