using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Reporting;

namespace DockerLint.Rules.Python;

/// <summary>IMG1009: a module that the image has in other letter case than the import writes it.</summary>
public sealed class WrongCaseRule : IRule
{
    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG1009",
        Name = "wrong-case",
        Title = "A module is in the image in other letter case than the import writes it",
        DefaultSeverity = Severity.Error,
        Effect = "it works where file names ignore case; the container stops with ModuleNotFoundError",
        Rationale = """
            File systems of developers often fold case, and find `utils/` where the import says `Utils`. That of the image does
            not, and the container stops with ModuleNotFoundError.
            """,
        Limits = """
            An import that runs later or under a condition is a warning, one whose failure is caught a note. A name of an
            installed or well-known distribution is left alone.
            """,
        BadExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY . .
            CMD ["python", "main.py"]
            # main.py
            from Utils.helper import help_me
            # utils/__init__.py
            # utils/helper.py
            def help_me(): ...
            """,
        GoodExample = """
            # main.py
            from utils.helper import help_me
            """,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(ServiceModel service) => MissingModuleFindings.OfCase(service, Descriptor);
}
