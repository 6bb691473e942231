using System;
using System.Collections.Generic;

namespace DockerLint.Installs;

/// <summary>The arguments of an installer, cut into options and operands.</summary>
internal sealed class InstallArguments
{
    private readonly List<KeyValuePair<string, string?>> options = [];

    private InstallArguments()
    {
    }

    public List<string> Operands { get; } = [];

    /// <summary>A word is not known: there may be more operands and options.</summary>
    public bool HasUnknownWord { get; private set; }

    /// <summary>Cuts words.</summary>
    /// <param name="words">All words of the command.</param>
    /// <param name="start">The first one that belongs to the installer.</param>
    /// <param name="valued">Options that take a value as their next word.</param>
    public static InstallArguments Read(IReadOnlyList<string?> words, int start, HashSet<string> valued)
    {
        var result = new InstallArguments();
        bool onlyOperands = false;
        for (int i = start; i < words.Count; i++)
        {
            if (words[i] is not { } word) result.HasUnknownWord = true;
            else if (onlyOperands || word.Length < 2 || word[0] != '-') result.AddOperand(word);
            else if (word == "--") onlyOperands = true;
            else result.ReadOption(words, ref i, word, valued);
        }

        return result;
    }

    public bool Has(params string[] names) => options.Exists(o => Array.IndexOf(names, o.Key) >= 0);

    /// <summary>Values in order; null for a value that nobody knows.</summary>
    public List<string?> Values(params string[] names)
    {
        var found = new List<string?>();
        foreach (KeyValuePair<string, string?> option in options)
        {
            if (Array.IndexOf(names, option.Key) >= 0) found.Add(option.Value);
        }

        return found;
    }

    /// <summary>Values that are known; commas part several.</summary>
    public List<string> List(params string[] names)
    {
        var found = new List<string>();
        foreach (string? value in Values(names))
        {
            foreach (string part in (value ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)) found.Add(part);
        }

        return found;
    }

    public string? Last(params string[] names)
    {
        List<string?> values = Values(names);
        return values.Count == 0 ? null : values[values.Count - 1];
    }

    private void AddOperand(string word)
    {
        if (word.Length > 0) Operands.Add(word);
    }

    private void ReadOption(IReadOnlyList<string?> words, ref int i, string word, HashSet<string> valued)
    {
        int sign = word.IndexOf('=');
        bool isLong = word[1] == '-';
        if (isLong && sign > 0) options.Add(new(word.Substring(0, sign), word.Substring(sign + 1)));
        else if (valued.Contains(word))
        {
            string? value = i + 1 < words.Count ? words[++i] : null;
            options.Add(new(word, value));
            HasUnknownWord |= value is null;
        }
        else if (!isLong && valued.Contains(word.Substring(0, 2))) options.Add(new(word.Substring(0, 2), word.Substring(2)));
        else options.Add(new(word, null));
    }
}
