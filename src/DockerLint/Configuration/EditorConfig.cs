using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Text;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Configuration;

/// <summary>
/// <c>dotnet_diagnostic.IMG….severity</c> in <c>.editorconfig</c> files (editorconfig.org, "File Format"): those of the directory
/// of a file and above it, up to the root of the tree or <c>root = true</c>.
/// </summary>
internal sealed class EditorConfig(IFileTree repository)
{
    private const string Prefix = "dotnet_diagnostic.";
    private const string Suffix = ".severity";

    private readonly ConcurrentDictionary<string, File> files = new(StringComparer.Ordinal);

    private sealed record File(bool IsRoot, IReadOnlyList<Entry> Entries);

    private sealed record Entry(string Glob, string Rule, string Value);

    /// <summary>The severity that a rule has in a file: the word as written, or null where nothing is said.</summary>
    public string? SeverityOf(string rule, string path)
    {
        string clean = TreePath.Clean(path);
        for (string directory = TreePath.Parent(clean); ; directory = TreePath.Parent(directory))
        {
            File file = files.GetOrAdd(directory, Read);
            for (int i = file.Entries.Count - 1; i >= 0; i--)
            {
                Entry entry = file.Entries[i];
                if (entry.Rule.Equals(rule, StringComparison.OrdinalIgnoreCase) && EditorConfigGlob.Matches(entry.Glob, TreePath.Relative(clean, directory))) return entry.Value;
            }

            if (file.IsRoot || directory.Length == 1) return null;
        }
    }

    /// <summary>A word as a severity; <paramref name="isOff"/> for <c>none</c> and <c>silent</c>. Null leaves the rule as it is.</summary>
    public static Severity? Translate(string word, out bool isOff)
    {
        isOff = word is "none" or "silent";
        return isOff ? null : SettingsReader.SeverityOf(word);
    }

    private File Read(string directory)
    {
        if (repository.Read(TreePath.Child(directory, ".editorconfig")) is not { } bytes) return new File(false, []);
        var entries = new List<Entry>();
        bool isRoot = false;
        string? section = null;
        foreach (string raw in Encoding.UTF8.GetString(bytes.Span).Split('\n'))
        {
            string line = raw.Trim();
            if (line.Length == 0 || line[0] is '#' or ';') continue;
            if (line[0] == '[')
            {
                section = line.EndsWith("]", StringComparison.Ordinal) ? line.Substring(1, line.Length - 2) : null;
                continue;
            }

            int equals = line.IndexOf('=');
            if (equals <= 0) continue;
            string key = line.Substring(0, equals).Trim().ToLowerInvariant();
            string value = line.Substring(equals + 1).Trim().ToLowerInvariant();
            if (section is null) isRoot |= key == "root" && value == "true";
            else if (key.StartsWith(Prefix, StringComparison.Ordinal) && key.EndsWith(Suffix, StringComparison.Ordinal) && key.Length > Prefix.Length + Suffix.Length)
                entries.Add(new Entry(section, key.Substring(Prefix.Length, key.Length - Prefix.Length - Suffix.Length), value));
        }

        return new File(isRoot, entries);
    }
}
