using System.Collections.Generic;
using System.Globalization;

namespace DockerLint.Shell;

/// <summary>bash's brace expansion: <c>{a,b}</c> and <c>{1..3}</c>, before every other expansion, purely textual.</summary>
internal static class ShellBraces
{
    private const int MaximumWords = 256;
    private const int MaximumDepth = 16;

    public static bool MayExpand(ShellWord word)
    {
        for (int i = 0; i < word.Parts.Count; i++)
        {
            if (word.Parts[i] is LiteralPart { Quoted: false } literal && literal.Text.IndexOf('{') >= 0) return true;
        }

        return false;
    }

    public static List<ShellWord> Expand(ShellWord word)
    {
        var atoms = new List<WordPart>();
        foreach (WordPart part in word.Parts)
        {
            if (part is not LiteralPart { Quoted: false } literal) atoms.Add(part);
            else foreach (char c in literal.Text) atoms.Add(new LiteralPart(c.ToString(), false));
        }

        var result = new List<ShellWord>();
        foreach (List<WordPart> parts in Expand(atoms, 0))
            result.Add(new ShellWord(Join(parts), word.Source, word.Span));
        return result;
    }

    private static List<List<WordPart>> Expand(List<WordPart> atoms, int depth)
    {
        if (depth >= MaximumDepth || Find(atoms) is not { } brace) return [atoms];
        List<WordPart> before = atoms.GetRange(0, brace.Open);
        List<List<WordPart>> tails = Expand(atoms.GetRange(brace.Close + 1, atoms.Count - brace.Close - 1), depth + 1);
        var result = new List<List<WordPart>>();
        foreach (List<WordPart> alternative in Alternatives(atoms, brace))
        {
            foreach (List<WordPart> middle in Expand(alternative, depth + 1))
            {
                foreach (List<WordPart> tail in tails)
                {
                    if (result.Count >= MaximumWords) return result;
                    result.Add([.. before, .. middle, .. tail]);
                }
            }
        }

        return result;
    }

    private sealed record Brace(int Open, int Close, List<int> Commas);

    // The first brace that closes and holds a comma or a range; others are ordinary characters.
    private static Brace? Find(List<WordPart> atoms)
    {
        int tries = 0;
        for (int open = 0; open < atoms.Count && tries < MaximumDepth; open++)
        {
            if (!IsChar(atoms[open], '{')) continue;
            tries++;
            int depth = 0;
            var commas = new List<int>();
            for (int i = open; i < atoms.Count; i++)
            {
                if (IsChar(atoms[i], '{')) depth++;
                else if (depth == 1 && IsChar(atoms[i], ',')) commas.Add(i);
                else if (IsChar(atoms[i], '}') && --depth == 0)
                {
                    if (commas.Count > 0 || Range(atoms, open, i) is not null) return new Brace(open, i, commas);
                    break;
                }
            }
        }

        return null;
    }

    private static List<List<WordPart>> Alternatives(List<WordPart> atoms, Brace brace)
    {
        if (brace.Commas.Count == 0) return Range(atoms, brace.Open, brace.Close)!;
        var result = new List<List<WordPart>>();
        int start = brace.Open + 1;
        foreach (int comma in brace.Commas)
        {
            result.Add(atoms.GetRange(start, comma - start));
            start = comma + 1;
        }

        result.Add(atoms.GetRange(start, brace.Close - start));
        return result;
    }

    private static List<List<WordPart>>? Range(List<WordPart> atoms, int open, int close)
    {
        string text = "";
        for (int i = open + 1; i < close; i++)
        {
            if (atoms[i] is not LiteralPart { Quoted: false } literal || text.Length > 16) return null;
            text += literal.Text;
        }

        int dots = text.IndexOf("..", System.StringComparison.Ordinal);
        if (dots <= 0) return null;
        string low = text.Substring(0, dots), high = text.Substring(dots + 2);
        bool letters = low.Length == 1 && high.Length == 1 && char.IsLetter(low[0]) && char.IsLetter(high[0]);
        int from, to;
        if (letters) (from, to) = (low[0], high[0]);
        else if (!Number(low, out from) || !Number(high, out to)) return null;
        var result = new List<List<WordPart>>();
        int step = from <= to ? 1 : -1;
        for (int i = from; result.Count < MaximumWords; i += step)
        {
            string item = letters ? ((char)i).ToString() : i.ToString(CultureInfo.InvariantCulture);
            result.Add([new LiteralPart(item, false)]);
            if (i == to) break;
        }

        return result;
    }

    private static bool Number(string text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static bool IsChar(WordPart part, char c) =>
        part is LiteralPart { Quoted: false, Text.Length: 1 } literal && literal.Text[0] == c;

    private static WordPart[] Join(List<WordPart> atoms)
    {
        var parts = new List<WordPart>();
        var text = new System.Text.StringBuilder();
        foreach (WordPart atom in atoms)
        {
            if (atom is LiteralPart { Quoted: false } literal)
            {
                text.Append(literal.Text);
                continue;
            }

            if (text.Length > 0) parts.Add(new LiteralPart(text.ToString(), false));
            text.Clear();
            parts.Add(atom);
        }

        if (text.Length > 0) parts.Add(new LiteralPart(text.ToString(), false));
        return parts.ToArray();
    }
}
