using System.Collections.Generic;
using System.Globalization;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.StartCommands;

/// <summary><c>test</c>, <c>[ ]</c> and <c>[[ ]]</c>: true, false, or null when nobody can say.</summary>
internal sealed class ShellTest
{
    private const int MaximumDepth = 32;

    private readonly IReadOnlyList<ExpandedWord> words;
    private readonly IReadOnlyList<string?>? patterns;
    private readonly ShellState state;
    private int position;
    private int depth;

    private ShellTest(IReadOnlyList<ExpandedWord> words, IReadOnlyList<string?>? patterns, ShellState state) =>
        (this.words, this.patterns, this.state) = (words, patterns, state);

    /// <summary>The words behind <c>test</c>, or between <c>[</c> and <c>]</c>.</summary>
    public static bool? Evaluate(IReadOnlyList<ExpandedWord> words, ShellState state)
    {
        foreach (ExpandedWord word in words)
        {
            if (word.IsAnyNumber) return null;
        }

        return new ShellTest(words, null, state).Whole();
    }

    /// <summary>The words between <c>[[</c> and <c>]]</c>: not split, and the right side of <c>==</c> is a pattern.</summary>
    public static bool? Evaluate(ConditionalCommand command, ShellState state)
    {
        ShellExpander expander = state.Expander();
        var words = new List<ExpandedWord>();
        var patterns = new List<string?>();
        foreach (ShellWord word in command.Words)
        {
            words.Add(expander.ExpandSingle(word));
            patterns.Add(expander.ExpandPattern(word));
        }

        return new ShellTest(words, patterns, state).Whole();
    }

    private bool IsDouble => patterns is not null;

    private bool? Whole()
    {
        if (words.Count == 0) return false;
        bool? result = Or();
        return position == words.Count ? result : null;
    }

    private bool? Or()
    {
        bool? result = And();
        while (Takes(IsDouble ? "||" : "-o"))
        {
            bool? right = And();
            result = result == true || right == true ? true : result is null || right is null ? null : false;
        }

        return result;
    }

    private bool? And()
    {
        bool? result = Not();
        while (Takes(IsDouble ? "&&" : "-a"))
        {
            bool? right = Not();
            result = result == false || right == false ? false : result is null || right is null ? null : true;
        }

        return result;
    }

    private bool? Not()
    {
        bool negated = false;
        while (position + 1 < words.Count && Takes("!")) negated = !negated;
        bool? result = Primary();
        return negated ? !result : result;
    }

    private bool? Primary()
    {
        if (position >= words.Count) return null;
        int left = words.Count - position;
        if (left >= 3 && IsBinary(words[position + 1].Value)) return Binary();
        if (words[position].Value == "(" && left >= 3)
        {
            if (++depth > MaximumDepth) return null;
            position++;
            bool? inner = Or();
            depth--;
            return Takes(")") ? inner : null;
        }

        if (left >= 2 && words[position].Value is { Length: 2 } option && option[0] == '-' && !IsConnective(words[position + 1].Value))
        {
            position += 2;
            return Unary(option[1], words[position - 1]);
        }

        ExpandedWord word = words[position++];
        return word.IsKnown ? word.Text.Length > 0 : word.KnownPrefix > 0 ? true : null;
    }

    private bool IsConnective(string? text) => IsDouble && text is "&&" or "||";

    private static bool IsBinary(string? text) => text is "=" or "==" or "!=" or "=~" or "<" or ">" or "-eq" or "-ne" or "-gt" or "-lt"
        or "-ge" or "-le" or "-nt" or "-ot" or "-ef";

    private bool? Binary()
    {
        ExpandedWord left = words[position], right = words[position + 2];
        string kind = words[position + 1].Text;
        string? pattern = patterns?[position + 2];
        position += 3;
        if (left.Value is not { } a || right.Value is not { } b) return null;
        switch (kind)
        {
            case "=" or "==": return pattern is null ? a == b : ShellPattern.Matches(pattern, a);
            case "!=": return pattern is null ? a != b : !ShellPattern.Matches(pattern, a);
            case "-eq" or "-ne" or "-gt" or "-lt" or "-ge" or "-le":
                return Number(a) is { } x && Number(b) is { } y ? Compare(kind, x, y) : null;
            default: return null;
        }
    }

    private static bool Compare(string kind, long x, long y) => kind switch
    {
        "-eq" => x == y,
        "-ne" => x != y,
        "-gt" => x > y,
        "-lt" => x < y,
        "-ge" => x >= y,
        _ => x <= y,
    };

    private static long? Number(string text) =>
        long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : null;

    private bool? Unary(char option, ExpandedWord word)
    {
        if (option is 'n' or 'z')
        {
            bool? filled = word.IsKnown ? word.Text.Length > 0 : word.KnownPrefix > 0 ? true : null;
            return option == 'n' ? filled : !filled;
        }

        if (option == 'v') return word.Value is { } name && state.Variables.Get(name) is var value && value.IsKnown ? true : null;
        if (word.Value is not { } path || state.Files is null || Resolve(path) is not { } full) return null;
        Node node = option is 'L' or 'h' ? state.Files.LinkStat(full) : state.Files.Stat(full);
        if (node.Kind == NodeKind.Unknown) return null;
        return option switch
        {
            'f' => node.Kind == NodeKind.File,
            'd' => node.Kind == NodeKind.Directory,
            'L' or 'h' => node.Kind == NodeKind.Link,
            'e' or 'r' or 'x' or 'w' or 's' => node.Exists,
            _ => null,
        };
    }

    private string? Resolve(string path) =>
        path.Length == 0 ? null : path[0] == '/' ? TreePath.Clean(path)
        : state.Directory is null ? null : TreePath.Combine(state.Directory, path);

    private bool Takes(string text)
    {
        if (position >= words.Count || words[position].Value != text) return false;
        position++;
        return true;
    }
}
