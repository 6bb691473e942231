using DockerLint.Reporting;

namespace DockerLint.Rules.Container;

/// <summary>IMG6002: the image is not what its Dockerfile makes of this repository.</summary>
public sealed class ImageDiffersRule : ContainerRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG6002",
        Name = "image-differs",
        Title = "The image is not what its Dockerfile makes of this repository",
        DefaultSeverity = Severity.Warning,
        Rationale = """
            Reported by dockerlint smoke: the image holds what check says is missing, or lacks what the Dockerfile copies. The image
            was built from another state of the repository or in another way, or dockerlint reads the Dockerfile wrongly.
            """,
        Limits = """
            Files that no step of the Dockerfile is known to bring are only counted, and only under --level list.
            """,
        BadExample = """
            # Dockerfile
            FROM python:3.12-slim
            COPY app/ /app/
            # app/new.py
            # (added after the image was built)
            """,
        GoodExample = """
            # Dockerfile
            FROM python:3.12-slim
            COPY app/ /app/
            # app/new.py
            # (the image is built again)
            """,
    };
}
