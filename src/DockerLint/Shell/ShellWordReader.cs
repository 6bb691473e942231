using System.Collections.Generic;
using System.Text;

namespace DockerLint.Shell;

/// <summary>Reads one word with its quotes and expansions (XCU 2.2 and 2.6).</summary>
internal sealed class ShellWordReader(ShellSource source)
{
    // Nearly every word has one part.
    private WordPart? first;
    private List<WordPart>? others;

    // A literal is a stretch of the source as long as nothing in it is protected; then its characters are collected.
    private StringBuilder? collected;
    private int literalStart;
    private int literalLength;
    private bool literalQuoted;

    private int Count => first is null ? 0 : 1 + (others?.Count ?? 0);

    /// <summary>A word of plain characters at the position, which needs no reader; null where there is more to it, and nothing is read.</summary>
    public static ShellWord? TryReadPlain(ShellSource source)
    {
        int start = source.Position, end = start;
        while (end < source.Text.Length && IsPlain(source.Text[end])) end++;
        if (end == start || (end < source.Text.Length && !EndsPlain(source.Text[end]))) return null;
        source.Position = end;
        string text = source.Text.Substring(start, end - start);
        return new ShellWord([new LiteralPart(text, false)], text, source.Span(start, end));
    }

    private static bool EndsPlain(char c) => c is ' ' or '\t' or '\n' or ';' or '&' or '|' or ')';

    private static bool IsPlain(char c) => c > ' ' && !IsMeta(c) && c is not ('\\' or '\'' or '"' or '$' or '`');

    /// <summary>A word up to the next blank or operator.</summary>
    public ShellWord ReadWord()
    {
        int start = source.Position;
        while (!source.AtEnd)
        {
            char c = source.Current;
            if (c is '<' or '>' && source.Peek() == '(' && source.Position == start) ReadProcess();
            else if (c == '(' && EndsInArrayAssignment(start)) ReadArray();
            else if (IsMeta(c)) break;
            else ReadUnquoted(c);
        }

        return Finish(start);
    }

    /// <summary>The operand of <c>${x:-…}</c>, up to the closing brace, which stays.</summary>
    public ShellWord ReadOperand(bool inDouble, char stop)
    {
        int start = source.Position;
        while (!source.AtEnd && source.Current != '}' && (stop == '\0' || source.Current != stop))
        {
            char c = source.Current;
            if (inDouble && c != '"') ReadInDouble(c, '}');
            else ReadUnquoted(c);
        }

        return Finish(start);
    }

    /// <summary>The whole text as the body of a here-document: like double quotes, with <c>"</c> an ordinary character.</summary>
    public ShellWord ReadDocument()
    {
        while (!source.AtEnd) ReadInDouble(source.Current, '\0');
        return Finish(0);
    }

    internal static bool IsMeta(char c) => c is ' ' or '\t' or '\n' or ';' or '&' or '|' or '<' or '>' or '(' or ')';

    private void ReadUnquoted(char c)
    {
        switch (c)
        {
            case '\\':
                ReadBackslash();
                break;
            case '\'':
                ReadSingle();
                break;
            case '"':
                ReadDouble();
                break;
            case '$' when source.Peek() == '\'':
                source.Position++;
                Add(new LiteralPart(AnsiQuote.Read(source), true));
                break;
            case '$' when source.Peek() == '"':
                source.Position++;
                break;
            case '$':
            case '`':
                ReadDollar(false);
                break;
            case '\r' when source.Peek() is '\n' or '\0':
                // A script saved with CRLF: the reader tells of it elsewhere, the words are what was meant.
                source.Position++;
                break;
            default:
                Append(c, source.Position, false);
                source.Position++;
                break;
        }
    }

    private void ReadBackslash()
    {
        source.Position++;
        if (source.AtEnd)
        {
            Append('\\', source.Position - 1, false);
            return;
        }

        char next = source.Current;
        source.Position++;
        if (next == '\n') return;
        if (next == '\r' && source.Current == '\n') source.Position++;
        else Append(next, source.Position - 1, true);
    }

    private void ReadSingle()
    {
        int start = source.Position;
        int end = source.Text.IndexOf('\'', start + 1);
        if (end < 0)
        {
            source.Fail("a single quote is not closed", start);
            return;
        }

        Add(new LiteralPart(source.Text.Substring(start + 1, end - start - 1), true));
        source.Position = end + 1;
    }

    private void ReadDouble()
    {
        int start = source.Position++;
        int before = Count + literalLength;
        while (!source.AtEnd && source.Current != '"') ReadInDouble(source.Current, '"');
        if (source.AtEnd)
        {
            source.Fail("a double quote is not closed", start);
            return;
        }

        source.Position++;
        if (Count + literalLength == before) Add(new LiteralPart("", true));
    }

    /// <summary>One piece in double quotes; <paramref name="close"/> is what a backslash may protect besides the usual.</summary>
    private void ReadInDouble(char c, char close)
    {
        if (c is '$' or '`')
        {
            ReadDollar(true);
            return;
        }

        source.Position++;
        if (c != '\\' || source.AtEnd)
        {
            Append(c, source.Position - 1, true);
            return;
        }

        char next = source.Current;
        if (next == '\n') source.Position++;
        else if (next is '$' or '`' or '\\' || (next == close && close != '\0'))
        {
            Append(next, source.Position, true);
            source.Position++;
        }
        else Append('\\', source.Position - 1, true);
    }

    private void ReadDollar(bool quoted)
    {
        if (!source.Enter()) return;
        WordPart? part = new ShellDollarReader(source).Read(quoted);
        source.Leave();
        if (part is not null)
        {
            Add(part);
            return;
        }

        if (source.AtEnd) return;
        Append('$', source.Position, quoted);
        source.Position++;
    }

    private void ReadProcess()
    {
        if (!source.Enter()) return;
        int start = source.Position++;
        if (new ShellDollarReader(source).ReadParenthesized(start, false, true) is { } part) Add(part);
        source.Leave();
    }

    private bool EndsInArrayAssignment(int start)
    {
        int at = source.Position - 1;
        if (at <= start || source.Text[at] != '=' || first is not null) return false;
        int end = source.Text[at - 1] == '+' ? at - 1 : at;
        return ShellNames.IsName(source.Text, start, end);
    }

    private void ReadArray()
    {
        if (!source.Enter()) return;
        int start = source.Position++;
        var elements = new List<ShellWord>();
        var lexer = new ShellLexer(source);
        while (true)
        {
            ShellToken token = lexer.Next();
            if (token.Kind == ShellTokenKind.Word) elements.Add(token.Word!);
            else if (token.Is(")")) break;
            else if (token.Kind != ShellTokenKind.Newline)
            {
                source.Fail("an array is not closed", start);
                break;
            }
        }

        source.Leave();
        Add(new ArrayPart(elements));
    }

    /// <summary>Takes a character of the word.</summary>
    /// <param name="c">The character.</param>
    /// <param name="at">Where it stands in the source.</param>
    /// <param name="quoted">In quotes, or behind a backslash.</param>
    private void Append(char c, int at, bool quoted)
    {
        if (literalLength > 0 && literalQuoted != quoted) Flush();
        literalQuoted = quoted;
        if (literalLength == 0) literalStart = at;
        else if (collected is not { Length: > 0 } && at != literalStart + literalLength)
            (collected ??= new StringBuilder()).Append(source.Text, literalStart, literalLength);
        if (collected is { Length: > 0 }) collected.Append(c);
        literalLength++;
    }

    private void Add(WordPart part)
    {
        Flush();
        AddPart(part);
    }

    private void AddPart(WordPart part)
    {
        if (first is null) first = part;
        else (others ??= []).Add(part);
    }

    private void Flush()
    {
        if (literalLength == 0) return;
        AddPart(new LiteralPart(collected is { Length: > 0 } ? collected.ToString() : source.Text.Substring(literalStart, literalLength), literalQuoted));
        collected?.Clear();
        literalLength = 0;
    }

    private ShellWord Finish(int start)
    {
        Flush();
        int end = source.Position;
        string written = others is null && first is LiteralPart { Quoted: false } literal && literal.Text.Length == end - start
            ? literal.Text
            : source.Text.Substring(start, end - start);
        WordPart[] parts = first is null ? [] : others is null ? [first] : [first, .. others];
        return new ShellWord(parts, written, source.Span(start, end));
    }
}
