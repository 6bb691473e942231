using System;
using System.Collections.Generic;
using DockerLint.Reporting;
using PyImportScanner;
using PyImportScanner.Closures;
using ChainLink = DockerLint.Reporting.ChainLink;

namespace DockerLint.Checks.Python;

/// <summary>A module that the repository holds and the image does not: one fact, from which a rule makes its finding.</summary>
public sealed record MissingModule
{
    /// <summary>The most specific dotted name that fails: <c>predictions</c>, not <c>predictions.shared.lock</c>, where the whole package lacks.</summary>
    public required string Module { get; init; }

    /// <summary>The name as the import statement asks for it.</summary>
    public required string Requested { get; init; }

    /// <summary>How sure it is that the import runs and hurts.</summary>
    public required ImportStrength Strength { get; init; }

    /// <summary>Asked for by a call such as <c>import_module</c>, not by a statement.</summary>
    public bool IsCall { get; init; }

    /// <summary>Asked for by a string that a framework reads: what was understood (<c>INSTALLED_APPS of Django settings config.settings</c>); else null.</summary>
    public string? ReferencedBy { get; init; }

    /// <summary>The file with the import, a path of the repository tree.</summary>
    public required string File { get; init; }

    /// <summary>The import.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>Why it is absent: one of <see cref="Reasons"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>The reason as a clause for people: <c>no instruction copies predictions/</c>.</summary>
    public required string ReasonText { get; init; }

    /// <summary>Where the repository has it; a path of the repository tree. Null for <see cref="Reasons.NotInRepository"/>.</summary>
    public string? RepositoryPath { get; init; }

    /// <summary>Where the image would need it.</summary>
    public string? ImagePath { get; init; }

    /// <summary>What could still save it, a clause; null where everything is known.</summary>
    public string? UnlessBecause { get; init; }

    /// <summary><see cref="UnlessBecause"/> is a step that merely runs in the directory; nothing says that it makes modules.</summary>
    public bool IsDoubtWeak { get; init; }

    /// <summary>From the start command to the import.</summary>
    public IReadOnlyList<ChainLink> Chain { get; init; } = [];

    /// <summary>The ignore line, the other stage's COPY, further importers.</summary>
    public IReadOnlyList<RelatedPlace> Related { get; init; } = [];

    /// <summary>The edit that mends it: <see cref="Proposal"/>, which is tried out on a simulated build when somebody asks.</summary>
    public Fix? Fix => Proposal?.Value;

    /// <summary>Works <see cref="Fix"/> out.</summary>
    public Lazy<Fix?>? Proposal { get; init; }
}
