using System.Collections.Generic;
using System.Text;

namespace DockerLint.Reporting.Formats;

/// <summary>Text measured and cut in terminal columns.</summary>
internal static class DisplayText
{
    private const int TabWidth = 4;

    /// <summary>A source line as it is shown: tabs as blanks, controls spelled out.</summary>
    /// <param name="line">The line.</param>
    /// <param name="marks">Where the characters at these offsets begin in the result; offsets beyond the end map to its end.</param>
    public static string SourceLine(string line, int[] marks)
    {
        var shown = new StringBuilder(line.Length + 8);
        int[] asked = (int[])marks.Clone();
        for (int m = 0; m < marks.Length; m++) marks[m] = -1;
        for (int i = 0; i <= line.Length; i++)
        {
            for (int m = 0; m < asked.Length; m++)
            {
                if (asked[m] == i || (i == line.Length && marks[m] < 0)) marks[m] = shown.Length;
            }

            if (i == line.Length) break;
            if (line[i] == '\t') shown.Append(' ', TabWidth - shown.Length % TabWidth);
            else if (SafeText.IsSafe(line, i)) shown.Append(line[i]);
            else shown.Append(SafeText.OneLine(line.Substring(i, 1)));
        }

        return shown.ToString();
    }

    /// <summary>Columns that the text fills in a terminal.</summary>
    public static int Width(string text)
    {
        int width = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsLowSurrogate(c)) continue;
            width += c < '\u1100' ? 1 : IsWide(text, i) ? 2 : 1;
        }

        return width;
    }

    /// <summary>Words filled into lines of at most <paramref name="width"/> columns; a longer word stands alone.</summary>
    public static IEnumerable<string> Fill(string text, int width)
    {
        var line = new StringBuilder();
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && Width(line.ToString()) + 1 + Width(word) > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            if (line.Length > 0) line.Append(' ');
            line.Append(word);
        }

        yield return line.ToString();
    }

    // The wide blocks of Unicode's EastAsianWidth.txt that occur in source text; all others fill one column.
    private static bool IsWide(string text, int index)
    {
        int code = char.IsHighSurrogate(text[index]) && index + 1 < text.Length
            ? char.ConvertToUtf32(text[index], text[index + 1])
            : text[index];
        return code is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3)
            or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60)
            or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD);
    }
}
