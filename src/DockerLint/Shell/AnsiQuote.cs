using System.Globalization;
using System.Text;

namespace DockerLint.Shell;

/// <summary>bash's <c>$'…'</c> with its escapes.</summary>
internal static class AnsiQuote
{
    /// <summary>Reads from the opening quote to behind the closing one.</summary>
    public static string Read(ShellSource source)
    {
        int start = source.Position++;
        var text = new StringBuilder();
        while (!source.AtEnd && source.Current != '\'')
        {
            char c = source.Current;
            source.Position++;
            if (c != '\\' || source.AtEnd) text.Append(c);
            else ReadEscape(source, text);
        }

        if (source.AtEnd) source.Fail("a single quote is not closed", start);
        else source.Position++;
        return text.ToString();
    }

    private static void ReadEscape(ShellSource source, StringBuilder text)
    {
        char c = source.Current;
        source.Position++;
        switch (c)
        {
            case 'n': text.Append('\n'); break;
            case 't': text.Append('\t'); break;
            case 'r': text.Append('\r'); break;
            case 'a': text.Append('\a'); break;
            case 'b': text.Append('\b'); break;
            case 'e': text.Append('\u001b'); break;
            case 'x': ReadHexadecimal(source, text, 2); break;
            case 'u': ReadHexadecimal(source, text, 4); break;
            default: text.Append(c); break;
        }
    }

    private static void ReadHexadecimal(ShellSource source, StringBuilder text, int digits)
    {
        int start = source.Position;
        while (source.Position - start < digits && IsHexadecimal(source.Current)) source.Position++;
        string hex = source.Text.Substring(start, source.Position - start);
        if (int.TryParse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int value)) text.Append((char)value);
    }

    private static bool IsHexadecimal(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
}
