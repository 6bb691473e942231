using System.Collections.Generic;

namespace DockerLint.Reporting;

/// <summary>The outcome of one <c>check</c>: what every report format prints.</summary>
public sealed record CheckReport
{
    /// <summary>The root as the user named it.</summary>
    public required string Root { get; init; }

    /// <summary>The services, ordered by Dockerfile, then name.</summary>
    public IReadOnlyList<ServiceReport> Services { get; init; } = [];

    /// <summary>Notes about the run itself: files that say how images are built and could not be read.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Findings in the order in which they are printed: worst first, then by Dockerfile, file and line.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>How many findings a suppression, a baseline or the configuration took out.</summary>
    public int Suppressed { get; init; }

    /// <summary>Those findings, in the order of <see cref="Findings"/>, for formats that record them.</summary>
    public IReadOnlyList<SuppressedFinding> SuppressedFindings { get; init; } = [];

    /// <summary>How many of the suppressed are known: in the baseline, or in the code that the change started from.</summary>
    public int Known { get; init; }

    /// <summary>Where the known ones come from: <c>in the baseline</c>; null when nothing was compared.</summary>
    public string? KnownFrom { get; init; }

    /// <summary>What a person adds or types to apply the fixes: the option of <c>check</c>, or the whole command where the report comes from another.</summary>
    public string FixCommand { get; init; } = "--fix";

    /// <summary>Wall time of the run, measured by the host.</summary>
    public long Milliseconds { get; init; }
}

/// <summary>Who took a finding out.</summary>
public enum SuppressionKind : byte
{
    /// <summary>A comment in the source.</summary>
    InSource,

    /// <summary>The configuration.</summary>
    Configuration,

    /// <summary>It was there before: in a baseline, or before the change.</summary>
    Known,
}

/// <summary>A finding that is not told.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Kind">Who took it out.</param>
/// <param name="Reason">Why, as somebody wrote it; null where nobody did.</param>
public sealed record SuppressedFinding(Finding Finding, SuppressionKind Kind, string? Reason)
{
    /// <summary>The file with the comment; null without one.</summary>
    public string? File { get; init; }

    /// <summary>The comment.</summary>
    public PyImportScanner.SourceSpan Span { get; init; }
}

/// <summary>How far a service could be checked.</summary>
public enum ServiceStatus : byte
{
    /// <summary>Everything that matters was known.</summary>
    Checked,

    /// <summary>Something about the image is unknown; the notes say what.</summary>
    Partial,

    /// <summary>Not checked; the notes say why.</summary>
    Skipped,
}

/// <summary>One service of a report.</summary>
public sealed record ServiceReport
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its Dockerfile, relative to the root.</summary>
    public required string Dockerfile { get; init; }

    /// <summary>Its build context, relative to the root; <c>.</c> for the root.</summary>
    public required string Context { get; init; }

    /// <summary>What says so: <c>docker-compose.yml:12</c>, or a clause.</summary>
    public required string ContextEvidence { get; init; }

    /// <summary>The stage that is built; null for the last.</summary>
    public string? Target { get; init; }

    /// <summary>Start commands.</summary>
    public IReadOnlyList<CommandReport> Commands { get; init; } = [];

    /// <summary>How far it was checked.</summary>
    public required ServiceStatus Status { get; init; }

    /// <summary>Number of first-party modules in the closure.</summary>
    public int Modules { get; init; }

    /// <summary>What is unknown, and what else a person should know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>A start command of a service.</summary>
/// <param name="Text">As a person would type it.</param>
/// <param name="Launcher">The name in the launcher catalogue; null when it is not known.</param>
/// <param name="Module">The module or file it starts.</param>
/// <param name="Evidence">Where it stands: <c>services/grading/Dockerfile:31</c>.</param>
public sealed record CommandReport(string Text, string? Launcher, string? Module, string Evidence);
