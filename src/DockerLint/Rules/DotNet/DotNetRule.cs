using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Dockerfiles;
using DockerLint.Fixing;
using DockerLint.Projects;
using DockerLint.Projects.Building;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Rules.DotNet;

/// <summary>What the rules about .NET projects share: they ask one analysis, and their findings stand at an instruction.</summary>
public abstract class DotNetRule : IRule
{
    /// <inheritdoc/>
    public abstract RuleDescriptor Descriptor { get; }

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(ServiceModel service)
    {
        if (service.Projects is not { } analysis) yield break;
        foreach (Finding finding in Check(analysis)) yield return finding with { Service = service.Name, Severity = service.Cap(finding.Severity) };
    }

    /// <summary>The findings of the rule in one build.</summary>
    public abstract IEnumerable<Finding> Check(DotNetAnalysis analysis);

    /// <summary>A finding at the instruction of a command.</summary>
    internal Finding At(DotNetAnalysis analysis, StepModel step, Severity severity, string message, string? unknown = null) =>
        At(analysis, step.Step.Instruction, severity, message, unknown ?? step.Step.UnknownBecause);

    /// <summary>A finding at an instruction; what nobody can be sure of is at most a warning.</summary>
    internal Finding At(DotNetAnalysis analysis, Instruction instruction, Severity severity, string message, string? unknown = null) => new()
    {
        Rule = Descriptor.Id,
        Severity = unknown is not null && severity == Severity.Error ? Severity.Warning : severity,
        Message = unknown is null || severity == Severity.Info ? message : message + " (not certain: " + unknown + ")",
        Dockerfile = TreePath.Display(analysis.Build.Dockerfile.Path),
        File = TreePath.Display(analysis.Build.Dockerfile.Path),
        Span = instruction.Span,
    };

    /// <summary>Something of the repository is not in the stage when a command runs: the finding, with the COPY line that brings it.</summary>
    internal Finding Missing(DotNetAnalysis analysis, StepModel step, Absent absent)
    {
        string others = absent.Others.Count == 0 ? " is" : " and " + absent.Others.Count + " more are";
        string message = Quote(absent.What.RepositoryPath) + (absent.Role is { } role ? " (" + role + ")" : "") + others + " not in " + StageOf(step)
            + (absent.Above is { } above ? " above " + above : "") + " when '" + step.Command.Name + "' runs" + absent.Effect;
        bool isOutside = !TreePath.IsAtOrBelow(absent.What.RepositoryPath, analysis.Build.ContextPath);
        return At(analysis, step, absent.Severity, message, absent.UnknownBecause) with
        {
            RepositoryPath = TreePath.Display(absent.What.RepositoryPath),
            ImagePath = absent.What.ImagePath,
            Reason = Reasons.NotCopied,
            ReasonDetail = isOutside ? "it lies outside of the build context " + TreePath.Display(analysis.Build.ContextPath) : null,
            Fix = Fix(analysis, step, absent),
            Related = Related(absent.NamedAt, absent.NamedAs),
        };
    }

    /// <summary>A name that differs from the file's in letter case only.</summary>
    internal Finding OtherCase(DotNetAnalysis analysis, StepModel step, AbsentProject absent, string role, string effect) =>
        At(analysis, step, Severity.Error, Quote(absent.RepositoryPath) + " (" + role + ") is named with another letter case than the file " + Quote(absent.OtherCase!)
            + "; Linux tells them apart, so '" + step.Command.Name + "' " + effect, absent.UnknownBecause) with
        {
            Reason = Reasons.Case,
            RepositoryPath = TreePath.Display(absent.OtherCase!),
            ImagePath = absent.ImagePath,
            Related = Related(absent.Place, "this spelling"),
        };

    private static RelatedPlace[] Related(FactPlace? place, string what) => place is null ? [] : [new RelatedPlace(TreePath.Display(place.File), place.Span, what)];

    // A project that comes for the build alone leaves the restore before it without: two lines then, in one fix.
    private static Fix? Fix(DotNetAnalysis analysis, StepModel step, Absent absent)
    {
        Fix? fix = CopyFix(analysis, step, [absent.Copy ?? absent.What, .. absent.Others]);
        if (fix is null || absent.Earlier is null || CopyFix(analysis, absent.Earlier, [absent.What]) is not { } earlier) return fix;
        return fix with { Edits = [.. earlier.Edits, .. fix.Edits] };
    }

    private static Fix? CopyFix(DotNetAnalysis analysis, StepModel step, IReadOnlyList<MissingPath> missing)
    {
        IReadOnlyList<Instruction> instructions = analysis.Build.Dockerfile.Instructions;
        int from = IndexOf(instructions, step.Stage.From), before = IndexOf(instructions, step.Step.Instruction);
        return from < 0 || before < 0 ? null : CopyLineWriter.Propose(new CopyProposal
        {
            Dockerfile = analysis.Build.Dockerfile,
            From = from,
            ContextPath = analysis.Build.ContextPath,
            Missing = missing,
            Before = before,
            WorkingDirectory = step.Stage.WorkingDirectory,
        });
    }

    private static int IndexOf(IReadOnlyList<Instruction> instructions, Instruction wanted)
    {
        for (int i = 0; i < instructions.Count; i++)
        {
            if (ReferenceEquals(instructions[i], wanted)) return i;
        }

        return -1;
    }

    /// <summary><c>stage 'build'</c>; a stage without a name is known by the line of its FROM.</summary>
    internal static string StageOf(StepModel step) => StageOf(step.Stage);

    /// <inheritdoc cref="StageOf(StepModel)"/>
    internal static string StageOf(DotNetStage stage) =>
        char.IsDigit(stage.Name[0]) ? "the stage of line " + stage.From.Span.Line : "stage '" + stage.Name + "'";

    /// <summary>A repository path in quotes.</summary>
    internal static string Quote(string repositoryPath) => "'" + TreePath.Display(repositoryPath) + "'";

    /// <summary><c>a.csproj and 3 more</c>, or the name of the only one.</summary>
    internal static string Count(IReadOnlyList<string> projects) =>
        projects.Count == 1 ? TreePath.Display(projects[0]) : TreePath.Display(projects[0]) + " and " + (projects.Count - 1) + " more";

    /// <summary>What <see cref="Missing"/> tells.</summary>
    /// <param name="What">The file or directory, and where it has to be.</param>
    /// <param name="Severity">Where nothing is unknown.</param>
    /// <param name="Effect">What follows, with its leading punctuation.</param>
    internal sealed record Absent(MissingPath What, Severity Severity, string Effect)
    {
        /// <summary>Who needs it and how: <c>ProjectReference of src/Api/Api.csproj:4</c>.</summary>
        public string? Role { get; init; }

        /// <summary>What else is absent in the same way.</summary>
        public IReadOnlyList<MissingPath> Others { get; init; } = [];

        /// <summary>The projects that look for it upward.</summary>
        public string? Above { get; init; }

        /// <summary>Where it is named.</summary>
        public FactPlace? NamedAt { get; init; }

        /// <summary>What stands there.</summary>
        public string NamedAs { get; init; } = "the reference";

        /// <summary>Not null when it may not be needed.</summary>
        public string? UnknownBecause { get; init; }

        /// <summary>What to copy instead: the directory of a project.</summary>
        public MissingPath? Copy { get; init; }

        /// <summary>A restore that needs the file, too, and that nothing does over again.</summary>
        public StepModel? Earlier { get; init; }
    }
}
