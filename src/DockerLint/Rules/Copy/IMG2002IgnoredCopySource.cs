using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Images;
using DockerLint.Reporting;
using PyImportScanner;
using PyImportScanner.Files;

namespace DockerLint.Rules.Copy;

/// <summary>IMG2002: a source of COPY or ADD exists, but the ignore file keeps it out of the build context.</summary>
public sealed class IgnoredCopySourceRule : IRule
{
    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG2002",
        Name = "ignored-copy-source",
        Title = "A source of COPY or ADD is kept out of the build context by .dockerignore",
        DefaultSeverity = Severity.Error,
        Effect = "docker build fails at this instruction",
        HasFix = true,
        Rationale = """
            The build stops with "not found" although everybody sees the file: the ignore file hides it from the builder.
            BuildKit's message does not name the ignore file, this finding names the line.
            """,
        BadExample = """
            # Dockerfile
            FROM python:3.12-slim
            COPY config/prod.toml /etc/app/
            # .dockerignore
            config
            # config/prod.toml
            debug = false
            """,
        GoodExample = """
            # .dockerignore
            config
            !config/prod.toml
            """,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(ServiceModel service)
    {
        foreach (BuildProblem problem in service.Build.Problems)
        {
            if (problem.Kind != BuildProblemKind.CopySourceIgnored) continue;
            Finding finding = BuildProblemFindings.Of(
                service, Descriptor, problem, Message(problem), Severity.Error, Reasons.Ignored, Exception(service, problem));
            yield return problem.IgnoredBy is not { } by ? finding : finding with
            {
                Related = [new RelatedPlace(TreePath.Display(by.File), SourceSpan.OnLine(by.Line, 1, by.Pattern.Length), "this line keeps it out")],
            };
        }
    }

    private static string Message(BuildProblem problem) => problem.IgnoredBy is { } by
        ? $"'{problem.Source}' is kept out of the build context by {TreePath.Display(by.File)}:{by.Line} ({by.Pattern})"
        : $"'{problem.Source}' is kept out of the build context by the ignore file";

    private static Fix? Exception(ServiceModel service, BuildProblem problem) =>
        problem is { IgnoredBy: { } by, RepositoryPath: { } path } ? IgnoreFileFix.Exception(service, by.File, path) : null;
}
