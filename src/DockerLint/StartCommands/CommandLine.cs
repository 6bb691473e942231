using System.Collections.Generic;
using System.Text;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>Command lines as text.</summary>
public static class CommandLine
{
    /// <summary>
    /// Splits like a shell but without one (Python's <c>shlex.split</c>): compose <c>command:</c> strings, supervisord,
    /// GUNICORN_CMD_ARGS. An open quote reaches to the end.
    /// </summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        bool inWord = false;
        char quote = '\0';
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool escapes = c == '\\' && quote != '\'' && i + 1 < text.Length;
            if (escapes && (quote == '\0' || text[i + 1] is '"' or '\\'))
            {
                i++;
                inWord = true;
                if (text[i] != '\n') word.Append(text[i]);
            }
            else if (quote != '\0')
            {
                if (c == quote) quote = '\0';
                else word.Append(c);
            }
            else if (c is '\'' or '"')
            {
                quote = c;
                inWord = true;
            }
            else if (c is ' ' or '\t' or '\n' or '\r')
            {
                if (inWord) words.Add(word.ToString());
                word.Clear();
                inWord = false;
            }
            else
            {
                word.Append(c);
                inWord = true;
            }
        }

        if (inWord) words.Add(word.ToString());
        return words;
    }

    /// <summary>Words as a person would type them.</summary>
    public static string Join(IEnumerable<ExpandedWord> words)
    {
        var text = new StringBuilder();
        foreach (ExpandedWord word in words)
        {
            if (text.Length > 0) text.Append(' ');
            text.Append(word.IsKnown && NeedsQuotes(word.Text) ? "'" + word.Text.Replace("'", "'\\''") + "'" : word.Text);
        }

        return text.ToString();
    }

    internal static List<ExpandedWord> Known(IEnumerable<string> words)
    {
        var result = new List<ExpandedWord>();
        foreach (string word in words) result.Add(ExpandedWord.Known(word));
        return result;
    }

    private static bool NeedsQuotes(string text)
    {
        if (text.Length == 0) return true;
        foreach (char c in text)
        {
            if (c is ' ' or '\t' or '\n' or '\'' or '"' or '$' or ';' or '&' or '|' or '<' or '>' or '(' or ')' or '*' or '`' or '\\')
                return true;
        }

        return false;
    }
}
