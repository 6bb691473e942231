using System.Collections.Generic;
using DockerLint.Reporting;
using PyImportScanner;

namespace DockerLint.Checks.Python;

/// <summary>What an install step does without.</summary>
public enum InstallProblemKind : byte
{
    /// <summary>A requirements, lock, project or environment file.</summary>
    Manifest,

    /// <summary>A project or archive that a requirements or lock file names by its path.</summary>
    LocalRequirement,

    /// <summary>A project that the command itself names, or files that its build needs.</summary>
    LocalProject,
}

/// <summary>An install step that certainly fails, because files are not there when it runs.</summary>
public sealed record InstallProblem
{
    /// <summary>What it lacks.</summary>
    public required InstallProblemKind Kind { get; init; }

    /// <summary>What goes wrong, a sentence without its reason.</summary>
    public required string What { get; init; }

    /// <summary>Why the file is not there, a clause.</summary>
    public required string ReasonText { get; init; }

    /// <summary>One of <see cref="Reasons"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>Where in the image it is looked for.</summary>
    public required string ImagePath { get; init; }

    /// <summary>Where the repository has it, or null.</summary>
    public string? RepositoryPath { get; init; }

    /// <summary>The place to look at: a path of the repository tree.</summary>
    public required string File { get; init; }

    /// <summary>Where in <see cref="File"/>.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>What could save it, or makes it no more than a warning of the tool; null where the build certainly stops.</summary>
    public string? UnlessBecause { get; init; }

    /// <summary>The step, where the place is another file.</summary>
    public IReadOnlyList<RelatedPlace> Related { get; init; } = [];

    /// <summary>The edit that mends it.</summary>
    public Fix? Fix { get; init; }
}
