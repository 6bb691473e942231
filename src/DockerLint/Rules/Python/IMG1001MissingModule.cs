using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Reporting;
using PyImportScanner.Closures;

namespace DockerLint.Rules.Python;

/// <summary>IMG1001: a module that the service imports when it starts is in the repository but not in the image.</summary>
public sealed class MissingModuleRule : IRule
{
    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG1001",
        Name = "missing-module",
        Title = "A module imported at start is in the repository but not in the image",
        DefaultSeverity = Severity.Error,
        Effect = "the container stops with ModuleNotFoundError when it starts",
        HasFix = true,
        Rationale = """
            The image builds, because building imports nothing. The container then stops with ModuleNotFoundError before it
            serves its first request. The import need not stand in the service's own files: the chain from the start command
            says who asks for it.
            """,
        Limits = """
            An import in a function is IMG1002, one whose failure is caught IMG1003. The finding is a warning when something
            unknown could bring the module: a base image that nobody can see, or a RUN that may write where it would lie.
            A submodule that the repository lacks as well (deleted, renamed) is reported where its package is the repository's own.
            """,
        BadExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY grading/ ./grading/
            CMD ["python", "-m", "grading.main"]
            # grading/main.py
            from predictions.lock import Lock
            # predictions/lock.py
            class Lock: ...
            """,
        GoodExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY grading/ ./grading/
            COPY predictions/ ./predictions/
            CMD ["python", "-m", "grading.main"]
            """,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(ServiceModel service) => MissingModuleFindings.Of(service, Descriptor, ImportStrength.Hard);
}
