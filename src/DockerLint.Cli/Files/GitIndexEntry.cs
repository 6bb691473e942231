using System;

namespace DockerLint.Cli.Files;

/// <summary>What an entry of the index stands for.</summary>
internal enum GitIndexKind : byte
{
    /// <summary>A file.</summary>
    File,

    /// <summary>A symbolic link; the blob holds its target.</summary>
    Link,

    /// <summary>A commit of a submodule, or a directory that a sparse checkout folded.</summary>
    Opaque,
}

/// <summary>One entry of git's index (gitformat-index(5)), below the root of the tree.</summary>
/// <param name="Path">Its path, with a leading slash.</param>
/// <param name="Kind">From its mode.</param>
/// <param name="Id">The id of the blob, in hexadecimal digits.</param>
/// <param name="Size">Size in bytes when it was last seen to be equal to the blob, modulo 2^32; 0 also where git cannot tell.</param>
/// <param name="Modified">The time of its last change then; 100 ns exact.</param>
internal readonly record struct GitIndexEntry(string Path, GitIndexKind Kind, string Id, uint Size, DateTime Modified);
