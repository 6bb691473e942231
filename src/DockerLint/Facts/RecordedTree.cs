using System;
using System.Collections.Generic;
using PyImportScanner.Files;

namespace DockerLint.Facts;

/// <summary>
/// A repository as a <see cref="RecordingTree"/> saw it. What was never asked then is unknown now, unless the listing of its
/// directory answers it: a Dockerfile edited since is still checked, and nothing is made up.
/// </summary>
public sealed class RecordedTree : IFileTree
{
    private const string NotRecorded = "the facts of the build do not tell";

    private readonly Dictionary<string, Node> nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Node> unfollowed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> real = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DirectoryListing> listings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReadOnlyMemory<byte>> contents = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Node Stat(string path)
    {
        string clean = TreePath.Clean(path);
        if (nodes.TryGetValue(clean, out Node node)) return node;
        if (contents.ContainsKey(clean)) return new Node(NodeKind.File, Origin: clean);
        node = Listed(clean);
        return node.Kind == NodeKind.Link ? Node.Unknown(NotRecorded) : node;
    }

    /// <inheritdoc/>
    public Node LinkStat(string path)
    {
        string clean = TreePath.Clean(path);
        return unfollowed.TryGetValue(clean, out Node node) ? node : Listed(clean);
    }

    /// <inheritdoc/>
    public string? RealPath(string path)
    {
        string clean = TreePath.Clean(path);
        if (real.TryGetValue(clean, out string? found)) return found.Length > 0 ? found : null;
        return Stat(clean).Kind is NodeKind.File or NodeKind.Directory ? clean : null;
    }

    /// <inheritdoc/>
    public DirectoryListing List(string path)
    {
        string clean = TreePath.Clean(path);
        if (listings.TryGetValue(clean, out DirectoryListing? listing)) return listing;
        Node node = Stat(clean);
        return node.Kind is NodeKind.Directory or NodeKind.Unknown
            ? new DirectoryListing(node.Kind, [], node.UnknownBecause ?? NotRecorded)
            : node.Kind == NodeKind.Missing ? DirectoryListing.Missing : new DirectoryListing(node.Kind, []);
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? Read(string path) =>
        // A bare null would become an empty array's memory.
        contents.TryGetValue(TreePath.Clean(path), out ReadOnlyMemory<byte> content) ? content : (ReadOnlyMemory<byte>?)null;

    /// <summary>Replaces the content of a file, or adds the file.</summary>
    public void Put(string path, ReadOnlyMemory<byte> content)
    {
        string clean = TreePath.Clean(path);
        contents[clean] = content;
        nodes[clean] = new Node(NodeKind.File, Origin: clean);
    }

    /// <summary>Takes a line of <see cref="RecordingTree"/>; false where it is none.</summary>
    internal bool Add(string?[] fields)
    {
        if (fields.Length < 3 || fields[1] is not { } path) return false;
        switch (fields[0])
        {
            case "stat" when fields.Length == 2 + TreeFacts.FieldCount:
                nodes[path] = TreeFacts.Node(fields.AsSpan(2), path);
                return true;
            case "link" when fields.Length == 2 + TreeFacts.FieldCount:
                unfollowed[path] = TreeFacts.Node(fields.AsSpan(2), path);
                return true;
            case "real":
                real[path] = fields[2] ?? "";
                return true;
            case "list" when fields.Length >= 4:
                listings[path] = Listing(fields, path);
                return true;
            case "text":
                return AddContent(path, fields[2]);
            default:
                return false;
        }
    }

    private bool AddContent(string path, string? text)
    {
        try
        {
            contents[path] = Convert.FromBase64String(text ?? "");
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static DirectoryListing Listing(string?[] fields, string path)
    {
        const int Width = 1 + TreeFacts.FieldCount;
        var entries = new DirectoryEntry[(fields.Length - 4) / Width];
        for (int i = 0; i < entries.Length; i++)
        {
            int at = 4 + (i * Width);
            string name = fields[at] ?? "";
            entries[i] = new DirectoryEntry(name, TreeFacts.Node(fields.AsSpan(at + 1, TreeFacts.FieldCount), TreePath.Child(path, name)));
        }

        return new DirectoryListing(TreeFacts.Kind(fields[2]), entries, fields[3]);
    }

    private Node Listed(string clean)
    {
        if (clean.Length == 1) return Node.Directory;
        return listings.TryGetValue(TreePath.Parent(clean), out DirectoryListing? listing) && listing.Kind == NodeKind.Directory
            ? listing.Find(TreePath.Name(clean))
            : Node.Unknown(NotRecorded);
    }
}
