using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Dockerfiles;
using DockerLint.Images;
using DockerLint.Reporting;
using DockerLint.Rules.Copy;
using PyImportScanner;
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

    // BuildKit stops at the first; a few more spare a round trip, a hundred bury it.
    private const int MaximumErrors = 5;

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(ServiceModel service)
    {
        if (IsBinary(service.Dockerfile))
        {
            yield return AtStart(service, "this is no text, so it is no Dockerfile");
            yield break;
        }

        for (int i = 0; i < service.Dockerfile.Errors.Count && i < MaximumErrors; i++)
        {
            DockerfileError error = service.Dockerfile.Errors[i];
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

    private static bool IsBinary(DockerfileSyntax dockerfile)
    {
        if (dockerfile.Errors.Count == 0) return false;
        foreach (string line in dockerfile.Lines)
        {
            if (line.IndexOf('\0') >= 0) return true;
        }

        return false;
    }

    private Finding AtStart(ServiceModel service, string message) => new()
    {
        Rule = Descriptor.Id,
        Severity = Severity.Error,
        Message = message,
        Service = service.Name,
        Dockerfile = TreePath.Display(service.Dockerfile.Path),
        File = TreePath.Display(service.Dockerfile.Path),
        Span = SourceSpan.OnLine(1, 1, 0),
    };
}
