using System;
using System.Collections.Generic;

namespace DockerLint.Dockerfiles.Expansion;

/// <summary>
/// Variables and quotes in one word of a Dockerfile, as BuildKit's shell lexer reads them
/// (BK:frontend/dockerfile/shell/lex.go).
/// </summary>
public static class WordExpander
{
    /// <summary>
    /// Expands a word: quotes and escapes are removed, variables replaced, wildcards left alone. The result is one word,
    /// never split (see <see cref="ExpandedWord.Words"/> for the instructions that do).
    /// </summary>
    /// <param name="word">As it stands in the instruction.</param>
    /// <param name="variables">What the variables hold; it may say unknown.</param>
    /// <param name="escape">The escape character of the Dockerfile.</param>
    public static ExpandedWord Expand(string word, IVariables variables, char escape = '\\') =>
        Run(word, variables, escape, LexerOptions.None);

    /// <summary>Expands the body of an unquoted COPY or ADD heredoc: the escape is always <c>\</c>, quotes are ordinary.</summary>
    public static ExpandedWord ExpandHeredoc(string body, IVariables variables) =>
        Run(body, variables, '\\', LexerOptions.OrdinaryQuotes);

    /// <summary>Splits a line into words without touching quotes, escapes or variables; null when BuildKit could not.</summary>
    internal static IReadOnlyList<string>? SplitRaw(string line) =>
        Run(line, FixedVariables.None, '\\', LexerOptions.KeepQuotes | LexerOptions.KeepEscapes | LexerOptions.KeepUnset).Words;

    /// <summary>Removes the escapes of a heredoc's delimiter, and its quotes unless told; variables stay as they are.</summary>
    internal static IReadOnlyList<string>? SplitUnquoted(string text, bool keepQuotes) =>
        Run(text, FixedVariables.None, '\\', LexerOptions.KeepUnset | (keepQuotes ? LexerOptions.KeepQuotes : LexerOptions.None)).Words;

    private static ExpandedWord Run(string word, IVariables variables, char escape, LexerOptions options)
    {
        if (!IsSpecial(word, escape)) return ExpandedWord.Plain(word, SplitAtBlanks(word));
        return new ShellLexer(word, variables, escape, options).Run();
    }

    private static bool IsSpecial(string word, char escape)
    {
        // The scanner that BuildKit uses drops a byte-order mark at the start of what it reads.
        if (word.Length > 0 && word[0] == '\uFEFF') return true;
        foreach (char c in word)
        {
            if (c is '$' or '\'' or '"' or '<' || c == escape) return true;
        }

        return false;
    }

    private static string[] SplitAtBlanks(string word)
    {
        int blank = 0;
        while (blank < word.Length && !char.IsWhiteSpace(word[blank])) blank++;
        if (blank == word.Length) return word.Length == 0 ? [] : [word];
        return word.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }
}
