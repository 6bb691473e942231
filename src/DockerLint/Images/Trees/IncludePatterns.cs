using System.Collections.Generic;
using DockerLint.Files;

namespace DockerLint.Images.Trees;

/// <summary>Tells whether a pattern can match anything below a directory, so that the rest need not be entered.</summary>
internal static class IncludePatterns
{
    /// <summary>False only when certainly nothing below a directory (relative) matches.</summary>
    public static bool MayMatchBelow(IReadOnlyList<PathPattern> patterns, string directory)
    {
        foreach (PathPattern pattern in patterns)
        {
            if (!pattern.IsNegated && MayMatchBelow(pattern.Text, directory)) return true;
        }

        return false;
    }

    private static bool MayMatchBelow(string pattern, string directory)
    {
        int p = 0, d = 0;
        while (d <= directory.Length)
        {
            int patternEnd = End(pattern, p);
            if (pattern.IndexOfAny(['*', '?', '[', ']', '\\', '|', '{', '}', '^'], p, patternEnd - p) >= 0) return true;
            int directoryEnd = End(directory, d);
            if (patternEnd - p != directoryEnd - d || string.CompareOrdinal(pattern, p, directory, d, patternEnd - p) != 0) return false;
            if (patternEnd == pattern.Length) return true;
            p = patternEnd + 1;
            d = directoryEnd + 1;
        }

        return true;
    }

    private static int End(string path, int start)
    {
        int slash = path.IndexOf('/', start);
        return slash < 0 ? path.Length : slash;
    }
}
