using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Dockerfiles;
using DockerLint.Images;
using DockerLint.Reporting;
using DockerLint.Rules.Copy;
using PyImportScanner.Files;

namespace DockerLint.Rules.Tool;

/// <summary>IMG9001: BuildKit refuses the Dockerfile, or a step of it certainly fails.</summary>
public sealed class InvalidDockerfileRule : IRule
{
    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG9001",
        Name = "invalid-dockerfile",
        Title = "The Dockerfile cannot be built",
        DefaultSeverity = Severity.Error,
        Rationale = """
            BuildKit refuses the file or one of its instructions: a word that is no instruction, a heredoc without end, a stage
            that does not exist, a file where a directory must be. What could still be read is checked all the same.
            """,
        BadExample = """
            # Dockerfile
            FROM python:3.12-slim
            COPPY main.py /app/
            """,
        GoodExample = """
            # Dockerfile
            FROM python:3.12-slim
            COPY main.py /app/
            """,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(ServiceModel service)
    {
        foreach (DockerfileError error in service.Dockerfile.Errors)
        {
            yield return new Finding
            {
                Rule = Descriptor.Id,
                Severity = Severity.Error,
                Message = error.Message,
                Service = service.Name,
                Dockerfile = TreePath.Display(service.Dockerfile.Path),
                File = TreePath.Display(service.Dockerfile.Path),
                Span = error.Span,
            };
        }

        // With a file that cannot be parsed, what the simulation says of its steps would only repeat it.
        if (service.Dockerfile.Errors.Count > 0) yield break;
        foreach (BuildProblem problem in service.Build.Problems)
        {
            if (problem.Kind is BuildProblemKind.CopySourceMissing or BuildProblemKind.CopySourceIgnored) continue;
            yield return BuildProblemFindings.Of(service, Descriptor, problem, problem.Message, Severity.Error, null, null);
        }
    }
}
