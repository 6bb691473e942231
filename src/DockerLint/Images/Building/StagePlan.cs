using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Images.BaseImages;
using DockerLint.Images.Copying;
using DockerLint.Images.Run;
using DockerLint.Images.Trees;

namespace DockerLint.Images.Building;

/// <summary>What a stage does, with every word expanded: the plan that must be complete before the first file is copied.</summary>
internal sealed class StagePlan
{
    /// <summary>The stage.</summary>
    public required StageSyntax Syntax { get; init; }

    /// <summary>What FROM names, expanded; null where an argument in it is not known.</summary>
    public required string? Reference { get; init; }

    /// <summary>Where its first files come from.</summary>
    public required SourceReference Base { get; init; }

    /// <summary>What is known of the base image; null for <c>scratch</c>, stages, contexts, and images of the repository.</summary>
    public BaseImageFacts? Facts { get; init; }

    /// <summary>The base is an image of Windows, by itself or through stages.</summary>
    public bool IsWindows { get; init; }

    /// <summary>The base, where the repository builds it.</summary>
    public SimulatedImage? BaseImage { get; init; }

    /// <summary>The steps in order, triggers of the base first.</summary>
    public List<PlanStep> Steps { get; } = [];

    /// <summary>The configuration at the end.</summary>
    public ImageConfig Config { get; set; } = new();

    /// <summary>The variables at the end: a stage built from this one starts with them.</summary>
    public StageScope Scope { get; set; } = new(null);
}

/// <summary>One instruction of a plan.</summary>
/// <param name="Instruction">The instruction.</param>
/// <param name="Dockerfile">Path of its Dockerfile.</param>
/// <param name="Before">The configuration before it.</param>
internal record PlanStep(Instruction Instruction, string Dockerfile, ImageConfig Before);

/// <summary>WORKDIR makes a directory.</summary>
/// <param name="Instruction">The instruction.</param>
/// <param name="Dockerfile">Path of its Dockerfile.</param>
/// <param name="Before">The configuration before it.</param>
/// <param name="Path">The directory; null when it is not known.</param>
internal sealed record WorkdirPlan(Instruction Instruction, string Dockerfile, ImageConfig Before, string? Path)
    : PlanStep(Instruction, Dockerfile, Before);

/// <summary>COPY and ADD.</summary>
internal sealed record CopyPlan(Instruction Instruction, string Dockerfile, ImageConfig Before) : PlanStep(Instruction, Dockerfile, Before)
{
    /// <summary>Where the sources are looked for.</summary>
    public required SourceReference From { get; init; }

    /// <summary>The sources.</summary>
    public required IReadOnlyList<CopySource> Sources { get; init; }

    /// <summary>The destination, absolute; null when it is not known.</summary>
    public required string? Destination { get; init; }

    /// <summary>Why it is not known.</summary>
    public string? DestinationUnknownBecause { get; init; }

    /// <summary>Names that differ by letter case only are the same: the stage is one of Windows.</summary>
    public bool IgnoresCase { get; init; }

    /// <summary>Heredoc files.</summary>
    public IReadOnlyList<KeyValuePair<string, FileContent>> Heredocs { get; init; } = [];
}

/// <summary>RUN.</summary>
internal sealed record RunPlan(Instruction Instruction, string Dockerfile, ImageConfig Before) : PlanStep(Instruction, Dockerfile, Before)
{
    /// <summary>ENV and ARG values that it sees.</summary>
    public required StageScope Scope { get; init; }

    /// <summary>The stage is one of Windows.</summary>
    public bool IsWindows { get; init; }

    /// <summary>The mounts, with the trees they take files from.</summary>
    public required IReadOnlyList<KeyValuePair<RunMount, SourceReference>> Mounts { get; init; }
}
