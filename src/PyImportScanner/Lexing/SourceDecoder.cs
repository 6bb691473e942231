using System;

namespace PyImportScanner.Lexing;

/// <summary>A file as the lexer reads it.</summary>
/// <param name="Offset">Where the text begins in the bytes (behind a byte order mark), when there is no replacement.</param>
/// <param name="Replacement">The text transcoded to UTF-8, or null: the bytes are UTF-8 already.</param>
/// <param name="Invalid">Bytes that are not UTF-8.</param>
/// <param name="Error">Why Python refuses to decode the file, or null.</param>
/// <param name="UnknownBecause">Why the text could not be decoded here although Python may manage, or null.</param>
internal readonly record struct DecodedSource(int Offset, byte[]? Replacement, InvalidBytes Invalid, string? Error, string? UnknownBecause);

/// <summary>Finds the encoding of a source file as PEP 263 says, and makes UTF-8 of it.</summary>
internal static class SourceDecoder
{
    /// <summary>Decodes the bytes of a file.</summary>
    /// <param name="source">All bytes.</param>
    public static DecodedSource Decode(ReadOnlySpan<byte> source)
    {
        bool mark = source.Length >= 3 && source[0] == 0xEF && source[1] == 0xBB && source[2] == 0xBF;
        int offset = mark ? 3 : 0;
        ReadOnlySpan<byte> text = source.Slice(offset);
        string? error = text.IndexOf((byte)0) >= 0 ? "source code cannot contain null bytes" : null;
        string? cookie = FindCookie(text);
        string? encoding = cookie is null ? null : PythonEncodings.Normalise(cookie);
        // CPython looks at the spelling, too: a mark goes with utf-8 only, not with its aliases.
        bool agrees = cookie is null || !mark || PythonEncodings.IsUtf8Spelling(cookie);
        if (encoding is null or "utf-8" && agrees) return new DecodedSource(offset, null, InvalidBytes.Find(text), error, null);
        if (mark) return new DecodedSource(offset, null, InvalidBytes.Find(text), error ?? "encoding problem: " + cookie + " with BOM", null);
        return Transcode(text, cookie!, encoding!, error);
    }

    private static DecodedSource Transcode(ReadOnlySpan<byte> text, string cookie, string encoding, string? error)
    {
        switch (PythonEncodings.Decode(text, encoding, out string? decoded))
        {
            case DecodeResult.Decoded:
                return new DecodedSource(0, System.Text.Encoding.UTF8.GetBytes(decoded!), InvalidBytes.None, error, null);
            case DecodeResult.Invalid:
                return new DecodedSource(0, null, InvalidBytes.None, error ?? "the text is not valid " + cookie, null);
            case DecodeResult.NotPython:
                return new DecodedSource(0, null, InvalidBytes.None, error ?? "unknown encoding: " + cookie, null);
            default:
                return new DecodedSource(0, null, InvalidBytes.None, error, "the encoding " + cookie + " is not known here");
        }
    }

    // ^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+) in line 1, or in line 2 when line 1 is blank or a comment.
    private static string? FindCookie(ReadOnlySpan<byte> text)
    {
        int at = 0;
        for (int line = 0; line < 2 && at < text.Length; line++)
        {
            int end = Ascii.EndOfLine(text, at);
            int first = at;
            while (first < end && Ascii.IsBlank(text[first])) first++;
            if (first < end && text[first] != '#') return null;
            if (first < end && CookieIn(text.Slice(first, end - first)) is { } cookie) return cookie;
            at = end < text.Length ? Ascii.AfterNewline(text, end) : end;
        }

        return null;
    }

    private static string? CookieIn(ReadOnlySpan<byte> comment)
    {
        int at = 0;
        while (true)
        {
            int i = comment.Slice(at).IndexOf("coding"u8);
            if (i < 0) return null;
            at += i + 6;
            if (at >= comment.Length || comment[at] is not ((byte)':' or (byte)'=')) continue;
            int start = at + 1;
            while (start < comment.Length && comment[start] is (byte)' ' or (byte)'\t') start++;
            int end = start;
            while (end < comment.Length && IsEncodingByte(comment[end])) end++;
            if (end > start) return Utf8Text.Decode(comment.Slice(start, end - start));
        }
    }

    private static bool IsEncodingByte(byte b) => b < 0x80 && (Ascii.IsNamePart(b) || b is (byte)'-' or (byte)'.');
}
