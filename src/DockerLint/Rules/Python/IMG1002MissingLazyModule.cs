using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Reporting;
using PyImportScanner.Closures;

namespace DockerLint.Rules.Python;

/// <summary>IMG1002: a module imported later, in a function or under a condition, is in the repository but not in the image.</summary>
public sealed class MissingLazyModuleRule : IRule
{
    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG1002",
        Name = "missing-lazy-module",
        Title = "A module imported in a function or under a condition is in the repository but not in the image",
        DefaultSeverity = Severity.Warning,
        Effect = "the container starts, and ModuleNotFoundError comes when this import runs",
        HasFix = true,
        Rationale = """
            The service starts and answers its health check. The first request, job or message that reaches the function
            fails with ModuleNotFoundError, often long after the deployment looked good.
            """,
        Limits = """
            A function that is certainly called while its module is being imported counts as module level (IMG1001). An
            import whose failure is caught is IMG1003.
            """,
        BadExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY grading/ ./grading/
            CMD ["python", "-m", "grading.main"]
            # grading/main.py
            def publish(result):
                from reports.writer import write
                write(result)
            # reports/writer.py
            def write(result): ...
            """,
        GoodExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY grading/ ./grading/
            COPY reports/ ./reports/
            CMD ["python", "-m", "grading.main"]
            """,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(ServiceModel service) => MissingModuleFindings.Of(service, Descriptor, ImportStrength.Deferred, ImportStrength.Conditional);
}
