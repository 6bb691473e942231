using System.Collections.Generic;

namespace DockerLint.Cli.Containers;

/// <summary>The configuration that an image carries. Everything is a stranger's text.</summary>
internal sealed record ImageFacts
{
    /// <summary><c>sha256:…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>GOARCH: <c>amd64</c>, <c>arm64</c>.</summary>
    public string Architecture { get; init; } = "";

    /// <summary>GOOS.</summary>
    public string OperatingSystem { get; init; } = "";

    /// <summary>When it was built, as the engine writes it (RFC 3339); empty when not known.</summary>
    public string Created { get; init; } = "";

    /// <summary>Names with tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>USER; empty for root.</summary>
    public string User { get; init; } = "";

    /// <summary>WORKDIR; empty for the root directory.</summary>
    public string WorkingDirectory { get; init; } = "";

    /// <summary>ENTRYPOINT; empty for none.</summary>
    public IReadOnlyList<string> Entrypoint { get; init; } = [];

    /// <summary>CMD; empty for none.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>ENV.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>LABEL.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Digests of the layers, the lowest first.</summary>
    public IReadOnlyList<string> Layers { get; init; } = [];

    /// <summary>Does the process run as root, where nobody says otherwise?</summary>
    public bool RunsAsRoot => User.Split(':')[0] is "" or "root" or "0";
}

/// <summary>The configuration of a container.</summary>
internal sealed record ContainerFacts
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name, without the slash that docker puts in front.</summary>
    public string Name { get; init; } = "";

    /// <summary>Id of its image.</summary>
    public string ImageId { get; init; } = "";

    /// <summary>The image as it was named when the container was made.</summary>
    public string Image { get; init; } = "";

    /// <summary>Is it running?</summary>
    public bool IsRunning { get; init; }

    /// <summary>Exit code of one that has ended.</summary>
    public int ExitCode { get; init; }

    /// <summary>The kernel killed it for want of memory.</summary>
    public bool RanOutOfMemory { get; init; }

    /// <summary>When it was made, as the engine writes it (RFC 3339); empty when not known.</summary>
    public string Created { get; init; } = "";

    /// <summary>Variables: the image's and those given at the start.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Labels: the image's and those given at the start.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}

/// <summary>An image to build.</summary>
internal sealed record ImageBuildOptions
{
    /// <summary>Directory of the build context, absolute.</summary>
    public required string Context { get; init; }

    /// <summary>The Dockerfile, absolute.</summary>
    public required string Dockerfile { get; init; }

    /// <summary>What the image is called.</summary>
    public required string Tag { get; init; }

    /// <summary>The stage; null for the last.</summary>
    public string? Target { get; init; }

    /// <summary>Network of the RUN steps (<c>none</c>, <c>host</c>); null for the engine's own choice.</summary>
    public string? Network { get; init; }

    /// <summary>Build arguments.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>();

    /// <summary>Named contexts: name to directory.</summary>
    public IReadOnlyDictionary<string, string> NamedContexts { get; init; } = new Dictionary<string, string>();

    /// <summary>Labels, <c>key=value</c>.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];
}

/// <summary>How a build ended.</summary>
/// <param name="Succeeded">There is an image.</param>
/// <param name="LastLine">The last line of the output, which says why there is none.</param>
internal sealed record BuildResult(bool Succeeded, string LastLine);
