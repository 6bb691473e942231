using System.Collections.Generic;
using DockerLint.Files;
using DockerLint.Images.Trees;
using PyImportScanner.Files;

namespace DockerLint.Images.Copying;

/// <summary>Finds what a COPY source names: a path, or the matches of a wildcard (<c>BK:solver/llbsolver/file/backend.go</c>).</summary>
internal static class SourceMatcher
{
    /// <summary>Is the source a wildcard?</summary>
    public static bool HasWildcard(string source) => FirstWildcard(source) >= 0;

    /// <summary>
    /// The directory before the first component that has a wildcard, and the pattern from there on.
    /// </summary>
    public static (string Directory, string Pattern) Split(string clean)
    {
        int slash = clean.LastIndexOf('/', FirstWildcard(clean));
        return (slash <= 0 ? TreePath.Root : clean.Substring(0, slash), clean.Substring(slash + 1));
    }

    /// <summary>
    /// The paths below <paramref name="directory"/> (real, a directory) that match, relative to it, in the order of the
    /// walk. A directory that matches is not entered, links are not followed.
    /// </summary>
    /// <param name="tree">The tree.</param>
    /// <param name="directory">Where the walk starts.</param>
    /// <param name="pattern">A pattern of Go's <c>filepath.Match</c>.</param>
    /// <param name="unknown">Why there may be more matches, or null.</param>
    public static List<string> Match(ExactTree tree, string directory, string pattern, out string? unknown)
    {
        var found = new List<string>();
        unknown = null;
        // Only a class can match a slash, so no match lies deeper than this.
        int depth = 1;
        bool hasClass = false;
        foreach (char c in pattern)
        {
            if (c is '/' or '[') depth++;
            if (c is '[' or '\\') hasClass = true;
        }

        string[]? components = hasClass ? null : pattern.Split('/');
        var open = new Stack<string>();
        open.Push("");
        while (open.Count > 0)
        {
            string relative = open.Pop();
            if (relative.Length > 0 && FilePathMatch.IsMatch(pattern, relative, out _))
            {
                found.Add(relative);
                continue;
            }

            int level = Level(relative);
            if (level >= depth) continue;
            string path = relative.Length == 0 ? directory : TreePath.Child(directory, relative);
            if (relative.Length > 0 && tree.At(path).Kind != NodeKind.Directory) continue;
            DirectoryListing listing = tree.ListAt(path);
            unknown ??= listing.UnknownBecause;
            PushMatchingChildren(open, listing, relative, components?[level], ref unknown);
        }

        return found;
    }

    private static void PushMatchingChildren(
        Stack<string> open, DirectoryListing listing, string relative, string? component, ref string? unknown)
    {
        DirectoryEntry[] entries = Utf8Order.Sorted(listing.Entries);
        for (int i = entries.Length - 1; i >= 0; i--)
        {
            if (component is not null && !FilePathMatch.IsMatch(component, entries[i].Name, out _)) continue;
            if (entries[i].Node.Kind == NodeKind.Unknown)
            {
                unknown ??= entries[i].Node.UnknownBecause;
                continue;
            }

            open.Push(relative.Length == 0 ? entries[i].Name : relative + "/" + entries[i].Name);
        }
    }

    private static int Level(string relative)
    {
        if (relative.Length == 0) return 0;
        int level = 1;
        foreach (char c in relative)
        {
            if (c == '/') level++;
        }

        return level;
    }

    private static int FirstWildcard(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] is '*' or '?' or '[') return i;
        }

        return -1;
    }
}
