using System.Collections.Generic;
using DockerLint.Images.Trees;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.Images.Run.Commands;

/// <summary><c>find … -delete</c> and <c>find … -exec rm</c> with <c>-name</c>, <c>-path</c> and <c>-type</c>.</summary>
internal static class FindCommand
{
    private const int MostEntries = 200_000;

    private sealed class Query
    {
        public List<string> Names { get; } = [];

        public List<string> Paths { get; } = [];

        public char Type { get; set; }

        public bool Deletes { get; set; }

        public bool HasOr { get; set; }

        public bool IsUnderstood { get; set; } = true;
    }

    /// <summary>Takes away what matches; an expression that is not understood takes nothing away.</summary>
    public static CommandResult Run(CommandCall call)
    {
        var roots = new List<string>();
        int at = 0;
        while (at < call.Arguments.Count && !call.Arguments[at].Text.StartsWith("-", System.StringComparison.Ordinal) && call.Arguments[at].Text is not ("(" or "!"))
        {
            if (call.Arguments[at].Value is { } root && call.Files.Absolute(root) is { } path) roots.Add(path);
            at++;
        }

        if (roots.Count == 0 && call.Files.WorkingDirectory is { } directory) roots.Add(directory);
        Query query = Read(call.Arguments, at);
        if (!query.Deletes || !query.IsUnderstood || IsRubbish(query)) return CommandResult.Done;
        foreach (string root in roots)
        {
            if (call.Files.View.RealPath(root) is { } real && call.Files.View.At(real).Kind == NodeKind.Directory) Delete(call.Files, real, query);
        }

        return CommandResult.Silent;
    }

    private static Query Read(List<ExpandedWord> words, int at)
    {
        var query = new Query();
        for (; at < words.Count; at++)
        {
            string? next = at + 1 < words.Count ? words[at + 1].Value : null;
            switch (words[at].Value)
            {
                case "-name" when next is not null: query.Names.Add(next); at++; break;
                case "-path" when next is not null: query.Paths.Add(next); at++; break;
                case "-type" when next is not null: query.Type = next.Length == 1 ? next[0] : '?'; at++; break;
                case "-delete" or "-depth" or "-a" or "(" or ")": query.Deletes |= words[at].Value == "-delete"; break;
                case "-o": query.HasOr = true; break;
                case "-mindepth" or "-print": at += words[at].Value == "-print" ? 0 : 1; break;
                case "-exec":
                    query.Deletes |= next == "rm";
                    query.IsUnderstood &= next == "rm";
                    while (at < words.Count && words[at].Value is not (";" or "+")) at++;
                    break;
                default: query.IsUnderstood = false; break;
            }
        }

        // Names joined by "or" alone are a set; with types between them they are not looked at.
        if (query.HasOr && (query.Type != '\0' || query.Names.Count + query.Paths.Count < 2)) query.IsUnderstood = false;
        if (!query.HasOr && query.Names.Count + query.Paths.Count > 1) query.IsUnderstood = false;
        return query;
    }

    /// <summary>Caches of compiled modules: nobody misses them, and there is no need to look for them.</summary>
    private static bool IsRubbish(Query query)
    {
        foreach (string name in query.Names)
        {
            if (name is not ("__pycache__" or "*.pyc" or "*.pyo" or "*.py[co]" or "*.a" or ".git")) return false;
        }

        return query.Paths.Count == 0 && query.Names.Count > 0;
    }

    private static void Delete(RunFiles files, string root, Query query)
    {
        var found = new List<string>();
        int left = MostEntries;
        foreach (TreeEntry entry in TreeWalk.Below(files.View, root))
        {
            if (--left == 0) break;
            if (Matches(entry, query)) found.Add(entry.Path);
        }

        foreach (string path in found)
        {
            if (files.View.At(path).Kind != NodeKind.Missing) files.Remove(path);
        }
    }

    private static bool Matches(TreeEntry entry, Query query)
    {
        char type = entry.Node.Kind switch { NodeKind.File => 'f', NodeKind.Directory => 'd', NodeKind.Link => 'l', _ => '?' };
        if (type == '?' || (query.Type != '\0' && query.Type != type)) return false;
        if (query.Names.Count + query.Paths.Count == 0) return true;
        foreach (string name in query.Names)
        {
            if (ShellPattern.Matches(name, TreePath.Name(entry.Path))) return true;
        }

        foreach (string path in query.Paths)
        {
            if (ShellPattern.Matches(path, entry.Path) || ShellPattern.Matches(path, "." + entry.Path)) return true;
        }

        return false;
    }
}
