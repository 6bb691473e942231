using System;
using System.Collections.Generic;
using DockerLint.Services.Compose;
using DockerLint.Services.Data;
using DockerLint.Services.Evidence;
using PyImportScanner.Files;

namespace DockerLint.Services.Bake;

/// <summary>docker-bake files: targets with what they inherit, variables, and matrices (docs.docker.com, "Bake file reference").</summary>
internal sealed class BakeSource : IEvidenceSource
{
    private const int MaximumAncestors = 256;
    private const int MaximumCombinations = 128;

    public bool IsCandidate(string path)
    {
        string name = TreePath.Name(path);
        if (name.EndsWith(".hcl", StringComparison.Ordinal)) return name.IndexOf("bake", StringComparison.OrdinalIgnoreCase) >= 0 || name.IndexOf("docker", StringComparison.OrdinalIgnoreCase) >= 0;
        return name.EndsWith(".json", StringComparison.Ordinal) && name.IndexOf("bake", StringComparison.OrdinalIgnoreCase) >= 0;
    }

    public void Read(IReadOnlyList<EvidenceFile> files, EvidenceContext context, EvidenceSink sink)
    {
        var projects = new Dictionary<string, List<(EvidenceFile File, DataNode Root)>>(StringComparer.Ordinal);
        foreach (EvidenceFile file in files)
        {
            if (!projects.TryGetValue(file.Directory, out List<(EvidenceFile, DataNode)>? project)) projects[file.Directory] = project = [];
            if (file.Name.EndsWith(".json", StringComparison.Ordinal))
            {
                foreach (DataNode root in file.Json(sink)) project.Add((file, root));
                continue;
            }

            DataDocuments stream = HclReader.Read(file.Text);
            if (stream.Error is { } error) sink.Notes.Add(TreePath.Display(file.Path) + ":" + stream.ErrorLine + ": not valid HCL: " + error);
            foreach (DataNode root in stream.Documents) project.Add((file, root));
        }

        foreach (List<(EvidenceFile File, DataNode Root)> project in projects.Values) new Project(project, sink).Read();
    }

    /// <summary>The bake files of one directory, which are read together.</summary>
    private sealed class Project(List<(EvidenceFile File, DataNode Root)> files, EvidenceSink sink)
    {
        private readonly Dictionary<string, string?> variables = new(StringComparer.Ordinal);
        private readonly Dictionary<string, (EvidenceFile File, DataNodeMember Node)> targets = new(StringComparer.Ordinal);
        private readonly Dictionary<DataNode, List<DataNode>> lineages = [];

        public void Read()
        {
            foreach ((EvidenceFile file, DataNode root) in files)
            {
                foreach (DataNodeMember member in root.Members)
                {
                    if (member.Value.Kind == DataNodeKind.Scalar) variables[member.Key] = member.Value.AsText;
                }

                foreach (DataNodeMember member in root["variable"]?.Members ?? []) variables[member.Key] = member.Value["default"] is { } value ? value.Text : null;
                foreach (DataNodeMember member in root["target"]?.Members ?? []) targets[member.Key] = (file, targets.TryGetValue(member.Key, out (EvidenceFile File, DataNodeMember Node) below) ? Merged(below.Node, member) : member);
            }

            foreach ((EvidenceFile file, DataNodeMember node) in targets.Values)
            {
                foreach (Dictionary<string, string> combination in Combinations(Attribute(node.Value, "matrix"))) Emit(file, node, combination);
            }
        }

        // docker-bake.override.hcl beside docker-bake.hcl: attributes of the later file win, maps are joined.
        private static DataNodeMember Merged(DataNodeMember below, DataNodeMember above)
        {
            var members = new List<DataNodeMember>(above.Value.Members);
            foreach (DataNodeMember member in below.Value.Members)
            {
                int at = members.FindIndex(other => other.Key == member.Key);
                if (at < 0) members.Add(member);
                else if (members[at].Value.Kind == DataNodeKind.Mapping) members[at] = members[at] with { Value = DataNode.Mapping([.. members[at].Value.Members, .. member.Value.Members], members[at].Line) };
            }

            return above with { Value = DataNode.Mapping(members, above.Line) };
        }

        private static List<Dictionary<string, string>> Combinations(DataNode? matrix)
        {
            var all = new List<Dictionary<string, string>> { new(StringComparer.Ordinal) };
            foreach (DataNodeMember member in matrix?.Members ?? [])
            {
                var next = new List<Dictionary<string, string>>();
                foreach (Dictionary<string, string> combination in all)
                {
                    foreach (DataNode item in member.Value.Items)
                    {
                        if (next.Count >= MaximumCombinations) break;
                        var extended = new Dictionary<string, string>(combination, StringComparer.Ordinal);
                        if (item.Kind == DataNodeKind.Scalar) extended[member.Key] = item.Text;
                        foreach (DataNodeMember part in item.Members) extended[member.Key + "." + part.Key] = part.Value.Text;
                        next.Add(extended);
                    }
                }

                if (next.Count > 0) all = next;
            }

            return all;
        }

        /// <summary>A target and what it inherits from, what wins first: the last of several parents, each with its own parents.</summary>
        private List<DataNode> Lineage(DataNode target)
        {
            if (lineages.TryGetValue(target, out List<DataNode>? known)) return known;
            var order = new List<DataNode>();
            var seen = new HashSet<DataNode>();
            var waiting = new Stack<DataNode>();
            waiting.Push(target);
            while (waiting.Count > 0 && order.Count < MaximumAncestors)
            {
                DataNode node = waiting.Pop();
                if (!seen.Add(node)) continue;
                order.Add(node);
                foreach (string parent in node["inherits"]?.Texts() ?? [])
                {
                    if (targets.TryGetValue(parent, out (EvidenceFile File, DataNodeMember Node) found)) waiting.Push(found.Node.Value);
                }
            }

            return lineages[target] = order;
        }

        /// <summary>An attribute of a target or of what it inherits.</summary>
        private DataNode? Attribute(DataNode target, string key)
        {
            foreach (DataNode node in Lineage(target))
            {
                if (node[key] is { } value) return value;
            }

            return null;
        }

        private List<KeyValuePair<string, string>> Pairs(DataNode target, string key, Dictionary<string, string> combination)
        {
            var pairs = new List<KeyValuePair<string, string>>();
            List<DataNode> lineage = Lineage(target);
            for (int i = lineage.Count - 1; i >= 0; i--)
            {
                foreach (DataNodeMember member in lineage[i][key]?.Members ?? [])
                {
                    if (!member.Value.IsNull) pairs.Add(new(member.Key, Expand(member.Value.Text, combination)));
                }
            }

            return pairs;
        }

        private string Expand(string text, Dictionary<string, string> combination)
        {
            // Names of a matrix may have dots, which interpolation does not know.
            foreach (KeyValuePair<string, string> pair in combination) text = text.Replace("${" + pair.Key + "}", pair.Value);
            return Interpolation.Expand(text, name => variables.TryGetValue(name, out string? value) ? value : null);
        }

        private string? Text(DataNode target, string key, Dictionary<string, string> combination) =>
            Attribute(target, key)?.AsText is { } text ? Expand(text, combination) : null;

        private void Emit(EvidenceFile file, DataNodeMember node, Dictionary<string, string> combination)
        {
            // A leading underscore or a target without its own build is a template for others; reading it does no harm.
            var tags = new List<string>();
            foreach (string tag in Attribute(node.Value, "tags")?.Texts() ?? []) tags.Add(Expand(tag, combination));
            sink.Builds.Add(new BuildMention
            {
                Kind = EvidenceKind.Bake,
                File = file.Path,
                Line = node.Line,
                Name = Text(node.Value, "name", combination) ?? node.Key,
                Directories = file.Directories,
                Context = Text(node.Value, "context", combination) ?? ".",
                Dockerfile = Text(node.Value, "dockerfile", combination),
                DockerfileIsInContext = true,
                InlineDockerfile = Text(node.Value, "dockerfile-inline", combination),
                Target = Text(node.Value, "target", combination) is { Length: > 0 } target && !Holes.In(target) ? target : null,
                HasOpenTarget = Holes.In(Text(node.Value, "target", combination) ?? ""),
                Arguments = Pairs(node.Value, "args", combination),
                Contexts = Pairs(node.Value, "contexts", combination),
                Tags = tags,
            });
        }
    }
}
