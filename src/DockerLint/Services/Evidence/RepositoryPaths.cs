using System;
using System.Collections.Generic;
using PyImportScanner.Files;

namespace DockerLint.Services.Evidence;

/// <summary>Paths as files of the repository write them.</summary>
internal static class RepositoryPaths
{
    /// <summary>A path relative to a directory of the repository; null when it leaves the repository or is no path of it.</summary>
    public static string? Resolve(string directory, string text, bool absoluteIsRepository = false)
    {
        string path = text.Replace('\\', '/');
        if (path.IndexOf("://", StringComparison.Ordinal) >= 0 || path.StartsWith("git@", StringComparison.Ordinal) || path.StartsWith("~", StringComparison.Ordinal)) return null;
        if (path.StartsWith("/", StringComparison.Ordinal)) return absoluteIsRepository ? TreePath.Clean(path) : null;
        var parts = new List<string>();
        foreach (string part in (directory + "/" + path).Split('/'))
        {
            if (part.Length == 0 || part == ".") continue;
            if (part != "..") parts.Add(part);
            else if (parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            else return null;
        }

        return parts.Count == 0 ? TreePath.Root : "/" + string.Join("/", parts);
    }
}
