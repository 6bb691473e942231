using System;
using System.Collections.Generic;
using DockerLint.Files.Patterns;

namespace DockerLint.Files;

/// <summary>
/// One pattern of the language that <c>.dockerignore</c>, <c>--exclude</c> and <c>--parents</c> share
/// (moby/patternmatcher:patternmatcher.go).
/// </summary>
public sealed class PathPattern
{
    private readonly PatternKind kind;
    private readonly Lazy<Compiled>? compiled;

    private sealed record Compiled(RegexProgram? Program, string? Problem, bool IsUnknown);

    internal PathPattern(string text, bool isNegated, int line)
    {
        Text = text;
        IsNegated = isNegated;
        Line = line;
        kind = PatternCompiler.Translate(text, out string expression);
        if (kind == PatternKind.Regex) compiled = new Lazy<Compiled>(() => Compile(expression));
    }

    /// <summary>The pattern, cleaned, without <c>!</c>.</summary>
    public string Text { get; }

    /// <summary>Written with <c>!</c>: what matches comes back.</summary>
    public bool IsNegated { get; }

    /// <summary>The line of the ignore file, from 1; 0 for a pattern that does not come from one.</summary>
    public int Line { get; }

    /// <summary>As it stands in a file: <c>!docs/keep.md</c>.</summary>
    public override string ToString() => IsNegated ? "!" + Text : Text;

    /// <summary>
    /// What BuildKit says when it first compares the pattern with a path, or null: its expression is not valid, as in
    /// <c>docs\keep</c>.
    /// </summary>
    public string? Error => compiled?.Value is { IsUnknown: false } result ? result.Problem : null;

    /// <summary>Why the pattern cannot be followed here, or null.</summary>
    public string? UnknownBecause => compiled?.Value is { IsUnknown: true } result ? result.Problem : null;

    /// <summary>Does the pattern match this very path (not one above it)? False for a pattern with a problem.</summary>
    public bool IsMatch(string path)
    {
        switch (kind)
        {
            case PatternKind.Exact:
                return path == Text;
            case PatternKind.Prefix:
                return string.CompareOrdinal(path, 0, Text, 0, Text.Length - 2) == 0 && path.Length >= Text.Length - 2;
            case PatternKind.Suffix:
                int length = Text.Length - 2;
                if (path.Length >= length && string.CompareOrdinal(path, path.Length - length, Text, 2, length) == 0) return true;
                return length > 0 && Text[2] == '/' && path.Length == length - 1
                    && string.CompareOrdinal(path, 0, Text, 3, length - 1) == 0;
            default:
                return compiled!.Value.Program is { } program && program.IsMatch(path);
        }
    }

    private static Compiled Compile(string expression)
    {
        List<List<RegexNode>>? alternatives = RegexParser.Parse(expression, out bool isUnknown);
        if (isUnknown) return new Compiled(null, "it uses a Unicode class", true);
        if (alternatives is null) return new Compiled(null, "syntax error in pattern", false);
        return RegexProgram.Create(alternatives) is { } program
            ? new Compiled(program, null, false)
            : new Compiled(null, "it is too large to follow", true);
    }
}
