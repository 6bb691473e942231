using System;
using System.Collections.Generic;
using PyImportScanner.Files;

namespace DockerLint.Services;

/// <summary>Lines of shell text that write a file under its name: a copy, a download, a redirection.</summary>
internal static class WritingLine
{
    private static readonly char[] separators = [' ', '\t', '"', '\'', '`', '=', ',', ';', '(', ')', '|', '&', '[', ']', '{', '}'];

    private static readonly HashSet<string> copying = new(StringComparer.Ordinal) { "cp", "gsutil", "install", "ln", "mv", "rsync", "scp" };

    // Whatever of these a line holds, the path that it names is written.
    private static readonly HashSet<string> writing = new(StringComparer.Ordinal)
    {
        "--destination", "--dir", "--local-dir", "--out", "--outdir", "--output", "--output-dir", "--output-file", "--target-dir", "--wheel-dir", "-O", "-d", "-o", "-out", "-w",
        ">", ">>", "clone", "curl", "git", "mkdir", "tar", "tee", "touch", "unzip", "wget",
    };

    /// <summary>Does a line write a path?</summary>
    /// <param name="line">The line.</param>
    /// <param name="relative">The path, relative to where it is needed.</param>
    /// <param name="first">Its highest directory that is not there, or itself.</param>
    /// <param name="contextPath">Where it is needed, a clean path.</param>
    /// <param name="downloads">The file is a workflow that downloads artifacts, into a <c>path:</c>.</param>
    public static bool Makes(string line, string relative, string first, string contextPath, bool downloads)
    {
        string[] words = line.Replace(">", " > ").Replace(" >  > ", " >> ").Split(separators, StringSplitOptions.RemoveEmptyEntries);
        bool copies = false, writes = false, names = false;
        foreach (string word in words)
        {
            copies |= copying.Contains(word);
            writes |= writing.Contains(word) || (downloads && word == "path:");
            names |= Names(word, relative) || Names(word, first);
        }

        if (writes && names && !copies) return true;
        return copies && words.Length > 2 && IsCopied(words, relative, first, contextPath);
    }

    /// <summary>The last word of a copying command is where it writes, and a directory takes the name of the source.</summary>
    private static bool IsCopied(string[] words, string relative, string first, string contextPath)
    {
        for (int i = words.Length - 1; i > 1; i--)
        {
            if (Names(words[i], relative) || Names(words[i], first)) return Array.Exists(words, static word => copying.Contains(word)) && !copying.Contains(words[i - 1]);
        }

        string target = words[words.Length - 1].TrimEnd('/');
        string name = TreePath.Name("/" + relative), parent = TreePath.Name(TreePath.Combine(contextPath, TreePath.Parent("/" + relative).TrimStart('/')));
        bool isHere = target is "." or "./" || TreePath.Name("/" + target) == parent || target.IndexOf('$') >= 0;
        return isHere && Array.Exists(words, word => TreePath.Name("/" + word) == name);
    }

    /// <summary>Does a word of a command lead to the path, from whatever directory?</summary>
    private static bool Names(string word, string path)
    {
        string clean = word.TrimEnd('/', '.');
        for (int at = clean.IndexOf(path, StringComparison.Ordinal); at >= 0; at = clean.IndexOf(path, at + 1, StringComparison.Ordinal))
        {
            int end = at + path.Length;
            if ((at == 0 || clean[at - 1] == '/') && (end == clean.Length || clean[end] == '/')) return true;
        }

        return false;
    }
}
