using System;
using System.Collections.Generic;
using DockerLint.Services.Data;
using DockerLint.Services.Evidence;
using PyImportScanner.Files;

namespace DockerLint.Services.Pipelines;

/// <summary>
/// Actions that build an image. They name their inputs alike: <c>context</c>, <c>file</c>, <c>target</c>, <c>build-args</c>,
/// <c>tags</c>; so an action or reusable workflow that nobody here knows is understood by its inputs, too.
/// </summary>
internal static class BuildAction
{
    private static readonly string[] ContextKeys = ["context", "build-context", "build_context", "docker-context", "docker_context", "docker_build_context", "dockerContext", "buildContext", "directory", "path", "workdir", "build-dir", "context_path", "context-path"];
    private static readonly string[] FileKeys = ["file", "dockerfile", "docker-file", "docker_file", "dockerFile", "Dockerfile", "dockerfile-path", "dockerfile_path", "dockerfilePath", "containerfiles", "dockerfiles", "build_file", "build-file", "docker_file_path", "containerfile"];
    private static readonly string[] ArgumentKeys = ["build-args", "build_args", "buildArgs", "buildargs", "buildArguments", "docker-build-args"];
    private static readonly string[] TagKeys = ["tags", "tag", "image", "images", "name", "image_name", "image-name", "repository"];

    /// <summary>Reads the inputs of a step or of a call.</summary>
    public static void Read(string uses, DataNode with, int line, WorkflowScope scope, string job)
    {
        if (uses.IndexOf("checkout", StringComparison.Ordinal) >= 0 || uses.IndexOf("cache", StringComparison.Ordinal) >= 0 || uses.IndexOf("artifact", StringComparison.Ordinal) >= 0) return;
        bool builds = Names(uses, "build-push-action") || Names(uses, "docker-build") || Names(uses, "publish-docker") || Names(uses, "buildah") || Names(uses, "kaniko") || Names(uses, "docker");
        string? file = Text(with, FileKeys, scope);
        string? context = Text(with, ContextKeys, scope) ?? OtherContext(with, scope);
        bool isBuild = Names(uses, "build-push-action") || (builds && (file is not null || context is not null)) || file is not null;
        if (!isBuild || Names(uses, "bake") || Names(uses, "hadolint") || Names(uses, "metadata") || Names(uses, "scan") || Names(uses, "trivy")) return;
        foreach (string one in (file ?? "").Split('\n'))
        {
            scope.Sink.Builds.Add(Mention(with, line, scope, job, one.Trim(), context));
        }
    }

    /// <summary>Reusable workflows give their inputs names of their own: <c>image_build_context</c>, <c>docker-context</c>.</summary>
    private static string? OtherContext(DataNode with, WorkflowScope scope)
    {
        foreach (DataNodeMember member in with.Members)
        {
            if (member.Key.EndsWith("context", StringComparison.OrdinalIgnoreCase) && member.Value.AsText is { } text) return scope.Expand(text).Trim();
        }

        return null;
    }

    private static bool Names(string uses, string part) => uses.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;

    private static BuildMention Mention(DataNode with, int line, WorkflowScope scope, string job, string file, string? context)
    {
        // Without a context the git repository itself is sent; "{{defaultContext}}:dir" is a directory of it.
        string directory = context ?? ".";
        const string whole = "{{defaultContext}}";
        if (directory.StartsWith(whole, StringComparison.Ordinal)) directory = directory.Length > whole.Length + 1 ? directory.Substring(whole.Length + 1) : ".";
        if (directory.StartsWith("https://github.com/", StringComparison.Ordinal)) directory = directory.IndexOf('#') is var hash and > 0 && directory.IndexOf(':', hash) is var colon and > 0 ? directory.Substring(colon + 1) : directory;
        return new BuildMention
        {
            Kind = EvidenceKind.Workflow,
            File = scope.File.Path,
            Line = LineOf(with, ContextKeys) ?? LineOf(with, FileKeys) ?? line,
            Name = job,
            Directories = [TreePath.Root],
            AbsoluteIsRepository = true,
            Context = directory.Length == 0 ? "." : directory,
            Dockerfile = file.Length == 0 ? null : file,
            Target = scope.Expand(with.TextOf("target") ?? "") is { Length: > 0 } target && !Holes.In(target) ? target : null,
            HasOpenTarget = Holes.In(scope.Expand(with.TextOf("target") ?? "")),
            Arguments = Pairs(with, ArgumentKeys, scope),
            Contexts = Pairs(with, ["build-contexts"], scope),
            Tags = Lines(Text(with, TagKeys, scope)),
        };
    }

    private static int? LineOf(DataNode with, string[] keys)
    {
        foreach (DataNodeMember member in with.Members)
        {
            if (Array.IndexOf(keys, member.Key) >= 0) return member.Line;
        }

        return null;
    }

    private static string? Text(DataNode with, string[] keys, WorkflowScope scope)
    {
        foreach (string key in keys)
        {
            if (with.TextOf(key) is { } text) return scope.Expand(text).Trim();
        }

        return null;
    }

    private static List<KeyValuePair<string, string>> Pairs(DataNode with, string[] keys, WorkflowScope scope)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (string line in Lines(Text(with, keys, scope)))
        {
            if (line.IndexOf('=') is var equals and > 0) pairs.Add(new(line.Substring(0, equals).Trim(), line.Substring(equals + 1).Trim()));
        }

        return pairs;
    }

    private static List<string> Lines(string? text)
    {
        var lines = new List<string>();
        foreach (string raw in (text ?? "").Split('\n', ','))
        {
            string line = raw.Trim();
            if (line.Length > 0) lines.Add(line);
        }

        return lines;
    }
}
