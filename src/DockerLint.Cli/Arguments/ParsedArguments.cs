using System;
using System.Collections.Generic;

namespace DockerLint.Cli.Arguments;

/// <summary>The arguments of one call, sorted into options and operands.</summary>
internal sealed class ParsedArguments
{
    private readonly Dictionary<string, List<string>> values = new(StringComparer.Ordinal);

    /// <summary>What is not an option, in order.</summary>
    public List<string> Operands { get; } = [];

    /// <summary>Was the option given?</summary>
    public bool Has(Option option) => values.ContainsKey(option.Name);

    /// <summary>The value, the last one if it was given several times; null when it was not.</summary>
    public string? Value(Option option) => values.TryGetValue(option.Name, out List<string>? all) ? all[^1] : null;

    /// <summary>All values in order.</summary>
    public IReadOnlyList<string> Values(Option option) => values.TryGetValue(option.Name, out List<string>? all) ? all : [];

    /// <summary>Values that are lists divided by commas, as one list.</summary>
    public List<string> List(Option option)
    {
        var items = new List<string>();
        foreach (string value in Values(option))
            items.AddRange(value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return items;
    }

    internal void Add(Option option, string value)
    {
        if (!values.TryGetValue(option.Name, out List<string>? all)) values.Add(option.Name, all = []);
        all.Add(value);
    }
}
