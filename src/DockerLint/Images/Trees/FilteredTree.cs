using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
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
    private readonly PathRules? exclude;
    private readonly PathRules? include;
    private readonly bool opensAnew;
    private readonly ConcurrentDictionary<string, DirectoryState> directories = new(StringComparer.Ordinal);

    /// <param name="inner">The tree to filter.</param>
    /// <param name="root">The directory of it that becomes the root; patterns are relative to it.</param>
    /// <param name="exclude">What is left out, or null.</param>
    /// <param name="include">What alone is let through, or null for all.</param>
    /// <param name="opensAnew">Files are opened under the rule without memory, and refused ones arrive empty (the context's sender).</param>
    public FilteredTree(ExactTree inner, string root, PathRules? exclude, PathRules? include, bool opensAnew)
    {
        this.inner = inner;
        this.root = root;
        this.exclude = exclude;
        this.include = include;
        this.opensAnew = opensAnew;
    }

    private sealed record DirectoryState(PathVerdict? Excluded, PathVerdict? Included)
    {
        public bool IsKept => Excluded is not { Matched: true } && Included is not { Matched: false };
    }

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

        return IsPresent(path, node) ? Delivered(path, node) : Node.Missing;
    }

    /// <inheritdoc/>
    public override DirectoryListing ListAt(string path)
    {
        DirectoryListing all = inner.ListAt(Inner(path));
        var kept = new List<DirectoryEntry>(all.Entries.Length);
        foreach (DirectoryEntry entry in all.Entries)
        {
            string child = TreePath.Child(path, entry.Name);
            if (IsPresent(child, entry.Node)) kept.Add(entry with { Node = Delivered(child, entry.Node) });
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
    public override IEnumerable<string> CandidatesFor(string repositoryPath)
    {
        foreach (string candidate in inner.CandidatesFor(repositoryPath))
        {
            if (TreePath.IsAtOrBelow(candidate, root)) yield return "/" + TreePath.Relative(candidate, root);
        }
    }

    private string Inner(string path) => path.Length == 1 ? root : root.Length == 1 ? path : root + path;

    private Node Delivered(string path, Node node) =>
        node.Kind == NodeKind.File && ArrivesEmpty(path) ? node with { Origin = null } : node;

    private bool ArrivesEmpty(string path)
    {
        if (!opensAnew) return false;
        string relative = path.Substring(1);
        return exclude?.DecideAlone(relative) == true || include?.DecideAlone(relative) == false;
    }

    private bool IsPresent(string path, Node node)
    {
        if (node.Kind != NodeKind.Directory) return Decide(path).IsKept;
        DirectoryState state = StateOf(path);
        return state.IsKept || KeepsSomethingBelow(path, state);
    }

    private bool KeepsSomethingBelow(string path, DirectoryState state)
    {
        string relative = path.Substring(1);
        if (state.Excluded is { Matched: true } out_ && !exclude!.MayDifferBelow(relative, out_)) return false;
        if (state.Included is { Matched: false } unnamed && !include!.MayDifferBelow(relative, unnamed)) return false;
        foreach (DirectoryEntry entry in inner.ListAt(Inner(path)).Entries)
        {
            string child = TreePath.Child(path, entry.Name);
            // Through the cache of this tree: what is asked here is asked again.
            if (entry.Node.Kind == NodeKind.Directory ? At(child).Kind != NodeKind.Missing : Decide(child).IsKept) return true;
        }

        return false;
    }

    private DirectoryState StateOf(string path)
    {
        if (directories.TryGetValue(path, out DirectoryState? known)) return known;
        DirectoryState state = Decide(path);
        directories[path] = state;
        return state;
    }

    private DirectoryState Decide(string path)
    {
        string parent = TreePath.Parent(path);
        DirectoryState? above = parent.Length == 1 ? null : StateOf(parent);
        string relative = path.Substring(1);
        return new DirectoryState(exclude?.Decide(relative, above?.Excluded), include?.Decide(relative, above?.Included));
    }
}
