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

    /// <summary>Findings that a suppression, a baseline or the configuration took out.</summary>
    public int Suppressed { get; init; }

    /// <summary>Wall time of the run, measured by the host.</summary>
    public long Milliseconds { get; init; }
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
