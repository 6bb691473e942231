using System;

namespace PyImportScanner.Lexing;

/// <summary>Syntax that older releases refuse ("What's New in Python", 3.8 to 3.15).</summary>
internal ref partial struct StatementReader
{
    /// <summary>Notes that the text uses what Python 3.<paramref name="minor"/> brought.</summary>
    public void Needs(int minor, string feature, int offset)
    {
        if (minor > Need.Minor) Need = new SyntaxNeed(minor, feature, offset);
    }

    private void NoteHeader(int colon)
    {
        switch (Kind)
        {
            case StatementKind.Except when Need.Minor < 14:
                NoteHandler(SkipBlanks(Word), colon);
                break;
            case StatementKind.Case:
                Needs(10, "match statements", Start);
                break;
        }
    }

    private void NoteHandler(int at, int colon)
    {
        if (text[at] == '*') Needs(11, "except* clauses", at);
        if (text[at] == '(' || text.Slice(at, colon - at).IndexOf((byte)',') < 0) return;
        var tokens = new TokenReader(text, at, colon);
        for (int nesting = 0; tokens.Read();)
        {
            if (tokens.IsOpening) nesting++;
            else if (tokens.IsClosing) nesting--;
            else if (nesting == 0 && tokens.IsOperator(',')) Needs(14, "except clauses without parentheses", at);
        }
    }

    // `type X = …` and `type X[T] = …`; two names side by side mean nothing else, unless the second is an operator.
    private void NoteTypeAlias()
    {
        int start = SkipBlanks(Word), end = start;
        while (end < text.Length && Ascii.IsNamePart(text[end])) end++;
        if (end == start || start == Word || !Ascii.IsNameStart(text[start])) return;
        ReadOnlySpan<byte> name = text.Slice(start, end - start);
        int next = SkipBlanks(end);
        bool isAlias = next < text.Length && text[next] is (byte)'=' or (byte)'[' && !(next + 1 < text.Length && text[next + 1] == '=');
        bool isOperator = name.SequenceEqual("in"u8) || name.SequenceEqual("is"u8) || name.SequenceEqual("if"u8) || name.SequenceEqual("or"u8)
            || name.SequenceEqual("and"u8) || name.SequenceEqual("not"u8);
        if (isAlias && !isOperator) Needs(12, "type statements", Start);
    }
}
