using DockerLint.Reporting;

namespace DockerLint.Rules.Container;

/// <summary>IMG6001: a module is missing in the real image.</summary>
public sealed class MissingInContainerRule : ContainerRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG6001",
        Name = "missing-in-container",
        Title = "A module is missing in the real image",
        DefaultSeverity = Severity.Error,
        Rationale = """
            Reported by dockerlint smoke: a container of the image was started, and Python did not find the module. This is not a
            prediction. Where check had said so before, its finding is confirmed, and its chain and fix are shown.
            """,
        Limits = """
            A failing import that the code catches is a warning, as is one that no start command is sure to reach.
            """,
        BadExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY main.py .
            CMD ["python", "main.py"]
            # main.py
            import helpers
            # helpers.py
            """,
        GoodExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY main.py helpers.py ./
            CMD ["python", "main.py"]
            # main.py
            import helpers
            # helpers.py
            """,
    };
}
