using System;

namespace PyImportScanner.Lexing;

/// <summary>Turns offsets into lines and columns. Offsets asked for in rising order cost one pass in all.</summary>
internal ref struct LineCounter
{
    private readonly ReadOnlySpan<byte> text;
    private readonly bool hasReturns;
    private int offset;
    private int line;
    private int columnOffset;
    private int columnUnits;

    public LineCounter(ReadOnlySpan<byte> text)
    {
        this.text = text;
        hasReturns = text.IndexOf((byte)'\r') >= 0;
        line = 1;
    }

    /// <summary>Line of an offset, from 1.</summary>
    public int Line(int at)
    {
        if (at < offset)
        {
            int back = Count(at, offset);
            line -= back;
        }
        else
        {
            line += Count(offset, at);
        }

        offset = at;
        return line;
    }

    /// <summary>Column of an offset, from 1, in UTF-16 units. Rising offsets cost one pass, also in one endless line.</summary>
    public int Column(int at)
    {
        int from = at >= columnOffset ? columnOffset : 0;
        int start = text.Slice(from, at - from).LastIndexOfAny((byte)'\n', (byte)'\r');
        if (start >= 0) (columnOffset, columnUnits) = (from + start + 1, 0);
        else if (from == 0) (columnOffset, columnUnits) = (0, 0);
        columnUnits += Utf8Text.Utf16Length(text.Slice(columnOffset, at - columnOffset));
        columnOffset = at;
        return columnUnits + 1;
    }

    /// <summary>The stretch between two offsets.</summary>
    public SourceSpan Span(int start, int end)
    {
        int startLine = Line(start);
        int startColumn = Column(start);
        int endLine = Line(end);
        return new SourceSpan(startLine, startColumn, endLine, Column(end));
    }

    // Line breaks that end in (from, to]: \r\n counts at its \n.
    private readonly int Count(int from, int to)
    {
        ReadOnlySpan<byte> part = text.Slice(from, to - from);
        if (hasReturns) return CountWithReturns(from, to);
#if NET
        return part.Count((byte)'\n');
#else
        int count = 0;
        foreach (byte b in part)
        {
            if (b == '\n') count++;
        }

        return count;
#endif
    }

    private readonly int CountWithReturns(int from, int to)
    {
        int count = 0;
        for (int i = from; i < to; i++)
        {
            byte b = text[i];
            if (b == '\n' || (b == '\r' && (i + 1 >= text.Length || text[i + 1] != '\n'))) count++;
        }

        return count;
    }
}
