using System;
using System.Collections.Generic;

namespace PyImportScanner.Packaging.Names;

/// <summary>The grammar of environment markers (PEP 508, "Grammar"): <c>or</c> of <c>and</c> of comparisons and parentheses.</summary>
internal sealed class MarkerParser(string text)
{
    private const int MaximumDepth = 50;

    private static readonly string[] comparisons = ["===", "==", "~=", "!=", "<=", ">=", "<", ">"];

    private int at;
    private int depth;

    public Marker? Parse()
    {
        MarkerNode? root = ReadOr();
        SkipBlanks();
        return root is not null && at == text.Length ? new Marker(root) : null;
    }

    private MarkerNode? ReadOr() => ReadJoined("or", ReadAnd, isOr: true);

    private MarkerNode? ReadAnd() => ReadJoined("and", ReadAtom, isOr: false);

    private MarkerNode? ReadJoined(string word, Func<MarkerNode?> readPart, bool isOr)
    {
        if (readPart() is not { } first) return null;
        List<MarkerNode>? parts = null;
        while (TakeWord(word))
        {
            if (readPart() is not { } next) return null;
            (parts ??= [first]).Add(next);
        }

        return parts is null ? first : new MarkerGroup(isOr, parts);
    }

    private MarkerNode? ReadAtom()
    {
        SkipBlanks();
        if (Current != '(') return ReadComparison();
        if (++depth > MaximumDepth) return null;
        at++;
        MarkerNode? inner = ReadOr();
        SkipBlanks();
        if (inner is null || Current != ')') return null;
        at++;
        depth--;
        return inner;
    }

    private MarkerComparison? ReadComparison()
    {
        if (ReadOperand() is not { } left || ReadOperator() is not { } comparison || ReadOperand() is not { } right) return null;
        return left.IsVariable || right.IsVariable ? new MarkerComparison(left, comparison, right) : null;
    }

    private MarkerOperand? ReadOperand()
    {
        SkipBlanks();
        char quote = Current;
        if (quote is '"' or '\'')
        {
            int end = text.IndexOf(quote, at + 1);
            if (end < 0) return null;
            var value = new MarkerOperand(false, text.Substring(at + 1, end - at - 1));
            at = end + 1;
            return value;
        }

        int start = at;
        while (Current is (>= 'a' and <= 'z') or '_' or '.') at++;
        string name = text.Substring(start, at - start);
        return MarkerEnvironment.IsVariable(name) ? new MarkerOperand(true, name) : null;
    }

    private string? ReadOperator()
    {
        SkipBlanks();
        foreach (string comparison in comparisons)
        {
            if (string.CompareOrdinal(text, at, comparison, 0, comparison.Length) != 0) continue;
            at += comparison.Length;
            return comparison;
        }

        if (TakeWord("in")) return "in";
        return TakeWord("not") && TakeWord("in") ? "not in" : null;
    }

    private bool TakeWord(string word)
    {
        SkipBlanks();
        if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0) return false;
        int end = at + word.Length;
        if (end < text.Length && (DistributionName.IsLetterOrDigit(text[end]) || text[end] is '_' or '.')) return false;
        at = end;
        return true;
    }

    private char Current => at < text.Length ? text[at] : '\0';

    private void SkipBlanks()
    {
        while (Current is ' ' or '\t' or '\n' or '\r') at++;
    }
}
