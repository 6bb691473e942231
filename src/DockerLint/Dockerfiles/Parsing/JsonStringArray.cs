using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace DockerLint.Dockerfiles.Parsing;

/// <summary>What the text of an argument is as JSON.</summary>
internal enum JsonForm
{
    /// <summary>Not a JSON array: the instruction falls back to its other form.</summary>
    None,

    /// <summary>An array of strings.</summary>
    Strings,

    /// <summary>A JSON array with something else in it: an error.</summary>
    OtherElements,
}

/// <summary>The exec form: RFC 8259 and nothing more, as Go's encoding/json reads it.</summary>
internal sealed class JsonStringArray
{
    // Go's decoder gives up here, and the instruction falls back to its shell form.
    private const int MaximumDepth = 10000;

    private readonly string text;
    private readonly int end;
    private int place;

    private JsonStringArray(string text, int from, int to)
    {
        this.text = text;
        place = from;
        end = to;
    }

    /// <summary>Reads an array.</summary>
    /// <param name="line">The logical line.</param>
    /// <param name="from">Where the arguments begin.</param>
    /// <param name="to">Where they end.</param>
    /// <param name="words">The strings, decoded.</param>
    public static JsonForm Read(LogicalLine line, int from, int to, out List<Word> words)
    {
        words = [];
        if (from >= to || line.Text[from] != '[') return JsonForm.None;
        var reader = new JsonStringArray(line.Text, from, to);
        bool onlyStrings = true;
        if (!reader.ReadArray(line, words, ref onlyStrings)) return JsonForm.None;
        return onlyStrings ? JsonForm.Strings : JsonForm.OtherElements;
    }

    private bool ReadArray(LogicalLine line, List<Word> words, ref bool onlyStrings)
    {
        place++;
        SkipBlanks();
        if (!Take(']'))
        {
            do
            {
                SkipBlanks();
                int start = place;
                if (place < end && text[place] == '"')
                {
                    if (ReadString() is not { } value) return false;
                    words.Add(new Word(value, line.Span(start, place)));
                }
                else
                {
                    onlyStrings = false;
                    if (!SkipValue()) return false;
                }

                SkipBlanks();
            }
            while (Take(','));
            if (!Take(']')) return false;
        }

        SkipBlanks();
        return place == end;
    }

    // Iterative: a stranger's file may nest as deep as it likes.
    private bool SkipValue()
    {
        var open = new Stack<char>();
        do
        {
            SkipBlanks();
            if (place >= end) return false;
            char c = text[place];
            if (c is '[' or '{')
            {
                place++;
                open.Push(c);
                if (open.Count >= MaximumDepth) return false;
                SkipBlanks();
                if (!Take(c == '[' ? ']' : '}'))
                {
                    if (c == '{' && !SkipKey()) return false;
                    continue;
                }

                open.Pop();
            }
            else if (!SkipScalar(c)) return false;

            if (!CloseOrContinue(open)) return false;
        }
        while (open.Count > 0);
        return true;
    }

    // Behind a value: closes what ends here; false when neither an end nor a comma follows.
    private bool CloseOrContinue(Stack<char> open)
    {
        while (open.Count > 0)
        {
            SkipBlanks();
            if (Take(',')) return open.Peek() == '[' || SkipKey();
            if (!Take(open.Peek() == '[' ? ']' : '}')) return false;
            open.Pop();
        }

        return true;
    }

    private bool SkipKey()
    {
        SkipBlanks();
        if (place >= end || text[place] != '"' || ReadString() is null) return false;
        SkipBlanks();
        return Take(':');
    }

    private bool SkipScalar(char c) => c switch
    {
        '"' => ReadString() is not null,
        't' => TakeWord("true"),
        'f' => TakeWord("false"),
        'n' => TakeWord("null"),
        _ => SkipNumber(),
    };

    private bool SkipNumber()
    {
        Take('-');
        if (!Take('0') && !SkipDigits()) return false;
        if (Take('.') && !SkipDigits()) return false;
        if (!Take('e') && !Take('E')) return true;
        if (!Take('+')) Take('-');
        return SkipDigits();
    }

    private bool SkipDigits()
    {
        int start = place;
        while (place < end && text[place] is >= '0' and <= '9') place++;
        return place > start;
    }

    private string? ReadString()
    {
        place++;
        int start = place;
        while (place < end && text[place] is not ('"' or '\\') && text[place] >= ' ') place++;
        if (place < end && text[place] == '"') return text.Substring(start, place++ - start);
        var value = new StringBuilder(text, start, place - start, place - start + 16);
        while (place < end)
        {
            char c = text[place++];
            if (c == '"') return ReplaceLoneSurrogates(value);
            if (c < ' ') return null;
            if (c != '\\') value.Append(c);
            else if (ReadEscape() is { } escaped) value.Append(escaped);
            else return null;
        }

        return null;
    }

    private char? ReadEscape()
    {
        if (place >= end) return null;
        char c = text[place++];
        switch (c)
        {
            case '"' or '\\' or '/': return c;
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when place + 4 <= end && ushort.TryParse(
                text.Substring(place, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit):
                place += 4;
                return (char)unit;
            default: return null;
        }
    }

    private static string ReplaceLoneSurrogates(StringBuilder value)
    {
        for (int i = 0; i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i])) continue;
            if (char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1])) i++;
            else value[i] = '\uFFFD';
        }

        return value.ToString();
    }

    private bool TakeWord(string word)
    {
        if (place + word.Length > end || string.CompareOrdinal(text, place, word, 0, word.Length) != 0) return false;
        place += word.Length;
        return true;
    }

    private bool Take(char c)
    {
        if (place >= end || text[place] != c) return false;
        place++;
        return true;
    }

    private void SkipBlanks()
    {
        while (place < end && text[place] is ' ' or '\t' or '\n' or '\r') place++;
    }
}
