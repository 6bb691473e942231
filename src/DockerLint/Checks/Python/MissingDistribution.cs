using System.Collections.Generic;
using PyImportScanner;
using PyImportScanner.Closures;

namespace DockerLint.Checks.Python;

/// <summary>How sure it is that nothing brings a third-party module.</summary>
public enum DistributionAbsence : byte
{
    /// <summary>Everything that is installed is known, and a well-known distribution that is not among it brings the module.</summary>
    Missing,

    /// <summary>It is not asked for; another distribution may bring it along.</summary>
    Undeclared,

    /// <summary>The standard library of this Python does not have it, that of others does.</summary>
    OtherPython,
}

/// <summary>An imported module that neither the repository nor an install step nor the standard library brings.</summary>
public sealed record MissingDistribution
{
    /// <summary>The import name.</summary>
    public required string Module { get; init; }

    /// <summary>How sure it is.</summary>
    public required DistributionAbsence Absence { get; init; }

    /// <summary>How surely the import runs.</summary>
    public required ImportStrength Strength { get; init; }

    /// <summary>The distribution that is known to bring it, or null.</summary>
    public string? Distribution { get; init; }

    /// <summary>The Python of the image, for <see cref="DistributionAbsence.OtherPython"/>.</summary>
    public string? Python { get; init; }

    /// <summary>What could still save it, a clause; null where everything is known.</summary>
    public string? UnlessBecause { get; init; }

    /// <summary>The system's package manager installs it, for another interpreter than the one that runs.</summary>
    public bool IsForSystemPython { get; init; }

    /// <summary>A clause: into which environment, not that of the command, it is installed; null where nothing installs it.</summary>
    public string? Environment { get; init; }

    /// <summary>A requirements file that the image installs: a path of the repository tree.</summary>
    public string? RequirementsFile { get; init; }

    /// <summary>The importing file.</summary>
    public required string File { get; init; }

    /// <summary>The import.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>From the start command to the import.</summary>
    public IReadOnlyList<Reporting.ChainLink> Chain { get; init; } = [];

    /// <summary>Adds the distribution to the requirements file.</summary>
    public Reporting.Fix? Fix { get; init; }
}
