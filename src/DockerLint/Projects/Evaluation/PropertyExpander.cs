using System;
using System.Collections.Generic;
using System.Text;

namespace DockerLint.Projects.Evaluation;

/// <summary>Expands <c>$(…)</c>: properties, string methods on them, and the property functions of <see cref="PropertyFunctions"/>.</summary>
internal sealed class PropertyExpander(IPropertySource source)
{
    // Deep nesting and doubling values are attacks, not projects.
    private const int MaximumDepth = 24;
    private const int MaximumLength = 64 * 1024;

    public IPropertySource Source => source;

    /// <summary>The text with all property expressions replaced; escapes stay.</summary>
    public MsBuildValue Expand(string text) => Expand(text, 0);

    private MsBuildValue Expand(string text, int depth)
    {
        int dollar = text.IndexOf("$(", StringComparison.Ordinal);
        if (dollar < 0) return MsBuildValue.Of(text);
        if (depth > MaximumDepth) return MsBuildValue.Unknown("a property expression is nested too deeply");
        var builder = new StringBuilder();
        int from = 0;
        while (dollar >= 0)
        {
            int close = ClosingParenthesis(text, dollar + 1);
            if (close < 0) return MsBuildValue.Unknown("a property expression is not closed");
            builder.Append(text, from, dollar - from);
            MsBuildValue value = Body(text.Substring(dollar + 2, close - dollar - 2).Trim(), depth);
            if (!value.IsKnown) return value;
            builder.Append(value.Text);
            if (builder.Length > MaximumLength) return MsBuildValue.Unknown("a property value grows too long");
            from = close + 1;
            dollar = text.IndexOf("$(", from, StringComparison.Ordinal);
        }

        return MsBuildValue.Of(builder.Append(text, from, text.Length - from).ToString());
    }

    private MsBuildValue Body(string body, int depth)
    {
        if (IsName(body)) return source.Property(body);
        if (body.StartsWith("[", StringComparison.Ordinal)) return StaticCall(body, depth);
        int end = 0;
        while (end < body.Length && IsNameCharacter(body[end])) end++;
        if (end == 0 || end == body.Length || body[end] is not ('.' or '['))
            return MsBuildValue.Unknown("the expression $(" + Shorten(body) + ") is not evaluated");
        MsBuildValue value = source.Property(body.Substring(0, end));
        return value.IsKnown ? Chain(value.Text, body, end, depth) : value;
    }

    // [Type]::Member or [Type]::Member(arguments), and what is called on the result.
    private MsBuildValue StaticCall(string body, int depth)
    {
        int close = body.IndexOf(']');
        if (close < 0 || string.CompareOrdinal(body, close + 1, "::", 0, 2) != 0)
            return MsBuildValue.Unknown("the expression $(" + Shorten(body) + ") is not evaluated");
        string type = body.Substring(1, close - 1).Trim();
        int at = close + 3;
        if (!Member(body, ref at, depth, out string member, out List<string>? arguments, out string? unknown))
            return MsBuildValue.Unknown(unknown!);
        MsBuildValue value = PropertyFunctions.Static(source, type, member, arguments);
        return value.IsKnown && at < body.Length ? Chain(value.Text, body, at, depth) : value;
    }

    // .Method(arguments).Method(arguments) on a string.
    private MsBuildValue Chain(string value, string body, int at, int depth)
    {
        while (at < body.Length)
        {
            if (body[at] != '.') return MsBuildValue.Unknown("the expression $(" + Shorten(body) + ") is not evaluated");
            at++;
            if (!Member(body, ref at, depth, out string member, out List<string>? arguments, out string? unknown))
                return MsBuildValue.Unknown(unknown!);
            MsBuildValue next = StringMethods.Call(value, member, arguments);
            if (!next.IsKnown) return next;
            value = next.Text;
        }

        return MsBuildValue.Of(value);
    }

    private bool Member(string body, ref int at, int depth, out string name, out List<string>? arguments, out string? unknown)
    {
        int start = at;
        while (at < body.Length && IsNameCharacter(body[at])) at++;
        name = body.Substring(start, at - start);
        arguments = null;
        unknown = null;
        if (at >= body.Length || body[at] != '(') return name.Length > 0 || Cannot(body, out unknown);
        int close = ClosingParenthesis(body, at);
        if (close < 0) return Cannot(body, out unknown);
        arguments = [];
        foreach (string written in SplitArguments(body.Substring(at + 1, close - at - 1)))
        {
            MsBuildValue value = Expand(written, depth + 1);
            if (!value.IsKnown)
            {
                unknown = value.UnknownBecause;
                return false;
            }

            arguments.Add(MsBuildText.Unescape(value.Text));
        }

        at = close + 1;
        return true;
    }

    private static bool Cannot(string body, out string? unknown)
    {
        unknown = "the expression $(" + Shorten(body) + ") is not evaluated";
        return false;
    }

    private static List<string> SplitArguments(string text)
    {
        var parts = new List<string>();
        if (text.Trim().Length == 0) return parts;
        int start = 0, nesting = 0;
        char quote = '\0';
        for (int i = 0; i <= text.Length; i++)
        {
            char c = i < text.Length ? text[i] : ',';
            if (i < text.Length && quote != '\0')
            {
                if (c == quote) quote = '\0';
                continue;
            }

            if (c is '\'' or '"' or '`') quote = c;
            else if (c == '(') nesting++;
            else if (c == ')') nesting--;
            else if (c == ',' && (nesting == 0 || i == text.Length))
            {
                parts.Add(Unquote(text.Substring(start, i - start).Trim()));
                start = i + 1;
            }
        }

        return parts;
    }

    private static string Unquote(string text) =>
        text.Length >= 2 && text[0] is '\'' or '"' or '`' && text[text.Length - 1] == text[0] ? text.Substring(1, text.Length - 2) : text;

    private static int ClosingParenthesis(string text, int open)
    {
        int nesting = 0;
        char quote = '\0';
        for (int i = open; i < text.Length; i++)
        {
            char c = text[i];
            if (quote != '\0')
            {
                if (c == quote) quote = '\0';
            }
            else if (c is '\'' or '"' or '`') quote = c;
            else if (c == '(') nesting++;
            else if (c == ')' && --nesting == 0) return i;
        }

        return -1;
    }

    private static bool IsName(string text)
    {
        foreach (char c in text)
        {
            if (!IsNameCharacter(c)) return false;
        }

        return text.Length > 0;
    }

    private static bool IsNameCharacter(char c) => c is '_' or '-' || char.IsLetterOrDigit(c);

    internal static string Shorten(string text) => text.Length <= 60 ? text : text.Substring(0, 57) + "...";
}
