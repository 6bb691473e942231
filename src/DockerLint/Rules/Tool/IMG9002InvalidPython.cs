using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Checks.Python;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Rules.Tool;

/// <summary>IMG9002: a module of the service cannot be read as Python.</summary>
public sealed class InvalidPythonRule : IRule
{
    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG9002",
        Name = "invalid-python",
        Title = "A module that the service imports cannot be read as Python",
        DefaultSeverity = Severity.Warning,
        Rationale = """
            Importing the file raises SyntaxError, which "except ImportError" does not catch. What the file imports may be
            incomplete, so modules may lack in the image that this check does not see. It is an error where the file uses syntax
            that the Python of the image certainly does not have.
            """,
        BadExample = """
            # Dockerfile
            FROM python:3.12-slim
            COPY *.py /app/
            CMD ["python", "/app/main.py"]
            # main.py
            import helpers
            # helpers.py
            def f(:
            """,
        GoodExample = """
            # helpers.py
            def f(): ...
            """,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(ServiceModel service)
    {
        foreach (UnreadableModule module in service.Python.UnreadableModules)
        {
            yield return new Finding
            {
                Rule = Descriptor.Id,
                Severity = module.IsCertain ? service.Cap(Severity.Error) : module.IsHard ? Severity.Warning : Severity.Info,
                Message = module.Needs is null
                    ? $"module '{module.Module}' cannot be read as Python: {module.Error.Message}"
                    : $"module '{module.Module}' cannot be read by the image's Python: {module.Error.Message}",
                Service = service.Name,
                Dockerfile = TreePath.Display(service.Dockerfile.Path),
                Module = module.Module,
                File = TreePath.Display(module.File),
                Span = module.Error.Span,
                Chain = module.Chain,
            };
        }
    }
}
