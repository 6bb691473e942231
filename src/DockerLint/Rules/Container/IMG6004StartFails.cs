using DockerLint.Reporting;

namespace DockerLint.Rules.Container;

/// <summary>IMG6004: the start command fails in a container.</summary>
public sealed class StartFailsRule : ContainerRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG6004",
        Name = "start-fails",
        Title = "The start command fails in a container",
        DefaultSeverity = Severity.Error,
        Rationale = """
            Reported by dockerlint smoke: the code is there, but its import ends in an error that no setting would mend: a data file or a
            shared library that the image lacks, syntax that its Python does not know, a crash, a hang. With --level start also a
            start command that ends within seconds.
            """,
        Limits = """
            An error only for what the start command itself loads; a warning for modules that are loaded later.
            """,
        BadExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY main.py .
            CMD ["python", "main.py"]
            # main.py
            TEMPLATE = open("template.html").read()
            # template.html
            """,
        GoodExample = """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /app
            COPY main.py template.html ./
            CMD ["python", "main.py"]
            # main.py
            TEMPLATE = open("template.html").read()
            # template.html
            """,
    };
}
