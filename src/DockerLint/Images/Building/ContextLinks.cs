using System;
using System.Collections.Generic;
using DockerLint.Files;
using DockerLint.Images.Copying;
using DockerLint.Images.Trees;
using PyImportScanner.Files;

namespace DockerLint.Images.Building;

/// <summary>
/// The paths that the client sends: the sources of the plan and what their links lead to (tonistiigi/fsutil:followlinks.go).
/// </summary>
internal sealed class ContextLinks
{
    // A hostile context can make links whose targets multiply; beyond this the whole context is taken to be sent.
    private const int MostSteps = 100_000;

    private readonly ExactTree tree;
    private readonly SortedSet<string> remembered = new(StringComparer.Ordinal);

    private ContextLinks(ExactTree tree) => this.tree = tree;

    /// <summary>The include patterns; null when everything is sent.</summary>
    /// <param name="tree">The context before <c>.dockerignore</c>.</param>
    /// <param name="sources">The sources, each clean and absolute.</param>
    public static List<string>? Patterns(ExactTree tree, IEnumerable<string> sources)
    {
        var sorted = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string source in sources)
        {
            if (source.Length <= 1) return null;
            sorted.Add(source.Substring(1));
        }

        var links = new ContextLinks(tree);
        return links.Follow(sorted) ? Deduplicate(links.remembered) : null;
    }

    private bool Follow(IEnumerable<string> sources)
    {
        int steps = 0;
        // One by one: what an earlier source remembered decides about the next.
        foreach (string source in sources)
        {
            var open = new Stack<string>();
            open.Push(source);
            while (open.Count > 0)
            {
                if (++steps > MostSteps) return false;
                Append(open.Pop(), open);
            }
        }

        return true;
    }

    private void Append(string path, Stack<string> open)
    {
        string current = "";
        string rest = path;
        while (true)
        {
            int slash = rest.IndexOf('/');
            string part = slash < 0 ? rest : rest.Substring(0, slash);
            rest = slash < 0 ? "" : rest.Substring(slash + 1);
            current = current.Length == 0 ? part : current + "/" + part;
            List<string>? targets = Targets(current);
            if ((rest.Length == 0 || targets is not null) && remembered.Contains(current)) return;
            if (targets is not null)
            {
                remembered.Add(current);
                for (int i = targets.Count - 1; i >= 0; i--) open.Push(Join(targets[i], rest));
                return;
            }

            if (rest.Length > 0) continue;
            remembered.Add(current);
            return;
        }
    }

    private static string Join(string target, string rest) => TreePath.Clean(rest.Length == 0 ? target : target + "/" + rest).Substring(1);

    /// <summary>The targets of the links that a path is or its wildcard matches; null for none.</summary>
    private List<string>? Targets(string path)
    {
        string full = "/" + path;
        string name = TreePath.Name(full);
        string directory = TreePath.Parent(full);
        if (!SourceMatcher.HasWildcard(name)) return Target(full) is { } one ? [one] : null;
        if (tree.At(directory).Kind != NodeKind.Directory) return null;
        List<string>? all = null;
        foreach (DirectoryEntry entry in tree.ListAt(directory).Entries)
        {
            if (entry.Node.Kind != NodeKind.Link || !FilePathMatch.IsMatch(name, entry.Name, out _)) continue;
            if (Target(TreePath.Child(directory, entry.Name)) is { } target) (all ??= []).Add(target);
        }

        return all;
    }

    private string? Target(string path) =>
        path.Length > 1 && tree.At(path) is { Kind: NodeKind.Link, LinkTarget: { } target } ? TreePath.Combine(TreePath.Parent(path), target) : null;

    private static List<string>? Deduplicate(SortedSet<string> paths)
    {
        var kept = new List<string>();
        string last = "";
        foreach (string path in paths)
        {
            if (path.Length == 0) return null;
            if (kept.Count > 0 && path.StartsWith(last + "/", StringComparison.Ordinal)) continue;
            kept.Add(path);
            last = path;
        }

        return kept;
    }
}
