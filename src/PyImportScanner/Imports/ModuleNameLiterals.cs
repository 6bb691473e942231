using System;
using System.Collections.Generic;
using System.Text;
using PyImportScanner.Lexing;

namespace PyImportScanner.Imports;

/// <summary>A text in a program that reads like the name of a module.</summary>
/// <param name="Text">A dotted name; a leading dot makes it relative.</param>
/// <param name="IsPrefix">Something that is worked out follows: <c>f"jobs.{name}"</c> gives <c>jobs</c>.</param>
public readonly record struct ModuleNameLiteral(string Text, bool IsPrefix);

/// <summary>
/// Finds the texts that a program may hand to <c>import_module</c> when it runs: the values of registries, of settings, of
/// f-strings. Whether they name modules is for the caller to find out.
/// </summary>
public static class ModuleNameLiterals
{
    private const int LongestName = 200;

    /// <summary>Every such text, each once, in the order of the source.</summary>
    public static IReadOnlyList<ModuleNameLiteral> Find(ReadOnlySpan<byte> source)
    {
        var found = new List<ModuleNameLiteral>();
        var seen = new HashSet<ModuleNameLiteral>();
        var strings = new StringLexer(source, nested: true);
        for (int at = 0; at < source.Length;)
        {
            int next = source.Slice(at).IndexOfAny((byte)'\'', (byte)'"', (byte)'#');
            if (next < 0) break;
            at += next;
            if (source[at] == (byte)'#')
            {
                int line = source.Slice(at).IndexOf((byte)'\n');
                if (line < 0) break;
                at += line;
                continue;
            }

            int end = strings.Skip(at);
            bool isFormatted = StringPrefix.Before(source, at).IsFormatted;
            if (Read(Content(source.Slice(at, end - at)), isFormatted) is { } literal && seen.Add(literal)) found.Add(literal);
            at = Math.Max(end, at + 1);
        }

        return found;
    }

    private static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> literal)
    {
        int quotes = literal.Length >= 6 && literal[1] == literal[0] && literal[2] == literal[0] ? 3 : 1;
        return literal.Length < 2 * quotes ? default : literal.Slice(quotes, literal.Length - (2 * quotes));
    }

    private static ModuleNameLiteral? Read(ReadOnlySpan<byte> content, bool isFormatted)
    {
        int hole = isFormatted ? content.IndexOf((byte)'{') : content.IndexOf((byte)'%');
        if (!isFormatted && hole < 0 && content.IndexOf((byte)'{') is var brace and > 0) hole = brace;
        ReadOnlySpan<byte> known = hole < 0 ? content : content.Slice(0, hole);
        if (known.Length is 0 or > LongestName) return null;
        int start = 0;
        while (start < known.Length && known[start] == (byte)'.') start++;
        bool afterDot = true, hasDot = start > 0;
        for (int i = start; i < known.Length; i++)
        {
            byte c = known[i];
            if (c == (byte)'.')
            {
                if (afterDot) return null;
                afterDot = hasDot = true;
                continue;
            }

            bool isLetter = c is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (byte)'_' or >= 0x80;
            if (!isLetter && (afterDot || c is < (byte)'0' or > (byte)'9')) return null;
            afterDot = false;
        }

        string text = Encoding.UTF8.GetString(known);
        if (hole < 0) return hasDot && !afterDot ? new ModuleNameLiteral(text, IsPrefix: false) : null;

        // Only whole parts before the hole are known: "jobs.daily_{n}" is something of "jobs".
        int dot = text.LastIndexOf('.');
        return dot < 0 ? null : new ModuleNameLiteral(dot < start ? text.Substring(0, start) : text.Substring(0, dot), IsPrefix: true);
    }
}
