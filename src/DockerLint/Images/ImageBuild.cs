using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Images.BaseImages;
using DockerLint.Images.Run;

namespace DockerLint.Images;

/// <summary>The result of a simulated build.</summary>
public sealed class ImageBuild
{
    /// <summary>The image of the target; after problems as sensibly continued as possible.</summary>
    public required SimulatedImage Image { get; init; }

    /// <summary>The stages that the target reaches, in file order. The last is the target.</summary>
    public required IReadOnlyList<BuiltStage> Stages { get; init; }

    /// <summary>Reasons for which the build certainly fails, in file order. Empty: it may succeed.</summary>
    public required IReadOnlyList<BuildProblem> Problems { get; init; }

    /// <summary>What is unknown, each a clause with its cause.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The context of the build, for questions about what reaches it.</summary>
    public required ContextSource Context { get; init; }

    /// <summary>Builds of base images by other Dockerfiles of the repository that this one needs.</summary>
    public IReadOnlyList<RepositoryBuild> BaseBuilds { get; internal set; } = [];

    /// <summary>Every stage that something of the image may come from: those of base images of the repository, then <see cref="Stages"/>.</summary>
    public IEnumerable<BuiltStage> AllStages()
    {
        foreach (RepositoryBuild below in BaseBuilds)
        {
            foreach (BuiltStage stage in below.Build.AllStages()) yield return stage;
        }

        foreach (BuiltStage stage in Stages) yield return stage;
    }

    /// <summary>The commands of all RUN steps of <see cref="AllStages"/>, in order.</summary>
    public IEnumerable<RunCommand> AllCommands()
    {
        foreach (BuiltStage stage in AllStages())
        {
            foreach (RunStep run in stage.Runs)
            {
                foreach (RunCommand command in run.Commands) yield return command;
            }
        }
    }

    /// <summary>Why a file or directory of the repository is not in the target image, or where it is.</summary>
    /// <param name="repositoryPath">A clean path of the repository tree.</param>
    public Absence Explain(string repositoryPath) => Absence.Explain(this, repositoryPath);
}

/// <summary>A stage that was built.</summary>
public sealed class BuiltStage
{
    private readonly IReadOnlyDictionary<Instruction, SimulatedImage> before;

    internal BuiltStage(IReadOnlyDictionary<Instruction, SimulatedImage> before) => this.before = before;

    /// <summary>Its place among all stages of the file, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Its name in lower case, or null.</summary>
    public required string? Name { get; init; }

    /// <summary>Its FROM.</summary>
    public required Instruction From { get; init; }

    /// <summary>What FROM names, expanded: an image, <c>scratch</c>, or a stage.</summary>
    public required string BaseReference { get; init; }

    /// <summary>The stage it is built from, or null.</summary>
    public required BuiltStage? BaseStage { get; init; }

    /// <summary>What is known of the image it starts with; through stages, too. Null for <c>scratch</c> and for images of the repository.</summary>
    public required BaseImageFacts? Base { get; init; }

    /// <summary>The finished stage.</summary>
    public required SimulatedImage Image { get; init; }

    /// <summary>The RUN steps in order, ONBUILD triggers included.</summary>
    public required IReadOnlyList<RunStep> Runs { get; init; }

    /// <summary>The instructions in order, ONBUILD triggers of the base first.</summary>
    public required IReadOnlyList<Instruction> Instructions { get; init; }

    /// <summary>What an instruction of this stage sees; the finished image for an instruction of another.</summary>
    public SimulatedImage ImageBefore(Instruction instruction) => before.TryGetValue(instruction, out SimulatedImage? image) ? image : Image;
}
