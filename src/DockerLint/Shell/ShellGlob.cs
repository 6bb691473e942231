using System.Collections.Generic;
using PyImportScanner.Files;

namespace DockerLint.Shell;

/// <summary>Pathname expansion (XCU 2.14.3) over a tree: a wildcard does not match a leading dot; the result is sorted.</summary>
public static class ShellGlob
{
    private const int MaximumMatches = 4096;

    /// <summary>The paths that match, in the form the pattern has (relative stays relative).</summary>
    /// <param name="tree">The files.</param>
    /// <param name="directory">The working directory, a clean path.</param>
    /// <param name="pattern">A <see cref="ShellPattern"/> with slashes.</param>
    /// <param name="unknownBecause">Not null when further paths may match: the cause.</param>
    public static IReadOnlyList<string> Expand(IFileTree tree, string directory, string pattern, out string? unknownBecause)
    {
        unknownBecause = null;
        var found = new List<string> { pattern.Length > 0 && pattern[0] == '/' ? "/" : "" };
        string[] parts = pattern.Split('/');
        for (int i = 0; i < parts.Length && found.Count > 0; i++)
        {
            if (parts[i].Length == 0) continue;
            bool last = i == parts.Length - 1;
            found = Step(tree, directory, found, parts[i], last, ref unknownBecause);
        }

        bool onlyDirectories = pattern.Length > 1 && pattern[pattern.Length - 1] == '/';
        if (onlyDirectories)
        {
            for (int i = 0; i < found.Count; i++) found[i] += "/";
        }

        return found;
    }

    private static List<string> Step(
        IFileTree tree, string directory, List<string> bases, string part, bool last, ref string? unknownBecause)
    {
        var found = new List<string>();
        bool wild = ShellPattern.HasWildcard(part);
        foreach (string start in bases)
        {
            if (!wild) AddExact(tree, directory, start, ShellPattern.Unescape(part), last, found, ref unknownBecause);
            else AddMatches(tree, directory, start, part, last, found, ref unknownBecause);
            if (found.Count > MaximumMatches)
            {
                unknownBecause = "too many files match";
                break;
            }
        }

        return found;
    }

    private static void AddExact(
        IFileTree tree, string directory, string start, string name, bool last, List<string> found, ref string? unknownBecause)
    {
        string path = Join(start, name);
        string absolute = TreePath.Combine(directory, path);
        Node node = last ? tree.LinkStat(absolute) : tree.Stat(absolute);
        if (node.Kind == NodeKind.Unknown) unknownBecause ??= node.UnknownBecause;
        else if (node.Exists) found.Add(path);
    }

    private static void AddMatches(
        IFileTree tree, string directory, string start, string pattern, bool last, List<string> found, ref string? unknownBecause)
    {
        DirectoryListing listing = tree.List(TreePath.Combine(directory, start));
        unknownBecause ??= listing.UnknownBecause;
        foreach (DirectoryEntry entry in listing.Entries)
        {
            if (entry.Name[0] == '.' && pattern[0] != '.') continue;
            if (!ShellPattern.Matches(pattern, entry.Name)) continue;
            if (entry.Node.Kind == NodeKind.Unknown) unknownBecause ??= entry.Node.UnknownBecause;
            else if (last || IsDirectory(tree, directory, Join(start, entry.Name), entry.Node)) found.Add(Join(start, entry.Name));
        }
    }

    private static bool IsDirectory(IFileTree tree, string directory, string path, Node node) =>
        node.Kind == NodeKind.Directory
        || (node.Kind == NodeKind.Link && tree.Stat(TreePath.Combine(directory, path)).Kind == NodeKind.Directory);

    private static string Join(string start, string name) =>
        start.Length == 0 ? name : start[start.Length - 1] == '/' ? start + name : start + "/" + name;
}
