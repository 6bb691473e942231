using System;
using System.Collections.Generic;
using PyImportScanner.Lexing;

namespace PyImportScanner.Imports;

/// <summary>A comment, and the code that it stands beside.</summary>
/// <param name="Text">From the number sign to the end of the line.</param>
/// <param name="Span">Where.</param>
/// <param name="FirstLine">The first line of the statements on its line, or, where it stands alone, of the next ones below.</param>
/// <param name="LastLine">Their last line.</param>
public sealed record SourceComment(string Text, SourceSpan Span, int FirstLine, int LastLine);

/// <summary>
/// Finds the comments of a Python file that hold a word (language reference, 2.1.3): what looks like one in a string is none.
/// A pass of its own, because hardly any file has such a comment; the scan for imports throws comments away.
/// </summary>
public static class CommentReader
{
    /// <summary>The comments with the word, in order. Never throws, whatever the bytes are.</summary>
    /// <param name="source">The bytes as on disk.</param>
    /// <param name="word">UTF-8.</param>
    /// <param name="version">Whose grammar: before 3.12 f-strings end at the first matching quote (PEP 701).</param>
    public static IReadOnlyList<SourceComment> Read(ReadOnlySpan<byte> source, ReadOnlySpan<byte> word, PythonVersion version)
    {
        DecodedSource decoded = SourceDecoder.Decode(source);
        ReadOnlySpan<byte> text = decoded.Replacement is null ? source.Slice(decoded.Offset) : decoded.Replacement;
        bool nestedStrings = version >= new PythonVersion(3, 12);
        List<(int Start, int End)> places = Find(text, word, nestedStrings);
        if (places.Count == 0) return [];
        List<(int First, int Last)> statements = Statements(text, nestedStrings);
        var lines = new LineCounter(text);
        var comments = new List<SourceComment>(places.Count);
        foreach ((int start, int end) in places)
        {
            SourceSpan span = lines.Span(start, end);
            (int first, int last) = Beside(statements, span.Line);
            comments.Add(new SourceComment(Utf8Text.Decode(text.Slice(start, end - start)), span, first, last));
        }

        return comments;
    }

    private static List<(int Start, int End)> Find(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word, bool nestedStrings)
    {
        var places = new List<(int, int)>();
        var strings = new StringLexer(text, nestedStrings);
        for (int at = 0; at < text.Length;)
        {
            int next = text.Slice(at).IndexOfAny((byte)'#', (byte)'"', (byte)'\'');
            if (next < 0) break;
            at += next;
            if (text[at] != '#')
            {
                at = Math.Max(at + 1, strings.Skip(at));
                continue;
            }

            int end = Ascii.EndOfLine(text, at);
            if (text.Slice(at, end - at).IndexOf(word) >= 0) places.Add((at, end));
            at = end;
        }

        return places;
    }

    private static List<(int First, int Last)> Statements(ReadOnlySpan<byte> text, bool nestedStrings)
    {
        var statements = new List<(int, int)>();
        SourceMap map = SourceMap.Rent();
        var reader = new StatementReader(text, map, nestedStrings);
        var lines = new LineCounter(text);
        while (reader.Read())
        {
            int first = lines.Line(reader.Start);
            statements.Add((first, lines.Line(Math.Max(reader.Start, reader.End))));
        }

        map.Return();
        return statements;
    }

    // Statements come in the order of their first lines.
    private static (int First, int Last) Beside(List<(int First, int Last)> statements, int line)
    {
        int below = statements.FindIndex(statement => statement.First <= line && line <= statement.Last);
        if (below >= 0) return (statements[below].First, LastOf(statements, statement => statement.First <= line && line <= statement.Last));
        below = statements.FindIndex(statement => statement.First > line);
        if (below < 0) return (line, line);
        int first = statements[below].First;
        return (first, LastOf(statements, statement => statement.First == first));
    }

    private static int LastOf(List<(int First, int Last)> statements, Predicate<(int First, int Last)> belongs)
    {
        int last = 0;
        foreach ((int First, int Last) statement in statements)
        {
            if (belongs(statement)) last = Math.Max(last, statement.Last);
        }

        return last;
    }
}
