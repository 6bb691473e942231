using System;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary><c>pkg.mod:attr</c>, with or without a call behind it.</summary>
internal sealed record ModuleSpec(string Module, string? Attribute, bool IsCall)
{
    /// <summary>Reads the text; null when the module part is no dotted name.</summary>
    public static ModuleSpec? Parse(string text, string? defaultAttribute = null)
    {
        int colon = text.IndexOf(':');
        string module = colon < 0 ? text : text.Substring(0, colon);
        if (!IsImportable(module)) return null;
        string? attribute = colon < 0 ? defaultAttribute : text.Substring(colon + 1);
        int call = attribute?.IndexOf('(') ?? -1;
        return call < 0 ? new ModuleSpec(module, attribute, false) : new ModuleSpec(module, attribute!.Substring(0, call), true);
    }

    /// <summary>The same for a word: the module is known when everything before the colon is.</summary>
    public static ModuleSpec? Parse(ExpandedWord word, string? defaultAttribute = null)
    {
        if (word.Value is { } text) return Parse(text, defaultAttribute);
        int colon = word.Text.IndexOf(':');
        if (colon < 0 || colon >= word.KnownPrefix) return null;
        ModuleSpec? spec = Parse(word.Text.Substring(0, colon));
        return spec is null ? null : spec with { Attribute = null };
    }

    /// <summary>Is it <c>name(.name)*</c>, in Python's sense of a name?</summary>
    public static bool IsDottedName(string text)
    {
        bool start = true;
        foreach (char c in text)
        {
            if (c == '.')
            {
                if (start) return false;
                start = true;
                continue;
            }

            bool valid = c == '_' || char.IsLetter(c) || (!start && char.IsDigit(c));
            if (!valid) return false;
            start = false;
        }

        return !start;
    }

    /// <summary>May <c>importlib.import_module</c> be given it? A statement could not write <c>my-app</c>, the file system can.</summary>
    public static bool IsImportable(string text) =>
        text.Length > 0 && text[0] != '-' && IsDottedName("_" + text.Replace('-', '_').Replace(".", "._")) && text[text.Length - 1] != '.' && text.IndexOf("..", StringComparison.Ordinal) < 0 && text[0] != '.';

    /// <summary>The module of a dotted object: everything before the last dot.</summary>
    public static string ModuleOfObject(string text)
    {
        int end = Math.Max(text.LastIndexOf('.'), text.LastIndexOf(':'));
        return end < 0 ? text : text.Substring(0, end);
    }
}
