using System;
using System.Collections.Generic;

namespace DockerLint.Dockerfiles.Parsing;

/// <summary>Which flags an instruction takes (BK:frontend/dockerfile/instructions/bflag.go, parse.go).</summary>
internal static class FlagRules
{
    private enum Kind
    {
        Text,
        List,
        Switch,
    }

    private static readonly Dictionary<string, Kind> None = new(StringComparer.Ordinal);

    private static readonly Dictionary<string, Dictionary<string, Kind>> ByKeyword = new(StringComparer.Ordinal)
    {
        ["ADD"] = new(StringComparer.Ordinal)
        {
            ["checksum"] = Kind.Text, ["chmod"] = Kind.Text, ["chown"] = Kind.Text, ["exclude"] = Kind.List,
            ["keep-git-dir"] = Kind.Switch, ["link"] = Kind.Switch, ["unpack"] = Kind.Switch,
        },
        ["COPY"] = new(StringComparer.Ordinal)
        {
            ["chmod"] = Kind.Text, ["chown"] = Kind.Text, ["exclude"] = Kind.List, ["from"] = Kind.Text,
            ["link"] = Kind.Switch, ["parents"] = Kind.Switch,
        },
        ["FROM"] = new(StringComparer.Ordinal) { ["platform"] = Kind.Text },
        ["HEALTHCHECK"] = new(StringComparer.Ordinal)
        {
            ["interval"] = Kind.Text, ["retries"] = Kind.Text, ["start-interval"] = Kind.Text,
            ["start-period"] = Kind.Text, ["timeout"] = Kind.Text,
        },
        ["RUN"] = new(StringComparer.Ordinal)
        {
            ["device"] = Kind.List, ["mount"] = Kind.List, ["network"] = Kind.Text, ["security"] = Kind.Text,
        },
    };

    /// <summary>What is wrong with the flags of an instruction, or null; <paramref name="culprit"/> is the flag.</summary>
    public static string? Check(Instruction instruction, out Flag? culprit)
    {
        culprit = null;

        // BuildKit takes the flags of these two off and never looks at them.
        if (instruction.Keyword is "ARG" or "STOPSIGNAL") return null;
        Dictionary<string, Kind> known = ByKeyword.TryGetValue(instruction.Keyword, out Dictionary<string, Kind>? rules) ? rules : None;
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (Flag flag in instruction.Flags)
        {
            culprit = flag;
            if (!known.TryGetValue(flag.Name, out Kind kind))
                return "unknown flag: --" + flag.Name + Suggestion.For(flag.Name, known.Keys);
            if (!used.Add(flag.Name) && kind != Kind.List) return "duplicate flag specified: --" + flag.Name;
            if (flag.Value is null ? kind != Kind.Switch : kind == Kind.Switch && flag.Value.Length == 0)
                return "missing a value on flag: --" + flag.Name;
            if (kind == Kind.Switch && flag.Value is not null && !IsBoolean(flag.Value))
                return "expecting boolean value for flag --" + flag.Name + ", not: " + flag.Value;
        }

        culprit = null;
        return null;
    }

    /// <summary>A switch is on: given without a value, or as <c>=true</c> in any letter case.</summary>
    public static bool IsOn(Instruction instruction, string name)
    {
        foreach (Flag flag in instruction.Flags)
        {
            if (flag.Name == name) return flag.Value is null || string.Equals(flag.Value, "true", StringComparison.OrdinalIgnoreCase);
        }

        return false;
    }

    private static bool IsBoolean(string value) =>
        string.Equals(value, "true", StringComparison.OrdinalIgnoreCase) || string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);
}
