using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Checks.Python;
using DockerLint.Reporting;
using DockerLint.Rules.Requirements;
using PyImportScanner.Closures;

namespace DockerLint.Rules.Python;

/// <summary>IMG1010: a module of the standard library that the Python of the image does not have (PEP 594, PEP 632; "What's New" of each release).</summary>
public sealed class RemovedStandardModuleRule : IRule
{
    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG1010",
        Name = "removed-standard-module",
        Title = "A module of the standard library that this Python does not have",
        DefaultSeverity = Severity.Error,
        Effect = "the container stops with ModuleNotFoundError when it starts",
        Rationale = """
            The standard library changes: 3.12 lost distutils and imp, 3.13 cgi, telnetlib and a dozen more; tomllib came with
            3.11. The developer's Python has the module, that of the image does not.
            """,
        Limits = """
            The release must be known from the base image. A backport that is installed, and a setuptools that may bring
            distutils, make it a warning or nothing. An import that runs later or under a condition is a warning, one whose
            failure is caught is left alone.
            """,
        BadExample = """
            # Dockerfile
            FROM python:3.13-slim
            WORKDIR /app
            COPY main.py .
            CMD ["python", "main.py"]
            # main.py
            import telnetlib
            """,
        GoodExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY main.py .
            CMD ["python", "main.py"]
            """,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(ServiceModel service)
    {
        foreach (MissingDistribution missing in service.Python.MissingDistributions)
        {
            if (missing.Absence != DistributionAbsence.OtherPython) continue;
            string unless = Doubts.Clause(missing.UnlessBecause);
            bool isSure = missing.Strength == ImportStrength.Hard && missing.UnlessBecause is null;
            yield return MissingDistributionRule.Finding(
                service,
                Descriptor,
                missing,
                isSure ? Severity.Error : Severity.Warning,
                $"the standard library of Python {missing.Python} has no module '{missing.Module}'{unless}");
        }
    }
}
