using System;
using System.Collections.Generic;
using System.Globalization;

namespace DockerLint.Dockerfiles.Expansion;

/// <summary>One pass over one word. Errors end it; an unknown value does not, so that errors behind it are still found.</summary>
internal sealed class ShellLexer(string source, IVariables variables, char escape, LexerOptions options)
{
    // Deeper than any person writes; the stack of a compiler thread is small.
    private const int MaximumDepth = 200;
    private const int End = -1;
    private const string MissingBrace = "syntax error: missing '}'";

    private readonly HashSet<string> unmatched = new(StringComparer.Ordinal);
    private readonly WordList words = new();
    private bool keepEscapes = (options & LexerOptions.KeepEscapes) != 0;
    private int place;
    private int depth;
    private string? error;
    private bool tooDeep;

    public ExpandedWord Run()
    {
        if (source.Length > 0 && source[0] == '\uFEFF') place = 1;
        Piece result = ReadUntil(End, keepEscapes);
        if (tooDeep)
            return new ExpandedWord { UnknownBecause = "its substitutions are nested too deeply to follow" };
        if (error is not null)
            return new ExpandedWord { Error = "failed to process " + GoQuote.Quote(source) + ": " + error, Unmatched = unmatched };
        return new ExpandedWord
        {
            Value = result.Cause is null ? result.Text : null,
            KnownPrefix = result.Text,
            Words = result.Cause is null ? words.ToWords() : null,
            UnknownBecause = result.Cause,
            Unmatched = unmatched,
        };
    }

    private bool Has(LexerOptions option) => (options & option) != 0;

    private int Peek() => place < source.Length ? source[place] : End;

    private int Next() => place < source.Length ? source[place++] : End;

    private Piece Fail(string message)
    {
        error ??= message;
        return Piece.Empty;
    }

    private Piece ReadUntil(int stop, bool raw)
    {
        bool before = keepEscapes;
        keepEscapes = raw;
        Piece result = ReadUntilCore(stop);
        keepEscapes = before;
        return result;
    }

    // BuildKit collects words in one buffer for all levels of nesting: a substitution with a word in it makes the
    // beginning of the word around it disappear from the list of words (not from the text).
    private Piece ReadSubstitutionWord(int stop, bool raw)
    {
        words.DropCurrent();
        return ReadUntil(stop, raw);
    }

    private Piece ReadUntilCore(int stop)
    {
        bool outermost = stop == End;
        var result = new PieceBuilder();
        while (Peek() != End)
        {
            int c = Peek();
            if (stop != End && c == stop)
            {
                place++;
                return result.ToPiece();
            }

            if (c == '$' || (c is '\'' or '"' && !Has(LexerOptions.OrdinaryQuotes)))
            {
                Piece piece = c == '$' ? ReadDollar() : c == '"' ? ReadDoubleQuoted() : ReadSingleQuoted();
                if (error is not null || tooDeep) return Piece.Empty;
                result.Add(piece);
                if (outermost && c == '$') words.Add(piece.Text);
                else if (outermost) words.AddRaw(piece.Text);
            }
            else if (c == '<') ReadPossibleHeredoc(result, outermost);
            else if (!ReadOrdinary(result, outermost)) break;
        }

        return outermost
            ? result.ToPiece()
            : Fail("unexpected end of statement while looking for matching " + (char)stop);
    }

    // Blanks behind << belong to the word, so that `<< EOF` opens a heredoc.
    private void ReadPossibleHeredoc(PieceBuilder result, bool outermost)
    {
        int start = place++;
        if (Peek() == '<')
        {
            place++;
            while (place < source.Length && char.IsWhiteSpace(source[place])) place++;
        }

        string text = source.Substring(start, place - start);
        result.Add(text);
        if (outermost) words.AddRaw(text);
    }

    private bool ReadOrdinary(PieceBuilder result, bool outermost)
    {
        char c = source[place++];
        if (c != escape)
        {
            if (outermost) words.Add(c);
            result.Add(c);
            return true;
        }

        if (keepEscapes) AddEscaped(c, result, outermost);
        if (place >= source.Length) return false;
        AddEscaped(source[place++], result, outermost);
        return true;
    }

    private void AddEscaped(char c, PieceBuilder result, bool outermost)
    {
        if (outermost) words.AddRaw(c);
        result.Add(c);
    }

    private Piece ReadSingleQuoted()
    {
        int close = source.IndexOf('\'', place + 1);
        if (close < 0)
        {
            place = source.Length;
            return Fail("unexpected end of statement while looking for matching single-quote");
        }

        int from = Has(LexerOptions.KeepQuotes) ? place : place + 1;
        int to = Has(LexerOptions.KeepQuotes) ? close + 1 : close;
        place = close + 1;
        return new Piece(source.Substring(from, to - from));
    }

    private Piece ReadDoubleQuoted()
    {
        var result = new PieceBuilder();
        place++;
        if (Has(LexerOptions.KeepQuotes)) result.Add('"');
        while (true)
        {
            int c = Peek();
            if (c == End) return Fail("unexpected end of statement while looking for matching double-quote");
            if (c == '$')
            {
                Piece piece = ReadDollar();
                if (error is not null || tooDeep) return Piece.Empty;
                result.Add(piece);
                continue;
            }

            place++;
            if (c == '"')
            {
                if (Has(LexerOptions.KeepQuotes)) result.Add('"');
                return result.ToPiece();
            }

            if (c == escape)
            {
                if (keepEscapes) result.Add((char)c);
                int escaped = Peek();
                if (escaped == End) continue;
                if (escaped is '"' or '$' || escaped == escape) c = Next();
            }

            result.Add((char)c);
        }
    }

    private Piece ReadDollar()
    {
        place++;
        if (Peek() != '{')
        {
            string bare = ReadName();
            if (bare.Length == 0) return new Piece("$");
            VariableValue found = Lookup(bare);
            return found.State == VariableState.Unset && Has(LexerOptions.KeepUnset) ? new Piece("$" + bare) : Of(found);
        }

        place++;
        if (Peek() == End) return Fail(MissingBrace);
        if (Peek() is '{' or '}' or ':') return Fail("syntax error: bad substitution");
        if (++depth > MaximumDepth)
        {
            tooDeep = true;
            return Piece.Empty;
        }

        Piece result = ReadBraced(ReadName());
        depth--;
        return result;
    }

    private Piece ReadBraced(string name)
    {
        int modifier = Next();
        switch (modifier)
        {
            case '}':
                VariableValue found = Lookup(name);
                return found.State == VariableState.Unset && Has(LexerOptions.KeepUnset) ? new Piece("${" + name + "}") : Of(found);
            case ':':
                return ReadModified(name, Next(), emptyIsUnset: true);
            case '+' or '-' or '?' or '#' or '%':
                return ReadModified(name, modifier, emptyIsUnset: false);
            case '/':
                return ReadReplacement(name);
            default:
                return Unsupported("", modifier);
        }
    }

    // The end of the text is shown as Go prints it.
    private Piece Unsupported(string before, int modifier) =>
        Fail("unsupported modifier (" + before + (modifier == End ? '\uFFFD' : (char)modifier) + ") in substitution");

    private Piece ReadModified(string name, int modifier, bool emptyIsUnset)
    {
        Piece word = ReadSubstitutionWord('}', modifier is '#' or '%');
        if (tooDeep) return Piece.Empty;
        if (error is not null)
        {
            if (Peek() == End) error = MissingBrace;
            return Piece.Empty;
        }

        if (emptyIsUnset && modifier is not ('+' or '-' or '?')) return Unsupported(":", modifier);
        VariableValue value = Lookup(name);
        if (value.State == VariableState.Unset && Has(LexerOptions.KeepUnset))
            return new Piece("${" + name + (emptyIsUnset ? ":" : "") + (char)modifier + word.Text + "}");
        if (value.State == VariableState.Unknown)
            return modifier == '+' && word is { Cause: null, Text: "" } ? Piece.Empty : Of(value);
        bool missing = value.State == VariableState.Unset || (emptyIsUnset && value.Text!.Length == 0);
        return modifier switch
        {
            '-' => missing ? word : Of(value),
            '+' => missing ? Piece.Empty : word,
            '?' => missing ? Missing(name, word, value) : Of(value),
            _ => Trimmed(word, value.Text ?? "", modifier == '%'),
        };
    }

    private Piece Missing(string name, Piece word, VariableValue value)
    {
        string reason = value.State == VariableState.Unset ? "is not allowed to be unset" : "is not allowed to be empty";
        return Fail(name + ": " + (word.Text.Length > 0 ? word.Text : reason));
    }

    private Piece Trimmed(Piece word, string value, bool suffix)
    {
        if (word.Cause is not null) return Piece.Unknown(word.Cause);
        string pattern = word.Text;
        bool longest = pattern.Length > 0 && pattern[0] == (suffix ? '%' : '#');
        if (longest) pattern = pattern.Substring(1);
        Piece result = suffix
            ? ShellSubstitution.TrimSuffix(pattern, value, longest, out string? wrong)
            : ShellSubstitution.TrimPrefix(pattern, value, longest, out wrong);
        return wrong is null ? result : Fail(wrong);
    }

    private Piece ReadReplacement(string name)
    {
        bool all = Peek() == '/';
        if (all) place++;
        Piece pattern = ReadSubstitutionWord('/', true);
        if (tooDeep) return Piece.Empty;
        if (error is not null)
        {
            if (Peek() == End) error = "syntax error: missing '/' in ${}";
            return Piece.Empty;
        }

        Piece replacement = ReadSubstitutionWord('}', true);
        if (tooDeep) return Piece.Empty;
        if (error is not null)
        {
            if (Peek() == End) error = MissingBrace;
            return Piece.Empty;
        }

        VariableValue value = Lookup(name);
        if (value.State == VariableState.Unset && Has(LexerOptions.KeepUnset))
            return new Piece("${" + name + "/" + pattern.Text + "/" + replacement.Text + "}");
        string? cause = value.UnknownBecause ?? pattern.Cause ?? replacement.Cause;
        if (cause is not null) return Piece.Unknown(cause);
        Piece result = ShellSubstitution.Replace(pattern.Text, replacement.Text, value.Text ?? "", all, out string? wrong);
        return wrong is null ? result : Fail(wrong);
    }

    private VariableValue Lookup(string name)
    {
        VariableValue value = variables.Lookup(name);
        if (value.State == VariableState.Unset) unmatched.Add(name);
        return value;
    }

    private static Piece Of(VariableValue value) => new(value.Text ?? "", value.UnknownBecause);

    // Letters, digits and '_' of any script; only digits; or one special parameter.
    private string ReadName()
    {
        int start = place;
        if (start >= source.Length) return "";
        if (source[start] is '@' or '*' or '#' or '?' or '-' or '$' or '!')
        {
            place++;
            return source.Substring(start, 1);
        }

        bool digitsOnly = IsDigit(start);
        while (place < source.Length && (digitsOnly ? IsDigit(place) : IsNamePart(place)))
            place += char.IsHighSurrogate(source[place]) ? 2 : 1;
        return source.Substring(start, place - start);
    }

    private bool IsDigit(int index) => CharUnicodeInfo.GetUnicodeCategory(source, index) == UnicodeCategory.DecimalDigitNumber;

    private bool IsNamePart(int index) => source[index] == '_' || IsDigit(index) || char.IsLetter(source, index);
}
