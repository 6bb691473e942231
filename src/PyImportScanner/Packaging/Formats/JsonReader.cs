using System.Text;

namespace PyImportScanner.Packaging.Formats;

/// <summary>Reads JSON (RFC 8259) with positions. Never throws; stops at the first error and keeps what came before it.</summary>
public sealed class JsonReader
{
    /// <summary>Deeper nesting is an error: the stack is finite and the text is a stranger's.</summary>
    internal const int MaximumDepth = 100;

    private readonly TextCursor cursor;
    private readonly StringBuilder buffer = new();
    private DataError? error;
    private int depth;

    private JsonReader(string text) => cursor = new TextCursor(text);

    /// <summary>Reads one JSON text.</summary>
    public static DataDocument Read(string text)
    {
        var reader = new JsonReader(text);
        DataValue root = reader.ReadValue() ?? new DataValue(DataKind.Null, "", default);
        reader.SkipSpace();
        if (reader.error is null && !reader.cursor.AtEnd) reader.Fail("text behind the end of the value");
        return new DataDocument(root, reader.error is null ? [] : [reader.error]);
    }

    private DataValue? ReadValue()
    {
        SkipSpace();
        Mark start = cursor.Mark();
        switch (cursor.Current)
        {
            case '{' or '[':
                if (depth >= MaximumDepth)
                {
                    Fail("nested too deeply");
                    return null;
                }

                depth++;
                DataValue nested = cursor.Current == '{' ? ReadObject(start) : ReadArray(start);
                depth--;
                return nested;
            case '"':
                return ReadString() is { } text ? new DataValue(DataKind.String, text, cursor.SpanFrom(start)) : null;
            default:
                return ReadScalar(start);
        }
    }

    private DataValue ReadObject(Mark start)
    {
        cursor.Advance(1);
        var table = new DataValue(DataKind.Table, "", default);
        SkipSpace();
        if (!cursor.Take('}'))
        {
            do ReadMember(table);
            while (error is null && TakeAfterSpace(','));
            if (error is null && !cursor.Take('}')) Fail("expected , or } in an object");
        }

        table.Span = cursor.SpanFrom(start);
        return table;
    }

    private void ReadMember(DataValue table)
    {
        SkipSpace();
        Mark start = cursor.Mark();
        if (cursor.Current != '"')
        {
            Fail("expected a key");
            return;
        }

        if (ReadString() is not { } key) return;
        SourceSpan keySpan = cursor.SpanFrom(start);
        if (!TakeAfterSpace(':')) Fail("expected : after the key");
        else if (ReadValue() is { } value) table.Add(key, keySpan, value);
        SkipSpace();
    }

    private DataValue ReadArray(Mark start)
    {
        cursor.Advance(1);
        var array = new DataValue(DataKind.Array, "", default);
        SkipSpace();
        if (!cursor.Take(']'))
        {
            do
            {
                if (ReadValue() is { } item) array.Add(item);
            }
            while (error is null && TakeAfterSpace(','));
            if (error is null && !cursor.Take(']')) Fail("expected , or ] in an array");
        }

        array.Span = cursor.SpanFrom(start);
        return array;
    }

    private string? ReadString()
    {
        cursor.Advance(1);
        buffer.Clear();
        while (cursor.Current != '"')
        {
            char c = cursor.Current;
            if (c < ' ')
            {
                Fail("the string is not closed");
                return null;
            }

            if (c == '\\' && !ReadEscape()) return null;
            if (c == '\\') continue;
            buffer.Append(c);
            cursor.Advance(1);
        }

        cursor.Advance(1);
        return buffer.ToString();
    }

    private bool ReadEscape()
    {
        char c = cursor.Peek(1);
        if (c == 'u')
        {
            // Surrogates come as two escapes; each unit is kept as it is.
            int unit = 0;
            for (int i = 2; i < 6; i++)
            {
                int digit = TextCursor.HexDigit(cursor.Peek(i));
                if (digit < 0)
                {
                    Fail("the escape sequence is no Unicode character");
                    return false;
                }

                unit = (unit << 4) | digit;
            }

            buffer.Append((char)unit);
            cursor.Advance(6);
            return true;
        }

        int plain = c switch { '"' or '\\' or '/' => c, 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', _ => -1 };
        if (plain < 0)
        {
            Fail("unknown escape sequence");
            return false;
        }

        buffer.Append((char)plain);
        cursor.Advance(2);
        return true;
    }

    private DataValue? ReadScalar(Mark start)
    {
        while (cursor.Current is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '+' or '.' or 'E') cursor.Advance(1);
        string text = cursor.Text.Substring(start.Position, cursor.Position - start.Position);
        DataKind? kind = text switch
        {
            "null" => DataKind.Null,
            "true" or "false" => DataKind.Boolean,
            _ => NumberKind(text),
        };
        if (kind is { } known) return new DataValue(known, text, cursor.SpanFrom(start));
        Fail(text.Length == 0 ? "expected a value" : text + " is not a value");
        return null;
    }

    private static DataKind? NumberKind(string text)
    {
        int i = text.Length > 0 && text[0] == '-' ? 1 : 0;
        int digits = i;
        SkipDigits(text, ref i);
        if (i == digits || (text[digits] == '0' && i > digits + 1)) return null;
        if (i == text.Length) return DataKind.Integer;
        if (text[i] == '.' && !DigitsBehind(text, ref i)) return null;
        if (i < text.Length && text[i] is 'e' or 'E')
        {
            if (i + 1 < text.Length && text[i + 1] is '+' or '-') i++;
            if (!DigitsBehind(text, ref i)) return null;
        }

        return i == text.Length ? DataKind.Float : null;
    }

    private static bool DigitsBehind(string text, ref int i)
    {
        int start = ++i;
        SkipDigits(text, ref i);
        return i > start;
    }

    private static void SkipDigits(string text, ref int i)
    {
        while (i < text.Length && text[i] is >= '0' and <= '9') i++;
    }

    private bool TakeAfterSpace(char expected)
    {
        SkipSpace();
        return cursor.Take(expected);
    }

    private void SkipSpace()
    {
        while (cursor.Current is ' ' or '\t' or '\n' or '\r') cursor.Advance();
    }

    private void Fail(string message) => error ??= new DataError(message, cursor.Here());
}
