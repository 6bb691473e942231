using System.Collections.Generic;
using System.Globalization;
using DockerLint.Dockerfiles.Expansion;

namespace DockerLint.Dockerfiles.Parsing;

/// <summary>A word that opens a heredoc: <c>3&lt;&lt;-"EOF"</c>.</summary>
/// <param name="Name">The delimiter without quotes.</param>
/// <param name="Expands">No part of it was quoted.</param>
/// <param name="Chomps">Leading tabs are removed.</param>
/// <param name="FileDescriptor">The number in front, or 0.</param>
internal sealed record HeredocWord(string Name, bool Expands, bool Chomps, int FileDescriptor)
{
    /// <summary>The heredocs that a logical line opens, in order.</summary>
    public static List<HeredocWord> OfLine(string line)
    {
        var found = new List<HeredocWord>();
        foreach (string word in WordExpander.SplitRaw(line) ?? [])
        {
            if (Parse(word) is { } heredoc) found.Add(heredoc);
        }

        return found;
    }

    /// <summary>A word as heredoc, or null: <c>^(\d*)&lt;&lt;(-?)\s*([^&lt;]*)$</c> with a one-word rest.</summary>
    public static HeredocWord? Parse(string word)
    {
        int digits = 0;
        while (digits < word.Length && word[digits] is >= '0' and <= '9') digits++;
        if (string.CompareOrdinal(word, digits, "<<", 0, 2) != 0) return null;
        int place = digits + 2;
        bool chomps = place < word.Length && word[place] == '-';
        if (chomps) place++;
        while (place < word.Length && word[place] is ' ' or '\t' or '\n' or '\r' or '\f') place++;
        string rest = word.Substring(place);
        if (rest.Length == 0 || rest.IndexOf('<') >= 0) return null;
        if (WordExpander.SplitUnquoted(rest, keepQuotes: false) is not { Count: 1 } plain
            || WordExpander.SplitUnquoted(rest, keepQuotes: true) is not { Count: 1 } quoted)
            return null;
        if (!int.TryParse(word.Substring(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out int descriptor)) descriptor = 0;
        return new HeredocWord(plain[0], Quotes(plain[0]) == Quotes(quoted[0]), chomps, descriptor);
    }

    private static int Quotes(string text)
    {
        int count = 0;
        foreach (char c in text)
        {
            if (c is '\'' or '"') count++;
        }

        return count;
    }
}
