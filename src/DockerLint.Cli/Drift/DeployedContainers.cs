using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DockerLint.Cli.Containers;
using DockerLint.Cli.States;
using DockerLint.Services;

namespace DockerLint.Cli.Drift;

/// <summary>What runs here, as the container engine tells.</summary>
internal static class DeployedContainers
{
    private const string ComposeService = "com.docker.compose.service";

    /// <summary>The running containers that are services of the repository; others are left out.</summary>
    public static DeploymentList Running(IContainerEngine engine, IReadOnlyList<ServiceDefinition> services)
    {
        var deployments = new List<Deployment>();
        IReadOnlyList<string> ids = engine.ListContainers(label: null, includeStopped: false);
        foreach (ContainerFacts container in engine.InspectContainers(ids))
        {
            string? service = NamesOf(container).FirstOrDefault(name => ServiceNames.Find(services, name).Count > 0);
            if (service is null) continue;
            deployments.Add(new Deployment(service, RevisionLabels.Of(container.Labels, container.Environment), "container " + container.Name) { Time = Time(container.Created) });
        }

        return new DeploymentList(deployments, []);
    }

    /// <summary>Images, as <c>SERVICE=IMAGE</c>; an image alone is found by its tag.</summary>
    public static DeploymentList Images(IContainerEngine engine, IReadOnlyList<string> images, IReadOnlyList<ServiceDefinition> services)
    {
        var deployments = new List<Deployment>();
        var problems = new List<string>();
        foreach (string given in images)
        {
            int equals = given.IndexOf('=', StringComparison.Ordinal);
            string image = given[(equals + 1)..];
            if (engine.InspectImage(image) is not { } facts)
            {
                problems.Add($"--image {given}: there is no image {image} here; docker pull brings it");
                continue;
            }

            string? service = equals > 0 ? given[..equals] : NamesOf(image).FirstOrDefault(name => ServiceNames.Find(services, name).Count > 0);
            if (service is null) problems.Add($"--image {given}: no service is called so; SERVICE=IMAGE says which it is");
            else deployments.Add(new Deployment(service, RevisionLabels.Of(facts.Labels, facts.Environment), "image " + image) { Time = Time(facts.Created) });
        }

        return new DeploymentList(deployments, problems);
    }

    private static IEnumerable<string> NamesOf(ContainerFacts container)
    {
        if (container.Labels.TryGetValue(ComposeService, out string? compose)) yield return compose;
        foreach (string name in NamesOf(container.Image)) yield return name;
        yield return container.Name.TrimStart('/');
    }

    /// <summary>What an image <c>registry/team/name:tag@digest</c> may be known by: the whole, without the tag, and the name alone.</summary>
    internal static IEnumerable<string> NamesOf(string image)
    {
        yield return image;
        int digest = image.IndexOf('@', StringComparison.Ordinal);
        string plain = digest < 0 ? image : image[..digest];
        int slash = plain.LastIndexOf('/'), colon = plain.LastIndexOf(':');
        string untagged = colon > slash ? plain[..colon] : plain;
        yield return untagged;
        yield return untagged[(slash + 1)..];
    }

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;
}
