using System;
using System.Collections.Generic;
using DockerLint.Services.Data;
using DockerLint.Services.Evidence;
using DockerLint.Services.Scripts;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.Services.Pipelines;

/// <summary>
/// GitLab CI, Azure Pipelines, CircleCI, Bitbucket, Travis, Drone, buildspec, Taskfile and the like: YAML whose strings are
/// shell commands. Azure's Docker task has inputs instead.
/// </summary>
internal sealed class PipelineSource : IEvidenceSource
{
    private static readonly string[] Names =
    [
        ".gitlab-ci", "azure-pipelines", "azure-pipeline", "bitbucket-pipelines", ".travis", ".drone", "buildspec", "taskfile", "appveyor", ".woodpecker",
        "wercker", "codefresh", "semaphore", "pipeline", "buildkite", "cloudbuild", "tekton", "earthly",
    ];

    public bool IsCandidate(string path)
    {
        if (!path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase)) return false;
        if (path.IndexOf("/.circleci/", StringComparison.Ordinal) >= 0 || path.IndexOf("/.gitlab/", StringComparison.Ordinal) >= 0
            || path.IndexOf("/.azure", StringComparison.Ordinal) >= 0 || path.IndexOf("/.buildkite/", StringComparison.Ordinal) >= 0
            || path.IndexOf("/.ci/", StringComparison.Ordinal) >= 0 || path.IndexOf("/ci/", StringComparison.Ordinal) >= 0 || path.IndexOf("/.woodpecker/", StringComparison.Ordinal) >= 0) return true;
        string name = TreePath.Name(path);
        foreach (string known in Names)
        {
            if (name.IndexOf(known, StringComparison.OrdinalIgnoreCase) >= 0) return true;
        }

        return false;
    }

    public void Read(IReadOnlyList<EvidenceFile> files, EvidenceContext context, EvidenceSink sink)
    {
        foreach (EvidenceFile file in files)
        {
            if (CloudBuildSource.IsCloudBuild(file.Name) || file.Name.IndexOf("compose", StringComparison.Ordinal) >= 0) continue;
            ReadOnlySpan<byte> bytes = file.Bytes.Span;
            bool hasTask = bytes.IndexOf("Docker@"u8) >= 0;
            if (!hasTask && !context.MayBuild(bytes)) continue;
            foreach (DataNode document in file.Yaml(sink))
            {
                if (hasTask) ReadTasks(document, file, sink);
                Func<string, ShellValue> variables = Variables(document);
                Walk(document, "", file, context, variables, sink, 0);
            }
        }
    }

    /// <summary>Lists of commands are one script: a <c>cd</c> in the first holds for the next.</summary>
    private static void Walk(DataNode node, string name, EvidenceFile file, EvidenceContext context, Func<string, ShellValue> variables, EvidenceSink sink, int depth)
    {
        if (depth > 40) return;
        foreach (DataNodeMember member in node.Members)
        {
            DataNode value = member.Value;
            bool isScript = member.Key is "script" or "before_script" or "after_script" or "commands" or "run" or "command" or "cmds" or "cmd" or "bash" or "inlineScript" or "install";
            Func<string, ShellValue> inner = variables;
            if (value.Kind == DataNodeKind.Mapping && value["variables"] is { } own) inner = Over(own, variables);
            if (isScript && value.Kind != DataNodeKind.Mapping && Join(value) is { Length: > 0 } text)
                ScriptMentions.Read(text, file, context, EvidenceKind.Pipeline, Directories(file), sink, inner, firstLine: value.Line, name: name);
            else Walk(value, depth < 3 && value.Kind == DataNodeKind.Mapping ? member.Key : name, file, context, inner, sink, depth + 1);
        }

        foreach (DataNode item in node.Items)
        {
            if (item.AsText is { } text && text.IndexOf("build", StringComparison.Ordinal) >= 0)
                ScriptMentions.Read(text, file, context, EvidenceKind.Pipeline, Directories(file), sink, variables, firstLine: item.Line, name: name);
            else Walk(item, name, file, context, variables, sink, depth + 1);
        }
    }

    // CI starts at the root; a Taskfile in its own directory.
    private static List<string> Directories(EvidenceFile file)
    {
        var directories = new List<string>(file.Directories);
        if (file.Name.StartsWith("Taskfile", StringComparison.OrdinalIgnoreCase) || directories.Count < 2) return directories;
        directories.Remove(TreePath.Root);
        directories.Insert(0, TreePath.Root);
        return directories;
    }

    private static string Join(DataNode node)
    {
        if (node.AsText is { } text) return text.IndexOf("build", StringComparison.Ordinal) >= 0 || text.IndexOf("deploy", StringComparison.Ordinal) >= 0 ? text : "";
        var lines = new List<string>();
        bool builds = false;
        foreach (DataNode item in node.Items)
        {
            string line = item.AsText ?? item.TextOf("cmd") ?? "";
            builds |= line.IndexOf("build", StringComparison.Ordinal) >= 0 || line.IndexOf("executor", StringComparison.Ordinal) >= 0;
            lines.Add(line.TrimEnd('\n'));
        }

        return builds ? string.Join("\n", lines) : "";
    }

    private static Func<string, ShellValue> Variables(DataNode document) =>
        document["variables"] is { } variables ? Over(variables, ScriptMentions.Unset) : ScriptMentions.Unset;

    private static Func<string, ShellValue> Over(DataNode variables, Func<string, ShellValue> outer) => name =>
        (variables.TextOf(name) ?? variables[name]?.TextOf("value")) is { } text && text.IndexOf('$') < 0 ? ShellValue.Known(text) : outer(name);

    private static void ReadTasks(DataNode document, EvidenceFile file, EvidenceSink sink)
    {
        var waiting = new Stack<DataNode>();
        waiting.Push(document);
        while (waiting.Count > 0)
        {
            DataNode node = waiting.Pop();
            foreach (DataNode item in node.Items) waiting.Push(item);
            foreach (DataNodeMember member in node.Members) waiting.Push(member.Value);
            if (node.TextOf("task") is not { } task || !task.StartsWith("Docker@", StringComparison.Ordinal) || node["inputs"] is not { } inputs) continue;
            string command = inputs.TextOf("command") ?? "buildAndPush";
            if (command.IndexOf("build", StringComparison.OrdinalIgnoreCase) < 0) continue;
            string? dockerfile = (inputs.TextOf("Dockerfile") ?? inputs.TextOf("dockerfile") ?? inputs.TextOf("dockerFile"))?.Replace("$(Build.SourcesDirectory)/", "").Replace("**/", "");
            string? context = inputs.TextOf("buildContext")?.Replace("$(Build.SourcesDirectory)/", "").Replace("$(Build.SourcesDirectory)", ".");
            // Azure's default context, "**", is the directory of the Dockerfile.
            if (context is null or "**") context = dockerfile is { } path && path.LastIndexOf('/') is var slash and > 0 ? path.Substring(0, slash) : ".";
            sink.Builds.Add(new BuildMention
            {
                Kind = EvidenceKind.Pipeline,
                File = file.Path,
                Line = node.Line,
                Directories = [TreePath.Root],
                Context = ShellHoles.Of(context),
                Dockerfile = dockerfile is null ? null : ShellHoles.Of(dockerfile),
                Tags = inputs.TextOf("repository") is { } repository ? [repository] : [],
            });
        }
    }
}
