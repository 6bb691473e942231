using System;
using System.Collections.Generic;
using DockerLint.Services.Data;
using DockerLint.Services.Evidence;
using DockerLint.Services.Scripts;
using PyImportScanner.Files;

namespace DockerLint.Services.Platforms;

/// <summary>skaffold.yaml: artifacts of the docker, kaniko and default builders, those of profiles too.</summary>
internal sealed class SkaffoldSource : IEvidenceSource
{
    public bool IsCandidate(string path)
    {
        string name = TreePath.Name(path);
        return name.IndexOf("skaffold", StringComparison.OrdinalIgnoreCase) >= 0 && (name.EndsWith(".yaml", StringComparison.Ordinal) || name.EndsWith(".yml", StringComparison.Ordinal));
    }

    public void Read(IReadOnlyList<EvidenceFile> files, EvidenceContext context, EvidenceSink sink)
    {
        foreach (EvidenceFile file in files)
        {
            foreach (DataNode document in file.Yaml(sink))
            {
                ReadArtifacts(document, file, sink);
                foreach (DataNode profile in document["profiles"]?.Items ?? []) ReadArtifacts(profile, file, sink);
            }
        }
    }

    private static void ReadArtifacts(DataNode node, EvidenceFile file, EvidenceSink sink)
    {
        foreach (DataNode artifact in node.At("build", "artifacts")?.Items ?? [])
        {
            if (artifact["jib"] is not null || artifact["bazel"] is not null || artifact["buildpacks"] is not null || artifact["ko"] is not null || artifact["custom"] is not null) continue;
            DataNode? docker = artifact["docker"] ?? artifact["kaniko"];
            var arguments = new List<KeyValuePair<string, string>>();
            foreach (DataNodeMember member in docker?["buildArgs"]?.Members ?? [])
                arguments.Add(new(member.Key, member.Value.AsText is { } text && text.IndexOf("{{", StringComparison.Ordinal) < 0 ? text : Holes.Make(member.Key)));
            sink.Builds.Add(new BuildMention
            {
                Kind = EvidenceKind.Development,
                File = file.Path,
                Line = artifact.Line,
                Name = artifact.TextOf("image") is { } image ? TreePath.Name(image) : null,
                Directories = [file.Directory],
                Context = ShellHoles.Of(artifact.TextOf("context") ?? "."),
                Dockerfile = docker?.TextOf("dockerfile") is { } dockerfile ? ShellHoles.Of(dockerfile) : null,
                DockerfileIsInContext = true,
                Target = docker?.TextOf("target"),
                Arguments = arguments,
                Tags = artifact.TextOf("image") is { } tag ? [tag] : [],
            });
        }
    }
}
