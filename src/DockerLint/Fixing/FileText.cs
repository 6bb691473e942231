using System;
using System.Collections.Generic;
using System.Text;

namespace DockerLint.Fixing;

/// <summary>
/// The bytes of a text file cut into lines. Works on bytes, so that what an edit does not touch stays as it is: the byte
/// order mark, line ends (mixed ones, too), a missing final line end, an encoding that nobody knows.
/// </summary>
internal sealed class FileText
{
    private readonly ReadOnlyMemory<byte> bytes;
    private readonly List<(int Start, int Length)> lines = [];

    public FileText(ReadOnlyMemory<byte> bytes)
    {
        this.bytes = bytes;
        ReadOnlySpan<byte> rest = bytes.Span;
        for (int start = 0; start < bytes.Length;)
        {
            int end = rest.Slice(start).IndexOf((byte)'\n');
            int length = end < 0 ? bytes.Length - start : end + 1;
            lines.Add((start, length));
            start += length;
        }

        LineEnd = UsesCarriageReturn() ? "\r\n" : "\n";
    }

    /// <summary>The line end of the first line that has one: what inserted lines get.</summary>
    public string LineEnd { get; }

    public int Count => lines.Count;

    /// <summary>Does the last line end with a line end? True for an empty file.</summary>
    public bool EndsWithLineEnd => bytes.Length == 0 || bytes.Span[bytes.Length - 1] == '\n';

    /// <summary>The bytes of a line, its end included; lines from 0.</summary>
    public ReadOnlySpan<byte> Line(int index) => bytes.Span.Slice(lines[index].Start, lines[index].Length);

    /// <summary>The text of a line without its end.</summary>
    public string Text(int index) => Encoding.UTF8.GetString(Line(index)).TrimEnd('\n').TrimEnd('\r');

    private bool UsesCarriageReturn()
    {
        if (lines.Count == 0) return false;
        ReadOnlySpan<byte> first = Line(0);
        return first.Length >= 2 && first[first.Length - 1] == '\n' && first[first.Length - 2] == '\r';
    }
}
