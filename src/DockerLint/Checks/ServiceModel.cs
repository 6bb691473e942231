using DockerLint.Dockerfiles;
using PyImportScanner.Files;

namespace DockerLint.Checks;

/// <summary>Everything known of one service while its rules run. Parts are made when first asked for, and once.</summary>
public sealed class ServiceModel
{
    /// <summary>The repository tree.</summary>
    public required IFileTree Repository { get; init; }

    /// <summary>The name of the service.</summary>
    public required string Name { get; init; }

    /// <summary>The Dockerfile.</summary>
    public required DockerfileSyntax Dockerfile { get; init; }

    /// <summary>The build context, a clean path of the repository tree.</summary>
    public required string ContextPath { get; init; }
}
