using System;
using System.Collections.Generic;
using System.Text;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.Services.Scripts;

/// <summary>A command that runs a shell script by its path.</summary>
internal static class ScriptCall
{
    private const int MaximumLength = 1 << 18;

    private static readonly string[] Prefixes = ["sudo", "exec", "time", "env", "command"];

    /// <summary>The index of the word that names the script; -1 where the command runs none.</summary>
    public static int Of(IReadOnlyList<ExpandedWord> words)
    {
        int at = 0;
        while (at < words.Count && (Array.IndexOf(Prefixes, words[at].Text) >= 0 || IsAssignment(words[at].Text))) at++;
        if (at >= words.Count) return -1;
        if (words[at].Text is "bash" or "sh" or "zsh" or "dash" or "/bin/bash" or "/bin/sh" or "/usr/bin/bash")
        {
            for (at++; at < words.Count && words[at].Text.StartsWith("-", StringComparison.Ordinal); at++)
            {
                // The text of -c is read elsewhere.
                if (words[at].Text.IndexOf('c') >= 0 && !words[at].Text.StartsWith("--", StringComparison.Ordinal)) return -1;
            }
        }

        return at < words.Count && words[at].IsKnown && IsName(words[at].Text) ? at : -1;
    }

    /// <summary>Is it the name of a shell script?</summary>
    public static bool IsName(string word) => word.EndsWith(".sh", StringComparison.Ordinal);

    /// <summary>The text of a script that may build; null for any other file.</summary>
    public static string? Text(string path, IFileTree repository) =>
        repository.Stat(path).Kind == NodeKind.File && repository.Read(path) is { } bytes && bytes.Length <= MaximumLength && ScriptMentions.MayBuild(bytes.Span)
            ? Encoding.UTF8.GetString(bytes.Span)
            : null;

    private static bool IsAssignment(string text) => text.IndexOf('=') is var equals and > 0 && ShellParser.IsName(text.Substring(0, equals));
}
