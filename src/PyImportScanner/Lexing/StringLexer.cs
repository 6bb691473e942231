using System;

namespace PyImportScanner.Lexing;

/// <summary>What the letters in front of a quote say (language reference, 2.4.1).</summary>
internal readonly record struct StringPrefix(int Length, bool IsRaw, bool IsBytes, bool IsFormatted, bool IsTemplate = false)
{
    /// <summary>Reads the prefix that ends at the quote at <paramref name="quote"/>: the whole name in front of it, or nothing.</summary>
    public static StringPrefix Before(ReadOnlySpan<byte> text, int quote)
    {
        int start = quote;
        while (start > 0 && quote - start < 3 && Ascii.IsNamePart(text[start - 1])) start--;
        int length = quote - start;
        if (length is 0 or > 2) return default;
        bool raw = false, bytes = false, formatted = false, template = false, plain = false;
        for (int i = start; i < quote; i++)
        {
            switch (text[i] | 0x20)
            {
                case 'r' when !raw: raw = true; break;
                case 'b' when !bytes: bytes = true; break;
                case 'f' when !formatted: formatted = true; break;
                case 't' when !formatted: formatted = template = true; break;
                case 'u' when length == 1: plain = true; break;
                default: return default;
            }
        }

        bool valid = plain || length == 1 || raw;
        return valid ? new StringPrefix(length, raw, bytes, formatted, template) : default;
    }
}

/// <summary>Finds where a string literal ends. Never recursive: nested f-strings live on an explicit stack.</summary>
internal ref struct StringLexer
{
    private readonly ReadOnlySpan<byte> text;
    private readonly SourceMap? map;
    private readonly bool grammarNests;
    private bool broken;
    private Level[]? levels;
    private int depth;

    private enum Mode : byte
    {
        Literal,
        Field,
        Spec,
    }

    private struct Level
    {
        public byte Quote;
        public bool Triple;
        public bool Raw;
        public Mode Mode;
        public int Brackets;
        public int Fields;
    }

    /// <param name="text">The whole source.</param>
    /// <param name="nested">f-strings nest as PEP 701 says (Python 3.12); else they end at the first matching quote.</param>
    /// <param name="map">Of the text; null where there is none.</param>
    public StringLexer(ReadOnlySpan<byte> text, bool nested, SourceMap? map = null)
    {
        this.text = text;
        this.map = map;
        grammarNests = nested;
    }

    /// <summary>The minor number of the Python 3 that the last string needs: 14 for t-strings, 12 for what PEP 701 allows; else 0.</summary>
    public int NeedsMinor { get; private set; }

    /// <summary>The last string was an f-string or a t-string.</summary>
    public bool IsFormatted { get; private set; }

    /// <summary>The last string did not end.</summary>
    public bool Unterminated { get; private set; }

    /// <summary>Offset behind the string whose opening quote is at <paramref name="quote"/>. An unterminated single-quoted
    /// string ends at its line, a triple-quoted one at the end of the text.</summary>
    public int Skip(int quote)
    {
        Unterminated = false;
        NeedsMinor = 0;
        StringPrefix prefix = StringPrefix.Before(text, quote);
        IsFormatted = prefix.IsFormatted;
        if (!prefix.IsFormatted || broken) return SkipPlain(quote);
        int end = SkipFormatted(quote);
        if (prefix.IsTemplate) NeedsMinor = 14;
        // One broken f-string makes nesting meaningless for the rest; falling back for good also keeps the time linear.
        broken = end < 0 || (!grammarNests && NeedsMinor > 0);
        if (end < 0 && !prefix.IsTemplate) NeedsMinor = 0;
        return end < 0 || !grammarNests ? SkipPlain(quote) : end;
    }

    private readonly bool IsTriple(int quote) =>
        quote + 2 < text.Length && text[quote + 1] == text[quote] && text[quote + 2] == text[quote];

    private int SkipPlain(int quote)
    {
        byte mark = text[quote];
        return IsTriple(quote) ? SkipTriple(quote + 3, mark) : SkipSingle(quote + 1, mark);
    }

    private int SkipTriple(int at, byte mark)
    {
        while (true)
        {
            int i = at < text.Length ? text.Slice(at).IndexOfAny(mark, (byte)'\\') : -1;
            if (i < 0)
            {
                Unterminated = true;
                return text.Length;
            }

            at += i;
            if (text[at] == '\\') at += 2;
            else if (IsTriple(at)) return at + 3;
            else at++;
        }
    }

    private int SkipSingle(int at, byte mark)
    {
        while (at < text.Length)
        {
            if (map is not null && (at = map.Next(text, at)) < 0)
            {
                at = text.Length;
                break;
            }

            byte b = text[at];
            if (b == mark) return at + 1;
            if (b is (byte)'\n' or (byte)'\r') break;
            if (b == '\\')
            {
                if (at + 1 < text.Length && text[at + 1] == '\r') at = Ascii.AfterNewline(text, at + 1);
                else at += 2;
                continue;
            }

            at++;
        }

        Unterminated = true;
        return Math.Min(at, text.Length);
    }

    private int SkipFormatted(int quote)
    {
        depth = 0;
        int at = Open(quote);
        while (at < text.Length)
        {
            // All that these steps look at is marked.
            if (map is not null && (at = map.Next(text, at)) < 0) return -1;
            at = levels![depth - 1].Mode == Mode.Field ? StepField(at) : StepLiteral(at);
            if (at < 0) return -1;
            if (depth == 0) return at;
        }

        return -1;
    }

    private int Open(int quote)
    {
        levels ??= new Level[4];
        if (depth == levels.Length) Array.Resize(ref levels, depth * 2);
        bool triple = IsTriple(quote);
        levels[depth++] = new Level { Quote = text[quote], Triple = triple, Raw = StringPrefix.Before(text, quote).IsRaw };
        return quote + (triple ? 3 : 1);
    }

    // Literal text, or a format specification, which is literal text in which braces are not doubled.
    private int StepLiteral(int at)
    {
        ref Level level = ref levels![depth - 1];
        byte b = text[at];
        if (b == level.Quote)
        {
            if (level.Triple && !IsTriple(at)) return at + 1;
            if (level.Fields > 0) return -1;
            depth--;
            return at + (level.Triple ? 3 : 1);
        }

        switch (b)
        {
            case (byte)'\n' or (byte)'\r':
                return level.Triple ? at + 1 : -1;
            case (byte)'\\':
                return Escape(at);
            case (byte)'{':
                if (level.Mode == Mode.Literal && at + 1 < text.Length && text[at + 1] == '{') return at + 2;
                level.Fields++;
                level.Brackets = 0;
                level.Mode = Mode.Field;
                return at + 1;
            case (byte)'}':
                if (level.Mode == Mode.Spec) CloseField(ref level);
                return at + 1;
            default:
                return at + 1;
        }
    }

    private readonly int Escape(int at)
    {
        if (at + 1 >= text.Length) return at + 1;
        byte next = text[at + 1];
        if (next is (byte)'{' or (byte)'}') return at + 1;
        if (next == '\r') return Ascii.AfterNewline(text, at + 1);
        bool isNamed = next == 'N' && at + 2 < text.Length && text[at + 2] == '{' && !levels![depth - 1].Raw;
        if (!isNamed) return at + 2;
        int close = text.Slice(at).IndexOfAny((byte)'}', (byte)'\n');
        return close < 0 ? at + 2 : at + close + 1;
    }

    private static void CloseField(ref Level level)
    {
        level.Fields--;
        level.Mode = level.Fields > 0 ? Mode.Spec : Mode.Literal;
    }

    private int StepField(int at)
    {
        ref Level level = ref levels![depth - 1];
        switch (text[at])
        {
            case (byte)'\'' or (byte)'"':
                NoteReuse(at, at + 1);
                if (StringPrefix.Before(text, at).IsFormatted) return Open(at);
                int end = SkipPlain(at);
                NoteReuse(at, Math.Min(end, text.Length));
                if (!Unterminated) return end;
                Unterminated = false;
                return -1;
            case (byte)'#':
                NeedsMinor = Math.Max(NeedsMinor, 12);
                return Ascii.EndOfLine(text, at);
            case (byte)'\\':
                NeedsMinor = Math.Max(NeedsMinor, 12);
                return at + 1;
            case (byte)'(' or (byte)'[' or (byte)'{':
                level.Brackets++;
                return at + 1;
            case (byte)')' or (byte)']':
                level.Brackets--;
                return level.Brackets < 0 ? -1 : at + 1;
            case (byte)'}':
                if (level.Brackets > 0) level.Brackets--;
                else CloseField(ref level);
                return at + 1;
            case (byte)':' when level.Brackets == 0:
                level.Mode = Mode.Spec;
                return at + 1;
            default:
                return at + 1;
        }
    }

    // Before PEP 701 a string in a field could hold neither a backslash nor a quote that ends a string around it.
    private void NoteReuse(int from, int to)
    {
        ReadOnlySpan<byte> part = text.Slice(from, to - from);
        bool newer = part.IndexOf((byte)'\\') >= 0;
        for (int i = 0; i < depth && !newer; i++)
        {
            ref Level level = ref levels![i];
            int quote = part.IndexOf(level.Quote);
            newer = quote >= 0 && (!level.Triple || IsTriple(from + quote));
        }

        if (newer) NeedsMinor = Math.Max(NeedsMinor, 12);
    }
}
