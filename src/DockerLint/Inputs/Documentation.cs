using System;
using System.Collections.Generic;
using PyImportScanner.Files;

namespace DockerLint.Inputs;

/// <summary>
/// Files that people read and no program does, told by the names that every forge knows. Deliberately short: what is not
/// certain to be documentation is data.
/// </summary>
internal static class Documentation
{
    private static readonly string[] Names =
    [
        "AGENTS", "AUTHORS", "CHANGELOG", "CHANGES", "CLAUDE", "CODEOWNERS", "CODE_OF_CONDUCT", "CONTRIBUTING", "COPYING", "GEMINI", "HISTORY", "LICENCE",
        "LICENSE", "MAINTAINERS", "NOTICE", "README", "SECURITY",
    ];

    private static readonly HashSet<string> Extensions = new(StringComparer.Ordinal) { "", ".adoc", ".md", ".rst", ".txt" };

    private static readonly HashSet<string> ProseExtensions = new(StringComparer.Ordinal) { ".adoc", ".md", ".rst" };

    private static readonly HashSet<string> Directories = new(StringComparer.Ordinal) { "doc", "docs", "documentation" };

    private static readonly HashSet<string> Housekeeping = new(StringComparer.Ordinal)
    {
        ".circleci", ".devcontainer", ".git", ".github", ".gitlab", ".husky", ".idea", ".vscode",
    };

    private static readonly HashSet<string> HousekeepingFiles = new(StringComparer.Ordinal)
    {
        ".dockerignore", ".editorconfig", ".gitattributes", ".gitignore", ".gitkeep", ".gitlab-ci.yml", ".gitmodules", ".pre-commit-config.yaml",
    };

    /// <summary>Is a repository file nothing that a program of the image would read?</summary>
    public static bool Covers(string path)
    {
        // Nearly every file is neither prose nor below a directory of the forge: nothing is cut out of its path then.
        int last = path.LastIndexOf('/') + 1;
        int point = path.LastIndexOf('.');
        bool hasExtension = point > last;
        if (hasExtension && path.IndexOf("/.", StringComparison.Ordinal) < 0 && !IsText(path, point)) return false;
        string name = TreePath.Name(path);
        if (HousekeepingFiles.Contains(name)) return true;
        int dot = name.LastIndexOf('.');
        string extension = dot <= 0 ? "" : name.Substring(dot).ToLowerInvariant();
        string stem = dot <= 0 ? name : name.Substring(0, dot);
        if (Extensions.Contains(extension) && Array.Exists(Names, known => string.Equals(known, stem, StringComparison.OrdinalIgnoreCase))) return true;
        bool isProse = ProseExtensions.Contains(extension);
        // ARCHITECTURE.md, TODO.rst: a name in capitals is meant to be seen by people.
        return (isProse && (path.LastIndexOf('/') == 0 || IsCapitals(stem))) || IsHousekeeping(path, isProse);
    }

    private static bool IsText(string path, int dot)
    {
        foreach (string known in Extensions)
        {
            if (known.Length == path.Length - dot && string.Compare(path, dot, known, 0, known.Length, StringComparison.OrdinalIgnoreCase) == 0) return true;
        }

        return false;
    }

    // Does a directory above the file say so?
    private static bool IsHousekeeping(string path, bool isProse)
    {
        for (int start = 1, end; (end = path.IndexOf('/', start)) > 0; start = end + 1)
        {
            if (path[start] != '.' && !isProse) continue;
            string part = path.Substring(start, end - start);
            if (Housekeeping.Contains(part) || (isProse && Directories.Contains(part))) return true;
        }

        return false;
    }

    private static bool IsCapitals(string stem)
    {
        bool hasLetter = false;
        foreach (char c in stem)
        {
            if (char.IsLower(c)) return false;
            hasLetter |= char.IsUpper(c);
        }

        return hasLetter;
    }
}
