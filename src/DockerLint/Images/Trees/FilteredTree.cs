using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using DockerLint.Files;
using PyImportScanner.Files;

namespace DockerLint.Images.Trees;

/// <summary>
/// A directory of another tree as two lists of patterns leave it: what <c>.dockerignore</c> and the transfer let through,
/// what <c>--exclude</c> and <c>--parents</c> let through. Decides lazily, path by path.
/// </summary>
/// <remarks>
/// A directory that is itself left out is there all the same when something below it is kept. Rule:
/// <c>tonistiigi/fsutil:filter.go</c>, <c>copy/copy.go</c>.
/// </remarks>
internal sealed class FilteredTree : ExactTree
{
    private readonly ExactTree inner;
    private readonly string root;
    private readonly PatternMatcher? exclude;
    private readonly PatternMatcher? include;
    private readonly bool opensAnew;
    private readonly ConcurrentDictionary<string, DirectoryState> directories = new(StringComparer.Ordinal);

    /// <param name="inner">The tree to filter.</param>
    /// <param name="root">The directory of it that becomes the root; patterns are relative to it.</param>
    /// <param name="exclude">What is left out, or null.</param>
    /// <param name="include">What alone is let through, or null for all.</param>
    /// <param name="opensAnew">Files are opened under the rule without memory, and refused ones arrive empty (the context's sender).</param>
    public FilteredTree(ExactTree inner, string root, PatternMatcher? exclude, PatternMatcher? include, bool opensAnew)
    {
        this.inner = inner;
        this.root = root;
        this.exclude = exclude;
        this.include = include;
        this.opensAnew = opensAnew;
    }

    private sealed record DirectoryState(MatchState? Excluded, MatchState? Included)
    {
        public bool IsKept => Excluded is not { Decision.IsMatched: true } && Included is not { Decision.IsMatched: false };

        public string? UnknownBecause => Excluded?.Decision.UnknownBecause ?? Included?.Decision.UnknownBecause;
    }

    private readonly record struct FileDecision(bool IsKept, string? UnknownBecause);

    /// <inheritdoc/>
    public override int Depth => inner.Depth + 1;

    /// <inheritdoc/>
    protected override Node Find(string path)
    {
        Node node = inner.At(Inner(path));
        if (node.Kind == NodeKind.Missing) return node;
        for (string above = TreePath.Parent(path); above.Length > 1; above = TreePath.Parent(above))
        {
            if (inner.At(Inner(above)).Kind is NodeKind.File or NodeKind.Link) return Node.Missing;
        }

        if (node.Kind == NodeKind.Unknown) return node;
        return IsPresent(path, node) ? Delivered(path, node) : Node.Missing;
    }

    /// <inheritdoc/>
    public override DirectoryListing ListAt(string path)
    {
        DirectoryListing all = inner.ListAt(Inner(path));
        var kept = new List<DirectoryEntry>(all.Entries.Length);
        DirectoryState? above = path.Length == 1 ? null : StateOf(path);
        foreach (DirectoryEntry entry in all.Entries)
        {
            string child = TreePath.Child(path, entry.Name);
            if (entry.Node.Kind == NodeKind.Directory)
            {
                if (IsPresent(child, entry.Node)) kept.Add(entry with { Node = Delivered(child, entry.Node) });
                continue;
            }

            FileDecision decision = Decide(above, child);
            if (decision.IsKept) kept.Add(entry with { Node = Delivered(child, entry.Node, decision.UnknownBecause) });
        }

        return all with { Entries = kept.ToArray() };
    }

    /// <inheritdoc/>
    public override FileContent? ContentAt(string path)
    {
        FileContent? content = inner.ContentAt(Inner(path));
        return ArrivesEmpty(path) ? FileContent.Emptied(content?.Behind ?? path) : content;
    }

    /// <inheritdoc/>
    public override void AddCandidates(string repositoryPath, string under, List<string> candidates)
    {
        int start = candidates.Count;
        inner.AddCandidates(repositoryPath, Inner(under), candidates);
        Move(candidates, start, root, TreePath.Root);
    }

    private string Inner(string path) => path.Length == 1 ? root : root.Length == 1 ? path : root + path;

    private Node Delivered(string path, Node node) =>
        Delivered(path, node, node.Kind == NodeKind.Directory ? StateOf(path).UnknownBecause : Decide(Above(path), path).UnknownBecause);

    private Node Delivered(string path, Node node, string? doubt)
    {
        if (doubt is not null) return Node.Unknown(doubt);
        return node.Kind == NodeKind.File && ArrivesEmpty(path) ? node with { Origin = null } : node;
    }

    private bool ArrivesEmpty(string path)
    {
        if (!opensAnew || (exclude is not { HasNegations: true } && include is not { HasNegations: true })) return false;
        string relative = path.Substring(1);
        return (exclude is { HasNegations: true } && exclude.DecideWithoutMemory(relative).IsMatched)
            || (include is { HasNegations: true } && !include.DecideWithoutMemory(relative).IsMatched);
    }

    private bool IsPresent(string path, Node node)
    {
        if (node.Kind != NodeKind.Directory) return IsFileKept(path);
        DirectoryState state = StateOf(path);
        return state.IsKept || KeepsSomethingBelow(path, state);
    }

    private bool IsFileKept(string path) => Decide(Above(path), path).IsKept;

    private FileDecision Decide(DirectoryState? above, string path)
    {
        if (exclude is null && include is null) return new FileDecision(true, null);
        string relative = path.Substring(1);
        PatternDecision? excluded = exclude?.Decide(above?.Excluded ?? exclude.Root, relative);
        PatternDecision? included = include?.Decide(above?.Included ?? include.Root, relative);
        return new FileDecision(excluded?.IsMatched != true && included?.IsMatched != false, excluded?.UnknownBecause ?? included?.UnknownBecause);
    }

    private bool KeepsSomethingBelow(string path, DirectoryState state)
    {
        if (state.Excluded is { Decision.IsMatched: true } left && exclude!.CanSkip(left)) return false;
        if (state.Included is { Decision.IsMatched: false } && !IncludePatterns.MayMatchBelow(include!.Patterns, path.Substring(1))) return false;
        foreach (DirectoryEntry entry in inner.ListAt(Inner(path)).Entries)
        {
            string child = TreePath.Child(path, entry.Name);
            // Through the cache of this tree: what is asked here is asked again.
            if (entry.Node.Kind == NodeKind.Directory ? At(child).Kind != NodeKind.Missing : IsFileKept(child)) return true;
        }

        return false;
    }

    private DirectoryState? Above(string path)
    {
        string parent = TreePath.Parent(path);
        return parent.Length == 1 ? null : StateOf(parent);
    }

    private DirectoryState StateOf(string path)
    {
        if (directories.TryGetValue(path, out DirectoryState? known)) return known;
        DirectoryState? above = Above(path);
        string relative = path.Substring(1);
        var state = new DirectoryState(
            exclude?.Descend(above?.Excluded ?? exclude.Root, relative), include?.Descend(above?.Included ?? include.Root, relative));
        directories[path] = state;
        return state;
    }
}
