using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Checks.Python;
using DockerLint.Reporting;
using DockerLint.Rules.Python;
using PyImportScanner;
using PyImportScanner.Files;

namespace DockerLint.Rules.Start;

/// <summary>IMG3002: the object that the start command asks a module for (<c>main:app</c>) is not defined in it.</summary>
public sealed class MissingStartAttributeRule : IRule
{
    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG3002",
        Name = "missing-start-attribute",
        Title = "The start command asks its module for a name that it does not define",
        DefaultSeverity = Severity.Error,
        Effect = "the container stops as soon as it starts",
        Rationale = """
            The server loads the module, does not find the application in it, and ends: "Failed to find attribute 'app' in
            'main'". The object was renamed, or became a factory, and the command was not changed.
            """,
        Limits = """
            A module whose names cannot all be read (a star import that cannot be followed, `__getattr__`, `globals()`) is left
            alone. A name counts as bound wherever the text binds it. A command that runs only under a condition is a warning.
            """,
        BadExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY main.py .
            CMD ["gunicorn", "main:app"]
            # main.py
            application = object()
            """,
        GoodExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY main.py .
            CMD ["gunicorn", "main:application"]
            """,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(ServiceModel service)
    {
        foreach (StartFailure failure in service.Python.StartFailures)
        {
            if (failure.IsAttribute) yield return Unnamed(service, failure);
        }

        foreach (MissingName missing in service.Python.MissingNames)
        {
            if (missing.File is not null) continue;
            ChainLink place = missing.Chain[missing.Chain.Count - 1];
            string nearest = missing.Nearest is { } near ? $"; it defines '{near}'" : "";
            string unless = Doubts.Clause(missing.UnlessBecause);
            yield return new Finding
            {
                Rule = Descriptor.Id,
                Severity = service.Cap(MissingNameRule.SeverityOf(missing)),
                Message = $"the start command asks '{missing.Module}' for '{missing.Name}', which {TreePath.Display(missing.ModuleFile)} does not define{nearest}{unless}",
                Service = service.Name,
                Dockerfile = TreePath.Display(service.Dockerfile.Path),
                Module = missing.Module,
                File = place.File,
                Span = SourceSpan.OnLine(System.Math.Max(1, place.Line), 1, 0),
                Reason = Reasons.NotInRepository,
                ReasonDetail = $"{TreePath.Display(missing.ModuleFile)} does not define {missing.Name}",
                RepositoryPath = TreePath.Display(missing.ModuleFile),
                Chain = missing.Chain,
            };
        }
    }

    private Finding Unnamed(ServiceModel service, StartFailure failure) => new()
    {
        Rule = Descriptor.Id,
        Severity = service.Cap(failure.UnlessBecause is null && !failure.IsConditional ? Severity.Error : Severity.Warning),
        Message = $"the start command names no object of module '{failure.Wanted}': {failure.ReasonText}{Doubts.Clause(failure.UnlessBecause)}",
        Service = service.Name,
        Dockerfile = TreePath.Display(service.Dockerfile.Path),
        Module = failure.Wanted,
        File = TreePath.Display(failure.File),
        Span = failure.Span,
        Reason = failure.Reason,
        ReasonDetail = failure.ReasonText,
        Chain = failure.Chain,
    };
}
