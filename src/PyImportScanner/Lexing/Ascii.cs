using System;
#if NET
using System.Buffers;
#endif

namespace PyImportScanner.Lexing;

/// <summary>What a byte does to the statement that it stands in.</summary>
internal enum StructureKind : byte
{
    /// <summary>It begins a string or a comment, joins lines, or is an error.</summary>
    Other,
    Opening,
    Closing,
    Newline,
    Semicolon,
    Colon,
}

/// <summary>Byte classes, and the searches the lexer spends its time in: vectorised where the runtime can.</summary>
internal static class Ascii
{
    private const byte Start = 1;
    private const byte Part = 2;
    private const byte Digit = 4;
    private static readonly byte[] classes = BuildClasses();
    private static readonly StructureKind[] structures = BuildStructures();

    /// <summary>A letter, an underscore, or a byte of a non-ASCII character.</summary>
    public static bool IsNameStart(byte b) => (classes[b] & Start) != 0;

    /// <summary>A byte that can continue a name.</summary>
    public static bool IsNamePart(byte b) => (classes[b] & Part) != 0;

    /// <summary>A decimal digit.</summary>
    public static bool IsDigit(byte b) => (classes[b] & Digit) != 0;

    /// <summary>A space, tab or form feed: what the tokenizer passes over between tokens.</summary>
    public static bool IsBlank(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\f';

    /// <summary>A line ends here.</summary>
    public static bool IsNewline(byte b) => b is (byte)'\n' or (byte)'\r';

    /// <summary>What a marked byte does; <see cref="StructureKind.Other"/> also for bytes that are not marked.</summary>
    public static StructureKind Structure(byte b) => structures[b];

    private static StructureKind[] BuildStructures()
    {
        var table = new StructureKind[256];
        foreach (char c in "([{") table[c] = StructureKind.Opening;
        foreach (char c in ")]}") table[c] = StructureKind.Closing;
        table['\n'] = table['\r'] = StructureKind.Newline;
        table[';'] = StructureKind.Semicolon;
        table[':'] = StructureKind.Colon;
        return table;
    }

    private static byte[] BuildClasses()
    {
        var table = new byte[256];
        for (int i = 0; i < 256; i++)
        {
            bool letter = i is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or '_' || i >= 0x80;
            bool digit = i is >= '0' and <= '9';
            table[i] = (byte)((letter ? Start | Part : 0) | (digit ? Digit | Part : 0));
        }

        return table;
    }

#if NET
    private static readonly SearchValues<byte> assignment = SearchValues.Create("\"'#()[]{}:="u8);

    /// <summary>The next byte that matters for telling the targets of an assignment from its value; -1 if none.</summary>
    public static int IndexOfAssignmentByte(ReadOnlySpan<byte> text) => text.IndexOfAny(assignment);
#else
    private static readonly bool[] assignment = Set("\"'#()[]{}:=");

    /// <summary>The next byte that matters for telling the targets of an assignment from its value; -1 if none.</summary>
    public static int IndexOfAssignmentByte(ReadOnlySpan<byte> text) => IndexOf(text, assignment);

    private static int IndexOf(ReadOnlySpan<byte> text, bool[] set)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (set[text[i]]) return i;
        }

        return -1;
    }

    private static bool[] Set(string bytes)
    {
        var set = new bool[256];
        foreach (char c in bytes) set[c] = true;
        return set;
    }
#endif

    /// <summary>Offset of the line break at or after <paramref name="from"/>, or the length of the text.</summary>
    public static int EndOfLine(ReadOnlySpan<byte> text, int from)
    {
        int i = text.Slice(from).IndexOfAny((byte)'\n', (byte)'\r');
        return i < 0 ? text.Length : from + i;
    }

    /// <summary>Offset behind the line break that stands at <paramref name="at"/>.</summary>
    public static int AfterNewline(ReadOnlySpan<byte> text, int at) =>
        at + 1 < text.Length && text[at] == '\r' && text[at + 1] == '\n' ? at + 2 : Math.Min(at + 1, text.Length);
}
