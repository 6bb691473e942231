using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using PyImportScanner.Lexing;

namespace PyImportScanner.Expressions;

/// <summary>Values of string literals (language reference, 2.4.1 and 2.4.3).</summary>
internal static class StringLiteral
{
    private const int MaximumNesting = 50;

    /// <summary>Adds the literal and field parts of the literal from its quote to its end.</summary>
    public static void AddParts(ReadOnlySpan<byte> text, int quote, int end, StringPrefix prefix, List<Expression> parts, int depth)
    {
        bool triple = end - quote >= 6 && text[quote + 1] == text[quote] && text[quote + 2] == text[quote];
        int width = triple ? 3 : 1;
        int start = quote + width, close = Math.Max(quote + width, end - width);
        if (!prefix.IsFormatted || depth > MaximumNesting)
        {
            parts.Add(prefix.IsFormatted
                ? new Expression(ExpressionKind.Unknown, start, close)
                : new Expression(ExpressionKind.String, start, close, Unescape(text.Slice(start, close - start), prefix.IsRaw)));
            return;
        }

        AddFields(text, start, close, prefix.IsRaw, parts, depth);
    }

    /// <summary>The value when every part is literal; else null.</summary>
    public static string? Concatenate(List<Expression> parts)
    {
        if (parts.Count == 1) return parts[0].Kind == ExpressionKind.String ? parts[0].Text : null;
        var text = new StringBuilder();
        foreach (Expression part in parts)
        {
            if (part.Kind != ExpressionKind.String) return null;
            text.Append(part.Text);
        }

        return text.ToString();
    }

    private static void AddFields(ReadOnlySpan<byte> text, int start, int close, bool raw, List<Expression> parts, int depth)
    {
        int literal = start, at = start;
        var pending = new StringBuilder();
        while (at < close)
        {
            byte b = text[at];
            bool doubled = at + 1 < close && text[at + 1] == b;
            if (b is (byte)'{' or (byte)'}' && doubled)
            {
                pending.Append(Unescape(text.Slice(literal, at + 1 - literal), raw));
                at += 2;
                literal = at;
            }
            else if (b == '{')
            {
                pending.Append(Unescape(text.Slice(literal, at - literal), raw));
                parts.Add(new Expression(ExpressionKind.String, literal, at, pending.ToString()));
                pending.Clear();
                at = AddField(text, at + 1, close, parts, depth);
                literal = at;
            }
            else
            {
                at += b == '\\' && !raw && at + 1 < close ? 2 : 1;
            }
        }

        pending.Append(Unescape(text.Slice(literal, Math.Max(0, close - literal)), raw));
        parts.Add(new Expression(ExpressionKind.String, literal, close, pending.ToString()));
    }

    // A field that is one plain expression; conversions, specifications and everything else are unknown.
    private static int AddField(ReadOnlySpan<byte> text, int at, int close, List<Expression> parts, int depth)
    {
        Expression value = ExpressionParser.ParsePrefix(text, at, close, out int next, depth + 10);
        if (value.Kind != ExpressionKind.Unknown && next < close && text[next] == '}')
        {
            parts.Add(value);
            return next + 1;
        }

        parts.Add(new Expression(ExpressionKind.Unknown, at, close));
        return close;
    }

    private static string Unescape(ReadOnlySpan<byte> bytes, bool raw)
    {
        string text = Utf8Text.Decode(bytes);
        if (raw || text.IndexOf('\\') < 0) return text;
        var result = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 >= text.Length) result.Append(text[i]);
            else i = Unescape(text, i + 1, result);
        }

        return result.ToString();
    }

    // The character behind the backslash is at i; returns the last index consumed.
    private static int Unescape(string text, int i, StringBuilder result)
    {
        char c = text[i];
        switch (c)
        {
            case '\n': return i;
            case '\r': return i + 1 < text.Length && text[i + 1] == '\n' ? i + 1 : i;
            case 'a': result.Append('\a'); return i;
            case 'b': result.Append('\b'); return i;
            case 'f': result.Append('\f'); return i;
            case 'n': result.Append('\n'); return i;
            case 'r': result.Append('\r'); return i;
            case 't': result.Append('\t'); return i;
            case 'v': result.Append('\v'); return i;
            case '\\' or '\'' or '"': result.Append(c); return i;
            case 'x': return Hexadecimal(text, i, 2, result);
            case 'u': return Hexadecimal(text, i, 4, result);
            case 'U': return Hexadecimal(text, i, 8, result);
            case >= '0' and <= '7': return Octal(text, i, result);
            default: result.Append('\\').Append(c); return i;
        }
    }

    private static int Hexadecimal(string text, int i, int digits, StringBuilder result)
    {
        bool valid = i + digits < text.Length
            & int.TryParse(text.Substring(i + 1, Math.Min(digits, text.Length - i - 1)), NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture, out int value);
        if (!valid || value is < 0 or > 0x10FFFF) return i;
        if (value is >= 0xD800 and <= 0xDFFF) result.Append((char)value);
        else result.Append(char.ConvertFromUtf32(value));
        return i + digits;
    }

    private static int Octal(string text, int i, StringBuilder result)
    {
        int value = 0, end = i;
        while (end < text.Length && end < i + 3 && text[end] is >= '0' and <= '7') value = (value * 8) + (text[end++] - '0');
        result.Append((char)value);
        return end - 1;
    }
}
