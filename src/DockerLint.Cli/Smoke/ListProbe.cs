using System;
using System.Collections.Generic;
using System.Threading;
using DockerLint.Checks;
using DockerLint.Cli.Containers;
using DockerLint.Reporting;
using DockerLint.Smoke;

namespace DockerLint.Cli.Smoke;

/// <summary>Compares the files of an image with those that its Dockerfile is predicted to put there. Starts nothing.</summary>
internal static class ListProbe
{
    public static IReadOnlyList<Finding> Run(IContainerEngine engine, ServiceModel service, string image, List<string> notes, CancellationToken cancellation)
    {
        ImageComparison comparison = ImageComparison.Of(service);
        var real = new Dictionary<string, ContainerFile>(StringComparer.Ordinal);
        string container;
        try
        {
            container = engine.Create(SmokeContainer.Unstarted(image), cancellation);
        }
        catch (ContainerEngineException error) when (!error.IsUnreachable)
        {
            return [SmokeFindings.NotProbed(service, error.Message, Severity.Error)];
        }

        try
        {
            foreach (string directory in comparison.Directories) ContainerFiles.Read(engine, container, directory, real, withDigests: false, cancellation);
        }
        finally
        {
            engine.Remove(container);
        }

        notes.Add($"{real.Count} files and directories of image {image} below {string.Join(", ", comparison.Directories)}");
        return comparison.Findings(real.Keys);
    }
}
