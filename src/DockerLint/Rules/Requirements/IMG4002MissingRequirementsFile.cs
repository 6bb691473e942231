using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Checks.Python;
using DockerLint.Reporting;

namespace DockerLint.Rules.Requirements;

/// <summary>IMG4002: an install step reads a requirements, lock or project file that is not there when it runs.</summary>
public sealed class MissingRequirementsFileRule : IRule
{
    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG4002",
        Name = "missing-requirements-file",
        Title = "An install step reads a file that is not there when it runs",
        DefaultSeverity = Severity.Error,
        Effect = "docker build fails at this step",
        Rationale = """
            The build stops at the RUN: "Could not open requirements file". The file is copied only by a later instruction,
            copied to another directory than the step runs in, ignored, or included by a file (-r, -c) that came alone.
            """,
        Limits = """
            A step that runs under a condition, or whose failure does not stop the build, is left alone; so is a file that an
            earlier command may have made. A file that git ignores is a warning: some step before the build makes it.
            """,
        BadExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            RUN pip install -r requirements.txt
            COPY . .
            CMD ["python", "main.py"]
            # requirements.txt
            flask==3.1.0
            # main.py
            print("hello")
            """,
        GoodExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY requirements.txt .
            RUN pip install -r requirements.txt
            COPY . .
            CMD ["python", "main.py"]
            """,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(ServiceModel service) => InstallProblemFindings.Of(service, Descriptor, InstallProblemKind.Manifest);
}
