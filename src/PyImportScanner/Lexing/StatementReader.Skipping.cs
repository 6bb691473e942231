using System;

namespace PyImportScanner.Lexing;

/// <summary>Keywords, headers, and passing over what does not matter.</summary>
internal ref partial struct StatementReader
{
    private StatementKind KindOfWord(ReadOnlySpan<byte> word)
    {
        switch (word[0])
        {
            case (byte)'i':
                if (word.SequenceEqual("import"u8)) return StatementKind.Import;
                if (word.SequenceEqual("if"u8)) return StatementKind.If;
                break;
            case (byte)'f':
                if (word.SequenceEqual("from"u8)) return StatementKind.From;
                if (word.SequenceEqual("for"u8)) return StatementKind.For;
                if (word.SequenceEqual("finally"u8)) return Continuation(StatementKind.Finally);
                break;
            case (byte)'d':
                if (word.SequenceEqual("def"u8)) return StatementKind.Def;
                break;
            case (byte)'c':
                if (word.SequenceEqual("class"u8)) return StatementKind.Class;
                if (word.SequenceEqual("case"u8) && Depth > 0 && Blocks[Depth - 1].Kind == StatementKind.Match) return StatementKind.Case;
                break;
            case (byte)'e':
                if (word.SequenceEqual("else"u8)) return Continuation(StatementKind.Else);
                if (word.SequenceEqual("elif"u8)) return Continuation(StatementKind.Elif);
                if (word.SequenceEqual("except"u8)) return Continuation(StatementKind.Except);
                if (word.SequenceEqual("exec"u8)) CheckPython2Statement();
                break;
            case (byte)'p':
                if (word.SequenceEqual("print"u8)) CheckPython2Statement();
                break;
            case (byte)'r':
                if (word.SequenceEqual("return"u8) || word.SequenceEqual("raise"u8)) MarkLeft();
                break;
            case (byte)'y':
                if (word.SequenceEqual("yield"u8)) MarkLeft();
                break;
            case (byte)'t':
                if (word.SequenceEqual("try"u8)) return StatementKind.Try;
                if (word.SequenceEqual("type"u8)) NoteTypeAlias();
                break;
            case (byte)'w':
                if (word.SequenceEqual("with"u8)) return StatementKind.With;
                if (word.SequenceEqual("while"u8)) return StatementKind.While;
                break;
            case (byte)'m':
                if (word.SequenceEqual("match"u8)) return StatementKind.Match;
                break;
            case (byte)'a':
                if (word.SequenceEqual("async"u8)) return AfterPrefix(StatementKind.Def, StatementKind.For, StatementKind.With);
                if (word.SequenceEqual("assert"u8)) MarkLeft();
                break;
            case (byte)'l':
                if (word.SequenceEqual("lazy"u8)) return AfterPrefix(StatementKind.Import, StatementKind.From, StatementKind.From);
                break;
        }

        return StatementKind.Simple;
    }

    // A clause that continues a block is only one when the block is there; SettleBlocks left it on top.
    private StatementKind Continuation(StatementKind kind)
    {
        if (Depth > 0 && Blocks[Depth - 1].Indent == lineColumn && IsContinuation(ref Blocks[Depth - 1])) return kind;
        Fail("invalid syntax", position);
        return StatementKind.Simple;
    }

    // `async def`, `lazy import`: the second word decides; anything else leaves the first a plain name.
    private StatementKind AfterPrefix(StatementKind first, StatementKind second, StatementKind third)
    {
        int start = SkipBlanks(Word);
        int end = start;
        while (end < text.Length && Ascii.IsNamePart(text[end])) end++;
        if (end == start) return StatementKind.Simple;
        int word = Word;
        bool async = first == StatementKind.Def;
        StatementKind kind = text[start] is (byte)'d' or (byte)'f' or (byte)'w' or (byte)'i'
            ? KindOfWord(text.Slice(start, end - start))
            : StatementKind.Simple;
        if (kind != first && kind != second && kind != third) return StatementKind.Simple;
        _ = word;
        Word = end;
        isAsync = async;
        IsLazy = !async;
        if (IsLazy) Needs(15, "lazy imports", Start);
        return kind;
    }

    private readonly void MarkLeft()
    {
        if (Depth > 0) Blocks[Depth - 1].MayHaveLeft = true;
    }

    // `print "x"`, `print x`, `exec code`: an operand behind the word can only be Python 2.
    private void CheckPython2Statement()
    {
        int at = Word;
        while (at < text.Length && Ascii.IsBlank(text[at])) at++;
        if (at == Word && at < text.Length && text[at] is not ((byte)'"' or (byte)'\'')) return;
        if (at >= text.Length) return;
        byte b = text[at];
        bool operand = b is (byte)'"' or (byte)'\'' or (byte)'`' || Ascii.IsDigit(b);
        if (Ascii.IsNameStart(b))
        {
            int end = at;
            while (end < text.Length && Ascii.IsNamePart(text[end])) end++;
            ReadOnlySpan<byte> word = text.Slice(at, end - at);
            operand = !(word.SequenceEqual("in"u8) || word.SequenceEqual("is"u8) || word.SequenceEqual("if"u8) || word.SequenceEqual("or"u8)
                || word.SequenceEqual("and"u8) || word.SequenceEqual("not"u8) || word.SequenceEqual("for"u8));
        }

        if (operand) Fail("Missing parentheses in call to '" + (text[Start] == 'p' ? "print" : "exec") + "'", Start, python2: true);
    }

    private void SkipSimple(int from)
    {
        int at = from;
        brackets.Clear();
        while (true)
        {
            at = map.Next(text, at);
            if (at < 0)
            {
                EndOfText(from);
                return;
            }

            byte b = text[at];
            switch (Ascii.Structure(b))
            {
                case StructureKind.Opening:
                    Open(at, b);
                    at++;
                    break;
                case StructureKind.Closing:
                    if (!brackets.Pop(b)) Fail("unmatched '" + (char)b + "'", at);
                    at++;
                    break;
                case StructureKind.Newline when brackets.IsEmpty:
                    End = at;
                    position = Ascii.AfterNewline(text, at);
                    atLineStart = true;
                    return;
                case StructureKind.Semicolon when brackets.IsEmpty:
                    End = at;
                    position = at + 1;
                    return;
                case StructureKind.Colon:
                    if (at + 1 < text.Length && text[at + 1] == '=') NoteWalrus(at);
                    at++;
                    break;
                case StructureKind.Newline:
                    at++;
                    break;
                default:
                    at = SkipStructure(at, b);
                    break;
            }
        }
    }

    private void Open(int at, byte b)
    {
        if (b == '(') Interest |= CallNames.Classify(text, at, Aliases);
        brackets.Push(b, at);
    }

    // Offset of the colon that closes the header, or -1: not a header after all.
    private int SkipHeader(int from, StatementKind kind, bool soft)
    {
        int at = from, lambdaFrom = from, lambdas = 0, firstMark = -1;
        brackets.Clear();
        SyntaxProblem? before = Problem;
        while (true)
        {
            int next = map.Next(text, at);
            if (next < 0)
            {
                at = text.Length;
                break;
            }

            at = next;
            if (firstMark < 0) firstMark = at;
            byte b = text[at];
            bool sawMark = at != firstMark;
            if (b == ':')
            {
                bool walrus = at + 1 < text.Length && text[at + 1] == '=';
                if (brackets.Depth == 0 && !walrus)
                {
                    lambdas += CountLambdas(lambdaFrom, at);
                    if (lambdas == 0) return at;
                    lambdas--;
                    lambdaFrom = at + 1;
                }

                if (walrus) NoteWalrus(at);
                at++;
            }
            else if (b is (byte)'\n' or (byte)'\r' or (byte)';')
            {
                if (brackets.Depth == 0) break;
                if (b == ';') Fail("invalid syntax", at);
                at++;
            }
            else
            {
                if (b == '(' && kind == StatementKind.Def && brackets.Depth == 1) CheckTupleParameter(at);
                if (b == '[' && !sawMark && kind is StatementKind.Def or StatementKind.Class) Needs(12, "type parameters", at);
                at = SkipStructure(at, b);
            }
        }

        // The text is read again as a simple statement, which reports what there is to report.
        if (soft) Problem = before;
        else Fail("expected ':'", Math.Min(at, text.Length));
        Interest = CallInterest.None;
        return -1;
    }

    private void NoteWalrus(int at)
    {
        HasWalrus = true;
        Needs(8, "assignment expressions", at);
    }

    // Python 2: def f(a, (b, c)). In Python 3 a parenthesis directly behind `(` or `,` of the parameter list cannot be.
    private void CheckTupleParameter(int at)
    {
        int before = at - 1;
        while (before > Start && (Ascii.IsBlank(text[before]) || Ascii.IsNewline(text[before]))) before--;
        if (text[before] is (byte)',' or (byte)'(') Fail("Function parameters cannot be parenthesized", at, python2: true);
    }

    // Lambdas outside brackets in a piece of a header: each has a colon of its own.
    private readonly int CountLambdas(int from, int to)
    {
        if (text.Slice(from, to - from).IndexOf("lambda"u8) < 0) return 0;
        var tokens = new TokenReader(text, from, to);
        int depth = 0, count = 0;
        while (tokens.Read())
        {
            if (tokens.IsOpening) depth++;
            else if (tokens.IsClosing) depth--;
            else if (depth == 0 && tokens.Kind == TokenKind.Name && tokens.Is("lambda"u8)) count++;
        }

        return count;
    }

    // One byte of the search sets that is neither a line break nor a colon. Returns where to go on.
    private int SkipStructure(int at, byte b)
    {
        switch (b)
        {
            case (byte)'"' or (byte)'\'':
                int end = strings.Skip(at);
                if (strings.IsFormatted && text.Slice(at, end - at).IndexOf(":="u8) >= 0) HasWalrus = true;
                if (strings.Unterminated) Fail("unterminated string literal", at);
                if (strings.NeedsMinor > 0) Needs(strings.NeedsMinor, strings.NeedsMinor == 14 ? "template strings" : "nested quotes in f-strings", at);
                return end;
            case (byte)'#':
                return SkipComment(at);
            case (byte)'\\':
                if (at + 1 < text.Length && Ascii.IsNewline(text[at + 1])) return ContinueLine(at);
                Fail("unexpected character after line continuation character", at);
                return at + 1;
            case (byte)'(' or (byte)'[' or (byte)'{':
                Open(at, b);
                return at + 1;
            case (byte)')' or (byte)']' or (byte)'}':
                if (!brackets.Pop(b)) Fail("unmatched '" + (char)b + "'", at);
                return at + 1;
            case (byte)'`':
                Fail("invalid syntax", at, python2: true);
                return at + 1;
            default:
                Fail("invalid syntax", at);
                return at + 1;
        }
    }

    private int ContinueLine(int at)
    {
        int next = Ascii.AfterNewline(text, at + 1);
        if (next >= text.Length) Fail("unexpected EOF while parsing", at);
        return next;
    }

    private void EndOfText(int from)
    {
        End = position = text.Length;
        if (brackets.Depth == 0) return;
        Fail("'" + (char)brackets.Top + "' was never closed", brackets.TopOffset);
        // Without this, one bracket too many would hide every import behind it.
        if (recoveries++ >= MaximumRecoveries) return;
        int line = Ascii.EndOfLine(text, from);
        End = line;
        position = Ascii.AfterNewline(text, line);
        atLineStart = true;
    }
}
