using System;
using System.Text;
using DockerLint.Services.Evidence;

namespace DockerLint.Services.Compose;

/// <summary>Compose's interpolation: <c>$X</c>, <c>${X}</c>, <c>${X:-d}</c>, <c>${X-d}</c>, <c>${X:?e}</c>, <c>${X:+a}</c>, <c>$$</c>.</summary>
internal static class Interpolation
{
    private const int MaximumDepth = 8;

    /// <summary>The text with what is known; a variable without value and default becomes a hole.</summary>
    public static string Expand(string text, Func<string, string?> variable) => text.IndexOf('$') < 0 ? text : Expand(text, variable, 0);

    private static string Expand(string text, Func<string, string?> variable, int depth)
    {
        var result = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '$' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }

            char next = text[i + 1];
            if (next == '$')
            {
                result.Append('$');
                i++;
            }
            else if (next == '{' && End(text, i + 2) is var end and > 0)
            {
                result.Append(Braced(text.Substring(i + 2, end - i - 2), variable, depth));
                i = end;
            }
            else if (IsNameStart(next))
            {
                int stop = i + 1;
                while (stop < text.Length && IsNamePart(text[stop])) stop++;
                string name = text.Substring(i + 1, stop - i - 1);
                result.Append(variable(name) ?? Holes.Make(name));
                i = stop - 1;
            }
            else
            {
                result.Append('$');
            }
        }

        return result.ToString();
    }

    private static int End(string text, int at)
    {
        int depth = 1;
        for (int i = at; i < text.Length; i++)
        {
            if (text[i] == '{' && text[i - 1] == '$') depth++;
            else if (text[i] == '}' && --depth == 0) return i;
        }

        return -1;
    }

    private static string Braced(string body, Func<string, string?> variable, int depth)
    {
        int end = 0;
        while (end < body.Length && IsNamePart(body[end])) end++;
        string name = body.Substring(0, end);
        string? value = variable(name);
        if (end == body.Length || depth >= MaximumDepth) return value ?? Holes.Make(name);
        bool colon = body[end] == ':';
        int at = colon ? end + 1 : end;
        if (at >= body.Length) return value ?? Holes.Make(name);
        bool isSet = value is not null && !(colon && value.Length == 0);
        string operand = body.Substring(at + 1);
        return body[at] switch
        {
            '-' => isSet ? value! : Expand(operand, variable, depth + 1),
            '+' => isSet ? Expand(operand, variable, depth + 1) : "",
            _ => isSet ? value! : Holes.Make(name),
        };
    }

    private static bool IsNameStart(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_';

    private static bool IsNamePart(char c) => IsNameStart(c) || c is >= '0' and <= '9';
}
