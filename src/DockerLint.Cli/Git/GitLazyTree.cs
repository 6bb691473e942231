using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Text;
using DockerLint.Cli.Files;
using PyImportScanner.Files;

namespace DockerLint.Cli.Git;

/// <summary>
/// The files of a commit, read directory by directory when asked for. Directories that several commits share are read once:
/// looking into one service in twenty commits costs little more than in one. For a walk over everything take <see cref="GitFileTree"/>.
/// </summary>
internal sealed class GitLazyTree : ListingTree, IContentIdentity
{
    private readonly GitObjects objects;
    private readonly GitFileTree? relative;
    private readonly ConcurrentDictionary<string, Directory> directories = new(StringComparer.Ordinal);

    /// <param name="objects">Where objects come from.</param>
    /// <param name="tree">The id of the tree object of the root.</param>
    /// <param name="relative">The files of another commit; a directory that is the same there is taken from it.</param>
    public GitLazyTree(GitObjects objects, string tree, GitFileTree? relative = null)
    {
        this.objects = objects;
        this.relative = relative;
        directories[TreePath.Root] = new Directory(tree, relative?.DirectoryId(TreePath.Root) == tree);
    }

    /// <summary>A directory.</summary>
    /// <param name="Id">Of its tree object; null where there is none.</param>
    /// <param name="IsShared">The other commit has the same one. Equal ids are equal trees, all the way down.</param>
    private sealed record Directory(string? Id, bool IsShared);

    /// <inheritdoc/>
    public string? ContentId(string path)
    {
        if (path.Length == 1) return null;
        int slash = path.LastIndexOf('/');
        if (!directories.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(path.AsSpan(0, Math.Max(1, slash)), out Directory? directory)) directory = Find(TreePath.Parent(path));
        if (directory.Id is not { } parent) return null;
        if (directory.IsShared) return relative!.ContentId(path);
        return objects.Tree(parent)?.Find(path.AsSpan(slash + 1)) is { IsDirectory: false } entry ? entry.Id : null;
    }

    /// <inheritdoc/>
    protected override DirectoryListing Enumerate(string real)
    {
        Directory directory = Find(real);
        if (directory.Id is not { } id) return DirectoryListing.Missing;
        if (directory.IsShared) return relative!.List(real);
        if (objects.Tree(id) is not { } tree) return DirectoryListing.Missing;
        var entries = new DirectoryEntry[tree.Entries.Count];
        for (int i = 0; i < entries.Length; i++) entries[i] = new DirectoryEntry(tree.Entries[i].Name, NodeOf(tree.Entries[i], TreePath.Child(real, tree.Entries[i].Name)));
        return new DirectoryListing(NodeKind.Directory, entries);
    }

    /// <inheritdoc/>
    protected override ReadOnlyMemory<byte>? ReadExact(string real) =>
        ContentId(real) is { } id && objects.Blob(id) is { } content ? new ReadOnlyMemory<byte>(content) : (ReadOnlyMemory<byte>?)null;

    /// <inheritdoc/>
    public override string? BelowRoot(string target) => null;

    private Node NodeOf(GitTreeEntry entry, string path)
    {
        if (entry.IsDirectory) return Node.Directory;
        if (entry.IsSubmodule) return Node.Unknown("the submodule " + TreePath.Display(path) + " is not part of this repository");
        if (!entry.IsLink) return new Node(NodeKind.File, Origin: path);
        return new Node(NodeKind.Link, objects.Blob(entry.Id) is { } target ? Encoding.UTF8.GetString(target) : "");
    }

    private Directory Find(string path)
    {
        if (directories.TryGetValue(path, out Directory? known)) return known;
        Directory above = Find(TreePath.Parent(path));
        string? id = above.Id is not { } parent ? null
            : above.IsShared ? relative!.DirectoryId(path)
            : objects.Tree(parent)?.Find(TreePath.Name(path)) is { IsDirectory: true } entry ? entry.Id : null;
        return directories[path] = new Directory(id, id is not null && relative?.DirectoryId(path) == id);
    }
}

/// <summary>An entry of a tree object.</summary>
/// <param name="Mode">Octal digits without leading zeros.</param>
/// <param name="Name">One component.</param>
/// <param name="Id">The id of the object.</param>
internal sealed record GitTreeEntry(string Mode, string Name, string Id)
{
    public bool IsDirectory => Mode == "40000";

    public bool IsLink => Mode == "120000";

    public bool IsSubmodule => Mode == "160000";
}

/// <summary>A tree object: its entries, ordinal by name.</summary>
internal sealed class GitTreeObject
{
    private readonly Dictionary<string, GitTreeEntry> byName = new(StringComparer.Ordinal);
    private readonly List<GitTreeEntry> entries = [];

    private GitTreeObject()
    {
    }

    public IReadOnlyList<GitTreeEntry> Entries => entries;

    public GitTreeEntry? Find(ReadOnlySpan<char> name) => byName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out GitTreeEntry? entry) ? entry : null;

    /// <summary>Reads the content of a tree object: mode, blank, name, zero byte, id.</summary>
    /// <param name="content">The object.</param>
    /// <param name="idLength">20 bytes for SHA-1, 32 for SHA-256.</param>
    public static GitTreeObject Parse(ReadOnlySpan<byte> content, int idLength)
    {
        var tree = new GitTreeObject();
        while (content.Length > 0)
        {
            int blank = content.IndexOf((byte)' '), end = content.IndexOf((byte)0);
            if (blank < 0 || end < blank || end + idLength >= content.Length + 1) break;
            string name = Encoding.UTF8.GetString(content[(blank + 1)..end]);
            // Git refuses to check such names out.
            bool isSafe = name.Length > 0 && name is not ("." or "..") && !name.Contains('/', StringComparison.Ordinal);
            var entry = new GitTreeEntry(Encoding.ASCII.GetString(content[..blank]), name, Convert.ToHexStringLower(content.Slice(end + 1, idLength)));
            if (isSafe && tree.byName.TryAdd(name, entry)) tree.entries.Add(entry);
            content = content[(end + 1 + idLength)..];
        }

        tree.entries.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return tree;
    }
}
