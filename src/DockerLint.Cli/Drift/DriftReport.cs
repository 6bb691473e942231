using System;
using System.Collections.Generic;
using System.Linq;
using DockerLint.Cli.Git;
using DockerLint.Inputs;
using DockerLint.Services;
using PyImportScanner.Files;

namespace DockerLint.Cli.Drift;

/// <summary>How a deployment stands to the code.</summary>
internal enum DriftState
{
    /// <summary>Nothing that the service consists of has changed since.</summary>
    Fresh,

    /// <summary>Something has.</summary>
    Stale,

    /// <summary>It is built from commits that the compared commit does not have yet.</summary>
    Ahead,

    /// <summary>Each has commits that the other has not.</summary>
    Diverged,

    /// <summary>It is built from a tree with uncommitted changes.</summary>
    Dirty,

    /// <summary>What it says of itself is no commit of this repository.</summary>
    UnknownRevision,

    /// <summary>Nobody says that it is deployed.</summary>
    NotDeployed,
}

/// <summary>How bad it is.</summary>
internal enum DriftSeverity
{
    None,
    Info,
    Warning,
    Critical,
}

/// <summary>A commit that touches what a service consists of.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Paths">The inputs that it changes.</param>
/// <param name="IsCosmetic">It changes comments and blank lines only.</param>
internal sealed record DriftCommit(GitCommit Commit, IReadOnlyList<string> Paths, bool IsCosmetic);

/// <summary>The deployment of a service, compared with a commit.</summary>
internal sealed record DriftService
{
    public required string Name { get; init; }

    public required ServiceDefinition Definition { get; init; }

    public required DriftState State { get; init; }

    public DriftSeverity Severity { get; init; }

    /// <summary>What the deployment says of itself; a stranger's text. Null where it is not deployed.</summary>
    public string? Revision { get; init; }

    /// <summary>The commit that it stands for; null for none.</summary>
    public string? Commit { get; init; }

    public DateTimeOffset? DeployedAt { get; init; }

    /// <summary>Commits that it lacks, whatever they change; null where history is cut off.</summary>
    public int? Behind { get; init; }

    /// <summary>Commits that only it has.</summary>
    public int Ahead { get; init; }

    /// <summary>The commits that it lacks and that touch its inputs, the newest first.</summary>
    public IReadOnlyList<DriftCommit> Commits { get; init; } = [];

    /// <summary>The inputs that differ.</summary>
    public IReadOnlyList<InputChange> Changes { get; init; } = [];

    /// <summary>When the oldest of the commits that count was made.</summary>
    public DateTimeOffset? StaleSince { get; init; }

    /// <summary>Clauses for people.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What is unknown of the service and makes more files count than need be.</summary>
    public IReadOnlyList<string> Unknowns { get; init; } = [];

    /// <summary>Why it does not count although it is old; null: it counts.</summary>
    public string? Bypass { get; init; }

    /// <summary>The command that deploys it; null where the configuration has none.</summary>
    public string? Deploy { get; init; }

    public string Dockerfile => TreePath.Display(Definition.DockerfilePath);

    /// <summary>Commits that count: those that change more than comments.</summary>
    public int Relevant => Commits.Count(commit => !commit.IsCosmetic);

    /// <summary>The files that differ, each once, as people write them.</summary>
    public IReadOnlyList<string> Files => Changes.Select(change => TreePath.Display(change.Path)).Distinct().ToList();
}

/// <summary>Everything that <c>drift</c> has found.</summary>
internal sealed record DriftReport
{
    /// <summary>The commit that deployments are compared with.</summary>
    public required string Head { get; init; }

    /// <summary>When that was.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The worst first, then by name.</summary>
    public required IReadOnlyList<DriftService> Services { get; init; }
}

/// <summary>Words for states and severities.</summary>
internal static class DriftWords
{
    public static string Name(DriftState state) => state switch
    {
        DriftState.Fresh => "fresh",
        DriftState.Stale => "stale",
        DriftState.Ahead => "ahead",
        DriftState.Diverged => "diverged",
        DriftState.Dirty => "dirty",
        DriftState.UnknownRevision => "unknown-revision",
        _ => "not-deployed",
    };

    public static string Name(DriftSeverity severity) => severity switch
    {
        DriftSeverity.Info => "info",
        DriftSeverity.Warning => "warning",
        DriftSeverity.Critical => "critical",
        _ => "none",
    };

    /// <summary>A time span as people say it: <c>3 d</c>, <c>5 h</c>, <c>12 min</c>.</summary>
    public static string Age(TimeSpan age)
    {
        if (age.TotalHours >= 48) return FormattableString.Invariant($"{(int)age.TotalDays} d");
        return age.TotalMinutes >= 60 ? FormattableString.Invariant($"{(int)age.TotalHours} h") : FormattableString.Invariant($"{Math.Max(0, (int)age.TotalMinutes)} min");
    }

    /// <summary><c>49 of 1300 commits behind</c>.</summary>
    public static string Behind(DriftService service) => Counts(service, " commits behind");

    /// <summary><c>49 of 1300</c>, with those that change comments only told apart.</summary>
    public static string Counts(DriftService service, string unit = "")
    {
        if (service.State is DriftState.NotDeployed or DriftState.UnknownRevision) return "";
        if (service.Behind is not { } behind) return "history is cut off";
        int cosmetic = service.Commits.Count - service.Relevant;
        string comments = cosmetic == 0 ? "" : FormattableString.Invariant($", {cosmetic} more in comments only");
        string ahead = service.Ahead == 0 ? "" : FormattableString.Invariant($", {service.Ahead} ahead");
        return FormattableString.Invariant($"{service.Relevant} of {behind}{unit}{comments}{ahead}");
    }

    public static string Short(string? commit) => commit is null ? "-" : commit.Length > 10 ? commit[..10] : commit;
}
