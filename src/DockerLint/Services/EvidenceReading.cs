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
        if (asked.Tree is not IContentIdentity old || repository is not IContentIdentity now) return false;
        if (!Same(walk.Dockerfiles, other.Dockerfiles) || !Same(walk.Evidence, other.Evidence)) return false;
        foreach (string path in asked.Read)
        {
            if (old.ContentId(path) is not { } id || id != now.ContentId(path)) return false;
        }

        foreach (string path in asked.Looked)
        {
            if (asked.Tree.LinkStat(path).Kind != repository.LinkStat(path).Kind || asked.Tree.Stat(path).Kind != repository.Stat(path).Kind) return false;
        }

        foreach (string path in asked.Listed)
        {
            if (!SameNames(asked.Tree.List(path), repository.List(path))) return false;
        }

        return true;
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

/// <summary>A tree that remembers what it was asked. Safe for concurrent use.</summary>
internal sealed class AskedTree(IFileTree tree) : IFileTree
{
    private readonly ConcurrentDictionary<string, bool> read = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> looked = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> listed = new(StringComparer.Ordinal);

    public IFileTree Tree => tree;

    /// <summary>Files whose content was read and was there.</summary>
    public IEnumerable<string> Read => read.Keys;

    /// <summary>Paths of which it was asked what they are.</summary>
    public IEnumerable<string> Looked => looked.Keys;

    /// <summary>Directories that were listed.</summary>
    public IEnumerable<string> Listed => listed.Keys;

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
}
