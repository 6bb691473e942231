using System.Globalization;
using System.Text;

namespace DockerLint.Reporting;

/// <summary>
/// Text of strangers (file names, source lines, messages built from them) made fit for a terminal or a log: whatever
/// could move the cursor, start a line or reverse the reading order is spelled out.
/// </summary>
public static class SafeText
{
    /// <summary>The text on one line, controls as <c>\x1b</c> or <c>\u202e</c>.</summary>
    public static string OneLine(string text)
    {
        int first = FirstUnsafe(text);
        if (first < 0) return text;
        var safe = new StringBuilder(text.Length + 16);
        safe.Append(text, 0, first);
        for (int i = first; i < text.Length; i++)
        {
            if (IsSafe(text, i)) safe.Append(text[i]);
            else AppendEscaped(safe, text[i]);
        }

        return safe.ToString();
    }

    /// <summary>Is the character harmless where it stands? Halves of surrogate pairs are harmless as pairs.</summary>
    public static bool IsSafe(string text, int index)
    {
        char c = text[index];
        if (c < ' ' || (c >= '\x7f' && c <= '\x9f')) return false;
        if (c < '\u0300') return true;
        if (char.IsHighSurrogate(c)) return index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]);
        if (char.IsLowSurrogate(c)) return index > 0 && char.IsHighSurrogate(text[index - 1]);
        return CharUnicodeInfo.GetUnicodeCategory(c)
            is not (UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
    }

    private static int FirstUnsafe(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!IsSafe(text, i)) return i;
        }

        return -1;
    }

    private static void AppendEscaped(StringBuilder safe, char c)
    {
        switch (c)
        {
            case '\n': safe.Append("\\n"); break;
            case '\r': safe.Append("\\r"); break;
            case '\t': safe.Append("\\t"); break;
            default:
                string hex = ((int)c).ToString(c < 256 ? "x2" : "x4", CultureInfo.InvariantCulture);
                safe.Append(c < 256 ? "\\x" : "\\u").Append(hex);
                break;
        }
    }
}
