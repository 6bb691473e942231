using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Reporting;
using PyImportScanner.Closures;

namespace DockerLint.Rules.Python;

/// <summary>IMG1003: a module whose failing import is caught is in the repository but not in the image.</summary>
public sealed class MissingGuardedModuleRule : IRule
{
    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG1003",
        Name = "missing-guarded-module",
        Title = "A module whose failing import is caught is in the repository but not in the image",
        DefaultSeverity = Severity.Info,
        Effect = "the container starts without it, and goes the way of the failing import",
        HasFix = true,
        Rationale = """
            The service runs without the module. If that is meant, nothing is wrong; if the try block was written for tests or
            for another machine, a feature is off in production and no error says so.
            """,
        Limits = "A handler that raises again or ends the program guards nothing: such an import is IMG1001 or IMG1002.",
        BadExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY grading/ ./grading/
            CMD ["python", "-m", "grading.main"]
            # grading/main.py
            try:
                from alerts.pager import page
            except ImportError:
                page = None
            # alerts/pager.py
            def page(text): ...
            """,
        GoodExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY grading/ ./grading/
            COPY alerts/ ./alerts/
            CMD ["python", "-m", "grading.main"]
            """,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(ServiceModel service) => MissingModuleFindings.Of(service, Descriptor, ImportStrength.Guarded);
}
