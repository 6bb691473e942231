using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Checks.Python;
using DockerLint.Reporting;
using PyImportScanner.Closures;
using PyImportScanner.Files;

namespace DockerLint.Rules.Requirements;

/// <summary>IMG4001: an imported third-party module that no install step of the image brings.</summary>
public sealed class MissingDistributionRule : IRule
{
    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG4001",
        Name = "missing-distribution",
        Title = "An imported third-party module that no install step brings",
        DefaultSeverity = Severity.Error,
        Effect = "the container stops with ModuleNotFoundError when it starts",
        HasFix = true,
        Rationale = """
            On the developer's machine the distribution is there, installed for another project or by hand. The image installs
            what its requirements say, and stops with ModuleNotFoundError. What `apt-get install python3-…` brings is for the
            system's Python only, not for the one in /usr/local.
            """,
        Limits = """
            An error needs a complete list of what is installed (a lock file, hashes, compiled requirements, `--no-deps`) or
            nothing installed at all, and a well-known distribution that brings the module. With direct requirements only it is
            a warning: another distribution may bring it along. An import that runs later or under a condition is a note, one
            whose failure is caught is left alone. Nothing is said where a base image with packages of its own, a step that
            nobody can follow, or an installation at start may have brought it. Modules of the standard library of other Python
            releases are IMG1010.
            """,
        BadExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY requirements.txt .
            RUN pip install --no-deps -r requirements.txt
            COPY main.py .
            CMD ["python", "main.py"]
            # requirements.txt
            idna==3.10
            # main.py
            import yaml
            """,
        GoodExample = """
            # requirements.txt
            idna==3.10
            pyyaml==6.0.2
            """,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(ServiceModel service)
    {
        foreach (MissingDistribution missing in service.Python.MissingDistributions)
        {
            if (missing.Absence == DistributionAbsence.OtherPython) continue;
            yield return Finding(service, Descriptor, missing, SeverityOf(missing), Message(missing));
        }
    }

    internal static Finding Finding(ServiceModel service, RuleDescriptor rule, MissingDistribution missing, Severity severity, string message) => new()
    {
        Rule = rule.Id,
        Severity = service.Cap(severity),
        Message = message,
        Service = service.Name,
        Dockerfile = TreePath.Display(service.Dockerfile.Path),
        Module = missing.Module,
        File = TreePath.Display(missing.File),
        Span = missing.Span,
        Reason = Reasons.NotInstalled,
        ReasonDetail = missing.Environment ?? (missing.Distribution is { } distribution ? $"no install step brings {distribution}" : null),
        Chain = missing.Chain,
        Fix = missing.Fix,
    };

    private static Severity SeverityOf(MissingDistribution missing) =>
        missing.Strength is not (ImportStrength.Hard or ImportStrength.Deferred) ? Severity.Info
        : missing.Strength == ImportStrength.Deferred ? (missing.Absence == DistributionAbsence.Missing && missing.UnlessBecause is null ? Severity.Warning : Severity.Info)
        : missing.Absence == DistributionAbsence.Missing && missing.UnlessBecause is null ? Severity.Error
        : Severity.Warning;

    private static string Message(MissingDistribution missing)
    {
        string when = missing.Strength switch
        {
            ImportStrength.Hard => "",
            ImportStrength.Deferred => " (imported later, not at start)",
            _ => " (imported under a condition)",
        };
        string where = missing.RequirementsFile is { } file ? $"; add {missing.Distribution} to {TreePath.Display(file)}" : $"; install {missing.Distribution}";
        string system = missing.IsForSystemPython ? "; the system's package is for /usr/bin/python3 only" : "";
        string unless = Doubts.Clause(missing.UnlessBecause);
        if (missing.Environment is { } environment) return $"module '{missing.Module}' is not installed for the Python that runs: {environment}{unless}";
        return $"no install step brings module '{missing.Module}'{when}{unless}{system}{where}";
    }
}
