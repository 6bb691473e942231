using System;
using System.Collections.Generic;
using PyImportScanner.Files;

namespace DockerLint.Services;

/// <summary>Finds the Dockerfiles of a repository by name: <c>Dockerfile</c>, <c>Dockerfile.x</c>, <c>x.Dockerfile</c>, <c>Containerfile…</c>.</summary>
public static class DockerfileFinder
{
    // A tree deeper or wider than this is not a repository that somebody works in.
    private const int MaximumDepth = 64;
    private const int MaximumDirectories = 200_000;

    private static readonly HashSet<string> SkippedDirectories = new(StringComparer.Ordinal)
    {
        ".git", ".hg", ".svn", ".tox", ".nox", ".venv", "__pycache__", "node_modules", "site-packages",
    };

    // Beside Dockerfiles lie their ignore files, templates that are no Dockerfiles yet, notes and leftovers of editors.
    private static readonly HashSet<string> OtherKinds = new(StringComparer.OrdinalIgnoreCase)
    {
        "bak", "dockerignore", "erb", "in", "j2", "jinja", "jinja2", "json", "lock", "md", "mustache", "orig", "py", "rej", "rst", "sh",
        "swp", "template", "tmp", "tmpl", "tpl", "txt", "yaml", "yml",
    };

    /// <summary>The Dockerfiles below the root, ordinal by path. Links are not followed, virtual environments not entered.</summary>
    public static IReadOnlyList<string> Find(IFileTree repository)
    {
        var found = new List<string>();
        var waiting = new Stack<(string Directory, int Depth)>();
        waiting.Push((TreePath.Root, 0));
        for (int visited = 0; waiting.Count > 0 && visited < MaximumDirectories; visited++)
        {
            (string directory, int depth) = waiting.Pop();
            DirectoryListing listing = repository.List(directory);
            if (depth > 0 && listing.Find("pyvenv.cfg").Kind == NodeKind.File) continue;
            foreach (DirectoryEntry entry in listing.Entries)
            {
                if (entry.Node.Kind == NodeKind.Directory)
                {
                    if (depth < MaximumDepth && !SkippedDirectories.Contains(entry.Name))
                        waiting.Push((TreePath.Child(directory, entry.Name), depth + 1));
                }
                else if (entry.Node.Kind == NodeKind.File && IsDockerfileName(entry.Name))
                {
                    found.Add(TreePath.Child(directory, entry.Name));
                }
            }
        }

        found.Sort(string.CompareOrdinal);
        return found;
    }

    /// <summary>Does a file of this name hold a Dockerfile?</summary>
    public static bool IsDockerfileName(string name)
    {
        if (name.EndsWith("~", StringComparison.Ordinal)) return false;
        int dot = name.LastIndexOf('.');
        string extension = dot < 0 ? "" : name.Substring(dot + 1);
        if (Is(extension, "dockerfile") || Is(extension, "containerfile")) return dot > 0;
        if (OtherKinds.Contains(extension)) return false;
        return Is(name, "dockerfile") || StartsWith(name, "dockerfile.") || StartsWith(name, "dockerfile-") || StartsWith(name, "dockerfile_")
            || Is(name, "containerfile") || StartsWith(name, "containerfile.") || StartsWith(name, "containerfile-");
    }

    private static bool Is(string text, string other) => text.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static bool StartsWith(string text, string prefix) =>
        text.Length > prefix.Length && text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
}
