using System;
using DockerLint.Images.Trees;
using DockerLint.Words;
using PyImportScanner.Files;

namespace DockerLint.Images.Copying;

/// <summary>Finds what a person may have meant by a path that does not exist.</summary>
internal static class NearestName
{
    // Comparing names costs their product; longer ones are no slips of the pen.
    private const int LongestName = 100;
    private const int MostEntries = 5000;

    /// <summary>A path of the tree that differs in letter case, or in one component by a slip of at most two letters.</summary>
    public static string? Of(IFileTree tree, string path)
    {
        string current = TreePath.Root;
        bool differs = false;
        foreach (string part in path.Substring(1).Split('/'))
        {
            string next = TreePath.Child(current, part);
            if (part.Length > 0 && tree.Stat(next).Kind == NodeKind.Missing)
            {
                if (Among(tree, current, part) is not { } name) return null;
                next = TreePath.Child(current, name);
                differs = true;
            }

            current = next;
        }

        return differs ? current : null;
    }

    /// <summary>A path of the tree that differs in letter case only.</summary>
    public static string? OfOtherCase(ExactTree tree, string path) =>
        Of(tree, path) is { } nearest && string.Equals(nearest, path, StringComparison.OrdinalIgnoreCase) ? nearest : null;

    private static string? Among(IFileTree tree, string directory, string name)
    {
        if (name.Length > LongestName) return null;
        string? best = null;
        int least = Math.Min(3, Math.Max(1, name.Length / 3) + 1);
        int left = MostEntries;
        foreach (DirectoryEntry entry in tree.List(directory).Entries)
        {
            if (left-- == 0) break;
            if (string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase)) return entry.Name;
            if (Math.Abs(entry.Name.Length - name.Length) >= least || entry.Name.Length > LongestName) continue;
            int distance = EditDistance.Between(entry.Name, name);
            if (distance >= least) continue;
            least = distance;
            best = entry.Name;
        }

        return best;
    }
}
