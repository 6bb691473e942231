using System.Collections.Generic;
using System.Text;

namespace DockerLint.Dockerfiles.Parsing;

/// <summary>The ways of BuildKit to cut arguments into words (BK:frontend/dockerfile/parser/line_parsers.go).</summary>
internal static class WordSplitter
{
    /// <summary>Is <paramref name="c"/> a blank between arguments: <c>[\t\v\f\r ]</c>.</summary>
    public static bool IsArgumentBlank(char c) => c is '\t' or '\v' or '\f' or '\r' or ' ';

    /// <summary>At blanks; quotes and escapes are ordinary.</summary>
    public static List<Word> AtBlanks(LogicalLine line, int from, int to)
    {
        var words = new List<Word>();
        for (int start = from; from < to;)
        {
            int end = start;
            while (end < to && !IsArgumentBlank(line.Text[end])) end++;
            words.Add(new Word(line.Text.Substring(start, end - start), line.Span(start, end)));
            if (end >= to) break;
            start = end;
            while (start < to && IsArgumentBlank(line.Text[start])) start++;
        }

        return words;
    }

    /// <summary>At white space outside quotes; quotes and escapes stay in the words.</summary>
    public static List<Word> Quoted(LogicalLine line, int from, int to, char escape)
    {
        var words = new List<Word>();
        string text = line.Text;
        for (int place = from; ;)
        {
            while (place < to && char.IsWhiteSpace(text[place])) place++;
            if (place >= to) return words;
            int start = place;
            string word = ReadQuoted(text, ref place, to, escape, out bool quoted);
            if (quoted || word.Length > 0) words.Add(new Word(word, line.Span(start, place)));
        }
    }

    private static string ReadQuoted(string text, ref int place, int to, char escape, out bool quoted)
    {
        var word = new StringBuilder();
        char quote = '\0';
        quoted = false;
        for (; place < to; place++)
        {
            char c = text[place];
            if (quote == '\0' && char.IsWhiteSpace(c)) break;
            if (quote == '\0' && c is '\'' or '"')
            {
                quote = c;
                quoted = true;
            }
            else if (c == quote && quote != '\0') quote = '\0';
            else if (c == escape && quote != '\'')
            {
                // The last character of the line escapes nothing and is dropped.
                if (place + 1 == to) continue;
                word.Append(c);
                c = text[++place];
            }

            word.Append(c);
        }

        return word.ToString();
    }
}
