using System;
using System.Collections.Generic;
using PyImportScanner.Lexing;

namespace PyImportScanner.Imports;

/// <summary>
/// Tells a change of a Python program from a change of its comments and blank lines (Lexical analysis, sections "Comments",
/// "Blank lines" and "Line structure" of the Python reference).
/// </summary>
public static class ProgramText
{
    private const byte Blank = (byte)' ';
    private const byte Feed = (byte)'\n';

    /// <summary>
    /// Do both files run the same program? True only where comments, blank lines and the number of blanks between tokens are all
    /// that differs. Docstrings, encoding declarations and the <c>#!</c> line belong to the program.
    /// </summary>
    public static bool IsSame(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        if (first.SequenceEqual(second)) return true;
        return Canonical(first) is { } a && Canonical(second) is { } b && AreEqual(a, b);
    }

    /// <summary>The program without what does not matter; null where a string does not end, so that nobody can tell.</summary>
    private static List<byte>? Canonical(ReadOnlySpan<byte> text)
    {
        var kept = new List<byte>(text.Length);
        var strings = new StringLexer(text, nested: true);
        int depth = 0, line = 1;
        for (int at = 0; at < text.Length;)
        {
            at = TakeIndentation(text, at, kept, ref line);
            while (at < text.Length)
            {
                byte c = text[at];
                if (c is (byte)'\'' or (byte)'"')
                {
                    int end = strings.Skip(at);
                    if (strings.Unterminated) return null;
                    line += Append(kept, text.Slice(at, end - at));
                    at = end;
                }
                else if (c == (byte)'#') at = SkipComment(text, at, line, kept);
                else if (IsLineEnd(c))
                {
                    at += c == (byte)'\r' && at + 1 < text.Length && text[at + 1] == Feed ? 2 : 1;
                    line++;
                    if (depth == 0) break;
                    AddBlank(kept);
                }
                else if (IsContinuation(text, at))
                {
                    AddBlank(kept);
                    at += text[at + 1] == (byte)'\r' && at + 2 < text.Length && text[at + 2] == Feed ? 3 : 2;
                    line++;
                }
                else
                {
                    if (c is (byte)' ' or (byte)'\t' or (byte)'\f') AddBlank(kept);
                    else kept.Add(c);
                    if (c is (byte)'(' or (byte)'[' or (byte)'{') depth++;
                    else if (c is (byte)')' or (byte)']' or (byte)'}') depth = Math.Max(0, depth - 1);
                    at++;
                }
            }

            EndLine(kept);
        }

        return kept;
    }

    private static bool AreEqual(List<byte> a, List<byte> b)
    {
        if (a.Count != b.Count) return false;
        for (int i = 0; i < a.Count; i++)
        {
            if (a[i] != b[i]) return false;
        }

        return true;
    }

    // Of a line that holds anything, the indentation as it is written: tabs and blanks mean what they mean.
    private static int TakeIndentation(ReadOnlySpan<byte> text, int at, List<byte> kept, ref int line)
    {
        while (at < text.Length)
        {
            int start = at;
            while (at < text.Length && text[at] is (byte)' ' or (byte)'\t' or (byte)'\f') at++;
            if (at == text.Length) return at;
            if (IsLineEnd(text[at]))
            {
                at += text[at] == (byte)'\r' && at + 1 < text.Length && text[at + 1] == Feed ? 2 : 1;
                line++;
                continue;
            }

            if (text[at] == (byte)'#')
            {
                at = SkipComment(text, at, line, kept);
                if (kept.Count > 0 && kept[kept.Count - 1] != Feed) kept.Add(Feed);
                continue;
            }

            Append(kept, text.Slice(start, at - start));
            return at;
        }

        return at;
    }

    // The first two lines may declare the encoding (PEP 263), the first one the interpreter.
    private static int SkipComment(ReadOnlySpan<byte> text, int at, int line, List<byte> kept)
    {
        int length = text.Slice(at).IndexOfAny(Feed, (byte)'\r');
        ReadOnlySpan<byte> comment = length < 0 ? text.Slice(at) : text.Slice(at, length);
        bool matters = (line == 1 && comment.Length > 1 && comment[1] == (byte)'!') || (line <= 2 && comment.IndexOf("coding"u8) >= 0);
        if (matters) Append(kept, comment);
        return at + comment.Length;
    }

    private static bool IsContinuation(ReadOnlySpan<byte> text, int at) => text[at] == (byte)'\\' && at + 1 < text.Length && IsLineEnd(text[at + 1]);

    private static bool IsLineEnd(byte c) => c is Feed or (byte)'\r';

    private static int Append(List<byte> kept, ReadOnlySpan<byte> bytes)
    {
        int feeds = 0;
        foreach (byte c in bytes)
        {
            kept.Add(c);
            if (c == Feed) feeds++;
        }

        return feeds;
    }

    private static void AddBlank(List<byte> kept)
    {
        if (kept.Count > 0 && kept[kept.Count - 1] is not (Blank or Feed)) kept.Add(Blank);
    }

    private static void EndLine(List<byte> kept)
    {
        if (kept.Count > 0 && kept[kept.Count - 1] == Blank) kept.RemoveAt(kept.Count - 1);
        if (kept.Count > 0 && kept[kept.Count - 1] != Feed) kept.Add(Feed);
    }
}
