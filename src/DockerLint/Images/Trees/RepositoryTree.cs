using System.Collections.Generic;
using PyImportScanner.Files;

namespace DockerLint.Images.Trees;

/// <summary>A directory of the repository as a root of its own: a build context before any filter.</summary>
/// <param name="repository">The repository.</param>
/// <param name="root">The directory, a clean path.</param>
internal sealed class RepositoryTree(IFileTree repository, string root) : ExactTree
{
    /// <summary>The directory with its links followed: a context may be named through one.</summary>
    private readonly string realRoot = repository.RealPath(root) ?? root;

    /// <summary>The path in the repository of a path of this tree.</summary>
    public string RepositoryPath(string path) => path.Length == 1 ? realRoot : realRoot.Length == 1 ? path : realRoot + path;

    /// <inheritdoc/>
    protected override Node Find(string path)
    {
        Node parent = At(TreePath.Parent(path));
        if (parent.Kind == NodeKind.Unknown) return parent;
        if (parent.Kind != NodeKind.Directory) return Node.Missing;
        string full = RepositoryPath(path);
        Node node = repository.LinkStat(full);
        return node.Kind == NodeKind.File ? node with { Origin = full } : node;
    }

    /// <inheritdoc/>
    public override DirectoryListing ListAt(string path)
    {
        string full = RepositoryPath(path);
        DirectoryListing listing = repository.List(full);
        DirectoryEntry[] entries = listing.Entries;
        for (int i = 0; i < entries.Length; i++)
        {
            if (entries[i].Node.Kind != NodeKind.File) continue;
            string origin = TreePath.Child(full, entries[i].Name);
            if (entries[i].Node.Origin == origin) continue;
            if (ReferenceEquals(entries, listing.Entries)) entries = (DirectoryEntry[])entries.Clone();
            entries[i] = new DirectoryEntry(entries[i].Name, entries[i].Node with { Origin = origin });
        }

        return ReferenceEquals(entries, listing.Entries) ? listing : listing with { Entries = entries };
    }

    /// <inheritdoc/>
    public override FileContent? ContentAt(string path) => FileContent.OfRepository(repository, RepositoryPath(path));

    /// <inheritdoc/>
    public override void AddCandidates(string repositoryPath, string under, List<string> candidates)
    {
        if (TreePath.IsAtOrBelow(repositoryPath, realRoot)) candidates.Add(TreePath.Rebase(repositoryPath, realRoot, TreePath.Root));
    }
}
