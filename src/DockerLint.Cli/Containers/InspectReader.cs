using System;
using System.Collections.Generic;
using DockerLint.Services.Data;

namespace DockerLint.Cli.Containers;

/// <summary>
/// Reads the documents of <c>inspect</c>. Docker and podman write the same members (moby, api/types; containers/podman,
/// libpod/define/container_inspect.go), except that podman may leave out what is empty.
/// </summary>
internal static class InspectReader
{
    public static IReadOnlyList<ImageFacts> Images(string json) => Read(json, Image);

    public static IReadOnlyList<ContainerFacts> Containers(string json) => Read(json, Container);

    private static List<T> Read<T>(string json, Func<DataNode, T> convert)
    {
        var all = new List<T>();
        DataDocuments documents = JsonData.Read(json);
        if (documents.Error is { } error) throw new ContainerEngineException("the engine's answer to inspect cannot be read: " + error);
        foreach (DataNode document in documents.Documents)
        {
            foreach (DataNode item in document.Items) all.Add(convert(item));
        }

        return all;
    }

    private static ImageFacts Image(DataNode node) => new()
    {
        Id = node.TextOf("Id") ?? "",
        Architecture = node.TextOf("Architecture") ?? "",
        OperatingSystem = node.TextOf("Os") ?? "",
        Created = node.TextOf("Created") ?? "",
        Tags = node["RepoTags"]?.Texts() ?? [],
        User = node.At("Config", "User")?.AsText ?? "",
        WorkingDirectory = node.At("Config", "WorkingDir")?.AsText ?? "",
        Entrypoint = node.At("Config", "Entrypoint")?.Texts() ?? [],
        Command = node.At("Config", "Cmd")?.Texts() ?? [],
        Environment = Variables(node.At("Config", "Env")),
        Labels = Members(node.At("Config", "Labels")),
        Layers = node.At("RootFS", "Layers")?.Texts() ?? [],
    };

    private static ContainerFacts Container(DataNode node) => new()
    {
        Id = node.TextOf("Id") ?? "",
        Name = (node.TextOf("Name") ?? "").TrimStart('/'),
        // Podman has the id in "Image" like docker, and the name in "ImageName" as well.
        ImageId = node.TextOf("Image") ?? "",
        Image = node.At("Config", "Image")?.AsText ?? node.TextOf("ImageName") ?? "",
        IsRunning = node.At("State", "Running")?.Text == "true",
        ExitCode = int.TryParse(node.At("State", "ExitCode")?.Text, out int code) ? code : 0,
        RanOutOfMemory = node.At("State", "OOMKilled")?.Text == "true",
        Created = node.TextOf("Created") ?? "",
        Environment = Variables(node.At("Config", "Env")),
        Labels = Members(node.At("Config", "Labels")),
    };

    private static Dictionary<string, string> Variables(DataNode? list)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DataNode item in list?.Items ?? [])
        {
            int equals = item.Text.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) values[item.Text[..equals]] = item.Text[(equals + 1)..];
        }

        return values;
    }

    private static Dictionary<string, string> Members(DataNode? mapping)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DataNodeMember member in mapping?.Members ?? []) values[member.Key] = member.Value.Text;
        return values;
    }
}
