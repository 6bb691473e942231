using System;
using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Images;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Rules.Copy;

/// <summary>IMG2001: a source of COPY or ADD does not exist (BuildKit: cache/contenthash/checksum.go, "not found").</summary>
public sealed class MissingCopySourceRule : IRule
{
    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG2001",
        Name = "missing-copy-source",
        Title = "A source of COPY or ADD does not exist",
        DefaultSeverity = Severity.Error,
        Effect = "docker build fails at this instruction",
        HasFix = true,
        Rationale = """
            The build stops at this instruction. A file was renamed, moved or deleted and the Dockerfile was not changed with
            it, or the build context is another one than its author had in mind.
            """,
        Limits = """
            A path that git ignores, or that a script, workflow or document near the context writes, is a warning: some step before
            the build makes it. Where the file that builds the image makes it, nothing is said. Every finding of a Dockerfile whose
            build context could only be guessed is a warning. A wildcard without a match is no error for BuildKit unless it stands
            below a directory of which nothing is sent.
            """,
        BadExample = """
            # Dockerfile
            FROM python:3.12-slim
            COPY requirments.txt .
            # requirements.txt
            flask==3.1.0
            """,
        GoodExample = """
            # Dockerfile
            FROM python:3.12-slim
            COPY requirements.txt .
            """,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(ServiceModel service)
    {
        foreach (BuildProblem problem in service.Build.Problems)
        {
            if (problem.Kind != BuildProblemKind.CopySourceMissing) continue;
            if (IsOfVersionControl(problem) || IsMadeInStage(service, problem)) continue;
            string? madeBecause = problem.RepositoryPath is { } path ? MadeBecause(service, path) : null;
            if (problem.RepositoryPath is { } prepared && IsMadeByTheBuilder(service, prepared)) continue;
            yield return BuildProblemFindings.Of(
                service,
                Descriptor,
                problem,
                Message(service, problem, madeBecause),
                madeBecause is not null ? Severity.Warning : Severity.Error,
                Reasons.NotInRepository,
                BuildProblemFindings.ReplaceWord(service, problem));
        }
    }

    /// <summary>Every checkout has its <c>.git</c>; a tree without it was exported.</summary>
    private static bool IsOfVersionControl(BuildProblem problem) =>
        problem.RepositoryPath is { } path && (TreePath.Name(path) == ".git" || path.IndexOf("/.git/", StringComparison.Ordinal) >= 0);

    /// <summary>What another stage's commands make is not known, unless it runs none.</summary>
    private static bool IsMadeInStage(ServiceModel service, BuildProblem problem)
    {
        if (problem.RepositoryPath is not null) return false;
        foreach (BuiltStage stage in service.Build.Stages)
        {
            if (stage.Runs.Count == 0) continue;
            service.Note($"whether {problem.Source} is made by a RUN is not known");
            return true;
        }

        return false;
    }

    /// <summary>Why some step before the build makes the path, a clause; null where nothing says so.</summary>
    private static string? MadeBecause(ServiceModel service, string path)
    {
        if (service.PreparationOf(path) is { } made) return $"{TreePath.Display(made.File)}:{made.Line} must make it before the build";
        return service.IsMadeElsewhere(path) ? "git ignores it, so a step before the build must make it" : null;
    }

    /// <summary>What builds the image makes the file first: the commands belong together.</summary>
    private static bool IsMadeByTheBuilder(ServiceModel service, string path)
    {
        if (service.PreparationOf(path) is not { } made || !service.ContextEvidence.StartsWith(TreePath.Display(made.File) + ":", StringComparison.Ordinal)) return false;
        service.Note($"{TreePath.Display(path)} is made before the build ({TreePath.Display(made.File)}:{made.Line})");
        return true;
    }

    private static string Message(ServiceModel service, BuildProblem problem, string? madeBecause)
    {
        string where = problem.RepositoryPath is null ? problem.Message : $"'{problem.Source}' does not exist in the build context '{TreePath.Display(service.ContextPath)}'";
        string nearest = problem.Nearest is null || problem.Nearest.TrimStart('/') == problem.Source?.TrimStart('/') ? "" : $"; there is '{problem.Nearest.TrimStart('/')}'";
        return where + (madeBecause is null ? nearest : "; " + madeBecause);
    }
}
