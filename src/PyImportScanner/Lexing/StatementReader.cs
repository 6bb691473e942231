using System;
using System.Collections.Generic;

namespace PyImportScanner.Lexing;

/// <summary>
/// Reads Python source statement by statement with the blocks around each, without building a tree (language reference,
/// chapters 2, 7 and 8). Simple statements are passed over by searching for the few bytes that matter.
/// </summary>
internal ref partial struct StatementReader
{
    // CPython's MAXINDENT.
    private const int MaximumDepth = 100;
    private const int MaximumRecoveries = 3;

    private readonly ReadOnlySpan<byte> text;
    private readonly SourceMap map;
    private Brackets brackets;
    private StringLexer strings;
    private int position;
    private int testCount;
    private bool atLineStart;
    private bool pendingBlock;
    private bool pendingContinues;
    private bool pendingInline;
    private int lineColumn;
    private int lineAlternative;
    private int recoveries;
    private bool isAsync;

    /// <param name="text">UTF-8.</param>
    /// <param name="map">Of the text.</param>
    /// <param name="nestedStrings">See <see cref="StringLexer"/>.</param>
    public StatementReader(ReadOnlySpan<byte> text, SourceMap map, bool nestedStrings)
    {
        this.text = text;
        this.map = map;
        strings = new StringLexer(text, nestedStrings, map);
        brackets = new Brackets();
        Blocks = new Block[8];
        atLineStart = true;
        Tests = new IfTest[8];
    }

    /// <summary>The blocks around the current statement, outermost first; only the first <see cref="Depth"/> count.</summary>
    public Block[] Blocks { get; private set; }

    /// <summary>Number of blocks around the current statement.</summary>
    public int Depth { get; private set; }

    /// <summary>How many of the blocks are functions or classes.</summary>
    public int Scopes { get; private set; }

    /// <summary>Tests of the open if chains; see <see cref="Block.FirstTest"/>.</summary>
    public IfTest[] Tests { get; private set; }

    /// <summary>The current statement.</summary>
    public StatementKind Kind { get; private set; }

    /// <summary>Offset of its first token.</summary>
    public int Start { get; private set; }

    /// <summary>Offset behind its first word; equal to <see cref="Start"/> when it starts with something else.</summary>
    public int Word { get; private set; }

    /// <summary>Offset behind it: of the line break or semicolon of a simple statement, of the colon of a header.</summary>
    public int End { get; private set; }

    /// <summary>PEP 810.</summary>
    public bool IsLazy { get; private set; }

    /// <summary>Calls of interest were passed in the current statement.</summary>
    public CallInterest Interest { get; private set; }

    /// <summary>The current statement has an assignment expression, or an f-string that may hold one.</summary>
    public bool HasWalrus { get; private set; }

    /// <summary>Names that import known functions under other names; null if none.</summary>
    public List<byte[]>? Aliases { get; set; }

    /// <summary>The newest syntax read so far.</summary>
    public SyntaxNeed Need { get; private set; }

    /// <summary>The first error, or null.</summary>
    public SyntaxProblem? Problem { get; private set; }

    /// <summary>Offset of the first byte that is not UTF-8 and not in a comment, as far as read; see <see cref="InvalidBytes"/>.</summary>
    public InvalidBytes Invalid { get; set; }

    /// <summary>Moves to the next statement; false at the end.</summary>
    public bool Read()
    {
        if (pendingBlock) OpenBlock();
        while (true)
        {
            if (atLineStart ? !FindLine() : !FindInline())
            {
                if (position >= text.Length) break;
                continue;
            }

            ReadStatement();
            return true;
        }

        CloseBlocks(0);
        return false;
    }

    /// <summary>Remembers an error; only the first counts.</summary>
    public void Fail(string message, int offset, bool python2 = false)
    {
        if (Problem is null || (python2 && !Problem.Value.IsPython2))
            Problem = new SyntaxProblem(Problem?.Message ?? message, Problem?.Offset ?? offset, python2);
    }

    // Measures the indentation of the line at position; false for blank lines, which it consumes.
    private bool FindLine()
    {
        int at = SkipSpaces(position), column = at - position, alternative = column, joined = -1, joinedAlternative = 0;
        for (; at < text.Length; at++)
        {
            byte b = text[at];
            if (b == ' ')
            {
                column++;
                alternative++;
            }
            else if (b == '\t')
            {
                column = ((column / 8) + 1) * 8;
                alternative++;
            }
            else if (b == '\f')
            {
                column = alternative = 0;
            }
            else if (b == '\\' && at + 1 < text.Length && Ascii.IsNewline(text[at + 1]))
            {
                if (joined < 0) (joined, joinedAlternative) = (column, alternative);
                at = Ascii.AfterNewline(text, at + 1) - 1;
                if (at + 1 >= text.Length) Fail("unexpected EOF while parsing", at);
            }
            else
            {
                break;
            }
        }

        if (at >= text.Length || text[at] == '#' || Ascii.IsNewline(text[at]))
        {
            SkipRestOfLine(at);
            return false;
        }

        if (joined >= 0) (column, alternative) = (joined, joinedAlternative);
        position = at;
        lineColumn = column;
        lineAlternative = alternative;
        atLineStart = false;

        // Most lines go on where the last one was.
        bool goesOn = Depth > 0 && Blocks[Depth - 1].Body == column && Blocks[Depth - 1].BodyAlternative == alternative && !Blocks[Depth - 1].IsInline;
        if (!goesOn) SettleBlocks();
        return true;
    }

#if NET
    // Eight at a time.
    private readonly int SkipSpaces(int at)
    {
        while (at + 8 <= text.Length)
        {
            ulong other = System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(text.Slice(at)) ^ 0x2020202020202020;
            if (other != 0) return at + (System.Numerics.BitOperations.TrailingZeroCount(other) >> 3);
            at += 8;
        }

        return at;
    }
#else
    private static int SkipSpaces(int at) => at;
#endif

    // Finds the next statement on the same line, behind a semicolon or a colon.
    private bool FindInline()
    {
        int at = SkipBlanks(position);
        if (at < text.Length && text[at] != '#' && !Ascii.IsNewline(text[at]))
        {
            position = at;
            if (text[at] != ';')
            {
                return true;
            }

            Fail("invalid syntax", at);
            position++;
            return false;
        }

        SkipRestOfLine(at);
        atLineStart = true;
        return false;
    }

    private void SkipRestOfLine(int at)
    {
        if (at < text.Length && text[at] == '#') at = SkipComment(at);
        position = at >= text.Length ? text.Length : Ascii.AfterNewline(text, at);
    }

    private int SkipComment(int at)
    {
        int end = Ascii.EndOfLine(text, at);
        if (Invalid.Next < end && Invalid.Next >= 0) Invalid = Invalid.SkipComment(text, at, end);
        return end;
    }

    private readonly int SkipBlanks(int at)
    {
        while (at < text.Length)
        {
            if (Ascii.IsBlank(text[at])) at++;
            else if (text[at] == '\\' && at + 1 < text.Length && Ascii.IsNewline(text[at + 1])) at = Ascii.AfterNewline(text, at + 1);
            else break;
        }

        return at;
    }

    private void ReadStatement()
    {
        Interest = CallInterest.None;
        HasWalrus = false;
        IsLazy = false;
        isAsync = false;
        Start = position;
        int word = position;
        if (Ascii.IsNameStart(text[position]))
        {
            while (word < text.Length && Ascii.IsNamePart(text[word])) word++;
        }

        Word = word;
        Kind = word == position ? KindOfOperator() : KindOfWord(text.Slice(position, word - position));
        if (Depth > 0) Blocks[Depth - 1].LastChild = Start;
        if (Kind >= StatementKind.If && ReadHeader()) return;
        if (Kind >= StatementKind.If) Kind = StatementKind.Simple;
        SkipSimple(Start);
    }

    private StatementKind KindOfOperator()
    {
        byte b = text[position];
        if (b == '@') return StatementKind.Decorator;
        bool starts = b is (byte)'"' or (byte)'\'' or (byte)'(' or (byte)'[' or (byte)'{' or (byte)'*' or (byte)'-' or (byte)'+'
            or (byte)'~' or (byte)'.' or (byte)'`' or (>= (byte)'0' and <= (byte)'9');
        if (!starts) Fail(b < 0x20 ? "invalid non-printable character" : "invalid syntax", position);
        return StatementKind.Simple;
    }

    // The header at Start: on success the block waits to be opened by the next Read.
    private bool ReadHeader()
    {
        StatementKind kind = Kind;
        bool soft = kind is StatementKind.Match or StatementKind.Case;
        int colon = SkipHeader(Word, kind, soft);
        if (colon < 0) return false;
        int next = SkipBlanks(colon + 1);
        bool inline = next < text.Length && text[next] != '#' && !Ascii.IsNewline(text[next]);
        // `match: int` and `match[x]: int = 3` are annotations; a match statement has its cases on the following lines.
        if (kind == StatementKind.Match && inline) return false;
        End = colon;
        NoteHeader(colon);
        position = colon + 1;
        pendingBlock = true;
        pendingInline = inline;
        pendingContinues = kind is StatementKind.Elif or StatementKind.Else or StatementKind.Except or StatementKind.Finally;
        return true;
    }
}
