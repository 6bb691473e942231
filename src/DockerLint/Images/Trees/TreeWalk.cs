using System.Collections.Generic;
using PyImportScanner.Files;

namespace DockerLint.Images.Trees;

/// <summary>Lists a whole tree: the one thing whose cost grows with the number of files.</summary>
internal static class TreeWalk
{
    /// <summary>Everything below a directory (clean, real), parents before children, siblings in the order of their bytes.</summary>
    public static IEnumerable<TreeEntry> Below(ExactTree tree, string directory)
    {
        var open = new Stack<(string Path, Node Node)>();
        Push(tree.ListAt(directory), directory, open);
        while (open.Count > 0)
        {
            (string path, Node node) = open.Pop();
            if (node.Kind != NodeKind.Directory)
            {
                yield return new TreeEntry(path, node, null);
                continue;
            }

            DirectoryListing listing = tree.ListAt(path);
            yield return new TreeEntry(path, node, listing.UnknownBecause);
            Push(listing, path, open);
        }
    }

    private static void Push(DirectoryListing listing, string directory, Stack<(string Path, Node Node)> open)
    {
        DirectoryEntry[] entries = Utf8Order.Sorted(listing.Entries);
        for (int i = entries.Length - 1; i >= 0; i--) open.Push((TreePath.Child(directory, entries[i].Name), entries[i].Node));
    }
}

/// <summary>One node of a walk.</summary>
/// <param name="Path">Its path in the tree.</param>
/// <param name="Node">What it is.</param>
/// <param name="MoreBecause">For a directory that may hold more than is listed: the cause.</param>
internal readonly record struct TreeEntry(string Path, Node Node, string? MoreBecause);
