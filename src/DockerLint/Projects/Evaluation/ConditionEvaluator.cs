using System;
using System.Globalization;
using PyImportScanner.Files;

namespace DockerLint.Projects.Evaluation;

/// <summary>
/// <c>Condition="…"</c> (MSBuild reference, "MSBuild conditions"): comparisons, <c>and</c> before <c>or</c>, <c>!</c>,
/// <c>Exists</c>, <c>HasTrailingSlash</c>. What cannot be decided is unknown with its cause.
/// </summary>
internal sealed class ConditionEvaluator
{
    private const int MaximumDepth = 50;
    private const int MaximumTerms = 5_000;

    private readonly PropertyExpander expander;
    private readonly string directory;
    private readonly string text;
    private int at;
    private int terms;
    private string? failure;

    private ConditionEvaluator(PropertyExpander expander, string directory, string text)
    {
        this.directory = directory;
        this.expander = expander;
        this.text = text;
    }

    /// <param name="expander">Properties.</param>
    /// <param name="directory">What relative paths of <c>Exists</c> start from.</param>
    /// <param name="condition">The attribute's value, or null.</param>
    public static Verdict Evaluate(PropertyExpander expander, string directory, string? condition)
    {
        if (condition is null || condition.Trim().Length == 0) return Verdict.True;
        var evaluator = new ConditionEvaluator(expander, directory, condition);
        Verdict verdict = evaluator.Or(0);
        evaluator.SkipSpace();
        if (evaluator.failure is null && evaluator.at < condition.Length) evaluator.failure = "cannot be read";
        return evaluator.failure is null
            ? verdict
            : Verdict.Unknown("the condition \"" + PropertyExpander.Shorten(condition.Trim()) + "\" " + evaluator.failure);
    }

    private Verdict Or(int depth)
    {
        Verdict verdict = And(depth);
        while (failure is null && Keyword("or")) verdict = Verdict.Or(verdict, And(depth));
        return verdict;
    }

    private Verdict And(int depth)
    {
        Verdict verdict = Term(depth);
        while (failure is null && Keyword("and")) verdict = Verdict.And(verdict, Term(depth));
        return verdict;
    }

    private Verdict Term(int depth)
    {
        if (depth > MaximumDepth || ++terms > MaximumTerms) return Fail("is nested too deeply");
        SkipSpace();
        if (Take('!')) return !Term(depth + 1);
        if (Take('('))
        {
            Verdict inner = Or(depth + 1);
            SkipSpace();
            return failure is not null || Take(')') ? inner : Fail("lacks a closing parenthesis");
        }

        int before = at;
        MsBuildValue left = Operand(out bool isBare);
        if (failure is not null) return Fail(failure);
        SkipSpace();
        if (isBare && at < text.Length && text[at] == '(') return Function(text.Substring(before, at - before).Trim());
        string? comparison = Comparison();
        if (comparison is null) return Truth(left);
        MsBuildValue right = Operand(out _);
        return failure is null ? Compare(left, comparison, right) : Fail(failure);
    }

    private static Verdict Truth(MsBuildValue value)
    {
        if (!value.IsKnown) return Verdict.Unknown(value.UnknownBecause!);
        return Boolean(value.Text.Trim()) is { } truth ? Verdict.Of(truth) : Verdict.Unknown("a condition is neither true nor false");
    }

    private Verdict Function(string name)
    {
        at++;
        MsBuildValue argument = Operand(out _);
        SkipSpace();
        if (failure is not null || !Take(')')) return Fail("cannot be read");
        if (!argument.IsKnown) return Verdict.Unknown(argument.UnknownBecause!);
        if (MsBuildText.Same(name, "HasTrailingSlash"))
            return Verdict.Of(argument.Text.EndsWith("/", StringComparison.Ordinal) || argument.Text.EndsWith("\\", StringComparison.Ordinal));
        if (!MsBuildText.Same(name, "Exists")) return Fail("calls " + name);
        if (argument.Text.Trim().Length == 0) return Verdict.False;
        Node node = expander.Source.Tree.Stat(MsBuildText.FullPath(directory, argument.Text.Trim()));
        return node.Kind == NodeKind.Unknown ? Verdict.Unknown(node.UnknownBecause!) : Verdict.Of(node.Exists);
    }

    // Both numbers: by value; both booleans: by value; else texts without case (NumericComparison and EqualExpressionNode).
    private static Verdict Compare(MsBuildValue left, string comparison, MsBuildValue right)
    {
        if (!left.IsKnown) return Verdict.Unknown(left.UnknownBecause!);
        if (!right.IsKnown) return Verdict.Unknown(right.UnknownBecause!);
        int? order = Order(left.Text, right.Text);
        if (comparison is "==" or "!=")
        {
            bool equal = order is { } known
                ? known == 0
                : Boolean(left.Text) is { } one && Boolean(right.Text) is { } other ? one == other : MsBuildText.Same(left.Text, right.Text);
            return Verdict.Of(equal == (comparison == "=="));
        }

        if (order is not { } ordered) return Verdict.Unknown("a condition compares what is no number");
        return Verdict.Of(comparison switch
        {
            "<" => ordered < 0,
            ">" => ordered > 0,
            "<=" => ordered <= 0,
            _ => ordered >= 0,
        });
    }

    private static int? Order(string left, string right)
    {
        if (Number(left) is { } one && Number(right) is { } other) return one.CompareTo(other);
        if (left.IndexOf('.') < 0 || right.IndexOf('.') < 0 || left[0] is 'v' or 'V' || right[0] is 'v' or 'V') return null;
        return VersionFunctions.Parse(left) is { } first && VersionFunctions.Parse(right) is { } second
            ? VersionFunctions.Compare(first, second)
            : null;
    }

    private static double? Number(string text)
    {
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return int.TryParse(text.Substring(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int hex) ? hex : null;
        }

        return double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            ? number
            : null;
    }

    private static bool? Boolean(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "ON" or "YES" or "!FALSE" or "!OFF" or "!NO" => true,
        "FALSE" or "OFF" or "NO" or "!TRUE" or "!ON" or "!YES" => false,
        _ => null,
    };

    private MsBuildValue Operand(out bool isBare)
    {
        isBare = false;
        SkipSpace();
        if (at >= text.Length) return Nothing();
        if (text[at] == '\'')
        {
            int close = ClosingQuote(at + 1);
            if (close < 0) return Nothing();
            string quoted = text.Substring(at + 1, close - at - 1);
            at = close + 1;
            return Value(quoted);
        }

        int start = at;
        isBare = true;
        while (at < text.Length && !IsDelimiter(text[at]))
        {
            if (text[at] is '$' or '@' or '%' && at + 1 < text.Length && text[at + 1] == '(')
            {
                isBare = false;
                if (!SkipParentheses()) return Nothing();
            }
            else
            {
                at++;
            }
        }

        return at == start ? Nothing() : Value(text.Substring(start, at - start));
    }

    private MsBuildValue Value(string written)
    {
        if (written.Contains("@(")) return MsBuildValue.Unknown("a condition asks for an item list");
        if (written.Contains("%(")) return MsBuildValue.Unknown("a condition asks for item metadata");
        MsBuildValue value = expander.Expand(written);
        return value.IsKnown ? MsBuildValue.Of(MsBuildText.Unescape(value.Text)) : value;
    }

    // A quote inside $( ) belongs to the property function.
    private int ClosingQuote(int from)
    {
        int nesting = 0;
        for (int i = from; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '(' && (nesting > 0 || (i > from && text[i - 1] is '$' or '@' or '%'))) nesting++;
            else if (c == ')' && nesting > 0) nesting--;
            else if (c == '\'' && nesting == 0) return i;
        }

        return -1;
    }

    private bool SkipParentheses()
    {
        int nesting = 0;
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '(') nesting++;
            else if (text[at] == ')' && --nesting == 0)
            {
                at++;
                return true;
            }
        }

        return false;
    }

    private string? Comparison()
    {
        SkipSpace();
        foreach (string sign in Signs)
        {
            if (string.CompareOrdinal(text, at, sign, 0, sign.Length) != 0) continue;
            at += sign.Length;
            return sign;
        }

        return null;
    }

    private static readonly string[] Signs = ["==", "!=", "<=", ">=", "<", ">"];

    private bool Keyword(string word)
    {
        SkipSpace();
        int end = at + word.Length;
        if (end > text.Length || !MsBuildText.Same(text.Substring(at, word.Length), word)) return false;
        if (end < text.Length && char.IsLetterOrDigit(text[end])) return false;
        at = end;
        return true;
    }

    private bool Take(char expected)
    {
        if (at >= text.Length || text[at] != expected || (expected == '!' && at + 1 < text.Length && text[at + 1] == '=')) return false;
        at++;
        return true;
    }

    private void SkipSpace()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
    }

    private static bool IsDelimiter(char c) => char.IsWhiteSpace(c) || c is '(' or ')' or '=' or '!' or '<' or '>' or '\'' or ',';

    private MsBuildValue Nothing()
    {
        failure ??= "cannot be read";
        return MsBuildValue.Empty;
    }

    private Verdict Fail(string why)
    {
        failure ??= why;
        return Verdict.Unknown(failure);
    }
}
