using System;
using System.Collections.Generic;
using System.Text;

namespace PyImportScanner.Files;

/// <summary>A tree held in memory: for tests, and for hosts that were handed their files.</summary>
public sealed class InMemoryFileTree : IFileTree
{
    private readonly SortedDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    private sealed record Entry(NodeKind Kind, byte[]? Content = null, string? Target = null, string? Cause = null);

    /// <summary>A tree with nothing but its root.</summary>
    public InMemoryFileTree() => entries[TreePath.Root] = new Entry(NodeKind.Directory);

    /// <summary>Adds a file with UTF-8 text, and the directories above it.</summary>
    public InMemoryFileTree Add(string path, string text) => Add(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Adds a file, and the directories above it.</summary>
    public InMemoryFileTree Add(string path, byte[] content) => Put(path, new Entry(NodeKind.File, content));

    /// <summary>Adds a directory, and those above it.</summary>
    public InMemoryFileTree AddDirectory(string path) => Put(path, new Entry(NodeKind.Directory));

    /// <summary>Adds a symbolic link; its target is kept as written.</summary>
    public InMemoryFileTree AddLink(string path, string target) => Put(path, new Entry(NodeKind.Link, Target: target));

    /// <summary>Adds a place about which nothing is known.</summary>
    public InMemoryFileTree AddUnknown(string path, string cause) => Put(path, new Entry(NodeKind.Unknown, Cause: cause));

    /// <inheritdoc/>
    public Node Stat(string path) => LinkWalk.Follow(this, path) is { } real ? LinkStatExact(real) : Node.Missing;

    /// <inheritdoc/>
    public Node LinkStat(string path)
    {
        string clean = TreePath.Clean(path);
        string? parent = clean.Length == 1 ? clean : LinkWalk.Follow(this, TreePath.Parent(clean));
        return parent is null ? Node.Missing : LinkStatExact(clean.Length == 1 ? clean : TreePath.Child(parent, TreePath.Name(clean)));
    }

    /// <inheritdoc/>
    public string? RealPath(string path)
    {
        string? real = LinkWalk.Follow(this, path);
        return real is not null && LinkStatExact(real).Kind is NodeKind.File or NodeKind.Directory ? real : null;
    }

    /// <inheritdoc/>
    public DirectoryListing List(string path)
    {
        string? real = LinkWalk.Follow(this, path);
        if (real is null) return DirectoryListing.Missing;
        Node node = LinkStatExact(real);
        if (node.Kind == NodeKind.Unknown) return new DirectoryListing(NodeKind.Unknown, [], node.UnknownBecause);
        if (node.Kind != NodeKind.Directory) return node.Kind == NodeKind.Missing ? DirectoryListing.Missing : new DirectoryListing(node.Kind, []);
        var found = new List<DirectoryEntry>();
        foreach (KeyValuePair<string, Entry> pair in entries)
        {
            if (pair.Key.Length > 1 && TreePath.Parent(pair.Key) == real)
                found.Add(new DirectoryEntry(TreePath.Name(pair.Key), LinkStatExact(pair.Key)));
        }

        found.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return new DirectoryListing(NodeKind.Directory, found.ToArray());
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? Read(string path) =>
        LinkWalk.Follow(this, path) is { } real && entries.TryGetValue(real, out Entry? entry) && entry.Content is { } bytes
            ? new ReadOnlyMemory<byte>(bytes)
            // A bare null would become an empty array's memory.
            : (ReadOnlyMemory<byte>?)null;

    private InMemoryFileTree Put(string path, Entry entry)
    {
        string clean = TreePath.Clean(path);
        for (string parent = TreePath.Parent(clean); !entries.ContainsKey(parent); parent = TreePath.Parent(parent))
            entries[parent] = new Entry(NodeKind.Directory);
        entries[clean] = entry;
        return this;
    }

    private Node LinkStatExact(string path)
    {
        if (entries.TryGetValue(path, out Entry? entry))
        {
            return entry.Kind == NodeKind.File
                ? new Node(NodeKind.File, Origin: path)
                : new Node(entry.Kind, entry.Target, UnknownBecause: entry.Cause);
        }

        for (string above = path; above.Length > 1;)
        {
            above = TreePath.Parent(above);
            if (entries.TryGetValue(above, out Entry? parent))
                return parent.Kind == NodeKind.Unknown ? Node.Unknown(parent.Cause!) : Node.Missing;
        }

        return Node.Missing;
    }

    /// <summary>Follows links the way the kernel does, for trees that can say what one clean path holds.</summary>
    private static class LinkWalk
    {
        // Linux gives up after 40 (ELOOP); so does this.
        private const int MaximumLinks = 40;

        public static string? Follow(InMemoryFileTree tree, string path)
        {
            string current = TreePath.Root;
            var rest = new Stack<string>();
            PushAll(rest, TreePath.Clean(path));
            int links = 0;
            while (rest.Count > 0)
            {
                string part = rest.Pop();
                if (part == "..")
                {
                    current = TreePath.Parent(current);
                    continue;
                }

                string next = TreePath.Child(current, part);
                Node node = tree.LinkStatExact(next);
                if (node.Kind != NodeKind.Link)
                {
                    current = next;
                    continue;
                }

                if (++links > MaximumLinks) return null;
                if (node.LinkTarget!.StartsWith("/", StringComparison.Ordinal)) current = TreePath.Root;
                PushAll(rest, node.LinkTarget);
            }

            return current;
        }

        private static void PushAll(Stack<string> rest, string path)
        {
            string[] parts = path.Split('/');
            for (int i = parts.Length - 1; i >= 0; i--)
            {
                if (parts[i].Length > 0 && parts[i] != ".") rest.Push(parts[i]);
            }
        }
    }
}
