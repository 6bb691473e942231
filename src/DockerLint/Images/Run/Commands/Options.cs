using System;
using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.Images.Run.Commands;

/// <summary>The arguments of a program of the Unix kind, taken apart.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string?> values = new(StringComparer.Ordinal);

    /// <summary>Takes arguments apart.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="withValue">Options that take a value, short ones as letters: <c>"C f --directory --file"</c>.</param>
    public Options(IReadOnlyList<ExpandedWord> arguments, string withValue = "")
    {
        var taking = new HashSet<string>(withValue.Split(' '), StringComparer.Ordinal);
        for (int i = 0; i < arguments.Count; i++)
        {
            ExpandedWord word = arguments[i];
            string text = word.Text;
            if (text == "--" && word.IsKnown)
            {
                for (i++; i < arguments.Count; i++) Operands.Add(arguments[i]);
            }
            else if (text.StartsWith("--", StringComparison.Ordinal) && word.KnownPrefix >= 2)
            {
                int equals = text.IndexOf('=');
                string name = equals < 0 ? text : text.Substring(0, equals);
                if (equals >= 0) values[name] = word.IsKnown ? text.Substring(equals + 1) : null;
                else if (taking.Contains(name) && i + 1 < arguments.Count) values[name] = arguments[++i].Value;
                else values[name] = "";
            }
            else if (text.Length > 1 && text[0] == '-' && word.KnownPrefix >= 1) ReadLetters(arguments, ref i, taking);
            else Operands.Add(word);
        }
    }

    /// <summary>What is no option.</summary>
    public List<ExpandedWord> Operands { get; } = [];

    /// <summary>Was any of these options given (a short one as its letter)?</summary>
    public bool Has(params string[] names)
    {
        foreach (string name in names)
        {
            if (values.ContainsKey(name)) return true;
        }

        return false;
    }

    /// <summary>The value of the first of these options that was given; null when it is not known or none was.</summary>
    public string? Value(params string[] names)
    {
        foreach (string name in names)
        {
            if (values.TryGetValue(name, out string? value)) return value;
        }

        return null;
    }

    private void ReadLetters(IReadOnlyList<ExpandedWord> arguments, ref int i, HashSet<string> taking)
    {
        ExpandedWord word = arguments[i];
        for (int at = 1; at < word.Text.Length; at++)
        {
            string letter = word.Text[at].ToString();
            if (!taking.Contains(letter))
            {
                values[letter] = "";
                continue;
            }

            if (at + 1 < word.Text.Length) values[letter] = word.IsKnown ? word.Text.Substring(at + 1) : null;
            else if (i + 1 < arguments.Count) values[letter] = arguments[++i].Value;
            return;
        }
    }
}
