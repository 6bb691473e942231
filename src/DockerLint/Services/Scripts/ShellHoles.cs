using System.Text;
using DockerLint.Services.Evidence;

namespace DockerLint.Services.Scripts;

/// <summary>The text of an unknown word: what the shell would put in stands in it as it was written.</summary>
internal static class ShellHoles
{
    /// <summary>The text with <c>$X</c>, <c>${X…}</c>, <c>$( … )</c> and back quotes as holes.</summary>
    public static string Of(string text)
    {
        var result = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (Holes.End(text, i) is > 0 and var hole)
            {
                // Is one already, from the value of another variable.
                result.Append(text, i, hole - i);
                i = hole - 1;
                continue;
            }

            int end = text[i] == '`' ? text.IndexOf('`', i + 1) + 1 : text[i] == '$' ? End(text, i + 1) : 0;
            if (end <= i + 1)
            {
                result.Append(text[i]);
                continue;
            }

            result.Append(Holes.Make(Name(text.Substring(i + 1, end - i - 1))));
            i = end - 1;
        }

        return result.ToString();
    }

    private static string Name(string source)
    {
        int start = source.Length > 0 && source[0] == '{' ? 1 : 0;
        int end = start;
        while (end < source.Length && IsNamePart(source[end])) end++;
        return end > start ? source.Substring(start, end - start) : source;
    }

    private static int End(string text, int at)
    {
        if (at >= text.Length) return 0;
        char open = text[at];
        if (open is '{' or '(')
        {
            char close = open == '{' ? '}' : ')';
            int depth = 0;
            for (int i = at; i < text.Length; i++)
            {
                if (text[i] == open) depth++;
                else if (text[i] == close && --depth == 0) return i + 1;
            }

            return 0;
        }

        int end = at;
        while (end < text.Length && IsNamePart(text[end])) end++;
        return end > at ? end : open is '@' or '*' or '#' or '?' ? at + 1 : 0;
    }

    private static bool IsNamePart(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_';
}
