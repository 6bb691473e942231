using System;
using System.Collections.Generic;
using DockerLint.Images;
using DockerLint.Images.BaseImages;
using DockerLint.Services;
using DockerLint.Services.Evidence;

namespace DockerLint.Checks;

/// <summary>The images that other Dockerfiles of the repository build, found by what compose, bake, workflows and scripts call them.</summary>
/// <param name="session">The run.</param>
/// <param name="definition">The service that is simulated.</param>
/// <param name="above">The Dockerfiles under simulation, this one last: none of them is entered again.</param>
internal sealed class RepositoryImages(CheckSession session, ServiceDefinition definition, IReadOnlyList<string> above) : IBaseImages
{
    private readonly Dictionary<string, SimulatedImage?> found = new(StringComparer.Ordinal);

    /// <summary>The builds that were found, in the order of asking.</summary>
    public List<RepositoryBuild> Builds { get; } = [];

    /// <inheritdoc/>
    public SimulatedImage? Find(string reference)
    {
        if (!found.TryGetValue(reference, out SimulatedImage? image)) found[reference] = image = Search(reference);
        return image;
    }

    private SimulatedImage? Search(string reference)
    {
        bool isNamed = definition.NamedImages.TryGetValue(reference, out string? name);
        if (Configured(reference) is { } configured) return configured;
        if (!isNamed && BaseImageTable.Find(reference).Known) return null;
        bool isWhole = session.Evidence.IsWholeName(name ?? reference);
        foreach (BuildEvidence build in session.Evidence.All)
        {
            bool isIt = isNamed && build.Mention.Name == name;
            if (!isIt && !(isWhole ? ImageNames.AnyIsExactly(Tags(build), name ?? reference) : ImageNames.AnyIs(Tags(build), name ?? reference))) continue;
            bool isAbove = false;
            foreach (string dockerfile in above) isAbove |= dockerfile == build.Dockerfile;
            if (isAbove) continue;
            ServiceDefinition other = ServiceBuilds.Of(build, session.DecidingArguments(build.Dockerfile));
            if (session.Simulate(other, above) is { } simulated) return Take(build.Dockerfile, simulated);
        }

        return null;
    }

    private SimulatedImage? Configured(string reference)
    {
        foreach (KeyValuePair<string, string> image in session.Request.Settings.BaseDockerfiles)
        {
            if (!ImageNames.AnyIs([image.Key], reference)) continue;
            foreach (string dockerfile in above)
            {
                if (dockerfile == image.Value) return null;
            }

            foreach (ServiceDefinition other in session.Definitions(image.Value))
            {
                // Without evidence the directory of the Dockerfile is the context.
                ServiceDefinition known = other.ContextPath is null ? other with { ContextPath = PyImportScanner.Files.TreePath.Parent(image.Value) } : other;
                if (session.Simulate(known, above) is { } simulated) return Take(image.Value, simulated);
            }
        }

        return null;
    }

    private SimulatedImage Take(string dockerfile, ImageBuild build)
    {
        Builds.Add(new RepositoryBuild(dockerfile, build));
        return build.Image;
    }

    private static List<string> Tags(BuildEvidence build)
    {
        var tags = new List<string>();
        foreach (string tag in build.Mention.Tags) tags.Add(Holes.Fill(tag, build.Holes));
        return tags;
    }
}
