using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using PyImportScanner.Files;

namespace DockerLint.Projects.Evaluation;

/// <summary>The small conventions of MSBuild's texts: escapes, lists, separators.</summary>
internal static class MsBuildText
{
    /// <summary><c>%3B</c> and the like; what is no escape stays (MSBuild special characters).</summary>
    public static string Unescape(string text)
    {
        int percent = text.IndexOf('%');
        if (percent < 0) return text;
        var builder = new StringBuilder(text.Length);
        int from = 0;
        while (percent >= 0 && percent + 2 < text.Length)
        {
            if (byte.TryParse(text.Substring(percent + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte code))
            {
                builder.Append(text, from, percent - from).Append((char)code);
                from = percent + 3;
                percent = text.IndexOf('%', from);
            }
            else
            {
                percent = text.IndexOf('%', percent + 1);
            }
        }

        return builder.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>Splits at semicolons; empty parts vanish, white space around parts too.</summary>
    public static IEnumerable<string> Split(string list)
    {
        int start = 0;
        for (int i = 0; i <= list.Length; i++)
        {
            if (i < list.Length && list[i] != ';') continue;
            string part = list.Substring(start, i - start).Trim();
            if (part.Length > 0) yield return part;
            start = i + 1;
        }
    }

    /// <summary>On Linux MSBuild turns backslashes of paths into slashes.</summary>
    public static string Slashes(string path) => path.IndexOf('\\') < 0 ? path : path.Replace('\\', '/');

    /// <summary>A path as seen from a directory of the tree, clean.</summary>
    public static string FullPath(string directory, string path) => TreePath.Combine(directory, Slashes(path));

    /// <summary>A directory as MSBuild's <c>…Directory</c> properties write it, ended by a slash.</summary>
    public static string WithSlash(string directory) =>
        directory.EndsWith("/", StringComparison.Ordinal) ? directory : directory + "/";

    public static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    /// <summary>The file name without its last extension.</summary>
    public static string Stem(string fileName)
    {
        int dot = fileName.LastIndexOf('.');
        return dot < 0 ? fileName : fileName.Substring(0, dot);
    }

    /// <summary>The last extension with its dot, or nothing.</summary>
    public static string Extension(string fileName)
    {
        int dot = fileName.LastIndexOf('.');
        return dot < 0 ? "" : fileName.Substring(dot);
    }

    /// <summary>The nearest directory at or above <paramref name="directory"/> that holds <paramref name="file"/>.</summary>
    /// <returns>The directory; null when there is none; unknown when a nearer place cannot be seen.</returns>
    public static (string? Directory, string? UnknownBecause) DirectoryOfFileAbove(IFileTree tree, string directory, string file)
    {
        string name = Slashes(file);
        for (string at = directory; ; at = TreePath.Parent(at))
        {
            Node node = tree.Stat(TreePath.Combine(at, name));
            if (node.Kind == NodeKind.File) return (at, null);
            if (node.Kind == NodeKind.Unknown) return (null, node.UnknownBecause);
            if (at.Length <= 1) return (null, null);
        }
    }
}
