using System.Text;

namespace PyImportScanner.Packaging.Formats;

/// <summary>A position in a text that knows its line and column. Shared by the readers of data files.</summary>
internal sealed class TextCursor(string text)
{
    private int lineStart;

    /// <summary>Stands for the end of the text; the readers refuse it as a character.</summary>
    public const char End = '\0';

    public string Text { get; } = text;

    public int Position { get; private set; }

    public int Line { get; private set; } = 1;

    public int Column => Position - lineStart + 1;

    public bool AtEnd => Position >= Text.Length;

    public char Current => Position < Text.Length ? Text[Position] : End;

    public char Peek(int ahead) => Position + ahead < Text.Length ? Text[Position + ahead] : End;

    /// <summary>Steps over one character, counting lines.</summary>
    public void Advance()
    {
        if (Position >= Text.Length) return;
        char passed = Text[Position++];
        if (passed != '\n') return;
        Line++;
        lineStart = Position;
    }

    /// <summary>Steps over characters that are known not to be line ends.</summary>
    public void Advance(int count) => Position += count;

    public bool StartsWith(string expected) =>
        string.CompareOrdinal(Text, Position, expected, 0, expected.Length) == 0;

    public bool Take(char expected)
    {
        if (AtEnd || Text[Position] != expected) return false;
        Advance();
        return true;
    }

    public void SkipBlanks()
    {
        while (Current is ' ' or '\t') Position++;
    }

    /// <summary>To the line end, which is not passed.</summary>
    public void SkipLine()
    {
        int end = Text.IndexOf('\n', Position < Text.Length ? Position : Text.Length);
        Position = end < 0 ? Text.Length : end;
    }

    public Mark Mark() => new(Line, Column, Position);

    public SourceSpan SpanFrom(Mark start) => new(start.Line, start.Column, Line, Column);

    public SourceSpan Here() => SourceSpan.OnLine(Line, Column, AtEnd ? 0 : 1);

    /// <summary>Adds a Unicode scalar written as hexadecimal digits at the cursor; false where it is none.</summary>
    public bool TakeHexScalar(int digits, StringBuilder into)
    {
        int value = 0;
        for (int i = 0; i < digits; i++)
        {
            int digit = HexDigit(Current);
            if (digit < 0 || value > 0x10FFFF) return false;
            value = (value << 4) | digit;
            Advance(1);
        }

        if (value is > 0x10FFFF or (>= 0xD800 and <= 0xDFFF)) return false;
        if (value < 0x10000) into.Append((char)value);
        else into.Append(char.ConvertFromUtf32(value));
        return true;
    }

    public static int HexDigit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };
}

/// <summary>A place to start a span from.</summary>
internal readonly record struct Mark(int Line, int Column, int Position);
