using System;
using System.Collections.Generic;
using DockerLint.Services.Data;
using DockerLint.Services.Evidence;
using PyImportScanner.Files;

namespace DockerLint.Services.Platforms;

/// <summary>devcontainer.json (containers.dev, "Image or Dockerfile specific properties").</summary>
internal sealed class DevContainerSource : IEvidenceSource
{
    public bool IsCandidate(string path) => TreePath.Name(path) is "devcontainer.json" or ".devcontainer.json";

    public void Read(IReadOnlyList<EvidenceFile> files, EvidenceContext context, EvidenceSink sink)
    {
        foreach (EvidenceFile file in files)
        {
            foreach (DataNode document in file.Json(sink))
            {
                DataNode? build = document["build"];
                string? dockerfile = build?.TextOf("dockerfile") ?? document.TextOf("dockerFile");
                if (dockerfile is null) continue;
                var arguments = new List<KeyValuePair<string, string>>();
                foreach (DataNodeMember member in build?["args"]?.Members ?? [])
                    arguments.Add(new(member.Key, member.Value.AsText is { } text && text.IndexOf("${", StringComparison.Ordinal) < 0 ? text : Holes.Make(member.Key)));
                sink.Builds.Add(new BuildMention
                {
                    Kind = EvidenceKind.DevContainer,
                    File = file.Path,
                    Line = (build?["dockerfile"] ?? document["dockerFile"] ?? document).Line,
                    Name = "devcontainer",
                    Directories = [file.Directory],
                    Context = build?.TextOf("context") ?? document.TextOf("context") ?? ".",
                    Dockerfile = dockerfile,
                    Target = build?.TextOf("target"),
                    Arguments = arguments,
                });
            }
        }
    }
}
