using System.Collections.Generic;
using PyImportScanner;
using ChainLink = DockerLint.Reporting.ChainLink;

namespace DockerLint.Checks.Python;

/// <summary>A start command that names a module or file which the image does not hold.</summary>
public sealed record StartFailure
{
    /// <summary>The module or the image path that is wanted.</summary>
    public required string Wanted { get; init; }

    /// <summary>The command as a person would type it.</summary>
    public required string Command { get; init; }

    /// <summary>It is a file, not a module.</summary>
    public bool IsFile { get; init; }

    /// <summary>The module is there, and what the command says leads to no object of it.</summary>
    public bool IsAttribute { get; init; }

    /// <summary>Where the command stands: a file of the repository.</summary>
    public required string File { get; init; }

    /// <summary>Where in it.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>Why it is not there, a clause.</summary>
    public required string ReasonText { get; init; }

    /// <summary>One of the reasons.</summary>
    public required string Reason { get; init; }

    /// <summary>What could still save it; null where everything is known.</summary>
    public string? UnlessBecause { get; init; }

    /// <summary>It runs only under a condition, or as a health check.</summary>
    public bool IsConditional { get; init; }

    /// <summary>Where the repository has it, or null.</summary>
    public string? RepositoryPath { get; init; }

    /// <summary>Where the image would need it.</summary>
    public string? ImagePath { get; init; }

    /// <summary>A module or file of a similar name that the image does hold.</summary>
    public string? Nearest { get; init; }

    /// <summary>From the Dockerfile to the command.</summary>
    public IReadOnlyList<ChainLink> Chain { get; init; } = [];

    /// <summary>The edit that mends it.</summary>
    public Reporting.Fix? Fix { get; init; }
}
