using System;
using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>The options of a program that take a value: all that is needed to find its positional arguments.</summary>
internal sealed class OptionTable
{
    private readonly HashSet<string> withValue = new(StringComparer.Ordinal);

    /// <param name="names">Options with a value, separated by blanks: <c>-b --bind</c>.</param>
    public OptionTable(string names = "")
    {
        foreach (string name in names.Split(' '))
        {
            if (name.Length > 0) withValue.Add(name);
        }
    }

    public bool TakesValue(string option) => withValue.Contains(option);
}

/// <summary>Arguments sorted into options and the rest (getopt_long's conventions).</summary>
internal sealed class ParsedOptions
{
    private readonly List<KeyValuePair<string, ExpandedWord?>> options = [];

    public List<ExpandedWord> Positionals { get; } = [];

    /// <summary>Words that may be any options at all: the cause.</summary>
    public string? UnknownBecause { get; private set; }

    public bool Has(params string[] names)
    {
        foreach (KeyValuePair<string, ExpandedWord?> option in options)
        {
            if (Array.IndexOf(names, option.Key) >= 0) return true;
        }

        return false;
    }

    /// <summary>The last value of an option.</summary>
    public ExpandedWord? Last(params string[] names)
    {
        for (int i = options.Count - 1; i >= 0; i--)
        {
            if (options[i].Value is { } value && Array.IndexOf(names, options[i].Key) >= 0) return value;
        }

        return null;
    }

    /// <summary>Every value of an option, in order.</summary>
    public List<ExpandedWord> All(params string[] names)
    {
        var values = new List<ExpandedWord>();
        foreach (KeyValuePair<string, ExpandedWord?> option in options)
        {
            if (option.Value is { } value && Array.IndexOf(names, option.Key) >= 0) values.Add(value);
        }

        return values;
    }

    /// <summary>Sorts the words.</summary>
    /// <param name="words">The arguments.</param>
    /// <param name="table">Which options take a value.</param>
    /// <param name="stopAtPositional">Everything from the first positional on is positional (prefix programs, subcommands).</param>
    public static ParsedOptions Parse(IReadOnlyList<ExpandedWord> words, OptionTable table, bool stopAtPositional = false)
    {
        var parsed = new ParsedOptions();
        for (int i = 0; i < words.Count; i++)
        {
            ExpandedWord word = words[i];
            string known = word.IsKnown ? word.Text : word.Text.Substring(0, word.KnownPrefix);
            if (word.IsAnyNumber && known.Length == 0)
            {
                parsed.UnknownBecause ??= word.UnknownBecause;
                continue;
            }

            if (known == "--" && word.IsKnown)
            {
                for (i++; i < words.Count; i++) parsed.Positionals.Add(words[i]);
            }
            else if (known.Length < 2 || known[0] != '-')
            {
                parsed.Positionals.Add(word);
                if (stopAtPositional)
                {
                    for (i++; i < words.Count; i++) parsed.Positionals.Add(words[i]);
                }
            }
            else
            {
                i += parsed.AddOption(word, known, table, i + 1 < words.Count ? words[i + 1] : null);
            }
        }

        return parsed;
    }

    // The number of further words that the option takes.
    private int AddOption(ExpandedWord word, string known, OptionTable table, ExpandedWord? next)
    {
        int equals = known.IndexOf('=');
        if (equals > 0)
        {
            Add(known.Substring(0, equals), Rest(word, equals + 1));
            return 0;
        }

        if (table.TakesValue(known))
        {
            Add(known, next);
            return next is null ? 0 : 1;
        }

        string letter = known.Substring(0, 2);
        if (known[1] != '-' && known.Length > 2 && table.TakesValue(letter))
        {
            Add(letter, Rest(word, 2));
            return 0;
        }

        Add(known, null);
        if (known[1] != '-' && known.Length > 2)
        {
            // A cluster of letters; the last may take the next word.
            for (int i = 1; i < known.Length; i++) Add("-" + known[i], null);
            string last = "-" + known[known.Length - 1];
            if (table.TakesValue(last))
            {
                Add(last, next);
                return next is null ? 0 : 1;
            }
        }

        return 0;
    }

    private void Add(string name, ExpandedWord? value) => options.Add(new KeyValuePair<string, ExpandedWord?>(name, value));

    private static ExpandedWord Rest(ExpandedWord word, int from)
    {
        string text = word.Text.Substring(from);
        return word.IsKnown ? ExpandedWord.Known(text) : new ExpandedWord(text, word.UnknownBecause, Math.Max(0, word.KnownPrefix - from));
    }
}
