using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Checks.Python;
using DockerLint.Reporting;
using PyImportScanner.Closures;
using PyImportScanner.Files;

namespace DockerLint.Rules.Python;

/// <summary>IMG1005: <c>from module import name</c>, and the module, which is in the image, does not define the name (language reference, 7.11).</summary>
public sealed class MissingNameRule : IRule
{
    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG1005",
        Name = "missing-name",
        Title = "An imported name is not defined by its module",
        DefaultSeverity = Severity.Error,
        Effect = "the container stops with ImportError when it starts",
        Rationale = """
            The module is in the image, but has neither an attribute nor a submodule of that name: Python answers "cannot
            import name". A function was renamed or moved and one importer was forgotten, or the image holds another file of
            that name than the one that the developer's search path finds first.
            """,
        Limits = """
            Only modules of the repository are judged, and only where everything that they bind can be read: a module with a
            star import that cannot be followed, `__getattr__`, `globals()`, `exec` or a place in `sys.modules` of its own is
            left alone. A name counts as bound wherever the text binds it, under whatever condition. The finding is a warning
            where the import runs later or under a condition, and where another module assigns to such an attribute.
            """,
        BadExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY app/ ./app/
            CMD ["python", "-m", "app.main"]
            # app/main.py
            from app.prices import total_price
            # app/prices.py
            def total(items): ...
            """,
        GoodExample = """
            # app/main.py
            from app.prices import total
            """,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(ServiceModel service)
    {
        foreach (MissingName missing in service.Python.MissingNames)
        {
            if (missing.File is not { } file) continue;
            yield return new Finding
            {
                Rule = Descriptor.Id,
                Severity = service.Cap(SeverityOf(missing)),
                Message = Message(missing),
                Service = service.Name,
                Dockerfile = TreePath.Display(service.Dockerfile.Path),
                Module = missing.Module + "." + missing.Name,
                File = TreePath.Display(file),
                Span = missing.Span,
                Reason = Reasons.NotInRepository,
                ReasonDetail = $"{TreePath.Display(missing.ModuleFile)} does not define {missing.Name}",
                RepositoryPath = TreePath.Display(missing.ModuleFile),
                Chain = missing.Chain,
            };
        }
    }

    internal static Severity SeverityOf(MissingName missing)
    {
        Severity severity = missing.Strength switch
        {
            ImportStrength.Hard => Severity.Error,
            ImportStrength.Guarded => Severity.Info,
            _ => Severity.Warning,
        };
        return missing.UnlessBecause is null || severity == Severity.Info ? severity : severity - 1;
    }

    private static string Message(MissingName missing)
    {
        string where = TreePath.Display(missing.ModuleFile);
        string nearest = missing.Nearest is { } near ? $"; it defines '{near}'" : "";
        string unless = Doubts.Clause(missing.UnlessBecause);
        return $"'{missing.Name}' cannot be imported from '{missing.Module}': {where} does not define it{nearest}{unless}";
    }
}
