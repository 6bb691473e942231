using System.Collections.Generic;
using PyImportScanner;

namespace DockerLint.Shell;

/// <summary>The text being read, with the position, the first error and the depth that the parts of the reader share.</summary>
internal sealed class ShellSource
{
    /// <summary>Scripts nest a handful of levels; the bound keeps a hostile one from overflowing the stack.</summary>
    public const int MaximumDepth = 50;

    private readonly List<int> lineStarts = [0];
    private readonly int firstLine;
    private readonly int firstColumn;
    private readonly SourceSpan? pinned;
    private int depth;
    private int located;

    public ShellSource(string text, int firstLine, int firstColumn, SourceSpan? pinned = null, int depth = 0)
    {
        Text = text;
        this.firstLine = firstLine;
        this.firstColumn = firstColumn;
        this.pinned = pinned;
        this.depth = depth;
        for (int at = text.IndexOf('\n'); at >= 0 && pinned is null; at = text.IndexOf('\n', at + 1)) lineStarts.Add(at + 1);
    }

    public string Text { get; }

    public int Position { get; set; }

    public ShellSyntaxError? Error { get; private set; }

    public int Depth => depth;

    public bool AtEnd => Position >= Text.Length;

    /// <summary>The character here, or NUL at the end.</summary>
    public char Current => Position < Text.Length ? Text[Position] : '\0';

    /// <summary>The character <paramref name="offset"/> further on, or NUL.</summary>
    public char Peek(int offset = 1) => Position + offset < Text.Length ? Text[Position + offset] : '\0';

    public bool LooksAt(string text) => string.CompareOrdinal(Text, Position, text, 0, text.Length) == 0;

    /// <summary>Records the first error and jumps to the end, so that every loop of the reader stops.</summary>
    public void Fail(string message, int at)
    {
        Error ??= new ShellSyntaxError(message, Span(at, at));
        Position = Text.Length;
    }

    public void Fail(ShellSyntaxError error)
    {
        Error ??= error;
        Position = Text.Length;
    }

    /// <summary>Goes one level down; false (and an error) when that is too deep.</summary>
    public bool Enter()
    {
        if (depth >= MaximumDepth)
        {
            Fail("nested too deeply", Position);
            return false;
        }

        depth++;
        return true;
    }

    public void Leave() => depth--;

    public SourceSpan Span(int start, int end)
    {
        if (pinned is { } fixedSpan) return fixedSpan;
        (int line, int column) = Locate(start);
        (int endLine, int endColumn) = Locate(end);
        return new SourceSpan(line, column, endLine, endColumn);
    }

    /// <summary>The line of an offset.</summary>
    public int Line(int offset) => pinned?.Line ?? Locate(offset).Line;

    private (int Line, int Column) Locate(int offset)
    {
        // Mostly the line that was asked about last.
        if (offset < lineStarts[located] || (located + 1 < lineStarts.Count && offset >= lineStarts[located + 1]))
        {
            located = lineStarts.BinarySearch(offset);
            if (located < 0) located = ~located - 1;
        }

        int index = located;
        int column = offset - lineStarts[index] + 1;
        return (firstLine + index, index == 0 ? column + firstColumn - 1 : column);
    }
}
