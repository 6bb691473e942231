namespace DockerLint.Images;

/// <summary>The build of a base image by another Dockerfile of the repository.</summary>
/// <param name="Dockerfile">The Dockerfile, a clean path of the repository tree.</param>
/// <param name="Build">The simulated build.</param>
public sealed record RepositoryBuild(string Dockerfile, ImageBuild Build);
