using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Checks.Python;
using DockerLint.Reporting;

namespace DockerLint.Rules.Requirements;

/// <summary>IMG4003: a requirement names a local project by its path, and the project is not there when the step runs.</summary>
public sealed class MissingLocalRequirementRule : IRule
{
    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG4003",
        Name = "missing-local-requirement",
        Title = "A requirement names a local project that is not copied",
        DefaultSeverity = Severity.Error,
        Effect = "docker build fails at this step",
        Rationale = """
            A line such as `-e ./libs/common` works for everybody who has the repository. The image has the requirements file
            and not the project, and the build stops at the install step. The same holds for path dependencies and workspace
            members of a lock file.
            """,
        Limits = "A requirement whose marker is not decided, and a step that runs under a condition, are left alone.",
        BadExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY requirements.txt .
            RUN pip install -r requirements.txt
            COPY app/ ./app/
            CMD ["python", "-m", "app"]
            # requirements.txt
            -e ./libs/common
            # libs/common/pyproject.toml
            [project]
            name = "common"
            version = "1"
            # app/__main__.py
            print("hello")
            """,
        GoodExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY libs/common/ ./libs/common/
            COPY requirements.txt .
            RUN pip install -r requirements.txt
            COPY app/ ./app/
            CMD ["python", "-m", "app"]
            """,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(ServiceModel service) => InstallProblemFindings.Of(service, Descriptor, InstallProblemKind.LocalRequirement);
}
