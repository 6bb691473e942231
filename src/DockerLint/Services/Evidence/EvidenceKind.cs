namespace DockerLint.Services.Evidence;

/// <summary>What kind of file says how an image is built; the more trusted come first.</summary>
public enum EvidenceKind : byte
{
    /// <summary>The configuration of this tool, or an option of the command line.</summary>
    Configuration,

    /// <summary>A compose file.</summary>
    Compose,

    /// <summary>docker-bake, HCL or JSON.</summary>
    Bake,

    /// <summary>A GitHub workflow or composite action.</summary>
    Workflow,

    /// <summary>GitLab CI, Azure Pipelines, CircleCI and the like.</summary>
    Pipeline,

    /// <summary>skaffold.yaml or a Tiltfile.</summary>
    Development,

    /// <summary>cloudbuild.yaml, manifests of Kubernetes, render.yaml, fly.toml and the like.</summary>
    Cloud,

    /// <summary>A Makefile.</summary>
    Makefile,

    /// <summary>A shell script.</summary>
    Script,

    /// <summary>devcontainer.json.</summary>
    DevContainer,

    /// <summary>A command in a README or another document.</summary>
    Document,

    /// <summary>Nothing says so: the directory under which most exists.</summary>
    Guess,
}
