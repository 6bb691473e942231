using System;
using System.Collections.Generic;
using System.Text;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Formats;
using PyImportScanner.Packaging.Manifests;
using PyImportScanner.Packaging.Names;

namespace PyImportScanner.Packaging.Discovery;

/// <summary>hatchling, wheel target (hatch documentation, "Build configuration", "Wheel builder").</summary>
internal sealed class HatchlingBackEnd : BackEnd
{
    public override string Name => "hatchling";

    public override bool Handles(string buildBackend) => buildBackend is "hatchling.build" or "hatchling.ouroboros";

    public override BackEndLayout Select(IFileTree tree, Pyproject project)
    {
        var layout = new BackEndLayout();
        if (Setting(project, "hooks") is not null) layout.Unknown("the project has a build hook");
        var sources = new SourceMap(Setting(project, "sources"));
        AddForced(tree, project, layout);
        bool selected = false;
        foreach (string key in (string[])["packages", "only-include", "include"])
        {
            if (Setting(project, key) is not { } setting || setting.Items.Count == 0) continue;
            selected = true;
            foreach (string path in setting.Strings()) AddSelected(tree, project, key, path, sources, layout);
            // A package list decides alone; the others come after it in hatchling as well.
            break;
        }

        if (!selected) AddByName(tree, project, layout, isForced: layout.Modules.Count > 0);
        foreach (string directory in Setting(project, "dev-mode-dirs")?.Strings() ?? []) layout.AddEditablePath(Join(project.Directory, directory));
        return layout;
    }

    private static DataValue? Setting(Pyproject project, string key)
    {
        DataValue? build = project.Root.At("tool", "hatch", "build");
        return build?.At("targets", "wheel", key) ?? build?[key];
    }

    private static void AddSelected(IFileTree tree, Pyproject project, string key, string written, SourceMap sources, BackEndLayout layout)
    {
        string relative = TreePath.Clean(WithoutTail(written)).Substring(1);
        if (relative.Length == 0)
        {
            AddRoot(tree, project.Directory, layout);
            return;
        }

        if (ShellPattern.HasWildcard(relative) || relative[0] == '!')
        {
            layout.Unknown("the pattern " + written + " of " + key + " is not evaluated");
            return;
        }

        string path = Join(project.Directory, relative);
        Node node = tree.Stat(path);
        if (node.Kind == NodeKind.Unknown) layout.Unknown(node.UnknownBecause!);
        // hatchling packs what is there and does not miss the rest.
        if (!node.Exists) return;
        string target = key == "packages" ? TreePath.Name("/" + relative) : sources.Map(relative);
        if (target.Length == 0)
        {
            AddRoot(tree, path, layout);
            return;
        }

        if (node.Kind == NodeKind.File && !target.EndsWith(".py", StringComparison.Ordinal)) return;
        layout.Add(ModuleName(target), path, node.Kind == NodeKind.File ? ProjectModuleKind.Module : ProjectModuleKind.Tree);
    }

    /// <summary>Everything directly in a directory, each under its own name.</summary>
    private static void AddRoot(IFileTree tree, string directory, BackEndLayout layout)
    {
        DirectoryListing listing = tree.List(directory);
        if (listing.UnknownBecause is { } cause) layout.Unknown(cause);
        foreach (DirectoryEntry entry in listing.Entries)
        {
            string path = TreePath.Child(directory, entry.Name);
            if (entry.Name.EndsWith(".py", StringComparison.Ordinal)) layout.Add(ModuleName(entry.Name), path, ProjectModuleKind.Module);
            else if (!entry.Name.Contains(".") && IsDirectory(tree, path)) layout.Add(entry.Name, path, ProjectModuleKind.Tree);
        }
    }

    private static void AddForced(IFileTree tree, Pyproject project, BackEndLayout layout)
    {
        foreach (DataMember forced in PyprojectReader.Members(Setting(project, "force-include")))
        {
            if (forced.Value.AsString is not { } target) continue;
            string path = Join(project.Directory, forced.Key);
            Node node = tree.Stat(path);
            if (node.Kind == NodeKind.Missing) layout.Fails("hatchling: forced include not found: " + TreePath.Display(path));
            bool isModule = node.Kind == NodeKind.File;
            if (isModule && !target.EndsWith(".py", StringComparison.Ordinal)) continue;
            if (TreePath.Clean(target).Length > 1)
                layout.Modules.Add(new ProjectModule(ModuleName(target), path, isModule ? ProjectModuleKind.Module : ProjectModuleKind.Tree));
        }
    }

    private static void AddByName(IFileTree tree, Pyproject project, BackEndLayout layout, bool isForced)
    {
        if (project.RawName is null)
        {
            layout.Fails("pyproject.toml names no project");
            return;
        }

        foreach (string name in FileNames(project.RawName))
        {
            if (TryAddNamed(tree, project.Directory, name, layout)) return;
        }

        bool bypass = Setting(project, "bypass-selection")?.AsBoolean == true || isForced;
        if (!bypass) layout.Fails("hatchling finds no directory that matches the name of the project (" + project.RawName + ")");
    }

    private static bool TryAddNamed(IFileTree tree, string directory, string name, BackEndLayout layout)
    {
        foreach (string package in (string[])[TreePath.Child(directory, name), Join(directory, "src/" + name)])
        {
            if (!IsFile(tree, TreePath.Child(package, "__init__.py"))) continue;
            layout.Add(name, package, ProjectModuleKind.Tree);
            return true;
        }

        string module = TreePath.Child(directory, name + ".py");
        if (IsFile(tree, module))
        {
            layout.Add(name, module, ProjectModuleKind.Module);
            return true;
        }

        // One namespace package that holds the project.
        var found = new List<string>();
        foreach (DirectoryEntry entry in tree.List(directory).Entries)
        {
            if (IsFile(tree, Join(directory, entry.Name + "/" + name + "/__init__.py"))) found.Add(entry.Name);
        }

        if (found.Count != 1) return false;
        layout.Add(found[0] + "." + name, Join(directory, found[0] + "/" + name), ProjectModuleKind.Tree);
        return true;
    }

    /// <summary>The name as written and normalised, with runs of <c>-</c> and <c>.</c> as underscores.</summary>
    private static IEnumerable<string> FileNames(string rawName)
    {
        string written = Underscored(rawName), normal = Underscored(DistributionName.Normalize(rawName));
        yield return written;
        if (normal != written) yield return normal;
    }

    private static string Underscored(string name)
    {
        var text = new StringBuilder(name.Length);
        for (int i = 0; i < name.Length; i++)
        {
            bool isSeparator = name[i] is '-' or '.';
            if (!isSeparator) text.Append(name[i]);
            else if (i == 0 || name[i - 1] is not ('-' or '.')) text.Append('_');
        }

        return text.ToString();
    }

    private static string WithoutTail(string pattern)
    {
        foreach (string tail in (string[])["/**/*.py", "/**/*", "/*.py", "/**", "/*", "/"])
        {
            if (pattern.EndsWith(tail, StringComparison.Ordinal)) return pattern.Substring(0, pattern.Length - tail.Length);
        }

        return pattern;
    }

    /// <summary><c>sources = ["src"]</c> strips a prefix; <c>[sources] "src/foo" = "bar"</c> rewrites one.</summary>
    private sealed class SourceMap(DataValue? setting)
    {
        public string Map(string relative)
        {
            foreach (string prefix in setting?.Kind == DataKind.Array ? setting.Strings() : [])
            {
                if (Replace(relative, prefix, "") is { } mapped) return mapped;
            }

            foreach (DataMember member in PyprojectReader.Members(setting))
            {
                if (member.Value.AsString is { } target && Replace(relative, member.Key, target) is { } mapped) return mapped;
            }

            return relative;
        }

        private static string? Replace(string relative, string prefix, string target)
        {
            string from = TreePath.Clean(prefix), path = TreePath.Clean(relative);
            if (!TreePath.IsAtOrBelow(path, from)) return null;
            return TreePath.Combine(TreePath.Clean(target), "./" + TreePath.Relative(path, from)).Substring(1);
        }
    }
}
