using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;
using PyImportScanner.Files;

namespace PyImportScanner.Resolution;

/// <summary>The central directory of a zip file (APPNOTE 4.3.12), enough to find modules in it and read them.</summary>
internal sealed class ZipFileIndex
{
    // A stranger's archive must not cost more than an ordinary one.
    private const int MaximumEntries = 100_000;
    private const int MaximumModuleSize = 8 << 20;
    private const int EndRecordSize = 22, CentralHeaderSize = 46, LocalHeaderSize = 30;

    private readonly ReadOnlyMemory<byte> bytes;
    private readonly Dictionary<string, Member> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedDictionary<string, Node>> directories = new(StringComparer.Ordinal);
    private readonly string? unknownBecause;

    private readonly record struct Member(int Method, int CompressedSize, int Size, int LocalHeader);

    private ZipFileIndex(string? unknownBecause) => this.unknownBecause = unknownBecause;

    private ZipFileIndex(ReadOnlyMemory<byte> bytes)
    {
        this.bytes = bytes;
        IsZip = ReadCentralDirectory(bytes.Span);
    }

    /// <summary>False for a file that the interpreter would not take for a zip file. True where its content is not known.</summary>
    public bool IsZip { get; }

    public static ZipFileIndex Open(ReadOnlyMemory<byte>? content, string path)
    {
        if (content is { } known) return new ZipFileIndex(known);

        // Any file may be a zip file, but only these names are put on a path on purpose.
        bool named = path.EndsWith(".zip", StringComparison.Ordinal) || path.EndsWith(".pyz", StringComparison.Ordinal)
            || path.EndsWith(".whl", StringComparison.Ordinal) || path.EndsWith(".egg", StringComparison.Ordinal)
            || path.EndsWith(".pex", StringComparison.Ordinal);
        return new ZipFileIndex(named ? "the content of " + path + " is not known" : null, named);
    }

    private ZipFileIndex(string? unknownBecause, bool isZip)
        : this(unknownBecause) => IsZip = isZip;

    public DirectoryListing List(string directory)
    {
        if (unknownBecause is not null) return new DirectoryListing(NodeKind.Unknown, [], unknownBecause);
        if (!directories.TryGetValue(directory, out SortedDictionary<string, Node>? entries)) return DirectoryListing.Missing;
        var list = new List<DirectoryEntry>(entries.Count);
        foreach (KeyValuePair<string, Node> entry in entries) list.Add(new DirectoryEntry(entry.Key, entry.Value));
        return new DirectoryListing(NodeKind.Directory, list.ToArray());
    }

    public ReadOnlyMemory<byte>? Read(string name)
    {
        if (!files.TryGetValue(name, out Member member) || member.Size > MaximumModuleSize) return null;
        ReadOnlySpan<byte> span = bytes.Span;
        if (member.LocalHeader < 0 || member.LocalHeader > span.Length - LocalHeaderSize) return null;
        ReadOnlySpan<byte> header = span.Slice(member.LocalHeader);
        long start = (long)member.LocalHeader + LocalHeaderSize + UInt16(header, 26) + UInt16(header, 28);
        if (member.CompressedSize < 0 || start + member.CompressedSize > span.Length) return null;
        ReadOnlyMemory<byte> data = bytes.Slice((int)start, member.CompressedSize);
        return member.Method switch { 0 => data, 8 => Inflate(data, member.Size), _ => null };
    }

    private static ReadOnlyMemory<byte>? Inflate(ReadOnlyMemory<byte> data, int size)
    {
        try
        {
            using var stream = new DeflateStream(new MemoryStream(data.ToArray()), CompressionMode.Decompress);
            var content = new byte[size];
            int filled = 0;
            while (filled < size)
            {
                int read = stream.Read(content, filled, size - filled);
                if (read == 0) return null;
                filled += read;
            }

            return content;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private bool ReadCentralDirectory(ReadOnlySpan<byte> span)
    {
        int end = FindEndRecord(span);
        if (end < 0) return false;
        ReadOnlySpan<byte> record = span.Slice(end);
        int count = Math.Min(UInt16(record, 10), MaximumEntries);
        long size = UInt32(record, 12);

        // As zipimport does: text may stand in front of the archive, so offsets count from where it really begins.
        long start = end - size;
        long shift = start - UInt32(record, 16);
        if (start < 0 || shift < 0) return false;
        directories[""] = new SortedDictionary<string, Node>(StringComparer.Ordinal);
        int position = (int)start;
        for (int i = 0; i < count; i++)
        {
            if (position > end - CentralHeaderSize || UInt32(span.Slice(position), 0) != 0x02014b50) break;
            ReadOnlySpan<byte> header = span.Slice(position);
            int nameLength = UInt16(header, 28);
            int next = CentralHeaderSize + nameLength + UInt16(header, 30) + UInt16(header, 32);
            if (position + next > end) break;
            string name = Encoding.UTF8.GetString(header.Slice(CentralHeaderSize, nameLength));
            Add(name, new Member(UInt16(header, 10), Int32(header, 20), Int32(header, 24), Offset(UInt32(header, 42) + shift)));
            position += next;
        }

        return true;
    }

    private void Add(string name, Member member)
    {
        string path = name.TrimEnd('/');
        if (path.Length == 0 || path.Length > 4096) return;
        bool isDirectory = path.Length < name.Length;
        if (!isDirectory) files[path] = member;
        Node node = isDirectory ? Node.Directory : new Node(NodeKind.File);
        if (isDirectory) Directory(path);
        while (true)
        {
            int slash = path.LastIndexOf('/');
            string parent = slash < 0 ? "" : path.Substring(0, slash);
            bool known = directories.ContainsKey(parent);
            Directory(parent)[path.Substring(slash + 1)] = node;
            if (slash < 0 || known) return;
            path = parent;
            node = Node.Directory;
        }
    }

    private SortedDictionary<string, Node> Directory(string path)
    {
        if (!directories.TryGetValue(path, out SortedDictionary<string, Node>? entries))
            directories[path] = entries = new SortedDictionary<string, Node>(StringComparer.Ordinal);
        return entries;
    }

    private static int FindEndRecord(ReadOnlySpan<byte> span)
    {
        int lowest = Math.Max(0, span.Length - EndRecordSize - ushort.MaxValue);
        for (int i = span.Length - EndRecordSize; i >= lowest; i--)
        {
            if (span[i] == 'P' && UInt32(span.Slice(i), 0) == 0x06054b50) return i;
        }

        return -1;
    }

    private static int UInt16(ReadOnlySpan<byte> span, int at) => BinaryPrimitives.ReadUInt16LittleEndian(span.Slice(at));

    private static uint UInt32(ReadOnlySpan<byte> span, int at) => BinaryPrimitives.ReadUInt32LittleEndian(span.Slice(at));

    private static int Int32(ReadOnlySpan<byte> span, int at) => UInt32(span, at) is var value && value <= int.MaxValue ? (int)value : -1;

    private static int Offset(long value) => value <= int.MaxValue ? (int)value : -1;
}
