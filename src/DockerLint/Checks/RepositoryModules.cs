using System;
using System.Collections.Generic;
using PyImportScanner.Files;

namespace DockerLint.Checks;

/// <summary>Looks a dotted name up below a directory of the repository, as a developer who starts there would have it.</summary>
internal static class RepositoryModules
{
    // How deep a directory without __init__.py is searched for any Python file before it counts as a package.
    private const int NamespaceDepth = 3;

    /// <summary>A name that the repository holds.</summary>
    /// <param name="Root">The directory that the name was found below.</param>
    /// <param name="Path">The module's file, or the directory of a package.</param>
    /// <param name="IsPackage">A directory.</param>
    /// <param name="IsNamespace">A directory without <c>__init__.py</c>.</param>
    internal readonly record struct Hit(string Root, string Path, bool IsPackage, bool IsNamespace);

    /// <summary>The whole dotted name below <paramref name="root"/>, or null.</summary>
    public static Hit? Find(IFileTree repository, string root, string dottedName)
    {
        string directory = root;
        int start = 0;
        while (true)
        {
            int dot = dottedName.IndexOf('.', start);
            string part = dot < 0 ? dottedName.Substring(start) : dottedName.Substring(start, dot - start);
            if (part.Length == 0) return null;
            DirectoryListing listing = repository.List(directory);
            string below = TreePath.Child(directory, part);
            bool isDirectory = Follow(repository, below, listing.Find(part)).Kind == NodeKind.Directory;
            bool isPackage = isDirectory && HasInit(repository.List(below));
            if (dot < 0)
            {
                if (isPackage) return new Hit(root, below, IsPackage: true, IsNamespace: false);
                string file = part + ".py";
                if (Follow(repository, TreePath.Child(directory, file), listing.Find(file)).Kind == NodeKind.File)
                    return new Hit(root, TreePath.Child(directory, file), IsPackage: false, IsNamespace: false);
                return isDirectory && HoldsPython(repository, below, NamespaceDepth)
                    ? new Hit(root, below, IsPackage: true, IsNamespace: true)
                    : null;
            }

            if (!isDirectory) return null;
            directory = below;
            start = dot + 1;
        }
    }

    /// <summary>Is there an <c>__init__.py</c>?</summary>
    public static bool HasInit(DirectoryListing listing) => listing.Find("__init__.py").Kind is NodeKind.File or NodeKind.Link;

    private static Node Follow(IFileTree repository, string path, Node node) => node.Kind == NodeKind.Link ? repository.Stat(path) : node;

    private static bool HoldsPython(IFileTree repository, string directory, int depth)
    {
        var deeper = new List<string>();
        foreach (DirectoryEntry entry in repository.List(directory).Entries)
        {
            if (entry.Node.Kind == NodeKind.File && entry.Name.EndsWith(".py", StringComparison.Ordinal)) return true;
            if (entry.Node.Kind == NodeKind.Directory && depth > 1) deeper.Add(entry.Name);
        }

        foreach (string name in deeper)
        {
            if (HoldsPython(repository, TreePath.Child(directory, name), depth - 1)) return true;
        }

        return false;
    }
}
