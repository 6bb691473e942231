using System.Collections.Generic;

namespace DockerLint.Files;

/// <summary>Go's <c>path/filepath</c> on Linux, where relative paths and <c>..</c> matter.</summary>
internal static class GoPath
{
    /// <summary><c>filepath.Clean</c>: an empty path is <c>.</c>, leading <c>..</c> of a relative path stay.</summary>
    public static string Clean(string path)
    {
        bool isRooted = path.Length > 0 && path[0] == '/';
        var parts = new List<string>();
        foreach (string part in path.Split('/'))
        {
            if (part.Length == 0 || part == ".") continue;
            if (part != ".." || (parts.Count == 0 && !isRooted) || (parts.Count > 0 && parts[parts.Count - 1] == "..")) parts.Add(part);
            else if (parts.Count > 0) parts.RemoveAt(parts.Count - 1);
        }

        string joined = string.Join("/", parts);
        return isRooted ? "/" + joined : joined.Length == 0 ? "." : joined;
    }
}
