using System;
using System.Collections.Generic;
using System.Text;
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
            foreach (DataNode document in Documents(file, context, sink)) Walk(document, file, sink, 0);
        }
    }

    // Templates of charts are no YAML before they are filled in, and need not be YAML as they are filled in here: no note.
    private static IReadOnlyList<DataNode> Documents(EvidenceFile file, EvidenceContext context, EvidenceSink sink)
    {
        ReadOnlySpan<byte> bytes = file.Bytes.Span;
        if (ResourceDefinitions.AreIn(bytes))
        {
            string rest = ResourceDefinitions.Without(Encoding.UTF8.GetString(bytes));
            if (rest.IndexOf("containers:", StringComparison.OrdinalIgnoreCase) < 0) return [];
            if (rest.IndexOf("{{", StringComparison.Ordinal) < 0) return context.Yaml?.Read(rest).Documents ?? [];
        }

        if (bytes.IndexOf("{{"u8) < 0) return file.Yaml(sink);
        return HelmTemplate.Fill(file, context) is { } text && context.Yaml is { } yaml ? yaml.Read(text).Documents : [];
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
        if (container.TextOf("image")?.Replace(HelmTemplate.Unknown, Holes.Make("value")) is not { } image) return;
        DataNode? command = container["command"];
        DataNode? arguments = container["args"];
        if (command is null && arguments is null) return;
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (DataNode variable in container["env"]?.Items ?? [])
        {
            if (variable.TextOf("name") is { } name) environment[name] = variable.TextOf("value");
        }

        List<string>? entry = Words(command, environment);
        List<string>? words = Words(arguments, environment);
        bool isOpen = false;
        foreach (string word in (IEnumerable<string>)[.. entry ?? [], .. words ?? []])
        {
            if (word.IndexOf(HelmTemplate.Unknown, StringComparison.Ordinal) >= 0) return;
            isOpen |= word.IndexOf("$(", StringComparison.Ordinal) >= 0;
        }

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

    /// <summary>The words with <c>$(NAME)</c> replaced where the container itself sets the variable (Kubernetes, "Define a Command and Arguments for a Container").</summary>
    private static List<string>? Words(DataNode? node, Dictionary<string, string?> environment)
    {
        if (node is null) return null;
        var words = new List<string>();
        foreach (string text in node.Texts())
        {
            string word = text;
            foreach (KeyValuePair<string, string?> pair in environment)
            {
                if (pair.Value is { } value && value.IndexOf("$(", StringComparison.Ordinal) < 0) word = word.Replace("$(" + pair.Key + ")", value);
            }

            words.Add(word);
        }

        return words;
    }
}
