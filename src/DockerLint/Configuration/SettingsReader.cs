using System;
using System.Collections.Generic;
using System.Globalization;
using DockerLint.Files;
using DockerLint.Reporting;
using DockerLint.Rules;
using DockerLint.Services.Data;
using DockerLint.Services.Evidence;
using DockerLint.Words;
using PyImportScanner.Files;

namespace DockerLint.Configuration;

/// <summary>Reads <c>dockerlint.yaml</c>. Every key and value is checked against <see cref="SettingShape.Root"/> first.</summary>
public sealed class SettingsReader
{
    private readonly List<SettingsError> errors = [];
    private readonly List<SettingsPath> paths = [];
    private readonly string rootBelowFile;

    private SettingsReader(string rootBelowFile) => this.rootBelowFile = rootBelowFile;

    /// <summary>Reads a configuration.</summary>
    /// <param name="text">The file.</param>
    /// <param name="file">Its name for people.</param>
    /// <param name="rootBelowFile">Where the root of the repository tree lies, seen from the directory of the file: a clean path, <c>/</c> when it is that directory.</param>
    /// <param name="yaml">Reads YAML.</param>
    /// <param name="problems">What is wrong; the settings must not be used unless this is empty.</param>
    public static Settings Read(string text, string file, string rootBelowFile, IYamlReader yaml, out IReadOnlyList<SettingsError> problems)
    {
        var reader = new SettingsReader(rootBelowFile);
        DataDocuments documents = yaml.Read(text);
        problems = reader.errors;
        if (documents.Error is { } error)
        {
            reader.errors.Add(new SettingsError(documents.ErrorLine, "not valid YAML: " + error));
            return Settings.None;
        }

        if (documents.Documents.Count == 0 || documents.Documents[0].IsNull) return Settings.None with { File = file };
        DataNode root = documents.Documents[0];
        reader.Check(root, SettingShape.Root, "the file");
        return reader.errors.Count > 0 ? Settings.None : reader.SettingsOf(root) with { File = file };
    }

    private void Fail(int line, string message) => errors.Add(new SettingsError(Math.Max(1, line), message));

    private void Check(DataNode node, SettingShape shape, string name)
    {
        switch (shape.Kind)
        {
            case SettingKind.Object:
                CheckObject(node, shape, name);
                break;
            case SettingKind.Map when node.Kind == DataNodeKind.Mapping:
                foreach (DataNodeMember member in node.Members) Check(member.Value, shape.Item!, name + "." + member.Key);
                break;
            case SettingKind.List when node.Kind == DataNodeKind.Sequence:
                foreach (DataNode item in node.Items) Check(item, shape.Item!, name);
                break;
            case SettingKind.Text when shape.IsFilled && node.AsText is { } text && text.Trim().Length == 0:
                Fail(node.Line, name + " must not be empty");
                break;
            case SettingKind.Texts when node.Kind != DataNodeKind.Mapping && (node.AsText is not null || node.Texts().Count == node.Items.Count):
            case SettingKind.Text when node.AsText is not null:
                break;
            case SettingKind.Choice:
                if (!Contains(shape.Choices, node.Text)) Fail(node.Line, $"{name} is one of {string.Join(", ", shape.Choices)}, not {Shown(node)}{Near(node.Text, shape.Choices)}");
                break;
            case SettingKind.Number:
                if (!int.TryParse(node.AsText, NumberStyles.None, CultureInfo.InvariantCulture, out _)) Fail(node.Line, $"{name} is a whole number, not {Shown(node)}");
                break;
            case SettingKind.Date:
                if (!DateTime.TryParseExact(node.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                    Fail(node.Line, $"{name} is a date such as 2030-01-31, not {Shown(node)}");
                break;
            default:
                Fail(node.Line, $"{name} must be {Wanted(shape.Kind)}, not {Shown(node)}");
                break;
        }
    }

    private void CheckObject(DataNode node, SettingShape shape, string name)
    {
        if (node.Kind != DataNodeKind.Mapping)
        {
            Fail(node.Line, $"{name} must be keys with values, not {Shown(node)}");
            return;
        }

        var known = new List<string>();
        foreach (KeyValuePair<string, SettingShape> key in shape.Keys) known.Add(key.Key);
        foreach (DataNodeMember member in node.Members)
        {
            int index = known.IndexOf(member.Key);
            if (index >= 0) Check(member.Value, shape.Keys[index].Value, member.Key);
            else Fail(member.Line, $"unknown key {member.Key}{Hint(member.Key, known)}");
        }

        foreach (string required in shape.Required)
        {
            if (node[required] is null) Fail(node.Line, $"{name} needs the key {required}");
        }
    }

    private static string Wanted(SettingKind kind) => kind switch
    {
        SettingKind.Text => "a text",
        SettingKind.Texts => "a text or a list of texts",
        SettingKind.List => "a list",
        _ => "keys with values",
    };

    private static string Shown(DataNode node) => node.Kind switch
    {
        DataNodeKind.Mapping => "keys with values",
        DataNodeKind.Sequence => "a list",
        _ => node.IsNull ? "nothing" : "'" + node.Text + "'",
    };

    private static bool Contains(IReadOnlyList<string> list, string text)
    {
        foreach (string item in list)
        {
            if (item == text) return true;
        }

        return false;
    }

    private static string Near(string given, IReadOnlyList<string> known) =>
        Spelling.Nearest(given, known) is { } near ? "; did you mean " + near + "?" : "";

    private static string Hint(string given, IReadOnlyList<string> known) =>
        Near(given, known) is { Length: > 0 } near ? near : "; there are " + string.Join(", ", known);

    private Settings SettingsOf(DataNode root)
    {
        var dockerfiles = new Dictionary<string, string>(StringComparer.Ordinal);
        var modules = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (DataNodeMember image in root["base-images"]?.Members ?? [])
        {
            if (image.Value.AsText is not { } dockerfile) modules[image.Key] = image.Value.Texts();
            else if (PathOf(image.Value, dockerfile, NodeKind.File) is { } path) dockerfiles[image.Key] = path;
        }

        return new Settings
        {
            Services = ServicesOf(root),
            Exclude = Patterns(root["exclude"]),
            Rules = RulesOf(root["rules"]),
            BaseDockerfiles = dockerfiles,
            BaseModules = modules,
            SearchPaths = root["search-paths"]?.Texts() ?? [],
            FirstParty = root["first-party"]?.Texts() ?? [],
            ThirdParty = root["third-party"]?.Texts() ?? [],
            Ignore = IgnoresOf(root["ignore"]),
            Paths = paths,
            SmokeEnvironment = Variables(root.At("smoke", "env")),
            SmokeEnvironmentFile = root.At("smoke", "env-file") is { AsText: { } file } node ? PathOf(node, file, null) : null,
            Deploy = root.TextOf("deploy"),
            Drift = ThresholdsOf(root["drift"], DriftThresholds.Standard),
            Bypasses = BypassesOf(root["drift"]?["bypass"]),
        };
    }

    private static Dictionary<string, string> Variables(DataNode? node)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DataNodeMember member in node?.Members ?? []) values[member.Key] = member.Value.Text;
        return values;
    }

    private static DriftThresholds ThresholdsOf(DataNode? node, DriftThresholds standard) => new(
        NumberOf(node, "warning-commits") ?? standard.WarningCommits,
        NumberOf(node, "warning-hours") ?? standard.WarningHours,
        NumberOf(node, "critical-commits") ?? standard.CriticalCommits,
        NumberOf(node, "critical-hours") ?? standard.CriticalHours);

    private static int? NumberOf(DataNode? node, string key) =>
        int.TryParse(node?.TextOf(key), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static List<DriftBypass> BypassesOf(DataNode? node)
    {
        var bypasses = new List<DriftBypass>();
        foreach (DataNode item in node?.Items ?? []) bypasses.Add(new DriftBypass(item.TextOf("service")!, item.TextOf("reason")!, item.TextOf("until")!, item.Line));
        return bypasses;
    }

    private List<ConfiguredService> ServicesOf(DataNode root)
    {
        DataNode? node = root["services"];
        var services = new List<ConfiguredService>();
        foreach (DataNode item in node?.Items ?? [])
        {
            if (PathOf(item["dockerfile"]!, item.TextOf("dockerfile")!, NodeKind.File) is not { } dockerfile) continue;
            services.Add(new ConfiguredService
            {
                Name = item.TextOf("name"),
                Dockerfile = dockerfile,
                Context = item.TextOf("context") is { } context ? PathOf(item["context"]!, context, NodeKind.Directory) : null,
                Target = item.TextOf("target"),
                Arguments = Variables(item["args"]),
                Commands = item["commands"]?.Texts() ?? [],
                Ignore = Ids(item["ignore"]),
                Deploy = item.TextOf("deploy"),
                Drift = item["drift"] is { } drift ? ThresholdsOf(drift, ThresholdsOf(root["drift"], DriftThresholds.Standard)) : null,
                Line = item.Line,
            });
        }

        return services;
    }

    private List<IgnoredPath> IgnoresOf(DataNode? node)
    {
        var ignores = new List<IgnoredPath>();
        foreach (DataNode item in node?.Items ?? [])
        {
            foreach (string path in Patterns(item["path"]))
                ignores.Add(new IgnoredPath(path, Ids(item["rules"]), item.TextOf("reason"), item.TextOf("until"), item.Line));
        }

        return ignores;
    }

    private Dictionary<string, Severity?> RulesOf(DataNode? node)
    {
        var rules = new Dictionary<string, Severity?>(StringComparer.OrdinalIgnoreCase);
        foreach (DataNodeMember member in node?.Members ?? [])
        {
            if (IdOf(member.Key, member.Line) is { } id) rules[id] = SeverityOf(member.Value.Text);
        }

        return rules;
    }

    internal static Severity? SeverityOf(string text) => text switch
    {
        "error" => Severity.Error,
        "warning" => Severity.Warning,
        "info" or "suggestion" => Severity.Info,
        _ => null,
    };

    private List<string> Ids(DataNode? node)
    {
        var ids = new List<string>();
        foreach (string text in node?.Texts() ?? [])
        {
            if (IdOf(text, node!.Line) is { } id) ids.Add(id);
        }

        return ids;
    }

    /// <summary>An id, the beginning of one, or a rule's name; anything else is an error.</summary>
    private string? IdOf(string text, int line)
    {
        if (RuleNames.Resolve(text) is { } id) return id;
        Fail(line, RuleNames.Unknown(text));
        return null;
    }

    // Patterns are relative to the file; the tree may begin further down.
    private List<string> Patterns(DataNode? node)
    {
        var patterns = new List<string>();
        foreach (string text in node?.Texts() ?? [])
        {
            if (PatternMatcher.Create([text], out string? problem) is null || problem is not null)
            {
                Fail(node!.Line, $"'{text}' is no pattern of .dockerignore: {problem ?? "it cannot be read"}");
                continue;
            }

            string pattern = TreePath.Clean(text).TrimStart('/');
            string prefix = rootBelowFile.TrimStart('/');
            if (prefix.Length == 0 || pattern.StartsWith("**", StringComparison.Ordinal)) patterns.Add(pattern);
            else if (pattern.StartsWith(prefix + "/", StringComparison.Ordinal)) patterns.Add(pattern.Substring(prefix.Length + 1));
            else if (prefix == pattern || prefix.StartsWith(pattern + "/", StringComparison.Ordinal)) patterns.Add("**");
        }

        return patterns;
    }

    /// <summary>A path relative to the file as one of the tree; null when it lies outside of the tree.</summary>
    private string? PathOf(DataNode node, string text, NodeKind? kind)
    {
        if (RepositoryPaths.Resolve(TreePath.Root, text) is not { } path)
        {
            Fail(node.Line, $"{text} is not a path below the directory of this file");
            return null;
        }

        if (!TreePath.IsAtOrBelow(path, rootBelowFile)) return null;
        string inTree = "/" + TreePath.Relative(path, rootBelowFile);
        // Without a kind it need not be there: a file of secrets is only where it is used.
        if (kind is { } wanted) paths.Add(new SettingsPath(inTree, wanted, text, node.Line));
        return inTree;
    }
}
