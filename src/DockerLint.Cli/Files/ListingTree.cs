using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using PyImportScanner.Files;

namespace DockerLint.Cli.Files;

/// <summary>
/// A tree that is known by the listings of its directories, each made at most once: a disk, a commit, the index. Names are
/// compared ordinally, as Linux does, and links are followed as the kernel would.
/// </summary>
/// <remarks>A link whose target leaves the root is dangling: a stranger's repository must not make the tool read <c>/etc/passwd</c>.</remarks>
internal abstract class ListingTree : IFileTree
{
    // Linux gives up after 40 (ELOOP).
    private const int MaximumLinks = 40;

    private readonly ConcurrentDictionary<string, DirectoryListing> listings = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Node Stat(string path)
    {
        Node node = Walk(TreePath.Clean(path), followLast: true, out _);
        return node.Kind == NodeKind.Link ? Node.Missing : node;
    }

    /// <inheritdoc/>
    public Node LinkStat(string path) => Walk(TreePath.Clean(path), followLast: false, out _);

    /// <inheritdoc/>
    public string? RealPath(string path) =>
        Walk(TreePath.Clean(path), followLast: true, out string real).Kind is NodeKind.File or NodeKind.Directory ? real : null;

    /// <inheritdoc/>
    public DirectoryListing List(string path)
    {
        string clean = TreePath.Clean(path);
        if (listings.TryGetValue(clean, out DirectoryListing? known)) return known;
        Node node = Walk(clean, followLast: true, out string real);
        return node.Kind switch
        {
            NodeKind.Directory => ListExact(real),
            NodeKind.Unknown => new DirectoryListing(NodeKind.Unknown, [], node.UnknownBecause),
            NodeKind.File => new DirectoryListing(NodeKind.File, []),
            _ => DirectoryListing.Missing,
        };
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? Read(string path) =>
        Walk(TreePath.Clean(path), followLast: true, out string real).Kind == NodeKind.File ? ReadExact(real) : null;

    /// <summary>The listing of a directory that is reached without links.</summary>
    protected abstract DirectoryListing Enumerate(string real);

    /// <summary>The content of a file that is reached without links.</summary>
    protected abstract ReadOnlyMemory<byte>? ReadExact(string real);

    /// <summary>What an absolute link target is below the root, with a leading slash or empty; null when it is not below it.</summary>
    public abstract string? BelowRoot(string target);

    private Node Walk(string path, bool followLast, out string real)
    {
        real = TreePath.Root;
        if (path.Length == 1) return Node.Directory;

        // Keys of the cache are real paths: below one of them no earlier component can be a link.
        int slash = path.LastIndexOf('/');
        if (listings.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(path.AsSpan(0, Math.Max(1, slash)), out DirectoryListing? listing))
        {
            Node node = listing.Find(path.AsSpan(slash + 1));
            if (node.Kind != NodeKind.Link || !followLast)
            {
                real = path;
                return node;
            }
        }

        return WalkFromRoot(path, followLast, out real);
    }

    private Node WalkFromRoot(string path, bool followLast, out string real)
    {
        real = TreePath.Root;
        var rest = new Stack<string>();
        PushAll(rest, path);
        Node node = Node.Directory;
        int links = 0;
        while (rest.Count > 0)
        {
            string part = rest.Pop();
            if (node.Kind != NodeKind.Directory) return node.Kind == NodeKind.Unknown ? node : Node.Missing;
            if (part == "..")
            {
                if (real.Length == 1) return Node.Missing;
                real = TreePath.Parent(real);
                continue;
            }

            string next = TreePath.Child(real, part);
            Node found = ListExact(real).Find(part);
            if (found.Kind == NodeKind.Link && (followLast || rest.Count > 0))
            {
                if (++links > MaximumLinks || !Redirect(found.LinkTarget!, ref real, rest)) return Node.Missing;
                continue;
            }

            real = next;
            node = found;
        }

        return node;
    }

    private bool Redirect(string target, ref string real, Stack<string> rest)
    {
        string text = Path.DirectorySeparatorChar == '\\' ? target.Replace('\\', '/') : target;
        if (Path.IsPathRooted(target))
        {
            if (BelowRoot(text) is not { } below) return false;
            real = TreePath.Root;
            text = below;
        }

        PushAll(rest, text);
        return true;
    }

    private static void PushAll(Stack<string> rest, string path)
    {
        string[] parts = path.Split('/');
        for (int i = parts.Length - 1; i >= 0; i--)
        {
            if (parts[i].Length > 0 && parts[i] != ".") rest.Push(parts[i]);
        }
    }

    private DirectoryListing ListExact(string real) =>
        listings.TryGetValue(real, out DirectoryListing? known) ? known : listings.GetOrAdd(real, Enumerate(real));
}
