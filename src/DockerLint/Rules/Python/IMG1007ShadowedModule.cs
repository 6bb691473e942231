using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Checks.Python;
using DockerLint.Reporting;
using PyImportScanner;
using PyImportScanner.Closures;
using PyImportScanner.Files;

namespace DockerLint.Rules.Python;

/// <summary>IMG1007: a file of the repository stands in front of a module of the standard library, or of an installed one (tutorial, 6.1.2).</summary>
public sealed class ShadowedModuleRule : IRule
{
    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG1007",
        Name = "shadowed-module",
        Title = "A file hides a module of the standard library or of an installed distribution",
        DefaultSeverity = Severity.Warning,
        Rationale = """
            The directory of the script, the working directory and PYTHONPATH come before the standard library and before
            what is installed. A file of the same name there is found by everybody who imports that name, also by the
            standard library itself: a random.py breaks `import tempfile`, a redis.py that imports redis gets itself.
            """,
        Limits = """
            Built-in and frozen modules, and what Python has loaded before the first line runs, cannot be hidden and are not
            reported. It is an error where a name is certainly taken from the file that the file certainly does not define;
            otherwise a warning. A directory without __init__.py hides nothing. What a launcher has loaded before it puts the
            directory on the search path is not known, so the finding is a warning then.
            """,
        BadExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY main.py random.py ./
            CMD ["python", "main.py"]
            # main.py
            import tempfile
            # random.py
            def pick(items): ...
            """,
        GoodExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY main.py picking.py ./
            CMD ["python", "main.py"]
            # main.py
            import tempfile
            # picking.py
            def pick(items): ...
            """,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(ServiceModel service)
    {
        foreach (ShadowedModule shadowed in service.Python.ShadowedModules)
        {
            if (shadowed.Strength == ImportStrength.Guarded && shadowed.Breaks) continue;
            Reporting.ChainLink last = shadowed.Chain[shadowed.Chain.Count - 1];
            string file = TreePath.Display(shadowed.LocalFile);
            string whose = shadowed.Distribution is { } distribution ? $"of the installed {distribution}" : "of the standard library";
            string unless = Doubts.Clause(shadowed.UnlessBecause);
            yield return new Finding
            {
                Rule = Descriptor.Id,
                Severity = service.Cap(SeverityOf(shadowed)),
                Message = $"{file} hides the '{shadowed.Name}' {whose}: {shadowed.What}{unless}",
                Service = service.Name,
                Dockerfile = TreePath.Display(service.Dockerfile.Path),
                Module = shadowed.Name,
                File = shadowed.File is { } importing ? TreePath.Display(importing) : last.File,
                Span = shadowed.File is null ? SourceSpan.OnLine(last.Line < 1 ? 1 : last.Line, 1, 0) : shadowed.Span,
                Reason = Reasons.Shadowed,
                ReasonDetail = $"{file} stands in front of it on the search path: rename it",
                RepositoryPath = file,
                Chain = shadowed.Chain,
            };
        }
    }

    private static Severity SeverityOf(ShadowedModule shadowed) =>
        shadowed is { Breaks: true, UnlessBecause: null, Strength: ImportStrength.Hard } ? Severity.Error
        : shadowed.Strength == ImportStrength.Guarded ? Severity.Info
        : Severity.Warning;
}
