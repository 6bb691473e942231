using System;
using System.Collections.Generic;
using DockerLint.Services.Data;
using DockerLint.Services.Evidence;
using PyImportScanner.Files;

namespace DockerLint.Services.Pipelines;

/// <summary>GitHub workflows (Gitea's and Forgejo's too) and composite actions.</summary>
internal sealed class WorkflowSource : IEvidenceSource
{
    private const int MaximumDepth = 4;

    public bool IsCandidate(string path)
    {
        if (!path.EndsWith(".yml", StringComparison.Ordinal) && !path.EndsWith(".yaml", StringComparison.Ordinal)) return false;
        return TreePath.Parent(path) is "/.github/workflows" or "/.gitea/workflows" or "/.forgejo/workflows" || TreePath.Name(path) is "action.yml" or "action.yaml";
    }

    public void Read(IReadOnlyList<EvidenceFile> files, EvidenceContext context, EvidenceSink sink)
    {
        foreach (EvidenceFile file in files)
        {
            if (!IsTelling(file.Bytes.Span) && !context.MayBuild(file.Bytes.Span)) continue;
            foreach (DataNode document in file.Yaml(sink)) ReadWorkflow(file, document, Defaults(document), context, sink, 0);
        }
    }

    private static bool IsTelling(ReadOnlySpan<byte> text) =>
        text.IndexOf("docker"u8) >= 0 || text.IndexOf("Docker"u8) >= 0 || text.IndexOf("buildah"u8) >= 0 || text.IndexOf("podman"u8) >= 0
        || text.IndexOf("kaniko"u8) >= 0 || text.IndexOf("gcloud"u8) >= 0 || text.IndexOf("context:"u8) >= 0
        || text.IndexOf("ommand:"u8) >= 0;

    /// <summary>Defaults of the inputs.</summary>
    private static Dictionary<string, string> Defaults(DataNode document)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        // YAML 1.1 takes the key "on" for a truth value; this reader keeps it as written.
        DataNode? on = document["on"];
        foreach (DataNode? inputs in new[] { document["inputs"], on?.At("workflow_call", "inputs"), on?.At("workflow_dispatch", "inputs") })
        {
            foreach (DataNodeMember member in inputs?.Members ?? [])
            {
                if (member.Value.TextOf("default") is { } value) values["inputs." + member.Key] = value;
            }
        }

        return values;
    }

    private static void ReadWorkflow(EvidenceFile file, DataNode document, Dictionary<string, string> inputs, EvidenceContext context, EvidenceSink sink, int depth)
    {
        if (document["runs"] is { } runs)
        {
            var scope = new WorkflowScope(file, context, sink, inputs, [document["env"]], null);
            ReadSteps(runs["steps"], scope, TreePath.Name(file.Directory), depth);
        }

        foreach (DataNodeMember job in document["jobs"]?.Members ?? [])
        {
            foreach (IReadOnlyDictionary<string, string> combination in Matrix.Of(job.Value.At("strategy", "matrix")))
            {
                var values = new Dictionary<string, string>(inputs, StringComparer.Ordinal);
                foreach (KeyValuePair<string, string> pair in combination) values[pair.Key] = pair.Value;
                string? directory = job.Value.At("defaults", "run")?.TextOf("working-directory") ?? document.At("defaults", "run")?.TextOf("working-directory");
                var scope = new WorkflowScope(file, context, sink, values, [document["env"], job.Value["env"]], directory);
                if (job.Value.TextOf("uses") is { } uses)
                {
                    ReadCall(job.Value, job.Line, uses, scope, job.Key, depth);
                    CalledTask.Read(uses, job.Value["with"], scope, job.Key);
                }

                ReadSteps(job.Value["steps"], scope, job.Key, depth);
            }
        }
    }

    private static void ReadSteps(DataNode? steps, WorkflowScope scope, string job, int depth)
    {
        foreach (DataNode step in steps?.Items ?? [])
        {
            WorkflowScope inner = scope.With(step["env"]);
            if (step["run"] is { AsText: { } run } node) inner.Run(run, node.Line + (node.IsQuoted ? 1 : 0), step.TextOf("working-directory"), job);
            if (step.TextOf("uses") is { } uses) ReadCall(step, step["uses"]!.Line, uses, inner, job, depth);
        }
    }

    /// <summary>A local workflow or action is read with the inputs it is given; of others only their inputs tell.</summary>
    private static void ReadCall(DataNode caller, int line, string uses, WorkflowScope scope, string job, int depth)
    {
        if (!uses.StartsWith("./", StringComparison.Ordinal))
        {
            if (caller["with"] is { } with) BuildAction.Read(uses, with, line, scope, job);
            return;
        }

        if (depth >= MaximumDepth || RepositoryPaths.Resolve(TreePath.Root, uses) is not { } path) return;
        foreach (string candidate in new[] { path, path + "/action.yml", path + "/action.yaml" })
        {
            if (scope.Context.Repository.Stat(candidate).Kind != NodeKind.File || scope.Context.File(candidate) is not { } file) continue;
            foreach (DataNode document in file.Yaml(new EvidenceSink()))
            {
                Dictionary<string, string> inputs = Defaults(document);
                foreach (DataNodeMember member in caller["with"]?.Members ?? [])
                {
                    if (member.Value.AsText is { } text) inputs["inputs." + member.Key] = scope.Expand(text);
                }

                ReadWorkflow(file, document, inputs, scope.Context, scope.Sink, depth + 1);
            }

            return;
        }
    }
}
