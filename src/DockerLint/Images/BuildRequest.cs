using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Images.BaseImages;
using DockerLint.Images.Run;
using PyImportScanner.Files;

namespace DockerLint.Images;

/// <summary>What is built, from what, how.</summary>
public sealed record BuildRequest
{
    /// <summary>The Dockerfile.</summary>
    public required DockerfileSyntax Dockerfile { get; init; }

    /// <summary>The repository.</summary>
    public required IFileTree Repository { get; init; }

    /// <summary>The build context, a clean path of the repository tree.</summary>
    public required string ContextPath { get; init; }

    /// <summary><c>--target</c>; null for the last stage.</summary>
    public string? Target { get; init; }

    /// <summary><c>--build-arg</c>.</summary>
    public IReadOnlyDictionary<string, string> BuildArguments { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Arguments without default that whoever builds the image surely gives, though nothing says which value: unknown where
    /// BuildKit alone would take them as empty.
    /// </summary>
    public IReadOnlyCollection<string> OpenArguments { get; init; } = [];

    /// <summary><c>--build-context</c>: name to a clean path of the repository tree.</summary>
    public IReadOnlyDictionary<string, string> NamedContexts { get; init; } = new Dictionary<string, string>();

    /// <summary>What it has in common with other builds from the repository; null for a build on its own.</summary>
    public SharedContexts? Contexts { get; init; }

    /// <summary>Images that other Dockerfiles of the repository build; null for none.</summary>
    public IBaseImages? BaseImages { get; init; }

    /// <summary>Interprets commands that the simulation itself does not, package installers above all; null for none.</summary>
    public IRunInterpreter? Interpreter { get; init; }
}
