using System;
using System.Collections.Generic;
using DockerLint.Images.Trees;
using PyImportScanner.Files;

namespace DockerLint.Images.Layers;

/// <summary>Single nodes: files, links and directories that a step made, and whiteouts of what it took away.</summary>
internal sealed class NodeLayer : Layer
{
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private Dictionary<string, List<string>>? children;
    private int longest;

    // All entries lie at or below it. A step makes many layers, and most questions are about another corner of the image.
    private string? common;

    /// <param name="source">The step.</param>
    public NodeLayer(LayerSource source)
        : base(source)
    {
    }

    private enum EntryKind : byte
    {
        Node,
        OpaqueDirectory,
        Whiteout,

        /// <summary>Nobody can say whether what lies below is still there.</summary>
        Doubt,
    }

    private readonly record struct Entry(EntryKind Kind, Node Node = default, FileContent? Content = null, bool IsWeak = false)
    {
        public LayerAnswer Answer => new(Node.Kind == NodeKind.Unknown ? LayerAnswerKind.MayAdd : LayerAnswerKind.Found, Node, IsWeak);
    }

    /// <summary>The layer says nothing.</summary>
    public bool IsEmpty => entries.Count == 0;

    /// <summary>A directory that merges with what is there.</summary>
    public NodeLayer AddDirectory(string path)
    {
        if (path.Length > 1 && !entries.ContainsKey(path)) Put(path, new Entry(EntryKind.Node, Node.Directory));
        return this;
    }

    /// <summary>A directory that takes the place of what is there.</summary>
    public NodeLayer AddFreshDirectory(string path) => Replace(path, new Entry(EntryKind.OpaqueDirectory, Node.Directory));

    /// <summary>A regular file.</summary>
    public NodeLayer AddFile(string path, FileContent content) =>
        Replace(path, new Entry(EntryKind.Node, new Node(NodeKind.File, Origin: content.Origin), content));

    /// <summary>As <see cref="AddDirectory"/>, in a layer that holds nothing but new files and their directories: false where it is known already.</summary>
    public bool AddNewDirectory(string path)
    {
        if (entries.ContainsKey(path)) return false;
        Put(path, new Entry(EntryKind.Node, Node.Directory));
        return true;
    }

    /// <summary>As <see cref="AddFile"/>, where the layer can have nothing below the path.</summary>
    public void AddNewFile(string path, FileContent content) => Put(path, new Entry(EntryKind.Node, new Node(NodeKind.File, Origin: content.Origin), content));

    /// <summary>A symbolic link.</summary>
    public NodeLayer AddLink(string path, string target) =>
        Replace(path, new Entry(EntryKind.Node, new Node(NodeKind.Link, LinkTarget: target)));

    /// <summary>Takes away whatever is at the path, and below it.</summary>
    public NodeLayer Remove(string path) => Replace(path, new Entry(EntryKind.Whiteout));

    /// <summary>At the path and below it there may be something that was not there before.</summary>
    /// <param name="path">The path.</param>
    /// <param name="cause">A clause for people.</param>
    /// <param name="isWeak">Nothing says that this is what the step is there for.</param>
    public NodeLayer AddUnknown(string path, string cause, bool isWeak = false) =>
        Put(path, new Entry(EntryKind.Node, Node.Unknown(cause), IsWeak: isWeak));

    /// <summary>What is at the path, and below it, may have been taken away or replaced.</summary>
    public NodeLayer AddDoubt(string path, string cause) => Replace(path, new Entry(EntryKind.Doubt, Node.Unknown(cause)));

    /// <inheritdoc/>
    public override LayerAnswer Find(string path)
    {
        if (common is null || !TreePath.IsAtOrBelow(path, common)) return LayerAnswer.Transparent;
        if (entries.TryGetValue(path, out Entry exact)) return AnswerOf(exact);
        LayerAnswer doubt = LayerAnswer.Transparent;
        for (string above = path; ;)
        {
            if (above.Length <= common.Length) return doubt;
            above = TreePath.Parent(above);
            if (entries.TryGetValue(above, out Entry entry))
            {
                if (entry.Kind == EntryKind.Doubt) return AnswerOf(entry);
                if (Hides(entry)) return LayerAnswer.Hidden;
                if (entry.Node.Kind == NodeKind.Unknown) doubt = entry.Answer;
            }
        }
    }

    /// <inheritdoc/>
    public override bool List(string directory, ListingBuilder listing)
    {
        if (common is null || !TreePath.IsAtOrBelow(directory, TreePath.Parent(common))) return true;
        children ??= IndexChildren();
        if (children.TryGetValue(directory, out List<string>? names))
        {
            foreach (string name in names)
            {
                Entry entry = entries[TreePath.Child(directory, name)];
                if (entry.Kind != EntryKind.Whiteout) listing.Add(name, entry.Node);
                if (entry.Kind is EntryKind.Whiteout or EntryKind.Doubt) listing.Hide(name);
            }
        }

        for (string above = directory; above.Length >= common.Length; above = TreePath.Parent(above))
        {
            if (entries.TryGetValue(above, out Entry entry))
            {
                if (entry.Node.Kind == NodeKind.Unknown) listing.Doubt(entry.Node.UnknownBecause!);
                if (Hides(entry)) return false;
            }

            if (above.Length == 1) break;
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Touches(string directory)
    {
        foreach (string path in entries.Keys)
        {
            if (TreePath.IsAtOrBelow(path, directory) || TreePath.IsAtOrBelow(directory, path)) return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public override FileContent? ContentAt(string path) => entries.TryGetValue(path, out Entry entry) ? entry.Content : null;

    /// <inheritdoc/>
    public override void AddCandidates(string repositoryPath, string under, List<string> candidates)
    {
        foreach (KeyValuePair<string, Entry> entry in entries)
        {
            if (entry.Value.Content?.Behind == repositoryPath) candidates.Add(entry.Key);
        }
    }

    private static bool Hides(Entry entry) => entry.Kind != EntryKind.Node || entry.Node.Kind is NodeKind.File or NodeKind.Link;

    private static LayerAnswer AnswerOf(Entry entry) => entry.Kind switch
    {
        EntryKind.Whiteout => LayerAnswer.Hidden,
        EntryKind.Doubt => new LayerAnswer(LayerAnswerKind.Found, entry.Node),
        _ => entry.Answer,
    };

    private NodeLayer Replace(string path, Entry entry)
    {
        // Most layers put siblings; only a path above another entry can have something below it.
        if (path.Length < longest) RemoveBelow(path);
        return Put(path, entry);
    }

    private void RemoveBelow(string path)
    {
        var below = new List<string>();
        foreach (string other in entries.Keys)
        {
            if (other.Length > path.Length && TreePath.IsAtOrBelow(other, path)) below.Add(other);
        }

        foreach (string other in below) entries.Remove(other);
    }

    private NodeLayer Put(string path, Entry entry)
    {
        entries[path] = entry;
        common ??= path;
        while (!TreePath.IsAtOrBelow(path, common)) common = TreePath.Parent(common);
        longest = Math.Max(longest, path.Length);
        children = null;
        return this;
    }

    private Dictionary<string, List<string>> IndexChildren()
    {
        var index = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (string path in entries.Keys)
        {
            if (path.Length == 1) continue;
            string parent = TreePath.Parent(path);
            if (!index.TryGetValue(parent, out List<string>? names)) index[parent] = names = [];
            names.Add(TreePath.Name(path));
        }

        return index;
    }
}
