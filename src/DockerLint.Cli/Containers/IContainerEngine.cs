using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;

namespace DockerLint.Cli.Containers;

/// <summary>
/// What dockerlint asks of a container engine. Implemented over the command line of docker and podman; a client of the
/// Engine API would implement the same calls. Nothing here is retried and nothing asks a person.
/// </summary>
internal interface IContainerEngine
{
    /// <summary>As messages call it: <c>docker</c>, <c>podman</c>.</summary>
    string Name { get; }

    /// <summary>An added capability also reaches processes of other users than root (podman; docker keeps it from them).</summary>
    bool AddsCapabilitiesForEveryUser { get; }

    /// <summary>What an image says of itself; null when there is no such image here. Nothing is pulled.</summary>
    /// <exception cref="ContainerEngineException">The engine cannot be reached, or fails.</exception>
    ImageFacts? InspectImage(string image, CancellationToken cancellation = default);

    /// <summary>What containers say of themselves, by name or id; one that does not exist is left out.</summary>
    IReadOnlyList<ContainerFacts> InspectContainers(IReadOnlyList<string> containers, CancellationToken cancellation = default);

    /// <summary>Ids of containers.</summary>
    /// <param name="label"><c>key</c> or <c>key=value</c>; null for all.</param>
    /// <param name="includeStopped">Not only the running ones.</param>
    /// <param name="cancellation">Stops it.</param>
    IReadOnlyList<string> ListContainers(string? label, bool includeStopped, CancellationToken cancellation = default);

    /// <summary>Ids of images with a label.</summary>
    IReadOnlyList<string> ListImages(string label, CancellationToken cancellation = default);

    /// <summary>Makes a container without starting it: for <see cref="CopyOut"/>, which needs no shell, no Python and no matching processor.</summary>
    /// <returns>Its name.</returns>
    string Create(ContainerOptions options, CancellationToken cancellation = default);

    /// <summary>Reads a file or directory of a container, running or not, as a tar stream.</summary>
    /// <param name="container">Name or id.</param>
    /// <param name="path">An absolute path of the container.</param>
    /// <param name="read">Gets the stream; called on another thread, and only once.</param>
    /// <param name="followLink">A link at the path itself is followed.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>False when there is nothing at the path.</returns>
    bool CopyOut(string container, string path, Action<Stream> read, bool followLink = false, CancellationToken cancellation = default);

    /// <summary>Puts the content of a tar stream into a directory of a container.</summary>
    void CopyIn(string container, string directory, ReadOnlyMemory<byte> tar, CancellationToken cancellation = default);

    /// <summary>Creates, starts and attaches in one call; the container is removed when it ends, however it ends.</summary>
    RunResult Run(ContainerOptions options, RunStreams streams, CancellationToken cancellation = default);

    /// <summary>Starts a created container and attaches to its output.</summary>
    RunResult Start(string container, RunStreams streams, CancellationToken cancellation = default);

    /// <summary>Kills and removes a container with its anonymous volumes.</summary>
    /// <returns>False when there is no such container.</returns>
    bool Remove(string container);

    /// <summary>Removes an image; false when it is in use or gone.</summary>
    bool RemoveImage(string image);

    /// <summary>Builds an image.</summary>
    /// <param name="options">What to build.</param>
    /// <param name="progress">Sees each piece of the engine's output as it comes, as it is: a stranger wrote it.</param>
    /// <param name="cancellation">Stops it.</param>
    BuildResult Build(ImageBuildOptions options, Action<ReadOnlyMemory<byte>> progress, CancellationToken cancellation = default);
}
