using System.Collections.Generic;
using System.Text;
using PyImportScanner;

namespace DockerLint.Dockerfiles.Parsing;

/// <summary>An instruction's line with continuations joined, and where every character of it stands in the file.</summary>
internal sealed class LogicalLine
{
    private readonly StringBuilder text = new();
    private readonly List<(int Offset, int Line, int Column)> parts = [];
    private string? joined;

    /// <summary>The joined text.</summary>
    public string Text => joined ??= text.ToString();

    /// <summary>Appends a part of a physical line.</summary>
    /// <param name="part">The text.</param>
    /// <param name="line">From 1.</param>
    /// <param name="column">Of its first character, from 1.</param>
    public void Append(string part, int line, int column)
    {
        parts.Add((text.Length, line, column));
        text.Append(part);
        joined = null;
    }

    /// <summary>Puts U+FFFD in the place of a character that BuildKit tears apart.</summary>
    public void Damage(int offset)
    {
        text[offset] = '\uFFFD';
        joined = null;
    }

    /// <summary>The place in the file of a non-empty stretch of <see cref="Text"/>.</summary>
    public SourceSpan Span(int from, int to)
    {
        (int line, int column) = Place(from);
        if (to <= from) return new SourceSpan(line, column, line, column);
        (int endLine, int endColumn) = Place(to - 1);
        return new SourceSpan(line, column, endLine, endColumn + 1);
    }

    private (int Line, int Column) Place(int offset)
    {
        int low = 0, high = parts.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) >>> 1;
            if (parts[middle].Offset <= offset) low = middle;
            else high = middle - 1;
        }

        // A place behind the last character of an earlier, empty part belongs to the part that has the character.
        (int start, int line, int column) = parts[low];
        return (line, column + offset - start);
    }
}
