using System;
using System.Collections.Generic;
using DockerLint.Words;

namespace DockerLint.Rules;

/// <summary>How people name rules: by id, by the beginning of ids, by name.</summary>
public static class RuleNames
{
    // "IMG": everything. Fewer letters are a slip.
    private const int ShortestBeginning = 3;

    /// <summary>The id, or the beginning of ids, in upper case; null where no rule is meant.</summary>
    public static string? Resolve(string text)
    {
        foreach (IRule rule in RuleCatalog.All)
        {
            if (text.Length >= ShortestBeginning && rule.Descriptor.Id.StartsWith(text, StringComparison.OrdinalIgnoreCase)) return text.ToUpperInvariant();
            if (rule.Descriptor.Name == text) return rule.Descriptor.Id;
        }

        return null;
    }

    /// <summary>What to say of a text that names no rule, with the nearest right spelling.</summary>
    public static string Unknown(string text)
    {
        var names = new List<string>();
        foreach (IRule rule in RuleCatalog.All)
        {
            names.Add(rule.Descriptor.Id);
            names.Add(rule.Descriptor.Name);
        }

        return $"there is no rule {text}" + (Spelling.Nearest(text, names) is { } near ? $"; did you mean {near}?" : "; dockerlint rule lists them");
    }

    /// <summary>Does one of the beginnings begin the id?</summary>
    public static bool AnyCovers(IReadOnlyList<string> beginnings, string id)
    {
        foreach (string beginning in beginnings)
        {
            if (id.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
