using System.Collections.Generic;
using PyImportScanner.Files;

namespace DockerLint.Shell;

/// <summary>How words are expanded.</summary>
public sealed record ShellExpansionOptions
{
    /// <summary>bash's <c>{a,b}</c>; dash keeps the braces.</summary>
    public bool Braces { get; init; }

    /// <summary>The files for wildcards; null: patterns stay, marked <see cref="ExpandedWord.IsPattern"/>.</summary>
    public IFileTree? Files { get; init; }

    /// <summary>The working directory, a clean path; null when not known (relative patterns are unknown then).</summary>
    public string? WorkingDirectory { get; init; } = TreePath.Root;
}

/// <summary>
/// Word expansion (XCU 2.6): braces, tilde, parameters, commands, field splitting, wildcards, quote removal, in this order.
/// An unknown value makes an unknown word, never a guess.
/// </summary>
public sealed class ShellExpander(IShellVariables variables, ShellExpansionOptions? options = null)
{
    private const int MaximumWords = 4096;

    private readonly ShellExpansionOptions options = options ?? new ShellExpansionOptions();

    /// <summary>The words that the program is given.</summary>
    public IReadOnlyList<ExpandedWord> Expand(IEnumerable<ShellWord> words)
    {
        var result = new List<ExpandedWord>();
        foreach (ShellWord word in words)
        {
            Expand(word, result);
            if (result.Count > MaximumWords) break;
        }

        return result;
    }

    /// <summary>The words that one word becomes.</summary>
    public IReadOnlyList<ExpandedWord> Expand(ShellWord word) => Expand([word]);

    /// <summary>One text without splitting and wildcards: the value of an assignment, the target of a redirection, the word of <c>case</c>.</summary>
    public ExpandedWord ExpandSingle(ShellWord word) => Single(word).ToWord();

    /// <summary>A pattern (of <c>case</c>, of <c>${x#…}</c>): quoted characters protected by backslashes. Null when not known.</summary>
    public string? ExpandPattern(ShellWord word)
    {
        ShellField field = Single(word);
        return field.UnknownBecause is null ? field.Pattern : null;
    }

    private ShellField Single(ShellWord word)
    {
        var fields = new ShellFields(null);
        new ShellPartExpander(variables, this, fields).Add(word);
        return fields.Single();
    }

    private void Expand(ShellWord word, List<ExpandedWord> result)
    {
        if (!options.Braces || !ShellBraces.MayExpand(word))
        {
            ExpandOne(word, result);
            return;
        }

        foreach (ShellWord one in ShellBraces.Expand(word)) ExpandOne(one, result);
    }

    private void ExpandOne(ShellWord word, List<ExpandedWord> result)
    {
        // The frequent case: nothing to expand at all.
        if (word.Parts.Count == 1 && word.Parts[0] is LiteralPart literal
            && (literal.Quoted || !NeedsExpansion(literal.Text)))
        {
            result.Add(ExpandedWord.Known(literal.Text));
            return;
        }

        var fields = new ShellFields(variables);
        new ShellPartExpander(variables, this, fields).Add(word);
        foreach (ShellField field in fields.All()) Glob(field, result);
    }

    /// <summary>May a word without parameters become another text than the one that is written: braces, a tilde, wildcards?</summary>
    public static bool MayChange(ShellWord word)
    {
        for (int i = 0; i < word.Parts.Count; i++)
        {
            if (word.Parts[i] is LiteralPart { Quoted: false } literal && (literal.Text.IndexOf('{') >= 0 || NeedsExpansion(literal.Text))) return true;
        }

        return false;
    }

    private static bool NeedsExpansion(string text)
    {
        foreach (char c in text)
        {
            if (c is '*' or '?' or '[' or '~') return true;
        }

        return false;
    }

    private void Glob(ShellField field, List<ExpandedWord> result)
    {
        if (field.UnknownBecause is not null || !field.HasWildcard || !ShellPattern.HasWildcard(field.Pattern))
        {
            result.Add(field.ToWord());
            return;
        }

        bool absolute = field.Pattern[0] == '/';
        if (options.Files is null || (options.WorkingDirectory is null && !absolute))
        {
            result.Add(field.ToWord() with { IsPattern = true });
            return;
        }

        IReadOnlyList<string> matches =
            ShellGlob.Expand(options.Files, options.WorkingDirectory ?? TreePath.Root, field.Pattern, out string? cause);
        foreach (string match in matches) result.Add(ExpandedWord.Known(match));
        if (cause is not null) result.Add(new ExpandedWord(field.Text, cause, 0, IsAnyNumber: true, IsPattern: true));
        else if (matches.Count == 0) result.Add(field.ToWord() with { IsPattern = true });
    }
}
