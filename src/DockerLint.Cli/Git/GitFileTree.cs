using System;
using System.Collections.Generic;
using System.Text;
using DockerLint.Cli.Files;
using PyImportScanner.Files;

namespace DockerLint.Cli.Git;

/// <summary>
/// The files of a commit or of the index, without a checkout. Contents are as stored: no line ends are converted and no filter runs.
/// Submodules are opaque: what they hold is not known.
/// </summary>
internal sealed class GitFileTree : ListingTree, IContentIdentity
{
    private const string LinkMode = "120000";
    private const string SubmoduleMode = "160000";
    private const string DirectoryMode = "040000";

    // PATH_MAX of Linux: what is longer can be made by hand, but not be checked out.
    private const int MaximumPath = 4096;

    private readonly GitObjects objects;
    private readonly Dictionary<string, List<DirectoryEntry>> directories = new(StringComparer.Ordinal) { [TreePath.Root] = [] };
    private readonly Dictionary<string, string> blobs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> trees = new(StringComparer.Ordinal);

    /// <param name="objects">Where contents come from.</param>
    /// <param name="entries">The files, with paths below the root of the tree; directories follow from them, and those that are listed, too, have an id.</param>
    public GitFileTree(GitObjects objects, IEnumerable<GitEntry> entries)
    {
        this.objects = objects;
        foreach (GitEntry entry in entries)
        {
            if (entry.Path.Length > MaximumPath) continue;
            if (entry.Mode == DirectoryMode) trees[entry.Path] = entry.Id;
            else Add(entry);
        }

        foreach (List<DirectoryEntry> entriesOf in directories.Values) entriesOf.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
    }

    /// <summary>The paths of the files and links, in no order.</summary>
    public IReadOnlyCollection<string> Paths => blobs.Keys;

    /// <summary>The id of the blob, or of the commit of a submodule, at a path, nothing followed; null where there is none.</summary>
    public string? ContentId(string path) => blobs.GetValueOrDefault(path);

    /// <summary>The id of the tree object of a directory below the root; null where there is none, and for all of an index.</summary>
    public string? DirectoryId(string path) => trees.GetValueOrDefault(path);

    /// <inheritdoc/>
    protected override DirectoryListing Enumerate(string real) =>
        directories.TryGetValue(real, out List<DirectoryEntry>? entries) ? new DirectoryListing(NodeKind.Directory, [.. entries]) : DirectoryListing.Missing;

    /// <inheritdoc/>
    protected override ReadOnlyMemory<byte>? ReadExact(string real) =>
        blobs.TryGetValue(real, out string? id) && objects.Blob(id) is { } content ? new ReadOnlyMemory<byte>(content) : (ReadOnlyMemory<byte>?)null;

    /// <inheritdoc/>
    /// <remarks>A commit lies nowhere, so no absolute path leads into it.</remarks>
    public override string? BelowRoot(string target) => null;

    private void Add(GitEntry entry)
    {
        string parent = TreePath.Parent(entry.Path);
        Node node = entry.Mode switch
        {
            LinkMode => new Node(NodeKind.Link, LinkTarget(entry.Id)),
            SubmoduleMode => Node.Unknown("the submodule " + TreePath.Display(entry.Path) + " is not part of this repository"),
            _ => new Node(NodeKind.File, Origin: entry.Path),
        };
        Directory(parent).Add(new DirectoryEntry(TreePath.Name(entry.Path), node));
        blobs[entry.Path] = entry.Id;
    }

    private string LinkTarget(string id) => objects.Blob(id) is { } content ? Encoding.UTF8.GetString(content) : "";

    private List<DirectoryEntry> Directory(string path)
    {
        if (directories.TryGetValue(path, out List<DirectoryEntry>? known)) return known;
        Directory(TreePath.Parent(path)).Add(new DirectoryEntry(TreePath.Name(path), Node.Directory));
        return directories[path] = [];
    }
}

/// <summary>One line of <c>git ls-tree</c> or <c>git ls-files --stage</c>.</summary>
/// <param name="Mode">Six octal digits.</param>
/// <param name="Id">The id of the object.</param>
/// <param name="Path">The path below the root, with a leading slash.</param>
internal readonly record struct GitEntry(string Mode, string Id, string Path);
