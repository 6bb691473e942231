using System;
using System.Collections.Generic;
using DockerLint.Images.Trees;
using PyImportScanner.Files;

namespace DockerLint.Images.BaseImages;

/// <summary>The files of a base image as far as its facts tell: known links and directories, unknown contents, the rest missing.</summary>
internal sealed class BaseImageTree : ExactTree
{
    private readonly Dictionary<string, Node> nodes = new(StringComparer.Ordinal);
    private readonly HashSet<string> open = new(StringComparer.Ordinal);
    private readonly string cause;
    private readonly bool known;

    /// <param name="facts">What is known.</param>
    public BaseImageTree(BaseImageFacts facts)
    {
        known = facts.Known;
        cause = known ? "the files of base image " + facts.Reference + " are not listed" : "base image " + facts.Reference + " is not known";
        foreach (string directory in facts.ClosedDirectories) Put(directory, Node.Directory);
        foreach (string directory in facts.OpenDirectories)
        {
            Put(directory, Node.Directory);
            open.Add(directory);
        }

        foreach (string file in facts.Files) Put(file, new Node(NodeKind.File));
        foreach (KeyValuePair<string, string> link in facts.Links) Put(link.Key, new Node(NodeKind.Link, LinkTarget: link.Value));
    }

    /// <inheritdoc/>
    protected override Node Find(string path)
    {
        if (nodes.TryGetValue(path, out Node node)) return node;
        if (!known) return Node.Unknown(cause);
        for (string above = TreePath.Parent(path); ; above = TreePath.Parent(above))
        {
            if (open.Contains(above)) return Node.Unknown(cause);
            if (above == "/root") return IsDotted(path, above) ? Node.Unknown(cause) : Node.Missing;
            if (nodes.ContainsKey(above) || above.Length == 1) return Node.Missing;
        }
    }

    /// <inheritdoc/>
    public override DirectoryListing ListAt(string path)
    {
        var entries = new List<DirectoryEntry>();
        foreach (KeyValuePair<string, Node> node in nodes)
        {
            if (IsIn(node.Key, path)) entries.Add(new DirectoryEntry(TreePath.Name(node.Key), node.Value));
        }

        entries.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return new DirectoryListing(NodeKind.Directory, entries.ToArray(), !known || IsOpen(path) ? cause : null);
    }

    /// <inheritdoc/>
    public override FileContent? ContentAt(string path) => FileContent.Unknown;

    /// <inheritdoc/>
    public override void AddCandidates(string repositoryPath, string under, List<string> candidates)
    {
    }

    // The parent of each is not cut out of its path: images list the same few directories again and again.
    private static bool IsIn(string path, string directory)
    {
        int length = Math.Max(1, path.LastIndexOf('/'));
        return path.Length > 1 && length == directory.Length && string.CompareOrdinal(path, 0, directory, 0, length) == 0;
    }

    private bool IsOpen(string path) => open.Contains(path) || Find(TreePath.Child(path, "x")).Kind == NodeKind.Unknown;

    private void Put(string path, Node node)
    {
        nodes[path] = node;
        for (string above = TreePath.Parent(path); above.Length > 1 && !nodes.ContainsKey(above); above = TreePath.Parent(above))
            nodes[above] = Node.Directory;
    }

    /// <summary>A home directory is delivered with dotfiles only.</summary>
    private static bool IsDotted(string path, string home) => path[home.Length + 1] == '.';
}
