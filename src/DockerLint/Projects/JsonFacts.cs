using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using DockerLint.Projects.Xml;
using PyImportScanner;

namespace DockerLint.Projects;

/// <summary>A scalar of a JSON text.</summary>
/// <param name="Path">Keys joined by dots; the elements of an array have the path of the array.</param>
/// <param name="Value">Strings decoded, other scalars as written.</param>
/// <param name="Span">The value.</param>
internal readonly record struct JsonScalar(string Path, string Value, SourceSpan Span);

/// <summary>The scalars of a small JSON file (global.json, solution filters), comments and trailing commas allowed.</summary>
internal sealed class JsonFacts
{
    private const int MaximumDepth = 64;
    private const int MaximumLength = 4 * 1024 * 1024;

    private readonly string text;
    private readonly LineMap lines;
    private readonly List<JsonScalar> scalars = [];
    private int at;
    private bool failed;

    private JsonFacts(string text)
    {
        this.text = text;
        lines = new LineMap(text);
    }

    /// <summary>The scalars in order, or null for what is no JSON object.</summary>
    public static IReadOnlyList<JsonScalar>? Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > MaximumLength) return null;
        var reader = new JsonFacts(XmlParser.Decode(bytes));
        reader.Space();
        if (!reader.Take('{')) return null;
        reader.Members("", 0);
        return reader.failed ? null : reader.scalars;
    }

    private void Members(string prefix, int depth)
    {
        while (!failed)
        {
            Space();
            if (Take('}')) return;
            string key = Text();
            Space();
            if (failed || !Take(':'))
            {
                failed = true;
                return;
            }

            Value(prefix.Length == 0 ? key : prefix + "." + key, depth);
            Space();
            if (!Take(',') && (at >= text.Length || text[at] != '}')) failed = true;
        }
    }

    private void Elements(string path, int depth)
    {
        while (!failed)
        {
            Space();
            if (Take(']')) return;
            Value(path, depth);
            Space();
            if (!Take(',') && (at >= text.Length || text[at] != ']')) failed = true;
        }
    }

    private void Value(string path, int depth)
    {
        Space();
        int start = at;
        if (depth > MaximumDepth || at >= text.Length) failed = true;
        else if (Take('{')) Members(path, depth + 1);
        else if (Take('[')) Elements(path, depth + 1);
        else
        {
            string value = text[at] == '"' ? Text() : Bare();
            if (!failed) scalars.Add(new JsonScalar(path, value, lines.Span(start, at)));
        }
    }

    private string Bare()
    {
        int start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '+' or '-' or '.')) at++;
        if (at == start) failed = true;
        return text.Substring(start, at - start);
    }

    private string Text()
    {
        if (!Take('"'))
        {
            failed = true;
            return "";
        }

        var builder = new StringBuilder();
        while (at < text.Length && text[at] != '"')
        {
            char c = text[at++];
            builder.Append(c == '\\' ? Escape() : c);
        }

        if (!Take('"')) failed = true;
        return builder.ToString();
    }

    private char Escape()
    {
        char c = at < text.Length ? text[at++] : '\0';
        if (c != 'u')
        {
            return c switch
            {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'b' => '\b',
                'f' => '\f',
                _ => c,
            };
        }

        if (at + 4 <= text.Length
            && ushort.TryParse(text.Substring(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
        {
            at += 4;
            return (char)code;
        }

        failed = true;
        return '\0';
    }

    private void Space()
    {
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at])) at++;
            else if (string.CompareOrdinal(text, at, "//", 0, 2) == 0) at = Behind("\n");
            else if (string.CompareOrdinal(text, at, "/*", 0, 2) == 0) at = Behind("*/");
            else return;
        }
    }

    private int Behind(string end)
    {
        int found = text.IndexOf(end, at + 2, StringComparison.Ordinal);
        return found < 0 ? text.Length : found + end.Length;
    }

    private bool Take(char expected)
    {
        if (at >= text.Length || text[at] != expected) return false;
        at++;
        return true;
    }
}
