using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Checks.Python;
using DockerLint.Reporting;
using PyImportScanner.Closures;
using PyImportScanner.Files;

namespace DockerLint.Rules.Python;

/// <summary>IMG1006: a relative import in a file that is no part of a package the way it is started (language reference, 5.7).</summary>
public sealed class RelativeImportWithoutPackageRule : IRule
{
    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG1006",
        Name = "relative-import-without-package",
        Title = "A relative import in a file that is started as a script or as a top-level module",
        DefaultSeverity = Severity.Error,
        Effect = "the container stops with ImportError when it starts",
        Rationale = """
            Python answers "attempted relative import with no known parent package". In development the file is imported as
            part of its package and works; the container starts it by its file name, or from inside the package.
            """,
        BadExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app/raw
            COPY raw/ ./
            CMD ["gunicorn", "main:app"]
            # raw/main.py
            from .extract import rows
            # raw/extract.py
            rows = []
            """,
        GoodExample = """
            # raw/main.py
            from extract import rows
            """,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(ServiceModel service)
    {
        foreach (RelativeImportFailure failure in service.Python.RelativeImports)
        {
            Severity severity = failure.Strength switch
            {
                ImportStrength.Hard => Severity.Error,
                ImportStrength.Guarded => Severity.Info,
                _ => Severity.Warning,
            };
            yield return new Finding
            {
                Rule = Descriptor.Id,
                Severity = service.Cap(severity),
                Message = failure.IsBeyond
                    ? $"'{failure.Statement}' climbs above the top-level package, the way the service is started"
                    : $"'{failure.Statement}' has no package to be relative to: the file is started as a script or top-level module",
                Service = service.Name,
                Dockerfile = TreePath.Display(service.Dockerfile.Path),
                Module = failure.Module,
                File = TreePath.Display(failure.File),
                Span = failure.Span,
                Chain = failure.Chain,
            };
        }
    }
}
