using System.Text;

namespace PyImportScanner.Packaging.Formats;

/// <summary>The four kinds of TOML strings. Every method returns null, or a clause that says what is wrong.</summary>
internal sealed class TomlStringReader(TextCursor cursor)
{
    private readonly StringBuilder buffer = new();

    /// <summary>Any string, at its opening quote.</summary>
    public string? Read(out string text)
    {
        if (cursor.StartsWith("\"\"\"")) return ReadMultiLine('"', out text);
        if (cursor.StartsWith("'''")) return ReadMultiLine('\'', out text);
        return cursor.Current == '"' ? ReadBasic(out text) : ReadLiteral(out text);
    }

    public string? ReadLiteral(out string text)
    {
        text = "";
        cursor.Advance(1);
        int start = cursor.Position;
        while (cursor.Current != '\'')
        {
            if (cursor.AtEnd || IsControl(cursor.Current)) return "the string is not closed on its line";
            cursor.Advance(1);
        }

        text = cursor.Text.Substring(start, cursor.Position - start);
        cursor.Advance(1);
        return null;
    }

    public string? ReadBasic(out string text)
    {
        text = "";
        cursor.Advance(1);
        buffer.Clear();
        int start = cursor.Position;
        bool plain = true;
        while (cursor.Current != '"')
        {
            char c = cursor.Current;
            if (cursor.AtEnd || IsControl(c)) return "the string is not closed on its line";
            if (c == '\\')
            {
                if (plain) buffer.Append(cursor.Text, start, cursor.Position - start);
                plain = false;
                if (ReadEscape() is { } problem) return problem;
                continue;
            }

            if (!plain) buffer.Append(c);
            cursor.Advance(1);
        }

        text = plain ? cursor.Text.Substring(start, cursor.Position - start) : buffer.ToString();
        cursor.Advance(1);
        return null;
    }

    private string? ReadMultiLine(char quote, out string text)
    {
        text = "";
        buffer.Clear();
        cursor.Advance(3);
        TakeLineEnd();
        while (true)
        {
            if (cursor.AtEnd) return "the string is not closed";
            char c = cursor.Current;
            if (c == quote && cursor.Peek(1) == quote && cursor.Peek(2) == quote) break;
            if (TakeLineEnd()) buffer.Append('\n');
            else if (c == '\\' && quote == '"')
            {
                if (ReadMultiLineEscape() is { } problem) return problem;
            }
            else if (IsControl(c)) return "control character in a string";
            else
            {
                buffer.Append(c);
                cursor.Advance(1);
            }
        }

        cursor.Advance(3);
        // One or two more quotes belong to the content: """"two quotes"""""
        for (int extra = 0; extra < 2 && cursor.Current == quote; extra++)
        {
            buffer.Append(quote);
            cursor.Advance(1);
        }

        text = buffer.ToString();
        return null;
    }

    private string? ReadMultiLineEscape()
    {
        int ahead = 1;
        while (cursor.Peek(ahead) is ' ' or '\t') ahead++;
        bool lineEnd = cursor.Peek(ahead) == '\n' || (cursor.Peek(ahead) == '\r' && cursor.Peek(ahead + 1) == '\n');
        if (!lineEnd) return ReadEscape();
        cursor.Advance(ahead);
        while (cursor.Current is ' ' or '\t' or '\n' || (cursor.Current == '\r' && cursor.Peek(1) == '\n')) cursor.Advance();
        return null;
    }

    private string? ReadEscape()
    {
        char c = cursor.Peek(1);
        char plain = c switch { 'b' => '\b', 't' => '\t', 'n' => '\n', 'f' => '\f', 'r' => '\r', '"' => '"', '\\' => '\\', _ => '\0' };
        if (plain != '\0')
        {
            buffer.Append(plain);
            cursor.Advance(2);
            return null;
        }

        if (c is not ('u' or 'U')) return "unknown escape sequence";
        cursor.Advance(2);
        return cursor.TakeHexScalar(c == 'u' ? 4 : 8, buffer) ? null : "the escape sequence is no Unicode character";
    }

    private bool TakeLineEnd()
    {
        if (cursor.Current == '\r' && cursor.Peek(1) == '\n') cursor.Advance(1);
        return cursor.Take('\n');
    }

    /// <summary>Characters that TOML admits nowhere but as escapes; a tab is admitted.</summary>
    public static bool IsControl(char c) => c is (< ' ' and not '\t') or '\u007f';
}
