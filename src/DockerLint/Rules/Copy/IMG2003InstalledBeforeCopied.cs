using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Checks.Python;
using DockerLint.Reporting;
using DockerLint.Rules.Requirements;

namespace DockerLint.Rules.Copy;

/// <summary>IMG2003: a project of the repository is installed before the files are copied that the installation takes.</summary>
public sealed class InstalledBeforeCopiedRule : IRule
{
    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG2003",
        Name = "installed-before-copied",
        Title = "A project is installed before its files are copied",
        DefaultSeverity = Severity.Error,
        Rationale = """
            `pip install .` copies the packages as they are at that moment. What is copied to the project directory later does
            not become importable: a console script, or a start command that runs elsewhere, ends with ModuleNotFoundError.
            Back ends that need the package, a readme or a licence file stop the build instead.
            """,
        Limits = """
            An editable install, and a start command that finds the packages by its working directory, are in order. Steps that
            run under a condition are left alone. `poetry install` of the own project is a warning: before 2.0 poetry goes on.
            """,
        BadExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /src
            COPY pyproject.toml .
            RUN pip install .
            COPY src/ ./src/
            WORKDIR /
            CMD ["python", "-m", "shop.main"]
            # pyproject.toml
            [project]
            name = "shop"
            version = "1"
            # src/shop/__init__.py
            # src/shop/main.py
            print("hello")
            """,
        GoodExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /src
            COPY pyproject.toml .
            COPY src/ ./src/
            RUN pip install .
            WORKDIR /
            CMD ["python", "-m", "shop.main"]
            """,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(ServiceModel service) => InstallProblemFindings.Of(service, Descriptor, InstallProblemKind.LocalProject);
}
