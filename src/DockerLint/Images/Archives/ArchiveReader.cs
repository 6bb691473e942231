using System;
using System.IO;
using System.IO.Compression;
using DockerLint.Images.Trees;

namespace DockerLint.Images.Archives;

/// <summary>
/// Recognises an archive by its content, as ADD does (BK:solver/llbsolver/file/unpack.go): a first tar header must be
/// readable behind whatever compression the first bytes announce.
/// </summary>
internal static class ArchiveReader
{
    // A small archive may unpack to any size (a "bomb"); what lies behind this many bytes is unknown.
    private const int MostBytes = 64 * 1024 * 1024;

    /// <summary>The archive, or null for a file that is none.</summary>
    public static Archive? TryRead(FileContent content)
    {
        if (content.Read() is not { } bytes)
        {
            return content.Behind is { } name && HasArchiveName(name)
                ? Archive.Unreadable("the archive " + name.TrimStart('/') + " was not read")
                : null;
        }

        string file = content.Behind?.TrimStart('/') ?? "the archive";
        ReadOnlySpan<byte> start = bytes.Span;
        if (StartsWith(start, 0x1F, 0x8B)) return Decompress(bytes) is { } plain ? TarReader.Read(plain.Bytes, plain.IsComplete, file) : null;
        if (StartsWith(start, (byte)'B', (byte)'Z', (byte)'h')) return Archive.Unreadable(file + " is compressed with bzip2, which is not read");
        if (StartsWith(start, 0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0)) return Archive.Unreadable(file + " is compressed with xz, which is not read");
        if (StartsWith(start, 0x28, 0xB5, 0x2F, 0xFD)) return Archive.Unreadable(file + " is compressed with zstd, which is not read");
        return TarReader.Read(bytes, isComplete: true, file);
    }

    private static (ReadOnlyMemory<byte> Bytes, bool IsComplete)? Decompress(ReadOnlyMemory<byte> bytes)
    {
        var plain = new MemoryStream();
        try
        {
            using var zipped = new GZipStream(new MemoryStream(bytes.ToArray()), CompressionMode.Decompress);
            byte[] buffer = new byte[81920];
            int count;
            while ((count = zipped.Read(buffer, 0, buffer.Length)) > 0)
            {
                plain.Write(buffer, 0, count);
                if (plain.Length > MostBytes) return (plain.ToArray(), false);
            }
        }
        catch (InvalidDataException)
        {
            if (plain.Length == 0) return null;
            return (plain.ToArray(), false);
        }

        return (plain.ToArray(), true);
    }

    private static bool HasArchiveName(string name)
    {
        foreach (string ending in (string[])[".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".tar.zst"])
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static bool StartsWith(ReadOnlySpan<byte> bytes, params byte[] magic) => bytes.StartsWith(magic);
}
