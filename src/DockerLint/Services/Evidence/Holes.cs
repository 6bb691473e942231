using System;
using System.Collections.Generic;
using System.Text;

namespace DockerLint.Services.Evidence;

/// <summary>
/// Texts with unknown stretches: <c>services/${{ inputs.name }}/Dockerfile</c>. A hole has a name, so that what it holds in one
/// text, once the files of the repository tell, is known in the next.
/// </summary>
internal static class Holes
{
    private const char Open = '\u0001';
    private const char Close = '\u0002';

    /// <summary>An unknown stretch. Its name holds nothing that a path is taken apart at, so that the hole stays whole.</summary>
    public static string Make(string name)
    {
        var text = new StringBuilder(name.Length + 2).Append(Open);
        foreach (char c in name) text.Append(c is Open or Close or '/' or '$' or '`' ? '_' : c);
        return text.Append(Close).ToString();
    }

    /// <summary>The index behind the hole that begins at an index; -1 where none does.</summary>
    public static int End(string text, int at) => text[at] == Open ? text.IndexOf(Close, at) + 1 is > 0 and var end ? end : -1 : -1;

    public static bool In(string text) => text.IndexOf(Open) >= 0;

    /// <summary>As people read it: <c>$name</c> in the place of a hole.</summary>
    public static string Display(string text) => In(text) ? text.Replace(Open.ToString(), "${").Replace(Close, '}') : text;

    /// <summary>The text with the holes filled that are known.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values)
    {
        if (!In(text)) return text;
        var result = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            int end = End(text, i);
            if (end < 0)
            {
                result.Append(text[i]);
                continue;
            }

            string name = text.Substring(i + 1, end - i - 2);
            result.Append(values.TryGetValue(name, out string? value) ? value : Make(name));
            i = end - 1;
        }

        return result.ToString();
    }

    /// <summary>The name of the hole that the text begins with, when a path goes on behind it (or nothing does); else null.</summary>
    public static string? Leading(string text)
    {
        int end = text.Length == 0 ? -1 : End(text, 0);
        return end > 0 && (end == text.Length || text[end] == '/') ? text.Substring(1, end - 2) : null;
    }

    /// <summary>The number of characters that are no hole, and no separator or dot.</summary>
    public static int KnownLength(string text)
    {
        int known = 0;
        bool inside = false;
        foreach (char c in text)
        {
            if (c == Open) inside = true;
            else if (c == Close) inside = false;
            else if (!inside && c is not ('/' or '.')) known++;
        }

        return known;
    }

    /// <summary>Do two different holes stand beside each other, with nothing between them but separators?</summary>
    public static bool Touch(string template)
    {
        string? last = null;
        for (int i = 0; i < template.Length; i++)
        {
            int end = End(template, i);
            if (end < 0)
            {
                if (template[i] != '/') last = null;
                continue;
            }

            string name = template.Substring(i, end - i);
            if (last is not null && last != name) return true;
            last = name;
            i = end - 1;
        }

        return false;
    }

    /// <summary>Fits a text into a template: what each hole holds, or null when it does not fit. A hole holds at least one character.</summary>
    public static Dictionary<string, string>? Match(string template, string text)
    {
        var parts = new List<(bool IsHole, string Text)>();
        for (int i = 0; i < template.Length;)
        {
            int end = End(template, i);
            if (end >= 0)
            {
                parts.Add((true, template.Substring(i + 1, end - i - 2)));
                i = end;
                continue;
            }

            int next = template.IndexOf(Open, i + 1);
            if (next < 0) next = template.Length;
            parts.Add((false, template.Substring(i, next - i)));
            i = next;
        }

        var bindings = new Dictionary<string, string>(StringComparer.Ordinal);
        // Three holes are as many as anybody writes into a path; more would make the search long.
        return parts.FindAll(static part => part.IsHole).Count <= 3 && Match(parts, 0, text, 0, bindings) ? bindings : null;
    }

    private static bool Match(List<(bool IsHole, string Text)> parts, int part, string text, int at, Dictionary<string, string> bindings)
    {
        if (part == parts.Count) return at == text.Length;
        (bool isHole, string value) = parts[part];
        if (!isHole) return string.CompareOrdinal(text, at, value, 0, value.Length) == 0 && Match(parts, part + 1, text, at + value.Length, bindings);
        if (bindings.TryGetValue(value, out string? bound))
            return string.CompareOrdinal(text, at, bound, 0, bound.Length) == 0 && Match(parts, part + 1, text, at + bound.Length, bindings);
        bool isLast = part + 1 == parts.Count;
        string? next = isLast || parts[part + 1].IsHole ? null : parts[part + 1].Text;
        for (int end = isLast ? text.Length : at + 1; end <= text.Length && end > at; end++)
        {
            // What stands behind the hole tells where it may end.
            if (next is not null && (end = text.IndexOf(next, end, StringComparison.Ordinal)) < 0) break;
            bindings[value] = text.Substring(at, end - at);
            if (Match(parts, part + 1, text, end, bindings)) return true;
        }

        bindings.Remove(value);
        return false;
    }
}
