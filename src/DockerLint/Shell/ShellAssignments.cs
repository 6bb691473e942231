using System.Collections.Generic;

namespace DockerLint.Shell;

/// <summary>Tells <c>name=value</c> from other words.</summary>
public static class ShellAssignments
{
    /// <summary>The assignment that a word is (also of <c>export</c>, <c>local</c>, <c>env</c>); null when it is none.</summary>
    public static ShellAssignment? TryRead(ShellWord word)
    {
        if (word.Parts.Count == 0 || word.Parts[0] is not LiteralPart { Quoted: false } first) return null;
        int equals = first.Text.IndexOf('=');
        if (equals <= 0) return null;
        bool appends = first.Text[equals - 1] == '+';
        int end = appends ? equals - 1 : equals;
        int bracket = first.Text.IndexOf('[');
        if (bracket > 0 && bracket < end && first.Text[end - 1] == ']') end = bracket;
        if (!ShellNames.IsName(first.Text, 0, end)) return null;
        string name = first.Text.Substring(0, end);
        if (word.Parts.Count > 1 && word.Parts[word.Parts.Count - 1] is ArrayPart array)
            return new ShellAssignment(name, null, appends, array.Elements, word.Span);
        return new ShellAssignment(name, Value(word, first.Text.Substring(equals + 1)), appends, null, word.Span);
    }

    private static ShellWord Value(ShellWord word, string rest)
    {
        var parts = new List<WordPart>(word.Parts.Count);
        if (rest.Length > 0) parts.Add(new LiteralPart(rest, false));
        for (int i = 1; i < word.Parts.Count; i++) parts.Add(word.Parts[i]);
        return new ShellWord(parts.ToArray(), word.Source.Substring(word.Source.IndexOf('=') + 1), word.Span);
    }
}
