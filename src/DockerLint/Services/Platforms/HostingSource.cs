using System;
using System.Collections.Generic;
using DockerLint.Services.Data;
using DockerLint.Services.Evidence;
using DockerLint.StartCommands;
using PyImportScanner.Files;

namespace DockerLint.Services.Platforms;

/// <summary>
/// What hosting platforms build and start: fly.toml, render.yaml, railway.toml and railway.json, heroku.yml, the app specification of
/// DigitalOcean and the manifests of AWS Copilot, each as its reference describes it.
/// </summary>
internal sealed class HostingSource : IEvidenceSource
{
    public bool IsCandidate(string path) => ReaderOf(path) is not null;

    public void Read(IReadOnlyList<EvidenceFile> files, EvidenceContext context, EvidenceSink sink)
    {
        foreach (EvidenceFile file in files)
        {
            if (ReaderOf(file.Path) is not { } read) continue;
            IReadOnlyList<DataNode> documents = file.Name.EndsWith(".toml", StringComparison.Ordinal) ? file.Toml(sink)
                : file.Name.EndsWith(".json", StringComparison.Ordinal) ? file.Json(sink) : file.Yaml(sink);
            foreach (DataNode document in documents) read(document, file, sink);
        }
    }

    private static Action<DataNode, EvidenceFile, EvidenceSink>? ReaderOf(string path)
    {
        string name = TreePath.Name(path);
        if (name.StartsWith("fly.", StringComparison.Ordinal) && name.EndsWith(".toml", StringComparison.Ordinal)) return Fly;
        return name switch
        {
            "render.yaml" or "render.yml" => Render,
            "railway.toml" or "railway.json" => Railway,
            "heroku.yml" => Heroku,
            "app.yaml" or "app.yml" when TreePath.Name(TreePath.Parent(path)) == ".do" => DigitalOcean,
            "manifest.yml" when path.IndexOf("/copilot/", StringComparison.Ordinal) >= 0 => Copilot,
            _ => null,
        };
    }

    // fly.io/docs/reference/configuration: the context is the directory of the file; each process group replaces CMD.
    private static void Fly(DataNode root, EvidenceFile file, EvidenceSink sink)
    {
        DataNode? build = root["build"];
        if (build?["image"] is not null || build?["builder"] is not null || build?["buildpacks"] is not null) return;
        BuildMention mention = Mention(file, build?.Line ?? 1, root.TextOf("app")) with
        {
            Dockerfile = build?.TextOf("dockerfile"),
            Target = build?.TextOf("build-target"),
            Arguments = Pairs(build?["args"]),
        };
        bool isDefault = true;
        foreach (DataNodeMember process in root["processes"]?.Members ?? [])
        {
            isDefault = false;
            sink.Builds.Add(mention with { Name = process.Key, Start = Start(file, process.Line, process.Value) });
        }

        if (isDefault) sink.Builds.Add(mention);
        Task(root["deploy"], "release_command", mention, file, sink);
    }

    // render.com/docs/blueprint-spec: paths are relative to the root directory of the service.
    private static void Render(DataNode root, EvidenceFile file, EvidenceSink sink)
    {
        foreach (DataNode service in root["services"]?.Items ?? [])
        {
            if ((service.TextOf("runtime") ?? service.TextOf("env")) != "docker") continue;
            BuildMention mention = Mention(file, service.Line, service.TextOf("name")) with
            {
                Directories = Below(file, service.TextOf("rootDir")),
                Context = service.TextOf("dockerContext") ?? ".",
                Dockerfile = service.TextOf("dockerfilePath") ?? "Dockerfile",
            };
            sink.Builds.Add(mention with { Start = Start(file, service.Line, service["dockerCommand"]) });
            Task(service, "preDeployCommand", mention, file, sink);
        }
    }

    // docs.railway.com/reference/config-as-code: the start command replaces ENTRYPOINT, without a shell.
    private static void Railway(DataNode root, EvidenceFile file, EvidenceSink sink)
    {
        DataNode? build = root["build"], deploy = root["deploy"];
        if (build?.TextOf("builder") is { } builder && !builder.Equals("DOCKERFILE", StringComparison.OrdinalIgnoreCase)) return;
        BuildMention mention = Mention(file, build?.Line ?? 1, null) with { Directories = file.Directories, Dockerfile = build?.TextOf("dockerfilePath") };
        StartOverride? start = Start(file, deploy?.Line ?? 1, deploy?["startCommand"]);
        sink.Builds.Add(mention with { Start = start is null ? null : start with { Entrypoint = start.Command, Command = [] } });
        Task(deploy, "preDeployCommand", mention, file, sink);
    }

    // devcenter.heroku.com, "Building Docker Images with heroku.yml": the context is the directory of the Dockerfile.
    private static void Heroku(DataNode root, EvidenceFile file, EvidenceSink sink)
    {
        foreach (DataNodeMember image in root.At("build", "docker")?.Members ?? [])
        {
            if ((image.Value.AsText ?? image.Value.TextOf("dockerfile")) is not { } path) continue;
            int slash = path.LastIndexOf('/');
            DataNode? run = root.At("run", image.Key);
            sink.Builds.Add(Mention(file, image.Line, image.Key) with
            {
                Context = slash > 0 ? path.Substring(0, slash) : ".",
                Dockerfile = path,
                Target = image.Value.TextOf("target"),
                Start = Start(file, run?.Line ?? image.Line, run?.Kind == DataNodeKind.Mapping ? run["command"] : run),
            });
        }
    }

    // docs.digitalocean.com, "App Specification": source_dir is the context, dockerfile_path starts at the root.
    private static void DigitalOcean(DataNode root, EvidenceFile file, EvidenceSink sink)
    {
        foreach (string kind in new[] { "services", "workers", "jobs" })
        {
            foreach (DataNode component in root[kind]?.Items ?? [])
            {
                if (component.TextOf("dockerfile_path") is not { } path) continue;
                sink.Builds.Add(Mention(file, component.Line, component.TextOf("name")) with
                {
                    Directories = [TreePath.Root],
                    AbsoluteIsRepository = true,
                    Context = component.TextOf("source_dir") ?? ".",
                    Dockerfile = path,
                    Start = Start(file, component.Line, component["run_command"]),
                });
            }
        }
    }

    // aws.github.io/copilot-cli, "image.build": paths start at the root of the workspace.
    private static void Copilot(DataNode root, EvidenceFile file, EvidenceSink sink)
    {
        if (root.At("image", "build") is not { } build || (build.AsText ?? build.TextOf("dockerfile")) is not { } path) return;
        int slash = path.LastIndexOf('/');
        StartOverride? start = Start(file, root["command"]?.Line ?? build.Line, root["command"]);
        if (root["entrypoint"] is { IsNull: false } entry) start = (start ?? Start(file, entry.Line, entry)!) with { Entrypoint = Words(entry), Command = start?.Command };
        sink.Builds.Add(Mention(file, build.Line, root.TextOf("name")) with
        {
            Directories = [TreePath.Root],
            Context = build.TextOf("context") ?? (slash > 0 ? path.Substring(0, slash) : "."),
            Dockerfile = path,
            Target = build.TextOf("target"),
            Arguments = Pairs(build["args"]),
            Start = start,
        });
    }

    private static BuildMention Mention(EvidenceFile file, int line, string? name) => new()
    {
        Kind = EvidenceKind.Cloud,
        File = file.Path,
        Line = line,
        Name = name,
        Directories = [file.Directory],
    };

    private static IReadOnlyList<string> Below(EvidenceFile file, string? directory) =>
        directory is not null && RepositoryPaths.Resolve(file.Directory, directory) is { } path ? [path] : [file.Directory];

    /// <summary>A command that is run in the image before it is released, in the place of CMD.</summary>
    private static void Task(DataNode? node, string key, BuildMention mention, EvidenceFile file, EvidenceSink sink)
    {
        if (Start(file, node?.Line ?? 1, node?[key]) is { } start) sink.Builds.Add(mention with { Start = start });
    }

    private static StartOverride? Start(EvidenceFile file, int line, DataNode? command) =>
        command is { IsNull: false } && Words(command) is { Count: > 0 } words ? new StartOverride { File = file.Path, Line = command.Line > 0 ? command.Line : line, Command = words } : null;

    /// <summary>A list is taken word by word; a text with operators needs a shell.</summary>
    private static IReadOnlyList<string> Words(DataNode command)
    {
        if (command.AsText is not { } text) return command.Texts();
        return text.IndexOfAny(['&', '|', ';', '$', '\n', '>']) >= 0 ? ["/bin/sh", "-c", text] : CommandLine.Split(text);
    }

    private static List<KeyValuePair<string, string>> Pairs(DataNode? node)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (DataNodeMember member in node?.Members ?? [])
        {
            if (member.Value.AsText is { } text) pairs.Add(new(member.Key, text.IndexOf('$') < 0 ? text : Holes.Make(member.Key)));
        }

        return pairs;
    }
}
