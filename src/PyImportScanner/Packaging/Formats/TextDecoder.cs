using System;
using System.Text;
using PyImportScanner.Files;

namespace PyImportScanner.Packaging.Formats;

/// <summary>Bytes of a manifest to text.</summary>
internal static class TextDecoder
{
    /// <summary>The text of a file, or null where there is none or its content is not known.</summary>
    public static string? ReadText(this IFileTree tree, string path) =>
        tree.Read(path) is { } content ? Decode(content) : null;

    /// <summary>UTF-8, or UTF-16 where a byte order mark says so: what a redirect on Windows leaves behind, and pip accepts.</summary>
    public static string Decode(ReadOnlyMemory<byte> content)
    {
        ReadOnlySpan<byte> bytes = content.Span;
        if (bytes.Length >= 2 && bytes[0] == 0xFF && bytes[1] == 0xFE) return Text(Encoding.Unicode, bytes.Slice(2));
        if (bytes.Length >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF) return Text(Encoding.BigEndianUnicode, bytes.Slice(2));
        bool mark = bytes.Length >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF;
        return Text(Encoding.UTF8, mark ? bytes.Slice(3) : bytes);
    }

    private static string Text(Encoding encoding, ReadOnlySpan<byte> bytes) =>
        encoding.GetString(bytes);
}
