using System;
using System.Collections.Generic;
using System.Text;

namespace PyImportScanner.Resolution;

/// <summary>Reads <c>MAPPING = {'name': '/path'}</c> of the finder that setuptools writes for an editable installation.</summary>
internal static class EditableMapping
{
    private const int MaximumSize = 1 << 20;

    /// <summary>Name to path; null when there is no such literal.</summary>
    public static Dictionary<string, string>? Read(ReadOnlySpan<byte> source)
    {
        if (source.Length > MaximumSize) return null;
        string text = Encoding.UTF8.GetString(source);
        int at = Start(text);
        if (at < 0) return null;
        at = text.IndexOf('{', at);
        if (at < 0) return null;
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        string? key = null;
        for (at++; at < text.Length && text[at] != '}'; at++)
        {
            if (text[at] is not ('\'' or '"')) continue;
            string? literal = Literal(text, ref at);
            if (literal is null) return null;
            if (key is null)
            {
                key = literal;
                continue;
            }

            // A dotted key maps a child; its parent's own entry already leads there.
            pairs[key] = literal;
            key = null;
        }

        return pairs;
    }

    private static int Start(string text)
    {
        if (text.StartsWith("MAPPING", StringComparison.Ordinal)) return 0;
        int at = text.IndexOf("\nMAPPING", StringComparison.Ordinal);
        if (at < 0) return -1;

        // The annotation in front of the equals sign holds no brace: MAPPING: dict[str, str] = {…}.
        return text.IndexOf('=', at);
    }

    private static string? Literal(string text, ref int at)
    {
        char quote = text[at];
        var value = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            char c = text[at];
            if (c == quote) return value.ToString();
            if (c == '\\' && at + 1 < text.Length) c = text[++at];
            value.Append(c);
        }

        return null;
    }
}
