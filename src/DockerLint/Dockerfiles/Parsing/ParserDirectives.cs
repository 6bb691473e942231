using System;
using System.Collections.Generic;

namespace DockerLint.Dockerfiles.Parsing;

/// <summary><c># escape=`</c> and its like at the top of a file (BK:frontend/dockerfile/parser/directives.go).</summary>
internal sealed class ParserDirectives
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private bool done;

    /// <summary>The escape character so far.</summary>
    public char Escape { get; private set; } = '\\';

    /// <summary>Looks at a line, trimmed on the left; the first that is no directive ends the zone.</summary>
    /// <returns>What is wrong with the line, or null.</returns>
    public string? Read(string line)
    {
        if (done) return null;
        if (!TrySplit(line, out string key, out string value) || key is not ("syntax" or "escape" or "check"))
        {
            done = true;
            return null;
        }

        if (!seen.Add(key)) return "only one " + key + " parser directive can be used";
        if (key != "escape") return null;
        if (value is not ("\\" or "`")) return "invalid escape token '" + value + "' does not match ` or \\";
        Escape = value[0];
        return null;
    }

    // ^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$ where \s is ASCII
    private static bool TrySplit(string line, out string key, out string value)
    {
        key = value = "";
        if (line.Length == 0 || line[0] != '#') return false;
        int start = SkipBlanks(line, 1);
        int end = start;
        while (end < line.Length && IsLetterOrDigit(line[end]) && (end > start || line[end] > '9')) end++;
        int equals = SkipBlanks(line, end);
        if (end == start || equals >= line.Length || line[equals] != '=') return false;
        int last = line.Length;
        while (last > equals + 1 && IsBlank(line[last - 1])) last--;
        int first = SkipBlanks(line, equals + 1);
        if (first >= last) return false;
        key = line.Substring(start, end - start).ToLowerInvariant();
        value = line.Substring(first, last - first);
        return true;
    }

    private static bool IsLetterOrDigit(char c) => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9';

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\n' or '\r' or '\f';

    private static int SkipBlanks(string line, int from)
    {
        while (from < line.Length && IsBlank(line[from])) from++;
        return from;
    }
}
