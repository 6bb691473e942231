using System;
using System.Collections.Generic;
using System.Text;
using DockerLint.Services.Data;
using DockerLint.Services.Evidence;
using DockerLint.Services.Scripts;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.Services.Pipelines;

/// <summary>Google Cloud Build: steps of the docker, kaniko and shell builders, with <c>dir</c> and substitutions.</summary>
internal sealed class CloudBuildSource : IEvidenceSource
{
    public bool IsCandidate(string path) => IsCloudBuild(TreePath.Name(path));

    public static bool IsCloudBuild(string name) =>
        name.IndexOf("cloudbuild", StringComparison.OrdinalIgnoreCase) >= 0
        && (name.EndsWith(".yaml", StringComparison.Ordinal) || name.EndsWith(".yml", StringComparison.Ordinal) || name.EndsWith(".json", StringComparison.Ordinal));

    public void Read(IReadOnlyList<EvidenceFile> files, EvidenceContext context, EvidenceSink sink)
    {
        foreach (EvidenceFile file in files)
        {
            bool isJson = file.Name.EndsWith(".json", StringComparison.Ordinal);
            foreach (DataNode document in isJson ? file.Json(sink) : file.Yaml(sink))
            {
                Func<string, ShellValue> variables = Substitutions(document["substitutions"]);
                foreach (DataNode step in document["steps"]?.Items ?? []) ReadStep(step, file, context, variables, sink);
            }
        }
    }

    private static Func<string, ShellValue> Substitutions(DataNode? node) => name =>
        node?.TextOf(name) is { } value ? ShellValue.Known(value.IndexOf('$') < 0 ? value : ShellHoles.Of(value)) : ScriptMentions.Unset(name);

    private static void ReadStep(DataNode step, EvidenceFile file, EvidenceContext context, Func<string, ShellValue> variables, EvidenceSink sink)
    {
        string builder = step.TextOf("name") ?? "";
        string? entry = step.TextOf("entrypoint");
        var script = new StringBuilder();
        IReadOnlyList<string> arguments = step["args"]?.Texts() ?? [];
        int line = step["args"]?.Line ?? step.Line;
        if (step["script"] is { AsText: { } own } node)
        {
            script.Append(own);
            line = node.Line;
        }
        else if (entry is not null && TreePath.Name(entry) is "bash" or "sh")
        {
            for (int i = 0; i < arguments.Count; i++)
            {
                if (i > 0 && arguments[i - 1].StartsWith("-", StringComparison.Ordinal) && arguments[i - 1].EndsWith("c", StringComparison.Ordinal)) script.Append(arguments[i].Replace("$$", "$")).Append('\n');
            }
        }
        else
        {
            string program = entry is not null ? TreePath.Name(entry) : builder.IndexOf("kaniko", StringComparison.Ordinal) >= 0 ? "executor" : builder.IndexOf("gcloud", StringComparison.Ordinal) >= 0 ? "gcloud" : "docker";
            script.Append(program);
            // Substitutions stay open to the shell; everything else is literal.
            foreach (string argument in arguments) script.Append(" \"").Append(argument.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("`", "\\`")).Append('"');
        }

        IReadOnlyList<string> directories = file.Directories;
        if (step.TextOf("dir") is { } directory)
        {
            var inside = new List<string>();
            foreach (string start in directories)
            {
                if (RepositoryPaths.Resolve(start, directory) is { } path && context.Repository.Stat(path).Kind == NodeKind.Directory) inside.Add(path);
            }

            directories = inside;
        }

        ScriptMentions.Read(script.ToString(), file, context, EvidenceKind.Cloud, directories, sink, variables, firstLine: line, name: step.TextOf("id"));
    }
}
