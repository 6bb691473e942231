using System;
using System.Collections.Generic;
using DockerLint.Cli.Containers;

namespace DockerLint.Cli.Smoke;

/// <summary>How the containers of smoke are called and marked, so that none is ever left behind.</summary>
internal static class SmokeContainer
{
    /// <summary>On every container and image that smoke makes.</summary>
    public const string Label = "dockerlint.smoke=1";

    /// <summary>A name that nobody else has.</summary>
    public static string NewName() => "dockerlint-" + Guid.NewGuid().ToString("N");

    /// <summary>A container that is never started: its files can be read. The word behind the image is for images without CMD.</summary>
    public static ContainerOptions Unstarted(string image) => new() { Image = image, Name = NewName(), Labels = [Label], Arguments = ["dockerlint"] };

    /// <summary>Removes what earlier runs left: containers, then images.</summary>
    /// <returns>How many of each.</returns>
    public static (int Containers, int Images) Clean(IContainerEngine engine)
    {
        int containers = 0, images = 0;
        foreach (string id in engine.ListContainers(Label, includeStopped: true))
        {
            if (engine.Remove(id)) containers++;
        }

        foreach (string id in new HashSet<string>(engine.ListImages(Label), StringComparer.Ordinal))
        {
            if (engine.RemoveImage(id)) images++;
        }

        return (containers, images);
    }
}
