using System.Globalization;
using System.Text;

namespace DockerLint.Dockerfiles;

/// <summary>Text as Go's <c>%q</c> prints it: BuildKit's messages are found by their words.</summary>
internal static class GoQuote
{
    public static string Quote(string text)
    {
        var result = new StringBuilder(text.Length + 2).Append('"');
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '"' or '\\') result.Append('\\').Append(c);
            else if (c is >= ' ' and < '\x7f') result.Append(c);
            else i += AppendOther(result, text, i);
        }

        return result.Append('"').ToString();
    }

    // Returns how many further UTF-16 units it took.
    private static int AppendOther(StringBuilder result, string text, int i)
    {
        char c = text[i];
        bool pair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
        const string Named = "\a\b\f\n\r\t\v";
        int named = Named.IndexOf(c);
        if (named >= 0) result.Append('\\').Append("abfnrtv"[named]);
        else if (c < ' ' || c == '\x7f') result.Append("\\x").Append(((int)c).ToString("x2", CultureInfo.InvariantCulture));
        else if (IsPrintable(text, i)) result.Append(c).Append(pair ? text[i + 1].ToString() : "");
        else if (pair) result.Append("\\U").Append(char.ConvertToUtf32(c, text[i + 1]).ToString("x8", CultureInfo.InvariantCulture));
        else result.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        return pair ? 1 : 0;
    }

    private static bool IsPrintable(string text, int i) => CharUnicodeInfo.GetUnicodeCategory(text, i) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.SpaceSeparator);
}
