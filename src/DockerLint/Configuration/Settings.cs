using System;
using System.Collections.Generic;
using DockerLint.Reporting;

namespace DockerLint.Configuration;

/// <summary>What <c>dockerlint.yaml</c> says. Paths are clean paths of the repository tree.</summary>
public sealed record Settings
{
    /// <summary>No configuration.</summary>
    public static readonly Settings None = new();

    /// <summary>The file it was read from, as the user knows it; null without one.</summary>
    public string? File { get; init; }

    /// <summary>Services that are named; others are found as before.</summary>
    public IReadOnlyList<ConfiguredService> Services { get; init; } = [];

    /// <summary>Patterns (those of <c>.dockerignore</c>) of files and directories that are not looked at.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Severities of rules, by id or beginning of an id; null switches off.</summary>
    public IReadOnlyDictionary<string, Severity?> Rules { get; init; } = new Dictionary<string, Severity?>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Images that the repository builds itself: name to Dockerfile.</summary>
    public IReadOnlyDictionary<string, string> BaseDockerfiles { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Images whose modules are known: name to top-level modules.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> BaseModules { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>Further directories of <c>sys.path</c> in every image.</summary>
    public IReadOnlyList<string> SearchPaths { get; init; } = [];

    /// <summary>Top-level modules that are the repository's own, whatever distribution has the same name.</summary>
    public IReadOnlyList<string> FirstParty { get; init; } = [];

    /// <summary>Top-level modules that are installed, whatever the repository holds.</summary>
    public IReadOnlyList<string> ThirdParty { get; init; } = [];

    /// <summary>Findings that are not told.</summary>
    public IReadOnlyList<IgnoredPath> Ignore { get; init; } = [];

    /// <summary>Every path that must exist, for <see cref="SettingsPaths"/>.</summary>
    public IReadOnlyList<SettingsPath> Paths { get; init; } = [];

    /// <summary>Variables for imports in a container (<c>smoke.env</c>). Never printed.</summary>
    public IReadOnlyDictionary<string, string> SmokeEnvironment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A file of such variables, a clean path of the repository tree; null for none.</summary>
    public string? SmokeEnvironmentFile { get; init; }

    /// <summary>The command that deploys a service, with <c>{service}</c>, <c>{dockerfile}</c>, <c>{context}</c> and <c>{commit}</c> to fill in; null without one.</summary>
    public string? Deploy { get; init; }

    /// <summary>When a deployment counts as old.</summary>
    public DriftThresholds Drift { get; init; } = DriftThresholds.Standard;

    /// <summary>Deployments that are known to be old.</summary>
    public IReadOnlyList<DriftBypass> Bypasses { get; init; } = [];
}

/// <summary>From how many commits, and after how many hours, an old deployment is how bad.</summary>
/// <param name="WarningCommits">Commits from which on it is a warning.</param>
/// <param name="WarningHours">Hours from which on it is a warning.</param>
/// <param name="CriticalCommits">Commits from which on it is critical.</param>
/// <param name="CriticalHours">Hours after which it is critical.</param>
public sealed record DriftThresholds(int WarningCommits, int WarningHours, int CriticalCommits, int CriticalHours)
{
    /// <summary>What holds where nothing is said.</summary>
    public static readonly DriftThresholds Standard = new(3, 6, 6, 12);
}

/// <summary>A deployment that is known to be old, for a time.</summary>
/// <param name="Service">The name of the service.</param>
/// <param name="Reason">Why.</param>
/// <param name="Until">The last day on which it holds, <c>yyyy-mm-dd</c>.</param>
/// <param name="Line">The line in the configuration.</param>
public sealed record DriftBypass(string Service, string Reason, string Until, int Line);

/// <summary>A path that the configuration names.</summary>
/// <param name="Path">In the repository tree.</param>
/// <param name="Kind">What must be there.</param>
/// <param name="Text">As written.</param>
/// <param name="Line">The line in the configuration.</param>
public sealed record SettingsPath(string Path, PyImportScanner.Files.NodeKind Kind, string Text, int Line);

/// <summary>A service of the configuration.</summary>
public sealed record ConfiguredService
{
    /// <summary>Its name; null: worked out.</summary>
    public string? Name { get; init; }

    /// <summary>Its Dockerfile.</summary>
    public required string Dockerfile { get; init; }

    /// <summary>Its context; null: worked out.</summary>
    public string? Context { get; init; }

    /// <summary>The stage; null: worked out.</summary>
    public string? Target { get; init; }

    /// <summary>Build arguments.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Start commands that replace the image's, as shell text.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];

    /// <summary>Rules that are not applied to it.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>The command that deploys it, as <see cref="Settings.Deploy"/>; null without one of its own.</summary>
    public string? Deploy { get; init; }

    /// <summary>When its deployment counts as old; null: as for every service.</summary>
    public DriftThresholds? Drift { get; init; }

    /// <summary>The line in the configuration.</summary>
    public int Line { get; init; }
}

/// <summary>Findings under a path that are not told, for a reason, perhaps until a day.</summary>
/// <param name="Path">A pattern of <c>.dockerignore</c>.</param>
/// <param name="Rules">Ids or beginnings of ids; empty: all.</param>
/// <param name="Reason">Why.</param>
/// <param name="Until">The last day, <c>yyyy-mm-dd</c>; null for ever.</param>
/// <param name="Line">The line in the configuration.</param>
public sealed record IgnoredPath(string Path, IReadOnlyList<string> Rules, string? Reason, string? Until, int Line);

/// <summary>A wrong key or value.</summary>
/// <param name="Line">Where, from 1.</param>
/// <param name="Message">One sentence, with the nearest right spelling.</param>
public sealed record SettingsError(int Line, string Message);
