using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using DockerLint.Cli.Files;
using DockerLint.Services;
using PyImportScanner.Files;

namespace DockerLint.Cli.Git;

/// <summary>
/// A work tree as the next commit sees it: tracked files are what the index says, and what git does not track is there
/// beside them, as it is on disk during a hook. The walk for Dockerfiles and evidence sees tracked files only.
/// </summary>
/// <remarks>
/// A file whose size and time are those of its entry is read from disk, as git itself does (racy-git.txt); any other one,
/// through <c>git cat-file</c>, which is started only then.
/// </remarks>
internal sealed class StagedFileTree : ListingTree, INameLister, IDisposable
{
    private readonly DiskFileTree disk;
    private readonly GitIndex index;
    private readonly IReadOnlySet<string> written;
    private readonly Lazy<GitRepository> git;
    private readonly Dictionary<string, List<DirectoryEntry>> directories = new(StringComparer.Ordinal) { [TreePath.Root] = [] };

    /// <param name="disk">The work tree, or a directory of it.</param>
    /// <param name="index">Its index.</param>
    /// <param name="written">Paths that count as they are on disk, whatever the index says.</param>
    public StagedFileTree(DiskFileTree disk, GitIndex index, IReadOnlySet<string> written)
    {
        this.disk = disk;
        this.index = index;
        this.written = written;
        git = new Lazy<GitRepository>(() => GitRepository.Open(disk.DiskRoot));
        foreach (GitIndexEntry entry in index.Entries()) Add(entry);
        foreach (List<DirectoryEntry> entries in directories.Values) entries.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
    }

    /// <inheritdoc/>
    public DirectoryNames Names(string directory, NameFilter keepsFile)
    {
        var below = new List<string>();
        var files = new List<string>();
        foreach (DirectoryEntry entry in directories.GetValueOrDefault(directory) ?? [])
        {
            if (entry.Node.Kind == NodeKind.Directory) below.Add(entry.Name);
            else if (entry.Node.Kind == NodeKind.File && keepsFile(entry.Name)) files.Add(entry.Name);
        }

        return new DirectoryNames(below, files);
    }

    public void Dispose()
    {
        if (git.IsValueCreated) git.Value.Dispose();
    }

    /// <inheritdoc/>
    protected override DirectoryListing Enumerate(string real)
    {
        List<DirectoryEntry>? tracked = directories.GetValueOrDefault(real);
        // Where the disk has a link, and the index a directory, what lies behind the link is somewhere else.
        DirectoryListing untracked = disk.RealPath(real) == real ? disk.List(real) : DirectoryListing.Missing;
        if (tracked is null) return untracked;
        var all = new List<DirectoryEntry>(tracked);
        foreach (DirectoryEntry entry in untracked.Entries)
        {
            if (tracked.BinarySearch(entry, ByName.Instance) < 0) all.Add(entry);
        }

        all.Sort(ByName.Instance);
        return new DirectoryListing(NodeKind.Directory, [.. all], untracked.UnknownBecause);
    }

    /// <inheritdoc/>
    protected override ReadOnlyMemory<byte>? ReadExact(string real)
    {
        if (index.Find(real) is not { } entry || written.Contains(real) || IsOnDisk(entry)) return disk.Read(real);
        return git.Value.Find(entry.Id) is { Type: "blob", Content: { } content } ? new ReadOnlyMemory<byte>(content) : null;
    }

    /// <inheritdoc/>
    public override string? BelowRoot(string target) => disk.BelowRoot(target);

    private void Add(GitIndexEntry entry)
    {
        Node node = entry.Kind switch
        {
            GitIndexKind.Link => new Node(NodeKind.Link, LinkTarget(entry)),
            GitIndexKind.File => new Node(NodeKind.File, Origin: entry.Path),
            // A submodule is what its own checkout has.
            _ => disk.LinkStat(entry.Path),
        };
        if (node.Kind != NodeKind.Missing) Directory(TreePath.Parent(entry.Path)).Add(new DirectoryEntry(TreePath.Name(entry.Path), node));
    }

    private List<DirectoryEntry> Directory(string path)
    {
        if (directories.TryGetValue(path, out List<DirectoryEntry>? known)) return known;
        Directory(TreePath.Parent(path)).Add(new DirectoryEntry(TreePath.Name(path), Node.Directory));
        return directories[path] = [];
    }

    private string LinkTarget(GitIndexEntry entry)
    {
        if (disk.LinkStat(entry.Path) is { Kind: NodeKind.Link, LinkTarget: { } target } && Encoding.UTF8.GetByteCount(target) == entry.Size
            && index.IsUnchanged(entry, new FileInfo(disk.DiskPath(entry.Path)).LastWriteTimeUtc)) return target;
        return git.Value.Find(entry.Id) is { Content: { } content } ? Encoding.UTF8.GetString(content) : "";
    }

    private bool IsOnDisk(GitIndexEntry entry)
    {
        if (disk.LinkStat(entry.Path).Kind != NodeKind.File || disk.RealPath(entry.Path) != entry.Path) return false;
        var file = new FileInfo(disk.DiskPath(entry.Path));
        return file.Exists && file.Length == entry.Size && index.IsUnchanged(entry, file.LastWriteTimeUtc);
    }

    private sealed class ByName : IComparer<DirectoryEntry>
    {
        public static readonly ByName Instance = new();

        public int Compare(DirectoryEntry a, DirectoryEntry b) => string.CompareOrdinal(a.Name, b.Name);
    }
}
