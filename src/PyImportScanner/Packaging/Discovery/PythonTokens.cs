using System.Collections.Generic;

namespace PyImportScanner.Packaging.Discovery;

/// <summary>The kinds of tokens that setup.py is cut into.</summary>
internal enum PythonTokenKind : byte
{
    Name,
    String,
    Other,
    End,
}

/// <summary>A token of setup.py; strings decoded, formatted ones as <see cref="PythonTokenKind.Other"/>.</summary>
internal readonly record struct PythonToken(PythonTokenKind Kind, string Text, int Line, bool StartsLine);

/// <summary>Cuts Python source into names, strings and single characters: enough to find literals, never more.</summary>
internal static class PythonTokens
{
    public static List<PythonToken> Read(string text)
    {
        var tokens = new List<PythonToken>();
        int at = 0, line = 1;
        bool atLineStart = true;
        while (at < text.Length)
        {
            char c = text[at];
            if (c == '\n')
            {
                line++;
                atLineStart = true;
                at++;
            }
            else if (c == '#')
            {
                int end = text.IndexOf('\n', at);
                at = end < 0 ? text.Length : end;
            }
            else if (c is ' ' or '\t' or '\r' or '\\' or '\f')
            {
                atLineStart &= c is '\r';
                at++;
            }
            else
            {
                int tokenLine = line;
                (PythonTokenKind kind, string value) = ReadToken(text, ref at, ref line);
                tokens.Add(new PythonToken(kind, value, tokenLine, atLineStart));
                atLineStart = false;
            }
        }

        return tokens;
    }

    private static (PythonTokenKind, string) ReadToken(string text, ref int at, ref int line)
    {
        int start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_')) at++;
        string word = text.Substring(start, at - start);
        bool isString = at < text.Length && text[at] is '"' or '\'' && IsPrefix(word);
        if (isString)
        {
            string value = PythonString.Read(text, ref at, ref line, isRaw: word.IndexOfAny(['r', 'R']) >= 0, out bool isExact);
            bool isPlain = isExact && word.IndexOfAny(['f', 'F', 'b', 'B', 't', 'T']) < 0;
            return (isPlain ? PythonTokenKind.String : PythonTokenKind.Other, value);
        }

        if (word.Length > 0) return (char.IsDigit(word[0]) ? PythonTokenKind.Other : PythonTokenKind.Name, word);
        return (PythonTokenKind.Other, text[at++].ToString());
    }

    private static bool IsPrefix(string word) => word.Length <= 2 && word.Trim('r', 'R', 'u', 'U', 'f', 'F', 'b', 'B', 't', 'T').Length == 0;
}
