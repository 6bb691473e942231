using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using DockerLint.Configuration;
using DockerLint.Reporting;

namespace DockerLint.Facts;

/// <summary>The configuration as lines, except for its services: those are definitions by then.</summary>
internal static class SettingsFacts
{
    /// <summary>Writes what holds on a day; what has expired is left out, so that the facts do not change with the date.</summary>
    public static void Write(StringBuilder output, Settings settings, string? today)
    {
        if (settings.File is { } file) FactLine.Write(output, "settings", file);
        if (settings.Exclude.Count > 0) FactLine.Write(output, ["exclude", .. settings.Exclude]);
        foreach (KeyValuePair<string, Severity?> rule in settings.Rules) FactLine.Write(output, "rule", rule.Key, Word(rule.Value));
        foreach (KeyValuePair<string, string> image in settings.BaseDockerfiles) FactLine.Write(output, "base-dockerfile", image.Key, image.Value);
        foreach (KeyValuePair<string, IReadOnlyList<string>> image in settings.BaseModules) FactLine.Write(output, ["base-modules", image.Key, .. image.Value]);
        if (settings.SearchPaths.Count > 0) FactLine.Write(output, ["search-paths", .. settings.SearchPaths]);
        if (settings.FirstParty.Count > 0) FactLine.Write(output, ["first-party", .. settings.FirstParty]);
        if (settings.ThirdParty.Count > 0) FactLine.Write(output, ["third-party", .. settings.ThirdParty]);
        foreach (IgnoredPath ignore in settings.Ignore)
        {
            bool hasExpired = ignore.Until is { } until && today is not null && string.CompareOrdinal(today, until) > 0;
            if (!hasExpired) FactLine.Write(output, ["ignore-path", ignore.Path, .. ignore.Rules]);
        }
    }

    /// <summary>The settings with what a line says; null where it says nothing of them.</summary>
    public static Settings? With(Settings settings, string?[] fields)
    {
        string first = fields.Length > 1 ? fields[1] ?? "" : "";
        switch (fields[0])
        {
            case "settings": return settings with { File = first };
            case "exclude": return settings with { Exclude = Rest(fields, 1) };
            case "rule" when fields.Length > 2: return settings with { Rules = Added(settings.Rules, first, Level(fields[2]), StringComparer.OrdinalIgnoreCase) };
            case "base-dockerfile" when fields.Length > 2:
                return settings with { BaseDockerfiles = Added(settings.BaseDockerfiles, first, fields[2] ?? "/", StringComparer.Ordinal) };
            case "base-modules":
                return settings with { BaseModules = Added<IReadOnlyList<string>>(settings.BaseModules, first, Rest(fields, 2), StringComparer.Ordinal) };
            case "search-paths": return settings with { SearchPaths = Rest(fields, 1) };
            case "first-party": return settings with { FirstParty = Rest(fields, 1) };
            case "third-party": return settings with { ThirdParty = Rest(fields, 1) };
            case "ignore-path": return settings with { Ignore = [.. settings.Ignore, new IgnoredPath(first, Rest(fields, 2), null, null, 0)] };
            default: return null;
        }
    }

    private static string Word(Severity? severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        Severity.Info => "info",
        _ => "off",
    };

    private static Severity? Level(string? word) => word switch
    {
        "error" => Severity.Error,
        "warning" => Severity.Warning,
        "info" => Severity.Info,
        _ => null,
    };

    private static Dictionary<string, T> Added<T>(IReadOnlyDictionary<string, T> pairs, string key, T value, StringComparer comparer)
    {
        var added = pairs.ToDictionary(pair => pair.Key, pair => pair.Value, comparer);
        added[key] = value;
        return added;
    }

    private static string[] Rest(string?[] fields, int from) => fields.Skip(from).Select(field => field ?? "").ToArray();
}
