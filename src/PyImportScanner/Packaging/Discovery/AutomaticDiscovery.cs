using System;
using System.Collections.Generic;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Names;

namespace PyImportScanner.Packaging.Discovery;

/// <summary>What setuptools takes when nothing is configured (setuptools/discovery.py, <c>ConfigDiscovery</c>): explicit, src and flat layout.</summary>
internal static class AutomaticDiscovery
{
    // FlatLayoutPackageFinder._EXCLUDE of the newest setuptools; older ones lack the last few and would refuse the build.
    private static readonly string[] reservedPackages =
    [
        "ci", "bin", "debian", "doc", "docs", "documentation", "manpages", "news", "newsfragments", "changelog", "test", "tests", "unit_test",
        "unit_tests", "example", "examples", "scripts", "tools", "util", "utils", "python", "build", "dist", "venv", "env", "requirements", "tasks",
        "fabfile", "site_scons", "benchmark", "benchmarks", "exercise", "exercises", "htmlcov", "[._]*",
    ];

    // FlatLayoutModuleFinder.DEFAULT_EXCLUDE.
    private static readonly string[] reservedModules =
    [
        "setup", "conftest", "test", "tests", "example", "examples", "build", "toxfile", "noxfile", "pavement", "dodo", "tasks", "fabfile",
        "[Ss][Cc]onstruct", "conanfile", "manage", "benchmark", "benchmarks", "exercise", "exercises", "[._]*",
    ];

    public static void Select(IFileTree tree, string directory, Dictionary<string, string> packageDirectories, BackEndLayout layout)
    {
        bool isExplicit = false;
        foreach (KeyValuePair<string, string> pair in packageDirectories)
        {
            if (pair.Key.Length == 0) continue;
            isExplicit = true;
            layout.Modules.Add(new ProjectModule(pair.Key, TreePath.Combine(directory, "./" + pair.Value), ProjectModuleKind.Tree));
        }

        if (isExplicit) return;
        string source = TreePath.Combine(directory, "./" + (packageDirectories.TryGetValue("", out string? root) ? root : "src"));
        Node node = tree.Stat(source);
        if (node.Kind == NodeKind.Unknown) layout.Unknown(node.UnknownBecause!);
        if (node.Kind == NodeKind.Directory) SelectSource(tree, source, layout);
        else SelectFlat(tree, directory, layout);
    }

    private static void SelectSource(IFileTree tree, string source, BackEndLayout layout)
    {
        layout.AddEditablePath(source);
        DirectoryListing listing = tree.List(source);
        if (listing.UnknownBecause is { } cause) layout.Unknown(cause);
        foreach (DirectoryEntry entry in listing.Entries)
        {
            string path = TreePath.Child(source, entry.Name);
            if (ModuleName(entry.Name) is { } module && tree.Stat(path).Kind == NodeKind.File)
                layout.Modules.Add(new ProjectModule(module, path, ProjectModuleKind.Module));
            else if (!entry.Name.Contains(".") && !entry.Name.EndsWith("__pycache__", StringComparison.Ordinal) && tree.Stat(path).Kind == NodeKind.Directory)
                layout.Modules.Add(new ProjectModule(entry.Name, path, ProjectModuleKind.Tree));
        }
    }

    private static void SelectFlat(IFileTree tree, string directory, BackEndLayout layout)
    {
        DirectoryListing listing = tree.List(directory);
        if (listing.UnknownBecause is { } cause) layout.Unknown(cause);
        var packages = new List<ProjectModule>();
        var modules = new List<ProjectModule>();
        foreach (DirectoryEntry entry in listing.Entries)
        {
            string path = TreePath.Child(directory, entry.Name);
            if (ModuleName(entry.Name) is { } module)
            {
                if (!Matches(reservedModules, module) && tree.Stat(path).Kind == NodeKind.File)
                    modules.Add(new ProjectModule(module, path, ProjectModuleKind.Module));
            }
            else if (IsIdentifier(entry.Name) && !Matches(reservedPackages, entry.Name) && tree.Stat(path).Kind == NodeKind.Directory)
            {
                packages.Add(new ProjectModule(entry.Name, path, ProjectModuleKind.Tree));
            }
        }

        List<ProjectModule> selected = packages.Count > 0 ? packages : modules;
        string kind = packages.Count > 0 ? "packages" : "modules";
        if (selected.Count > 1) layout.Fails("Multiple top-level " + kind + " discovered in a flat-layout: " + Names(selected));
        layout.Modules.AddRange(selected);
    }

    private static string Names(List<ProjectModule> modules)
    {
        var names = new List<string>();
        foreach (ProjectModule module in modules) names.Add("'" + module.Name + "'");
        return "[" + string.Join(", ", names) + "]";
    }

    private static bool Matches(string[] patterns, string name) => Array.Exists(patterns, p => ShellPattern.IsMatch(p, name));

    private static string? ModuleName(string fileName)
    {
        if (!fileName.EndsWith(".py", StringComparison.Ordinal)) return null;
        string name = fileName.Substring(0, fileName.Length - 3);
        return IsIdentifier(name) ? name : null;
    }

    private static bool IsIdentifier(string name)
    {
        if (name.Length == 0 || char.IsDigit(name[0])) return false;
        foreach (char c in name)
        {
            if (!char.IsLetterOrDigit(c) && c != '_') return false;
        }

        return true;
    }
}
