using System.Collections.Generic;
using DockerLint.Reporting;

namespace DockerLint.Checks.Explaining;

/// <summary>What can be said about a module or a path and an image.</summary>
public enum ExplanationStatus : byte
{
    /// <summary>It is in the image.</summary>
    Present,

    /// <summary>It is certainly not.</summary>
    Missing,

    /// <summary>Nobody can say without building.</summary>
    Unknown,
}

/// <summary>Why a module or a path is, or is not, in an image.</summary>
public sealed record Explanation
{
    /// <summary>The module or the path that was asked about.</summary>
    public required string Subject { get; init; }

    /// <summary>It was taken for a dotted module name.</summary>
    public bool IsModule { get; init; }

    /// <summary>Is it there?</summary>
    public required ExplanationStatus Status { get; init; }

    /// <summary>The answer in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>Why it is not there, one of <see cref="Reasons"/>; null where it is, or where nobody can say.</summary>
    public string? Reason { get; init; }

    /// <summary>Where the repository has it, as people write it.</summary>
    public string? RepositoryPath { get; init; }

    /// <summary>Where the image has it, or would need it.</summary>
    public IReadOnlyList<string> ImagePaths { get; init; } = [];

    /// <summary>From the start command to the import that asks for it; empty where nothing that is started loads it.</summary>
    public IReadOnlyList<ChainLink> Chain { get; init; } = [];

    /// <summary>The lines that decide: what brings it, keeps it out, removes it, or comes nearest.</summary>
    public IReadOnlyList<ExplainedStep> Steps { get; init; } = [];

    /// <summary>The edit that brings it, where one is known.</summary>
    public Fix? Fix { get; init; }
}

/// <summary>A line that decides.</summary>
/// <param name="Role"><c>brought by</c>, <c>ignored by</c>, <c>removed by</c>, <c>other stage</c>, <c>unknown after</c> or <c>nearest</c>.</param>
/// <param name="File">The Dockerfile or ignore file, as people write it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Text">What stands there.</param>
/// <param name="Stage">The name or number of the stage; null for an ignore file.</param>
public sealed record ExplainedStep(string Role, string File, int Line, string Text, string? Stage);
