using System;
using System.Collections.Generic;
using PyImportScanner.Files;

namespace DockerLint.Projects.Evaluation;

/// <summary>Wildcards of item specifications: <c>*</c>, <c>?</c> within a name, <c>**</c> over directories.</summary>
internal static class ItemGlob
{
    private const int MaximumEntries = 20_000;

    public static bool IsPattern(string specification) => specification.IndexOfAny(['*', '?']) >= 0;

    /// <summary>The directory of an absolute pattern before its first wildcard.</summary>
    public static string FixedDirectory(string pattern)
    {
        int wildcard = pattern.IndexOfAny(['*', '?']);
        if (wildcard < 0) return TreePath.Parent(pattern);
        int slash = pattern.LastIndexOf('/', wildcard);
        return slash <= 0 ? TreePath.Root : pattern.Substring(0, slash);
    }

    /// <summary>Does an absolute path match an absolute pattern?</summary>
    public static bool Matches(string pattern, string path) => Matches(pattern.Split('/'), path.Split('/'));

    private static bool Matches(string[] pattern, string[] path)
    {
        int p = 0, n = 0, starPattern = -1, starPath = 0;
        while (n < path.Length)
        {
            if (p < pattern.Length && pattern[p] == "**")
            {
                starPattern = p++;
                starPath = n;
            }
            else if (p < pattern.Length && MatchesName(pattern[p], path[n]))
            {
                p++;
                n++;
            }
            else if (starPattern >= 0)
            {
                p = starPattern + 1;
                n = ++starPath;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == "**") p++;
        return p == pattern.Length;
    }

    internal static bool MatchesName(string pattern, string name)
    {
        int p = 0, n = 0, star = -1, starName = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                starName = n;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == name[n]))
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++starName;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }

    /// <summary>The files that match, ordinal; with a cause when there may be more.</summary>
    public static (List<string> Files, string? UnknownBecause) Expand(IFileTree tree, string pattern)
    {
        var files = new List<string>();
        string start = FixedDirectory(pattern);
        string[] segments = pattern.Split('/');
        bool isDeep = Array.IndexOf(segments, "**") >= 0;
        string? unknown = null;
        int seen = 0;
        var pending = new Stack<string>();
        pending.Push(start);
        while (pending.Count > 0)
        {
            string directory = pending.Pop();
            DirectoryListing listing = tree.List(directory);
            unknown ??= listing.UnknownBecause;
            int depth = directory.Length == 1 ? 1 : directory.Split('/').Length;
            foreach (DirectoryEntry entry in listing.Entries)
            {
                if (++seen > MaximumEntries) return (files, "the wildcard " + pattern + " covers too many files");
                string path = TreePath.Child(directory, entry.Name);
                if (entry.Node.Kind == NodeKind.Directory)
                {
                    if (isDeep || (depth < segments.Length - 1 && MatchesName(segments[depth], entry.Name))) pending.Push(path);
                }
                else if (Matches(segments, path.Split('/')))
                {
                    if (entry.Node.Kind == NodeKind.Unknown) unknown ??= entry.Node.UnknownBecause;
                    else files.Add(path);
                }
            }
        }

        files.Sort(StringComparer.Ordinal);
        return (files, unknown);
    }
}
