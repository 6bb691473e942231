using System;

namespace PyImportScanner.Files;

/// <summary>
/// Files as one observer sees them: the repository on disk, a commit, a simulated image, a listed real image, the
/// compiler's additional files. The only thing that the resolver and the simulator know of the world.
/// </summary>
/// <remarks>
/// Paths are absolute, separated by <c>/</c>, without <c>.</c>, <c>..</c>, doubled or trailing slashes (see
/// <see cref="TreePath"/>); the root is <c>/</c>. Names are compared ordinally and case-sensitively, as Linux does.
/// Links never lead out of the tree: an absolute target starts at its root, <c>..</c> is clipped there.
/// Implementations are safe for concurrent readers.
/// </remarks>
public interface IFileTree
{
    /// <summary>What is at <paramref name="path"/>, with every link followed. A dangling link or a loop is <see cref="NodeKind.Missing"/>.</summary>
    Node Stat(string path);

    /// <summary>What is at <paramref name="path"/>, with the last component not followed (the ones before it are).</summary>
    Node LinkStat(string path);

    /// <summary>The path with every link followed, or null where <see cref="Stat"/> would say missing or unknown.</summary>
    string? RealPath(string path);

    /// <summary>The entries of a directory (links followed to reach it, entries themselves not followed), ordinal by name.</summary>
    DirectoryListing List(string path);

    /// <summary>The content of a regular file, or null where there is none or its content is not known.</summary>
    /// <remarks>Hosts bound the size they read; a file above the bound has unknown content.</remarks>
    ReadOnlyMemory<byte>? Read(string path);
}
