using System;
using System.Text;

namespace DockerLint.Shell;

/// <summary>
/// Shell patterns (XCU 2.14): <c>*</c>, <c>?</c>, brackets with <c>!</c> or <c>^</c>, ranges and classes; a backslash
/// protects. A pattern text has its quoted characters protected that way.
/// </summary>
public static class ShellPattern
{
    /// <summary>Does the whole text match?</summary>
    public static bool Matches(string pattern, string text)
    {
        int p = 0, t = 0, starPattern = -1, starText = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                starPattern = p++;
                starText = t;
            }
            else if (p < pattern.Length && MatchOne(pattern, p, text[t], out int next))
            {
                p = next;
                t++;
            }
            else if (starPattern >= 0)
            {
                p = starPattern + 1;
                t = ++starText;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }

    /// <summary>Has the text a wildcard that no backslash protects?</summary>
    public static bool HasWildcard(string pattern)
    {
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\') i++;
            else if (pattern[i] is '*' or '?' || (pattern[i] == '[' && pattern.IndexOf(']', i + 1) > 0)) return true;
        }

        return false;
    }

    /// <summary>The pattern that matches exactly <paramref name="text"/>.</summary>
    public static string Escape(string text)
    {
        if (!HasSpecial(text)) return text;
        var escaped = new StringBuilder(text.Length + 4);
        foreach (char c in text)
        {
            if (IsSpecial(c)) escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }

    private static bool HasSpecial(string text)
    {
        foreach (char c in text)
        {
            if (IsSpecial(c)) return true;
        }

        return false;
    }

    private static bool IsSpecial(char c) => c is '*' or '?' or '[' or ']' or '\\' or '!' or '-' or '^';

    /// <summary>The text of a pattern without the protecting backslashes.</summary>
    public static string Unescape(string pattern)
    {
        if (pattern.IndexOf('\\') < 0) return pattern;
        var text = new StringBuilder(pattern.Length);
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && i + 1 < pattern.Length) i++;
            text.Append(pattern[i]);
        }

        return text.ToString();
    }

    private static bool MatchOne(string pattern, int at, char c, out int next)
    {
        next = at + 1;
        switch (pattern[at])
        {
            case '?': return true;
            case '\\' when at + 1 < pattern.Length:
                next = at + 2;
                return pattern[at + 1] == c;
            case '[': return MatchBracket(pattern, at, c, ref next);
            default: return pattern[at] == c;
        }
    }

    private static bool MatchBracket(string pattern, int at, char c, ref int next)
    {
        int i = at + 1;
        bool negated = i < pattern.Length && pattern[i] is '!' or '^';
        if (negated) i++;
        bool found = false;
        for (int first = i; i < pattern.Length; i++)
        {
            if (pattern[i] == ']' && i > first)
            {
                next = i + 1;
                return found != negated;
            }

            if (pattern[i] == '[' && i + 1 < pattern.Length && pattern[i + 1] == ':'
                && pattern.IndexOf(":]", i + 2, StringComparison.Ordinal) is var end and > 0)
            {
                found |= InClass(pattern.Substring(i + 2, end - i - 2), c);
                i = end + 1;
                continue;
            }

            if (pattern[i] == '\\' && i + 1 < pattern.Length) i++;
            char low = pattern[i];
            char high = low;
            if (i + 2 < pattern.Length && pattern[i + 1] == '-' && pattern[i + 2] != ']')
            {
                i += 2;
                if (pattern[i] == '\\' && i + 1 < pattern.Length) i++;
                high = pattern[i];
            }

            found |= c >= low && c <= high;
        }

        // Without a closing bracket the opening one is an ordinary character.
        next = at + 1;
        return c == '[';
    }

    private static bool InClass(string name, char c) => name switch
    {
        "alpha" => char.IsLetter(c),
        "digit" => c is >= '0' and <= '9',
        "alnum" => char.IsLetterOrDigit(c),
        "upper" => char.IsUpper(c),
        "lower" => char.IsLower(c),
        "space" => char.IsWhiteSpace(c),
        "blank" => c is ' ' or '\t',
        "punct" => char.IsPunctuation(c) || char.IsSymbol(c),
        "xdigit" => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F'),
        _ => false,
    };
}
