using System;
using System.Collections.Generic;
using DockerLint.Shell;

namespace DockerLint.StartCommands;

/// <summary>Top-level <c>name = "text"</c> assignments of a Python configuration file; anything less plain is unknown.</summary>
internal sealed class PythonSettings
{
    /// <summary>No settings.</summary>
    public static readonly PythonSettings Empty = new(null);

    private readonly Dictionary<string, ExpandedWord> values = new(StringComparer.Ordinal);

    private PythonSettings(string? unknownBecause) => UnknownBecause = unknownBecause;

    /// <summary>Why nothing of the file is known; null when it was read.</summary>
    public string? UnknownBecause { get; }

    public static PythonSettings Unknown(string cause) => new(cause);

    public static PythonSettings Read(string text)
    {
        var settings = new PythonSettings(null);
        foreach (string raw in text.Split('\n'))
        {
            string line = raw.Trim();
            int equals = line.IndexOf('=');
            if (equals <= 0 || (equals + 1 < line.Length && line[equals + 1] == '=')) continue;
            string name = line.Substring(0, equals).Trim();
            if (!ModuleSpec.IsDottedName(name)) continue;
            bool topLevel = raw.Length > 0 && raw[0] is not (' ' or '\t');
            string? literal = topLevel ? StringLiteral(line.Substring(equals + 1).Trim()) : null;
            settings.values[name] = literal is null
                ? ExpandedWord.Unknown(name, "the configuration computes " + name)
                : ExpandedWord.Known(literal);
        }

        return settings;
    }

    /// <summary>The value of a setting; null when it is not set (or, in a file that cannot be read, probably not).</summary>
    public ExpandedWord? Word(string name) => values.TryGetValue(name, out ExpandedWord? word) ? word
        : UnknownBecause is not null && name == "wsgi_app" ? ExpandedWord.Unknown(name, UnknownBecause) : null;

    private static string? StringLiteral(string text)
    {
        if (text.Length < 2 || text[0] is not ('"' or '\'')) return null;
        int end = text.IndexOf(text[0], 1);
        if (end < 0 || text.IndexOf('\\') >= 0) return null;
        string rest = text.Substring(end + 1).Trim();
        return rest.Length == 0 || rest[0] == '#' ? text.Substring(1, end - 1) : null;
    }
}
