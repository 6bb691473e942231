using System.Collections.Generic;

namespace DockerLint.Configuration;

/// <summary>What a setting may hold.</summary>
internal enum SettingKind : byte
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>One of several words.</summary>
    Choice,

    /// <summary>A date, <c>yyyy-mm-dd</c>.</summary>
    Date,

    /// <summary>A whole number from 0 on.</summary>
    Number,

    /// <summary>A text or a list of texts.</summary>
    Texts,

    /// <summary>Any keys with values of <see cref="SettingShape.Item"/>.</summary>
    Map,

    /// <summary>A list of <see cref="SettingShape.Item"/>.</summary>
    List,

    /// <summary>Known keys.</summary>
    Object,
}

/// <summary>The shape of a setting: what the reader accepts, and what the published JSON schema says.</summary>
/// <param name="Kind">What it may hold.</param>
/// <param name="Description">One sentence.</param>
internal sealed record SettingShape(SettingKind Kind, string Description)
{
    public IReadOnlyList<KeyValuePair<string, SettingShape>> Keys { get; init; } = [];

    public SettingShape? Item { get; init; }

    public IReadOnlyList<string> Choices { get; init; } = [];

    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>A text that must not be empty.</summary>
    public bool IsFilled { get; init; }

    private static readonly (string Key, SettingShape Shape)[] Thresholds =
    [
        ("critical-commits", new(SettingKind.Number, "Commits from which on it is critical; 6 without it.")),
        ("critical-hours", new(SettingKind.Number, "Hours after which it is critical; 12 without it.")),
        ("warning-commits", new(SettingKind.Number, "Commits from which on it is a warning; 3 without it.")),
        ("warning-hours", new(SettingKind.Number, "Hours from which on it is a warning; 6 without it.")),
    ];

    /// <summary>The whole file.</summary>
    public static readonly SettingShape Root = Object("Settings of dockerlint.", [],
        ("base-images", new(SettingKind.Map, "Base images: the Dockerfile of the repository that builds one, or the list of top-level modules it holds.") { Item = new(SettingKind.Texts, "A Dockerfile, or a list of modules.") }),
        ("deploy", new(SettingKind.Text, "The command that deploys a service, for messages; {service}, {dockerfile}, {context} and {commit} are filled in.")),
        ("drift", Object("When a deployment counts as old.", [],
            [
                ("bypass", new(SettingKind.List, "Deployments that are known to be old.")
                {
                    Item = Object("A deployment that is known to be old.", ["service", "reason", "until"],
                        ("reason", new(SettingKind.Text, "Why.")),
                        ("service", new(SettingKind.Text, "The name of the service.")),
                        ("until", new(SettingKind.Date, "The last day on which it holds, yyyy-mm-dd."))),
                }),
                .. Thresholds,
            ])),
        ("exclude", new(SettingKind.Texts, "Patterns, as in .dockerignore, of files and directories that are not looked at.")),
        ("first-party", new(SettingKind.Texts, "Top-level modules that are the repository's own.")),
        ("ignore", new(SettingKind.List, "Findings that are not told.")
        {
            Item = Object("Findings under a path.", ["path", "reason"],
                ("path", new(SettingKind.Text, "A pattern, as in .dockerignore.")),
                ("reason", new(SettingKind.Text, "Why.") { IsFilled = true }),
                ("rules", new(SettingKind.Texts, "Ids of rules or their beginnings; all without it.")),
                ("until", new(SettingKind.Date, "The last day on which it holds, yyyy-mm-dd."))),
        }),
        ("rules", new(SettingKind.Map, "Severities of rules, by id or beginning of an id.") { Item = new(SettingKind.Choice, "A severity.") { Choices = ["error", "warning", "info", "none"] } }),
        ("search-paths", new(SettingKind.Texts, "Further directories of sys.path in every image.")),
        ("services", new(SettingKind.List, "Services; those that are not named here are found as before.")
        {
            Item = Object("A service.", ["dockerfile"],
                ("args", new(SettingKind.Map, "Build arguments.") { Item = new(SettingKind.Text, "The value.") }),
                ("commands", new(SettingKind.Texts, "Start commands that replace the image's.")),
                ("context", new(SettingKind.Text, "The build context, relative to this file.")),
                ("deploy", new(SettingKind.Text, "The command that deploys it, for messages.")),
                ("dockerfile", new(SettingKind.Text, "The Dockerfile, relative to this file.")),
                ("drift", Object("When its deployment counts as old.", [], Thresholds)),
                ("ignore", new(SettingKind.Texts, "Ids of rules that are not applied to it.")),
                ("name", new(SettingKind.Text, "The name in reports.")),
                ("target", new(SettingKind.Text, "The stage to build."))),
        }),
        ("smoke", Object("How dockerlint smoke imports modules in a container.", [],
            ("env", new(SettingKind.Map, "Variables that are set while modules are imported; they are never printed.") { Item = new(SettingKind.Text, "The value.") }),
            ("env-file", new(SettingKind.Text, "A file of NAME=value lines, relative to this file, as docker run --env-file reads it.")))),
        ("third-party", new(SettingKind.Texts, "Top-level modules that are installed, whatever the repository holds.")));

    private static SettingShape Object(string description, string[] required, params (string Key, SettingShape Shape)[] keys)
    {
        var list = new List<KeyValuePair<string, SettingShape>>();
        foreach ((string key, SettingShape shape) in keys) list.Add(new(key, shape));
        return new SettingShape(SettingKind.Object, description) { Keys = list, Required = required };
    }
}
