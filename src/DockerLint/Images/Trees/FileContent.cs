using System;
using System.Text;
using PyImportScanner.Files;

namespace DockerLint.Images.Trees;

/// <summary>Where the bytes of a file are; reading is put off until somebody asks.</summary>
internal abstract class FileContent
{
    /// <summary>The path in the repository tree whose bytes these are, or null.</summary>
    public virtual string? Origin => null;

    /// <summary>The repository path that stands behind the file even where its bytes are others (a file that arrives empty).</summary>
    public virtual string? Behind => Origin;

    /// <summary>The bytes, or null where they are not known.</summary>
    public abstract ReadOnlyMemory<byte>? Read();

    /// <summary>A file with known text.</summary>
    public static FileContent Of(string text) => new Literal(Encoding.UTF8.GetBytes(text));

    /// <summary>A file with known bytes.</summary>
    public static FileContent Of(ReadOnlyMemory<byte> bytes) => new Literal(bytes);

    /// <summary>A file that is there, with content nobody knows.</summary>
    public static readonly FileContent Unknown = new UnknownBytes();

    /// <summary>A file of the repository.</summary>
    public static FileContent OfRepository(IFileTree tree, string path) => new RepositoryFile(tree, path);

    /// <summary>A file of the repository that arrives with 0 bytes.</summary>
    public static FileContent Emptied(string behind) => new EmptiedFile(behind);

    private sealed class Literal(ReadOnlyMemory<byte> bytes) : FileContent
    {
        public override ReadOnlyMemory<byte>? Read() => bytes;
    }

    private sealed class UnknownBytes : FileContent
    {
        public override ReadOnlyMemory<byte>? Read() => null;
    }

    private sealed class RepositoryFile(IFileTree tree, string path) : FileContent
    {
        public override string Origin => path;

        public override ReadOnlyMemory<byte>? Read() => tree.Read(path);
    }

    private sealed class EmptiedFile(string behind) : FileContent
    {
        public override string Behind => behind;

        public override ReadOnlyMemory<byte>? Read() => ReadOnlyMemory<byte>.Empty;
    }
}
