using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Projects.Commands;
using PyImportScanner.Files;

namespace DockerLint.Projects.Building;

/// <summary>A Dockerfile as far as .NET is concerned: which commands run in which stage, and what each of them sees.</summary>
public sealed record DotNetBuild
{
    /// <summary>The Dockerfile.</summary>
    public required DockerfileSyntax Dockerfile { get; init; }

    /// <summary>The repository.</summary>
    public required IFileTree Repository { get; init; }

    /// <summary>The build context, a clean path of the repository tree.</summary>
    public required string ContextPath { get; init; }

    /// <summary>Nothing in the repository names the context, and another would do as well.</summary>
    public bool IsContextOpen { get; init; }

    /// <summary>The stages that are built, in file order; the last is the target.</summary>
    public required IReadOnlyList<DotNetStage> Stages { get; init; }

    /// <summary>Parsed project files, shared with other builds of the same repository.</summary>
    public ProjectFileCache Files { get; init; } = new();
}

/// <summary>A stage.</summary>
public sealed record DotNetStage
{
    /// <summary>Its name, or its number.</summary>
    public required string Name { get; init; }

    /// <summary>Its FROM.</summary>
    public required Instruction From { get; init; }

    /// <summary>The image it starts from, expanded; null when that is a stage or not known.</summary>
    public string? BaseImage { get; init; }

    /// <summary>The stage it starts from, or null.</summary>
    public DotNetStage? Base { get; init; }

    /// <summary>The image that it and the stages below it start from, expanded; null when that is not known.</summary>
    public string? RootImage
    {
        get
        {
            DotNetStage at = this;
            while (at.Base is not null) at = at.Base;
            return at.BaseImage;
        }
    }

    /// <summary>Its <c>dotnet</c> commands, in order.</summary>
    public required IReadOnlyList<DotNetStep> Steps { get; init; }

    /// <summary>Its COPY instructions from other stages, evaluated, in order.</summary>
    public IReadOnlyList<StageCopy> Copies { get; init; } = [];

    /// <summary>A RUN calls a program of which nobody knows what it writes.</summary>
    public bool RunsOthers { get; init; }

    /// <summary>Sources of its COPY instructions that are not in the context.</summary>
    public IReadOnlyList<string> RefusedSources { get; init; } = [];

    /// <summary>The finished stage.</summary>
    public required IFileTree Image { get; init; }

    /// <summary>The evaluated working directory before the instruction with an index; null where it is not known.</summary>
    public System.Func<int, string?>? WorkingDirectory { get; init; }

    /// <summary>What the container starts, when it is a plain command: its words.</summary>
    public IReadOnlyList<string?>? StartCommand { get; init; }

    /// <summary>The instruction that says so.</summary>
    public Instruction? StartInstruction { get; init; }

    /// <summary>Where the container starts it; null when it is not known.</summary>
    public string? StartDirectory { get; init; }
}

/// <summary>One <c>dotnet</c> command of a RUN.</summary>
public sealed record DotNetStep
{
    /// <summary>The command.</summary>
    public required DotNetCommand Command { get; init; }

    /// <summary>The RUN.</summary>
    public required Instruction Instruction { get; init; }

    /// <summary>Where it runs; null when it is not known.</summary>
    public required string? Directory { get; init; }

    /// <summary>What it sees.</summary>
    public required IFileTree Image { get; init; }

    /// <summary>Environment variables, which are properties of the lowest rank; see <see cref="EvaluationOptions.Environment"/>.</summary>
    public System.Func<string, MsBuildValue?>? Environment { get; init; }

    /// <summary>Why nobody can say what the base image holds, as the nodes of <see cref="Image"/> have it; null where that is known.</summary>
    public string? BaseUnknownBecause { get; init; }

    /// <summary>Not null when nobody can say whether it runs, or whether its failure fails the build (<c>… || true</c>).</summary>
    public string? UnknownBecause { get; init; }
}

/// <summary>A COPY from another stage.</summary>
/// <param name="Instruction">The instruction.</param>
/// <param name="From">The other stage.</param>
/// <param name="Source">Absolute and clean.</param>
/// <param name="Destination">Absolute and clean.</param>
public sealed record StageCopy(Instruction Instruction, DotNetStage From, string Source, string Destination);
