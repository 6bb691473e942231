using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Dockerfiles;
using DockerLint.Fixing;
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
    internal Finding At(DotNetAnalysis analysis, StepModel step, Severity severity, string message) =>
        At(analysis, step.Step.Instruction, severity, message, step.Step.UnknownBecause);

    /// <summary>A finding at an instruction; what nobody can be sure of is at most a warning.</summary>
    internal Finding At(DotNetAnalysis analysis, Instruction instruction, Severity severity, string message, string? unknown = null) => new()
    {
        Rule = Descriptor.Id,
        Severity = unknown is not null && severity == Severity.Error ? Severity.Warning : severity,
        Message = unknown is null ? message : message + " (not certain: " + unknown + ")",
        Dockerfile = TreePath.Display(analysis.Build.Dockerfile.Path),
        File = TreePath.Display(analysis.Build.Dockerfile.Path),
        Span = instruction.Span,
    };

    /// <summary>Adds what is missing, where it should be, and the COPY line that brings it.</summary>
    internal static Finding WithPath(Finding finding, DotNetAnalysis analysis, StepModel step, MissingPath missing, IReadOnlyList<MissingPath>? copies = null)
    {
        Fix? fix = CopyFix(analysis, step, copies ?? [missing]);
        bool isOutside = !TreePath.IsAtOrBelow(missing.RepositoryPath, analysis.Build.ContextPath);
        return finding with
        {
            RepositoryPath = TreePath.Display(missing.RepositoryPath),
            ImagePath = missing.ImagePath,
            Reason = Reasons.NotCopied,
            ReasonDetail = isOutside ? "it lies outside of the build context " + TreePath.Display(analysis.Build.ContextPath) : null,
            Fix = fix,
        };
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

    /// <summary>A repository path in quotes.</summary>
    internal static string Quote(string repositoryPath) => "'" + TreePath.Display(repositoryPath) + "'";

    /// <summary><c>3 projects</c>, or the name of the only one.</summary>
    internal static string Count(IReadOnlyList<string> projects) =>
        projects.Count == 1 ? TreePath.Display(projects[0]) : TreePath.Display(projects[0]) + " and " + (projects.Count - 1) + " more";
}
