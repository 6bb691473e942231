using System.Collections.Generic;
using System.Text;

namespace DockerLint.Dockerfiles.Parsing;

/// <summary>The lines of a file up to the first that is too long for BuildKit's scanner, read one after the other.</summary>
internal sealed class PhysicalLines
{
    // bufio.MaxScanTokenSize - 1.
    private const int MaximumBytes = 65535;

    private readonly string text;
    private readonly List<(int Start, int End)> lines = [];
    private int next;

    public PhysicalLines(string text)
    {
        this.text = text;
        for (int start = 0; start < text.Length;)
        {
            int feed = text.IndexOf('\n', start);
            int end = feed < 0 ? text.Length : feed + 1;
            lines.Add((start, end));
            start = end;
        }

        Count = lines.Count;
        for (int i = 0; i < lines.Count; i++)
        {
            if (!IsTooLong(i)) continue;
            TooLong = i + 1;
            Count = i;
            break;
        }
    }

    /// <summary>The number of the line, from 1, at which the scanner gives up; 0 when it does not.</summary>
    public int TooLong { get; }

    /// <summary>How many lines can be read.</summary>
    public int Count { get; }

    /// <summary>The number, from 1, of the line read last; 0 at the start.</summary>
    public int Number => next;

    /// <summary>Reads the next line, without its end.</summary>
    public bool TryRead(out string line)
    {
        if (!TryReadRaw(out line)) return false;
        line = line.TrimEnd('\r', '\n');
        return true;
    }

    /// <summary>Reads the next line, with its end.</summary>
    public bool TryReadRaw(out string line)
    {
        line = "";
        if (next >= Count) return false;
        (int start, int end) = lines[next++];
        line = text.Substring(start, end - start);
        return true;
    }

    /// <summary>The length of a line without its end.</summary>
    public int Length(int number)
    {
        (int start, int end) = lines[number - 1];
        while (end > start && text[end - 1] is '\r' or '\n') end--;
        return end - start;
    }

    /// <summary>All lines, too long ones as well, without their ends.</summary>
    public string[] ToArray()
    {
        var all = new string[lines.Count];
        for (int i = 0; i < all.Length; i++) all[i] = text.Substring(lines[i].Start, Length(i + 1));
        return all;
    }

    private bool IsTooLong(int index)
    {
        (int start, int end) = lines[index];
        if (text[end - 1] == '\n') end--;
        if ((end - start) * 3L <= MaximumBytes) return false;
        return end - start > MaximumBytes || Encoding.UTF8.GetByteCount(text.Substring(start, end - start)) > MaximumBytes;
    }
}
