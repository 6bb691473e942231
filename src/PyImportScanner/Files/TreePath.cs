using System;
using System.Collections.Generic;
using System.Text;

namespace PyImportScanner.Files;

/// <summary>Arithmetic on the paths of an <see cref="IFileTree"/>; lexical only, like Go's <c>path</c> package.</summary>
public static class TreePath
{
    /// <summary>The root of every tree.</summary>
    public const string Root = "/";

    /// <summary>An absolute, clean path: <c>clean("/" + path)</c>. <c>..</c> is clipped at the root.</summary>
    public static string Clean(string path) => Combine(Root, path);

    /// <summary><paramref name="path"/> as seen from <paramref name="directory"/>; an absolute one replaces it.</summary>
    public static string Combine(string directory, string path)
    {
        if (IsClean(path)) return path;
        if (IsPlain(path) && IsClean(directory)) return Child(directory, path);
        var parts = new List<string>();
        if (path.Length == 0 || path[0] != '/') Push(parts, directory);
        Push(parts, path);
        if (parts.Count == 0) return Root;
        var text = new StringBuilder();
        foreach (string part in parts) text.Append('/').Append(part);
        return text.ToString();
    }

    /// <summary>One component below a clean directory, without any cleaning.</summary>
    public static string Child(string directory, string name) => directory.Length == 1 ? "/" + name : directory + "/" + name;

    /// <summary>The directory that holds a clean path; the root's is the root.</summary>
    public static string Parent(string path)
    {
        int slash = path.LastIndexOf('/');
        return slash <= 0 ? Root : path.Substring(0, slash);
    }

    /// <summary>The last component of a clean path; empty for the root.</summary>
    public static string Name(string path) => path.Substring(path.LastIndexOf('/') + 1);

    /// <summary>Is <paramref name="path"/> the directory itself, or below it? Both clean.</summary>
    public static bool IsAtOrBelow(string path, string directory) =>
        directory.Length == 1
        || (path.StartsWith(directory, StringComparison.Ordinal)
            && (path.Length == directory.Length || path[directory.Length] == '/'));

    /// <summary>What is left of a clean path below a clean directory, without a leading slash; empty for the directory itself.</summary>
    /// <exception cref="ArgumentException">The path is not at or below the directory.</exception>
    public static string Relative(string path, string directory)
    {
        if (!IsAtOrBelow(path, directory)) throw new ArgumentException(path + " is not below " + directory, nameof(path));
        if (directory.Length == 1) return path.Substring(1);
        return path.Length == directory.Length ? "" : path.Substring(directory.Length + 1);
    }

    /// <summary>A path at or below one directory, as it would be below another. All clean.</summary>
    /// <exception cref="ArgumentException">The path is not at or below the directory.</exception>
    public static string Rebase(string path, string from, string to)
    {
        if (from == to) return path;
        if (path.Length == from.Length) return IsAtOrBelow(path, from) ? to : throw new ArgumentException(path + " is not below " + from, nameof(path));
        return to.Length == 1 && IsAtOrBelow(path, from) ? path.Substring(from.Length) : Child(to, Relative(path, from));
    }

    /// <summary>A repository path as people write it: without the leading slash, <c>.</c> for the root.</summary>
    public static string Display(string path) => path.Length <= 1 ? "." : path.Substring(1);

    // A relative path without a dot or an empty part at the beginning of a component.
    private static bool IsPlain(string path)
    {
        if (path.Length == 0 || path[0] is '/' or '.' || path[path.Length - 1] == '/') return false;
        for (int i = path.IndexOf('/'); i >= 0; i = path.IndexOf('/', i + 1))
        {
            if (path[i + 1] is '/' or '.') return false;
        }

        return true;
    }

    /// <summary>Is it an absolute path without <c>.</c>, <c>..</c>, doubled or closing slashes?</summary>
    public static bool IsClean(string path)
    {
        if (path.Length == 0 || path[0] != '/') return false;
        if (path.Length == 1) return true;
        if (path[path.Length - 1] == '/') return false;
        for (int i = 0; i < path.Length; i++)
        {
            if (path[i] != '/') continue;
            if (path[i + 1] == '/') return false;
            if (path[i + 1] != '.') continue;
            bool dot = i + 2 == path.Length || path[i + 2] == '/';
            bool dots = i + 2 < path.Length && path[i + 2] == '.' && (i + 3 == path.Length || path[i + 3] == '/');
            if (dot || dots) return false;
        }

        return true;
    }

    private static void Push(List<string> parts, string path)
    {
        foreach (string part in path.Split('/'))
        {
            if (part.Length == 0 || part == ".") continue;
            if (part != "..") parts.Add(part);
            else if (parts.Count > 0) parts.RemoveAt(parts.Count - 1);
        }
    }
}
