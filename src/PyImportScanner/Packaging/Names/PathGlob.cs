using System;
using System.Collections.Generic;
using PyImportScanner.Files;

namespace PyImportScanner.Packaging.Names;

/// <summary>Expands path patterns of project files (workspace members) over a tree.</summary>
internal static class PathGlob
{
    // Bounds the work that a pattern such as **/*/** can ask for.
    private const int MaximumDirectories = 20_000;

    /// <summary>The paths below <paramref name="directory"/> that match, in order.</summary>
    /// <param name="tree">The files.</param>
    /// <param name="directory">A clean absolute path.</param>
    /// <param name="pattern">Components parted by slashes; <c>**</c> stands for any number of them.</param>
    /// <param name="unknown">Not null where the answer is incomplete: the cause.</param>
    public static IReadOnlyList<string> Expand(IFileTree tree, string directory, string pattern, out string? unknown)
    {
        var walk = new Walk(tree, pattern.Split(['/'], StringSplitOptions.RemoveEmptyEntries));
        walk.Visit(directory, 0);
        unknown = walk.Unknown;
        walk.Found.Sort(string.CompareOrdinal);
        return walk.Found;
    }

    private sealed class Walk(IFileTree tree, string[] parts)
    {
        private readonly HashSet<(string, int)> seen = [];

        public List<string> Found { get; } = [];

        public string? Unknown { get; private set; }

        public void Visit(string start, int firstPart)
        {
            var pending = new Stack<(string Path, int Part)>();
            pending.Push((start, firstPart));
            while (pending.Count > 0)
            {
                (string path, int part) = pending.Pop();
                if (!seen.Add((path, part))) continue;
                if (seen.Count > MaximumDirectories)
                {
                    Unknown = "the pattern matches too many directories";
                    return;
                }

                if (part == parts.Length) Found.Add(path);
                else Step(path, part, pending);
            }
        }

        private void Step(string path, int part, Stack<(string, int)> pending)
        {
            string pattern = parts[part];
            if (!ShellPattern.HasWildcard(pattern))
            {
                string next = TreePath.Combine(path, pattern);
                Node node = tree.Stat(next);
                if (node.Exists) pending.Push((next, part + 1));
                else if (node.Kind == NodeKind.Unknown) Unknown ??= node.UnknownBecause;
                return;
            }

            DirectoryListing listing = tree.List(path);
            Unknown ??= listing.UnknownBecause;
            if (pattern == "**") pending.Push((path, part + 1));
            foreach (DirectoryEntry entry in listing.Entries)
            {
                string child = TreePath.Child(path, entry.Name);
                if (pattern == "**")
                {
                    // Links are not followed: they may lead back up.
                    if (entry.Node.Kind == NodeKind.Directory && entry.Name[0] != '.') pending.Push((child, part));
                }
                else if (ShellPattern.IsMatch(pattern, entry.Name))
                {
                    pending.Push((child, part + 1));
                }
            }
        }
    }
}
