using System.Collections.Generic;
using DockerLint.Projects.Commands;

namespace DockerLint.Projects.Building;

/// <summary>A project that a command needs, that the repository holds, and that the image lacks at that command.</summary>
/// <param name="ImagePath">Where it has to be.</param>
/// <param name="RepositoryPath">Where it lies in the repository.</param>
/// <param name="NamedBy">Who names it, as a repository path with a line: <c>src/Api/Api.csproj:4</c>.</param>
/// <param name="Place">The same as a place of the repository tree.</param>
/// <param name="Use">What for.</param>
/// <param name="OtherCase">The repository holds it under this name, which differs in letter case only.</param>
/// <param name="UnknownBecause">Not null when it may not be needed.</param>
internal sealed record AbsentProject(
    string ImagePath, string RepositoryPath, string NamedBy, FactPlace Place, ProjectUse Use, string? OtherCase, string? UnknownBecause);

/// <summary>What a project is named for.</summary>
internal enum ProjectUse : byte
{
    /// <summary>A solution lists it.</summary>
    Listed,

    /// <summary>Its assembly is referenced.</summary>
    Reference,

    /// <summary>It is an analyzer or generator, or only built before.</summary>
    Silent,
}

/// <summary>A project that a command evaluates, in the image and in the repository.</summary>
/// <param name="Node">The evaluation in the image.</param>
/// <param name="RepositoryPath">The repository file behind it.</param>
/// <param name="Repository">The evaluation in the repository.</param>
internal sealed record EvaluatedProject(ProjectNode Node, string RepositoryPath, ProjectFacts Repository);

/// <summary>One command with all that it reads.</summary>
internal sealed class StepModel(DotNetStage stage, DotNetStep step, CommandTarget target)
{
    public DotNetStage Stage { get; } = stage;

    public DotNetStep Step { get; } = step;

    public DotNetCommand Command => Step.Command;

    public CommandTarget Target { get; } = target;

    public SolutionFacts? Solution { get; set; }

    public ProjectGraph? Graph { get; set; }

    public List<EvaluatedProject> Projects { get; } = [];

    public List<AbsentProject> Absent { get; } = [];

    /// <summary>Paths of the projects that are there.</summary>
    public HashSet<string> Present { get; } = new(System.StringComparer.Ordinal);

    public AbsentProject? FindAbsent(string imagePath)
    {
        foreach (AbsentProject absent in Absent)
        {
            if (absent.ImagePath == imagePath) return absent;
        }

        return null;
    }
}
