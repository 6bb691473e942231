using DockerLint.Reporting;

namespace DockerLint.Rules.Container;

/// <summary>IMG6003: a container could not prove that the image works.</summary>
public sealed class ImageNotProbedRule : ContainerRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG6003",
        Name = "image-not-probed",
        Title = "A container could not prove that the image works",
        DefaultSeverity = Severity.Error,
        Rationale = """
            Reported by dockerlint smoke: there is no such image, it has no Python, is made for another processor, or the probe did
            not come to its end. Nothing is known then, and a check before a deployment must not pass on nothing.
            """,
        Limits = """
            A note where only settings, variables or a network are wanting that a deployment gives: put them into smoke.env. What
            was imported up to there is there.
            """,
        BadExample = """
            # Dockerfile
            FROM debian:12-slim
            COPY main.py /app/
            CMD ["python3", "/app/main.py"]
            # main.py
            """,
        GoodExample = """
            # Dockerfile
            FROM python:3.12-slim
            COPY main.py /app/
            CMD ["python3", "/app/main.py"]
            # main.py
            """,
    };
}
