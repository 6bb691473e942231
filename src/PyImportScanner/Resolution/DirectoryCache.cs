using System;
using System.Collections.Concurrent;
using PyImportScanner.Files;

namespace PyImportScanner.Resolution;

/// <summary>
/// The directories of one tree, each listed once however many resolvers ask, and the zip files in it as if they were
/// directories (library, "zipimport"). Safe for concurrent use.
/// </summary>
public sealed class DirectoryCache
{
    private readonly ConcurrentDictionary<string, DirectoryListing> listings = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ZipFileIndex> zips = new(StringComparer.Ordinal);

    /// <summary>A cache over <paramref name="tree"/>, which must not change while the cache is used.</summary>
    public DirectoryCache(IFileTree tree) => Tree = tree;

    /// <summary>The tree.</summary>
    public IFileTree Tree { get; }

    /// <summary>The entries of a directory, of a zip file, or of a directory in a zip file.</summary>
    public DirectoryListing List(string path)
    {
        if (listings.TryGetValue(path, out DirectoryListing? known)) return known;
        DirectoryListing listing = Tree.List(path);
        if (listing.Kind is NodeKind.Missing or NodeKind.File && FindZip(path) is { } zip)
            listing = zip.Index.List(TreePath.Relative(path, zip.Path));
        return listings.GetOrAdd(path, listing);
    }

    /// <summary>What is at <paramref name="path"/>, links followed, zip files entered.</summary>
    public Node Stat(string path)
    {
        Node node = Tree.Stat(path);
        if (node.Kind != NodeKind.Missing) return node;
        return path.Length > 1 && FindZip(path) is not null ? List(TreePath.Parent(path)).Find(TreePath.Name(path)) : node;
    }

    /// <summary>The content of a file of the tree or of a zip file in it; null where it is not known.</summary>
    public ReadOnlyMemory<byte>? Read(string path) =>
        Tree.Read(path) ?? (FindZip(path) is { } zip && zip.Path != path ? zip.Index.Read(TreePath.Relative(path, zip.Path)) : null);

    /// <summary>The nearest path at or above that exists, if it is a file that reads as a zip file.</summary>
    private (string Path, ZipFileIndex Index)? FindZip(string path)
    {
        for (string above = path; above.Length > 1; above = TreePath.Parent(above))
        {
            NodeKind kind = Tree.Stat(above).Kind;
            if (kind == NodeKind.Missing) continue;
            if (kind != NodeKind.File) return null;
            ZipFileIndex index = zips.GetOrAdd(above, p => ZipFileIndex.Open(Tree.Read(p), p));
            return index.IsZip ? (above, index) : null;
        }

        return null;
    }
}
