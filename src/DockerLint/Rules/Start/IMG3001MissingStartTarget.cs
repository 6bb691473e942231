using System;
using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Checks.Python;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Rules.Start;

/// <summary>IMG3001: the module or file that the start command names is not in the image.</summary>
public sealed class MissingStartTargetRule : IRule
{
    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG3001",
        Name = "missing-start-target",
        Title = "The module or file of the start command is not in the image",
        DefaultSeverity = Severity.Error,
        Effect = "the container stops as soon as it starts",
        HasFix = true,
        Rationale = """
            The container stops at once. A module was renamed and the command was not, the file is copied to another place
            than the command runs in, or no instruction copies it at all.
            """,
        Limits = """
            A command of an installed distribution is no finding. A command that runs only under a condition, and one that
            something unknown may provide, is a warning.
            """,
        BadExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY main_grading.py .
            CMD ["gunicorn", "grading:app"]
            # main_grading.py
            app = None
            """,
        GoodExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY main_grading.py .
            CMD ["gunicorn", "main_grading:app"]
            """,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(ServiceModel service)
    {
        foreach (StartFailure failure in service.Python.StartFailures)
        {
            if (failure.IsAttribute) continue;
            yield return new Finding
            {
                Rule = Descriptor.Id,
                Severity = service.Cap(failure.UnlessBecause is null && !failure.IsConditional ? Severity.Error : Severity.Warning),
                Message = Message(failure),
                Service = service.Name,
                Dockerfile = TreePath.Display(service.Dockerfile.Path),
                Module = failure.IsFile ? null : failure.Wanted,
                File = TreePath.Display(failure.File),
                Span = failure.Span,
                Reason = failure.Reason,
                ReasonDetail = failure.ReasonText,
                RepositoryPath = failure.RepositoryPath is { } path ? TreePath.Display(path) : null,
                ImagePath = failure.ImagePath,
                Chain = failure.Chain,
                Fix = failure.Fix,
            };
        }
    }

    private static string Message(StartFailure failure)
    {
        string what = failure.IsFile ? failure.Wanted : "module '" + failure.Wanted + "'";
        string nearest = failure.Nearest is { } near ? $"; the image has '{near}'" : "";
        string unless = Doubts.Clause(failure.UnlessBecause);
        if (failure.ReasonText.StartsWith("the JSON form", StringComparison.Ordinal) || failure.ReasonText.StartsWith("no shell", StringComparison.Ordinal))
            return $"the start command runs {what} literally: {failure.ReasonText}{unless}";
        return $"the start command runs {what}, which is not in the image: {failure.ReasonText}{nearest}{unless}";
    }
}
