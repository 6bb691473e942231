using System.Text;

namespace PyImportScanner.Packaging.Discovery;

/// <summary>A string literal of Python source.</summary>
internal static class PythonString
{
    /// <summary>Reads from the opening quote and passes the closing one.</summary>
    /// <param name="text">The source.</param>
    /// <param name="at">The opening quote; afterwards behind the closing one.</param>
    /// <param name="line">Counts the line ends that are passed.</param>
    /// <param name="isRaw">Backslashes stand for themselves.</param>
    /// <param name="isExact">False where an escape is not decoded.</param>
    public static string Read(string text, ref int at, ref int line, bool isRaw, out bool isExact)
    {
        isExact = true;
        char quote = text[at];
        bool isTriple = at + 2 < text.Length && text[at + 1] == quote && text[at + 2] == quote;
        at += isTriple ? 3 : 1;
        var value = new StringBuilder();
        while (at < text.Length)
        {
            char c = text[at];
            bool closes = c == quote && (!isTriple || (at + 2 < text.Length && text[at + 1] == quote && text[at + 2] == quote));
            if (closes)
            {
                at += isTriple ? 3 : 1;
                return value.ToString();
            }

            // An open string ends with its line.
            if (c == '\n' && !isTriple) break;
            if (c == '\n') line++;
            if (c == '\\' && at + 1 < text.Length)
            {
                AppendEscape(text, ref at, ref line, isRaw, value, ref isExact);
                continue;
            }

            value.Append(c);
            at++;
        }

        isExact = false;
        return value.ToString();
    }

    private static void AppendEscape(string text, ref int at, ref int line, bool isRaw, StringBuilder value, ref bool isExact)
    {
        char next = text[at + 1];
        at += 2;
        if (next == '\n') line++;
        if (isRaw) value.Append('\\').Append(next);
        else if (next is '\\' or '\'' or '"') value.Append(next);
        else if (next == 'n') value.Append('\n');
        else if (next == 't') value.Append('\t');
        else if (next != '\n') isExact = false;
    }
}
