using System;
using System.Collections.Generic;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Names;

namespace PyImportScanner.Packaging.Discovery;

/// <summary>setuptools' <c>find_packages</c> and <c>find_namespace_packages</c> (setuptools/discovery.py, <c>PackageFinder</c>).</summary>
internal sealed class PackageFinder(IFileTree tree)
{
    // Link circles and hostile trees end here; a project has a few hundred packages at most.
    private const int MaximumDirectories = 5_000;
    private const int MaximumDepth = 40;

    public string? UnknownBecause { get; private set; }

    /// <summary>Packages below a directory: dotted name and directory, in tree order.</summary>
    public List<ProjectModule> Find(string root, PackageSearch search)
    {
        var found = new List<ProjectModule>();
        var pending = new Queue<(string Path, string Prefix, int Depth)>();
        pending.Enqueue((root, "", 0));
        int visited = 0;
        while (pending.Count > 0)
        {
            (string path, string prefix, int depth) = pending.Dequeue();
            if (++visited > MaximumDirectories || depth > MaximumDepth)
            {
                UnknownBecause ??= "the project has too many directories to search";
                break;
            }

            Visit(path, prefix, depth, search, found, pending);
        }

        return found;
    }

    private void Visit(
        string path, string prefix, int depth, PackageSearch search, List<ProjectModule> found, Queue<(string, string, int)> pending)
    {
        DirectoryListing listing = tree.List(path);
        UnknownBecause ??= listing.UnknownBecause;
        foreach (DirectoryEntry entry in listing.Entries)
        {
            if (entry.Node.Kind == NodeKind.File || entry.Name.Contains(".")) continue;
            string child = TreePath.Child(path, entry.Name);
            if (entry.Node.Kind == NodeKind.Unknown) UnknownBecause ??= entry.Node.UnknownBecause;
            if (tree.Stat(child).Kind != NodeKind.Directory) continue;
            if (!search.Namespaces && !HasInit(child)) continue;
            string package = prefix + entry.Name;
            bool isExcluded = IsAlwaysExcluded(package) || MatchesAny(search.Exclude, package);
            if (!isExcluded && MatchesAny(search.Include, package)) found.Add(new ProjectModule(package, child, ProjectModuleKind.Package));
            // A sub-package is found even where its parent was excluded; below pkg.* nothing more can be.
            if (!IsWhollyExcluded(search.Exclude, package)) pending.Enqueue((child, package + ".", depth + 1));
        }
    }

    private bool HasInit(string directory)
    {
        Node node = tree.Stat(TreePath.Child(directory, "__init__.py"));
        if (node.Kind == NodeKind.Unknown) UnknownBecause ??= node.UnknownBecause;
        return node.Kind == NodeKind.File;
    }

    private static bool IsAlwaysExcluded(string package) => package == "ez_setup" || package.EndsWith("__pycache__", StringComparison.Ordinal);

    private static bool IsWhollyExcluded(IReadOnlyList<string> exclude, string package) =>
        MatchesAny(exclude, package + ".\u0001");

    private static bool MatchesAny(IReadOnlyList<string> patterns, string name)
    {
        foreach (string pattern in patterns)
        {
            if (ShellPattern.IsMatch(pattern, name)) return true;
        }

        return false;
    }
}
