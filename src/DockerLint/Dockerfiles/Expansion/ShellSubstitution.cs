using System;
using System.Text;

namespace DockerLint.Dockerfiles.Expansion;

/// <summary>What <c>${x#p}</c>, <c>${x%p}</c> and <c>${x/p/r}</c> make of a known value.</summary>
internal static class ShellSubstitution
{
    // All matches together: a hostile pattern must not cost more than a blink.
    private const long MaximumWork = 1L << 24;
    private const string TooLong = "its pattern is too long to follow";

    public static Piece TrimPrefix(string pattern, string value, bool greedy, out string? error)
    {
        int[] text = ShellPattern.CodePoints(value);
        int? end = MatchStart(pattern, text, greedy, out error);
        if (error is not null) return Piece.Empty;
        if (end is null) return Piece.Unknown(TooLong);
        return new Piece(end < 0 ? value : ShellPattern.Text(text, end.Value, text.Length));
    }

    /// <summary>As BuildKit does it: both texts reversed, then the prefix.</summary>
    public static Piece TrimSuffix(string pattern, string value, bool greedy, out string? error)
    {
        int[] text = ShellPattern.CodePoints(value);
        Array.Reverse(text);
        int[] reversed = Reversed(ShellPattern.CodePoints(pattern));
        int? end = MatchStart(ShellPattern.Text(reversed, 0, reversed.Length), text, greedy, out error);
        if (error is not null) return Piece.Empty;
        if (end is null) return Piece.Unknown(TooLong);
        if (end < 0) return new Piece(value);
        Array.Reverse(text);
        return new Piece(ShellPattern.Text(text, 0, text.Length - end.Value));
    }

    public static Piece Replace(string pattern, string replacement, string value, bool all, out string? error)
    {
        ShellPattern? compiled = Parse(pattern, greedy: true, out error);
        if (compiled is null) return Piece.Empty;
        int[] text = ShellPattern.CodePoints(value);
        return all ? ReplaceAll(compiled, replacement, text, pattern.Length) : ReplaceFirst(compiled, replacement, text, pattern.Length);
    }

    private static int? MatchStart(string pattern, int[] text, bool greedy, out string? error)
    {
        ShellPattern? compiled = Parse(pattern, greedy, out error);
        return compiled is null ? -1 : compiled.MatchAt(text, 0);
    }

    private static ShellPattern? Parse(string pattern, bool greedy, out string? error)
    {
        ShellPattern? compiled = ShellPattern.Parse(ShellPattern.CodePoints(pattern), greedy, out error);
        if (error is not null) error = "invalid pattern (" + pattern + ") in substitution: " + error;
        return compiled;
    }

    private static Piece ReplaceFirst(ShellPattern pattern, string replacement, int[] text, int cost)
    {
        long work = 0;
        for (int start = 0; start <= text.Length; start++)
        {
            work += (long)(cost + 1) * (text.Length - start + 1);
            if (work > MaximumWork || pattern.MatchAt(text, start) is not { } end) return Piece.Unknown(TooLong);
            if (end < 0) continue;
            return new Piece(ShellPattern.Text(text, 0, start) + replacement + ShellPattern.Text(text, end, text.Length));
        }

        return new Piece(ShellPattern.Text(text, 0, text.Length));
    }

    // Go's Regexp.ReplaceAllString: an empty match directly behind a match does not count.
    private static Piece ReplaceAll(ShellPattern pattern, string replacement, int[] text, int cost)
    {
        var result = new PieceBuilder();
        long work = 0;
        int lastEnd = 0;
        for (int start = 0; start <= text.Length;)
        {
            work += (long)(cost + 1) * (text.Length - start + 1);
            if (work > MaximumWork || pattern.MatchAt(text, start) is not { } end) return Piece.Unknown(TooLong);
            if (end < 0)
            {
                start++;
                continue;
            }

            result.Add(ShellPattern.Text(text, lastEnd, start));
            if (end > lastEnd || start == 0) result.Add(Template(replacement, ShellPattern.Text(text, start, end)));
            lastEnd = end;
            start = Math.Max(end, start + 1);
        }

        result.Add(ShellPattern.Text(text, lastEnd, text.Length));
        return result.ToPiece();
    }

    private static int[] Reversed(int[] pattern)
    {
        var reversed = new int[pattern.Length];
        int last = pattern.Length - 1;
        for (int i = 0; i <= last; i++)
        {
            int place = last - i;
            if (pattern[i] == '\\' && i < last)
            {
                reversed[place - 1] = '\\';
                reversed[place] = pattern[++i];
            }
            else reversed[place] = pattern[i];
        }

        return reversed;
    }

    // The replacement of `//` is a template of Go's regexp package: $0 is the match, other names are empty groups.
    private static string Template(string template, string match)
    {
        if (template.IndexOf('$') < 0) return template;
        var result = new StringBuilder();
        for (int i = 0; i < template.Length; i++)
        {
            if (template[i] != '$')
            {
                result.Append(template[i]);
                continue;
            }

            if (i + 1 < template.Length && template[i + 1] == '$')
            {
                result.Append('$');
                i++;
                continue;
            }

            int end = GroupEnd(template, i + 1, out string name);
            if (end < 0)
            {
                result.Append('$');
                continue;
            }

            if (name == "0") result.Append(match);
            i = end - 1;
        }

        return result.ToString();
    }

    private static int GroupEnd(string template, int from, out string name)
    {
        name = "";
        bool brace = from < template.Length && template[from] == '{';
        int start = brace ? from + 1 : from;
        int end = start;
        while (end < template.Length && (char.IsLetterOrDigit(template, end) || template[end] == '_'))
            end += char.IsHighSurrogate(template[end]) ? 2 : 1;
        if (end == start || (brace && (end >= template.Length || template[end] != '}'))) return -1;
        name = template.Substring(start, end - start);
        return brace ? end + 1 : end;
    }
}
