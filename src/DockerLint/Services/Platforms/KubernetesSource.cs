using System;
using System.Collections.Generic;
using DockerLint.Services.Data;
using DockerLint.Services.Evidence;
using PyImportScanner.Files;

namespace DockerLint.Services.Platforms;

/// <summary>Containers of Kubernetes objects and Cloud Run services that replace the start command of an image.</summary>
internal sealed class KubernetesSource : IEvidenceSource
{
    public bool IsCandidate(string path) => path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    public void Read(IReadOnlyList<EvidenceFile> files, EvidenceContext context, EvidenceSink sink)
    {
        foreach (EvidenceFile file in files)
        {
            ReadOnlySpan<byte> bytes = file.Bytes.Span;
            if (bytes.IndexOf("apiVersion"u8) < 0 || bytes.IndexOf("image:"u8) < 0 || (bytes.IndexOf("command:"u8) < 0 && bytes.IndexOf("args:"u8) < 0)) continue;
            // Templates of charts are no YAML before they are filled in.
            if (bytes.IndexOf("{{"u8) >= 0) continue;
            foreach (DataNode document in file.Yaml(sink)) Walk(document, file, sink, 0);
        }
    }

    private static void Walk(DataNode node, EvidenceFile file, EvidenceSink sink, int depth)
    {
        if (depth > 30) return;
        foreach (DataNodeMember member in node.Members)
        {
            if (member.Key is "containers" or "initContainers")
            {
                foreach (DataNode container in member.Value.Items) Container(container, file, sink);
            }
            else
            {
                Walk(member.Value, file, sink, depth + 1);
            }
        }

        foreach (DataNode item in node.Items) Walk(item, file, sink, depth + 1);
    }

    // command replaces ENTRYPOINT and drops CMD; args alone replaces CMD. $(VAR) is an environment variable.
    private static void Container(DataNode container, EvidenceFile file, EvidenceSink sink)
    {
        if (container.TextOf("image") is not { } image) return;
        DataNode? command = container["command"];
        DataNode? arguments = container["args"];
        if (command is null && arguments is null) return;
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (DataNode variable in container["env"]?.Items ?? [])
        {
            if (variable.TextOf("name") is { } name) environment[name] = variable.TextOf("value");
        }

        IReadOnlyList<string>? entry = command?.Texts();
        IReadOnlyList<string>? words = arguments?.Texts();
        bool isOpen = false;
        foreach (string word in (IEnumerable<string>)[.. entry ?? [], .. words ?? []]) isOpen |= word.IndexOf("$(", StringComparison.Ordinal) >= 0;
        sink.Uses.Add(new ImageUse(EvidenceKind.Cloud, file.Path, container.Line, container.TextOf("name") ?? TreePath.Name(image), image, new StartOverride
        {
            File = file.Path,
            Line = (command ?? arguments)!.Line,
            Entrypoint = entry,
            Command = words,
            UnknownBecause = isOpen ? TreePath.Display(file.Path) + " starts it with a variable of the cluster" : null,
            WorkingDirectory = container.TextOf("workingDir"),
            Environment = environment,
        }));
    }
}
