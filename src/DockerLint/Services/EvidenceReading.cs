using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using DockerLint.Services.Evidence;
using PyImportScanner.Files;

namespace DockerLint.Services;

/// <summary>What the evidence of one state of a repository says, and all that was looked at to read it.</summary>
internal sealed class EvidenceReading(RepositoryWalk walk, AskedTree asked, IReadOnlyList<EvidenceSink> sinks)
{
    /// <summary>What every source found.</summary>
    public IReadOnlyList<EvidenceSink> Sinks => sinks;

    /// <summary>
    /// Would reading another state give the same? True where it has the same Dockerfiles and the same files of evidence, and where
    /// everything that the readers asked for is answered as it was.
    /// </summary>
    public bool HoldsFor(IFileTree repository, RepositoryWalk other)
    {
        return Same(walk.Dockerfiles, other.Dockerfiles) && Same(walk.Evidence, other.Evidence) && asked.IsAnsweredAlikeBy(repository);
    }

    private static bool Same(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        if (left.Count != right.Count) return false;
        for (int i = 0; i < left.Count; i++)
        {
            if (left[i] != right[i]) return false;
        }

        return true;
    }
}

/// <summary>
/// A tree that remembers what it was asked. Safe for concurrent use. Identities of contents are those of the tree: to compare them
/// is not to read.
/// </summary>
internal sealed class AskedTree(IFileTree tree) : IFileTree, IContentIdentity
{
    private readonly ConcurrentDictionary<string, bool> read = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> looked = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> listed = new(StringComparer.Ordinal);

    /// <summary>Null where the tree knows of none.</summary>
    public string? ContentId(string path) => (tree as IContentIdentity)?.ContentId(path);

    /// <summary>
    /// Does another tree answer everything that this one was asked as this one did? Whoever asked only this tree would then come to
    /// the same result. Never true where contents have no identities.
    /// </summary>
    public bool IsAnsweredAlikeBy(IFileTree other)
    {
        if (tree is not IContentIdentity old || other is not IContentIdentity now) return false;
        foreach (string path in read.Keys)
        {
            if (old.ContentId(path) is not { } id || id != now.ContentId(path)) return false;
        }

        foreach (string path in looked.Keys)
        {
            if (tree.LinkStat(path).Kind != other.LinkStat(path).Kind || tree.Stat(path).Kind != other.Stat(path).Kind || tree.RealPath(path) != other.RealPath(path)) return false;
        }

        foreach (string path in listed.Keys)
        {
            if (!SameNames(tree.List(path), other.List(path))) return false;
        }

        return true;
    }

    public Node Stat(string path)
    {
        looked[path] = true;
        return tree.Stat(path);
    }

    public Node LinkStat(string path)
    {
        looked[path] = true;
        return tree.LinkStat(path);
    }

    public string? RealPath(string path)
    {
        looked[path] = true;
        return tree.RealPath(path);
    }

    public DirectoryListing List(string path)
    {
        listed[path] = true;
        return tree.List(path);
    }

    ReadOnlyMemory<byte>? IFileTree.Read(string path)
    {
        ReadOnlyMemory<byte>? content = tree.Read(path);
        (content is null ? looked : read)[path] = true;
        return content;
    }

    private static bool SameNames(DirectoryListing left, DirectoryListing right)
    {
        if (left.Kind != right.Kind || left.Entries.Length != right.Entries.Length) return false;
        for (int i = 0; i < left.Entries.Length; i++)
        {
            if (left.Entries[i].Name != right.Entries[i].Name || left.Entries[i].Node.Kind != right.Entries[i].Node.Kind) return false;
        }

        return true;
    }
}
