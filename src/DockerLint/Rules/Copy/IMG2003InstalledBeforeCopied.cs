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
            `pip install .` takes the project as it is at that moment. A back end that finds no package, or a readme that the
            project file names and nobody has copied yet, stops the build; so does a directory that is not there at all.
            """,
        Limits = """
            Only what the files of the repository would have prevented is reported. Steps that run under a condition are left
            alone. `poetry install` of the own project is a warning where the release is not known: before 2.0 poetry goes on.
            """,
        BadExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /src
            COPY pyproject.toml .
            RUN pip install .
            COPY shop/ ./shop/
            CMD ["python", "-m", "shop.main"]
            # pyproject.toml
            [build-system]
            requires = ["hatchling"]
            build-backend = "hatchling.build"
            [project]
            name = "shop"
            version = "1"
            # shop/__init__.py
            name = "shop"
            # shop/main.py
            print("hello")
            """,
        GoodExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /src
            COPY pyproject.toml .
            COPY shop/ ./shop/
            RUN pip install .
            CMD ["python", "-m", "shop.main"]
            """,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(ServiceModel service) => InstallProblemFindings.Of(service, Descriptor, InstallProblemKind.LocalProject);
}
