using System;

namespace PyImportScanner.Files;

/// <summary>The kind of thing at a path. <see cref="Unknown"/> is a value: nobody can say without building.</summary>
public enum NodeKind : byte
{
    /// <summary>Certainly nothing.</summary>
    Missing,

    /// <summary>A regular file.</summary>
    File,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A symbolic link (only from calls that do not follow the last component).</summary>
    Link,

    /// <summary>There may be something or nothing; <see cref="Node.UnknownBecause"/> says why.</summary>
    Unknown,
}

/// <summary>One answer of an <see cref="IFileTree"/>.</summary>
/// <param name="Kind">What is there.</param>
/// <param name="LinkTarget">The target text as written, for <see cref="NodeKind.Link"/>.</param>
/// <param name="Origin">
/// Where the bytes of a file come from: its path in the repository tree. Two nodes with one origin have one content, so
/// what was parsed for one serves the other. Null for a file that no repository file is the source of.
/// </param>
/// <param name="UnknownBecause">The cause of <see cref="NodeKind.Unknown"/>, a clause for people: <c>base image acme/app:1 is not known</c>.</param>
public readonly record struct Node(NodeKind Kind, string? LinkTarget = null, string? Origin = null, string? UnknownBecause = null)
{
    /// <summary>Certainly nothing.</summary>
    public static readonly Node Missing = new(NodeKind.Missing);

    /// <summary>A directory.</summary>
    public static readonly Node Directory = new(NodeKind.Directory);

    /// <summary>Unknown, because of <paramref name="cause"/>.</summary>
    public static Node Unknown(string cause) => new(NodeKind.Unknown, UnknownBecause: cause);

    /// <summary>A regular file or a directory is certainly there.</summary>
    public bool Exists => Kind is NodeKind.File or NodeKind.Directory or NodeKind.Link;
}

/// <summary>A named entry of a directory.</summary>
/// <param name="Name">One path component.</param>
/// <param name="Node">What it is; links are not followed.</param>
public readonly record struct DirectoryEntry(string Name, Node Node);

/// <summary>The entries of a directory.</summary>
/// <param name="Kind"><see cref="NodeKind.Directory"/>, or what stands in its place.</param>
/// <param name="Entries">Ordinal by name. Entries that are certainly there, and those known to be unknown by name.</param>
/// <param name="UnknownBecause">Not null when further entries may exist: the cause.</param>
public sealed record DirectoryListing(NodeKind Kind, DirectoryEntry[] Entries, string? UnknownBecause = null)
{
    /// <summary>No such directory.</summary>
    public static readonly DirectoryListing Missing = new(NodeKind.Missing, []);

    /// <summary>The entry called <paramref name="name"/>; <see cref="Node.Missing"/>, or unknown when the listing is incomplete.</summary>
    public Node Find(string name) => Find(name.AsSpan());

    /// <summary>The entry with a name; missing, or unknown where the listing may not be whole.</summary>
    public Node Find(ReadOnlySpan<char> name)
    {
        int low = 0, high = Entries.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int order = Entries[middle].Name.AsSpan().SequenceCompareTo(name);
            if (order == 0) return Entries[middle].Node;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return UnknownBecause is null ? Node.Missing : Node.Unknown(UnknownBecause);
    }
}
