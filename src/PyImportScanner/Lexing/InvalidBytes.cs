using System;
using System.Text;

namespace PyImportScanner.Lexing;

/// <summary>
/// Bytes that are not UTF-8. CPython up to 3.13 does not decode comments on import, so an invalid byte matters only
/// outside them; 3.14 refuses both.
/// </summary>
/// <param name="Next">Offset of the next one, -1 when there is none.</param>
/// <param name="SeenInComment">At least one stood in a comment.</param>
internal readonly record struct InvalidBytes(int Next, bool SeenInComment)
{
    /// <summary>No invalid byte at all.</summary>
    public static readonly InvalidBytes None = new(-1, false);

    /// <summary>Looks for the first.</summary>
    public static InvalidBytes Find(ReadOnlySpan<byte> text) => new(Utf8Text.FirstInvalid(text, 0), false);

    /// <summary>The comment [<paramref name="start"/>, <paramref name="end"/>) was passed.</summary>
    public InvalidBytes SkipComment(ReadOnlySpan<byte> text, int start, int end) =>
        Next < start ? this : new InvalidBytes(Utf8Text.FirstInvalid(text, end), true);
}

/// <summary>UTF-8 helpers that the older target lacks.</summary>
internal static class Utf8Text
{
    /// <summary>Offset of the first byte at or behind <paramref name="from"/> that is not UTF-8; -1 if none.</summary>
    public static int FirstInvalid(ReadOnlySpan<byte> text, int from)
    {
#if NET
        if (System.Text.Unicode.Utf8.IsValid(text.Slice(from))) return -1;
#endif
        int i = from;
        while (i < text.Length)
        {
            byte b = text[i];
            if (b < 0x80)
            {
                i++;
                continue;
            }

            int length = SequenceLength(text, i);
            if (length == 0) return i;
            i += length;
        }

        return -1;
    }

    /// <summary>Decodes; invalid bytes become replacement characters.</summary>
    public static string Decode(ReadOnlySpan<byte> text)
    {
        return Encoding.UTF8.GetString(text);
    }

    /// <summary>An identifier: decoded and NFKC-normalised (language reference, 2.3).</summary>
    public static string DecodeName(ReadOnlySpan<byte> name)
    {
        string text = Decode(name);
        foreach (char c in text)
        {
            if (c >= 0x80) return CompatibilityForm.Of(text);
        }

        return text;
    }

    /// <summary>Number of UTF-16 units that valid UTF-8 decodes to.</summary>
    public static int Utf16Length(ReadOnlySpan<byte> text)
    {
        int units = 0;
        foreach (byte b in text)
        {
            if ((b & 0xC0) != 0x80) units++;
            if (b >= 0xF0) units++;
        }

        return units;
    }

    // Table 3-7 of the Unicode standard.
    private static int SequenceLength(ReadOnlySpan<byte> text, int i)
    {
        byte b = text[i];
        int length = b switch { >= 0xC2 and <= 0xDF => 2, >= 0xE0 and <= 0xEF => 3, >= 0xF0 and <= 0xF4 => 4, _ => 0 };
        if (length == 0 || i + length > text.Length) return 0;
        byte low = b switch { 0xE0 => 0xA0, 0xF0 => 0x90, _ => 0x80 };
        byte high = b switch { 0xED => 0x9F, 0xF4 => 0x8F, _ => 0xBF };
        if (text[i + 1] < low || text[i + 1] > high) return 0;
        for (int k = 2; k < length; k++)
        {
            if ((text[i + k] & 0xC0) != 0x80) return 0;
        }

        return length;
    }
}
