using System;
using System.Collections.Generic;
using DockerLint.Services.Data;
using DockerLint.Services.Evidence;
using DockerLint.StartCommands;
using PyImportScanner.Files;

namespace DockerLint.Services.Compose;

/// <summary>Reads one service of a compose file (the Compose Specification, services and build elements).</summary>
internal sealed class ComposeServiceReader(EvidenceFile file, EvidenceContext context, Func<string, string?> variable)
{
    public ComposeService Read(DataNodeMember member)
    {
        DataNode node = member.Value;
        var opaque = new List<string>();
        var relative = new List<BindMount>();
        return new ComposeService
        {
            Name = member.Key,
            File = file.Path,
            Line = member.Line,
            Build = node["build"] is { IsNull: false } build ? Build(node, build) : null,
            Image = Text(node, "image"),
            Entrypoint = Command(node, "entrypoint"),
            Command = Command(node, "command"),
            WorkingDirectory = Text(node, "working_dir"),
            Environment = Environment(node["env_file"], node["environment"]),
            Mounts = Mounts(node["volumes"], opaque, relative),
            RelativeMounts = relative,
            OpaqueMounts = opaque,
            DependsOn = Names(node["depends_on"]),
        };
    }

    /// <summary>A list of names, or a map with conditions.</summary>
    private static List<string> Names(DataNode? node)
    {
        var names = new List<string>(node?.Texts() ?? []);
        foreach (DataNodeMember member in node?.Members ?? []) names.Add(member.Key);
        return names;
    }

    private string? Text(DataNode node, string key) => node.TextOf(key) is { } text ? Expand(text) : null;

    private string Expand(string text) => Interpolation.Expand(text, variable);

    private ComposeBuild Build(DataNode service, DataNode build)
    {
        int line = LineOf(service, "build");
        if (build.AsText is { } short_) return new ComposeBuild { File = file.Path, Line = line, Context = Expand(short_) };
        return new ComposeBuild
        {
            File = file.Path,
            Line = line,
            Context = Text(build, "context"),
            Dockerfile = Text(build, "dockerfile"),
            Inline = Text(build, "dockerfile_inline"),
            Target = Text(build, "target"),
            Arguments = Pairs(build["args"]),
            Contexts = Pairs(build["additional_contexts"]),
            Tags = Expanded(build["tags"]),
        };
    }

    private List<string> Expanded(DataNode? node)
    {
        var texts = new List<string>();
        foreach (string text in node?.Texts() ?? []) texts.Add(Expand(text));
        return texts;
    }

    private static int LineOf(DataNode node, string key)
    {
        foreach (DataNodeMember member in node.Members)
        {
            if (member.Key == key) return member.Line;
        }

        return node.Line;
    }

    /// <summary>A map, or a list of <c>K=V</c>. A key without value takes it from the shell: a hole.</summary>
    private List<KeyValuePair<string, string>> Pairs(DataNode? node)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (DataNodeMember member in node?.Members ?? [])
            pairs.Add(new(member.Key, member.Value.AsText is { } text ? Expand(text) : variable(member.Key) ?? Holes.Make(member.Key)));
        foreach (DataNode item in node?.Items ?? [])
        {
            if (item.AsText is not { } text) continue;
            int equals = text.IndexOf('=');
            string key = equals < 0 ? text : text.Substring(0, equals);
            pairs.Add(new(key, equals < 0 ? variable(key) ?? Holes.Make(key) : Expand(text.Substring(equals + 1))));
        }

        return pairs;
    }

    /// <summary>Variables of the container: those of <c>env_file</c>, the last file first, and <c>environment</c> over all.</summary>
    private Dictionary<string, string?> Environment(DataNode? files, DataNode? node)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (string path in files is null ? [] : EnvironmentFiles(files))
        {
            foreach (KeyValuePair<string, string> pair in EnvironmentFile(Expand(path))) values[pair.Key] = pair.Value;
        }

        foreach (KeyValuePair<string, string> pair in Pairs(node)) values[pair.Key] = Holes.In(pair.Value) ? null : pair.Value;
        return values;
    }

    // One path, a list of paths, or of mappings with a path.
    private static List<string> EnvironmentFiles(DataNode files)
    {
        var paths = new List<string>(files.Texts());
        foreach (DataNode item in files.Items)
        {
            if (item.TextOf("path") is { } path) paths.Add(path);
        }

        return paths;
    }

    /// <summary>Files with secrets are not in the repository; the example that people copy often is.</summary>
    private Dictionary<string, string> EnvironmentFile(string path)
    {
        foreach (string ending in new[] { "", ".example", ".sample", ".template", ".dist" })
        {
            if (RepositoryPaths.Resolve(file.Directory, path + ending) is { } resolved && !Holes.In(resolved) && context.File(resolved) is { } found) return DotEnv.Read(found.Text);
        }

        return [];
    }

    private ComposeCommand? Command(DataNode service, string key)
    {
        if (service[key] is not { IsNull: false } node) return null;
        var words = new List<string>();
        string? unknown = null;
        foreach (string word in node.AsText is { } text ? CommandLine.Split(text) : node.Texts())
        {
            string expanded = Expand(word);
            if (Holes.In(expanded))
            {
                unknown ??= TreePath.Display(file.Path) + " starts it with a variable that has no value: " + Holes.Display(expanded);
                expanded = Holes.Display(expanded);
            }

            words.Add(expanded);
        }

        return new ComposeCommand(words, unknown, file.Path, LineOf(service, key));
    }

    private List<BindMount> Mounts(DataNode? node, List<string> opaque, List<BindMount> relative)
    {
        var mounts = new List<BindMount>();
        foreach (DataNode item in node?.Items ?? [])
        {
            (string? source, string? target) = item.Kind == DataNodeKind.Mapping
                ? (item.TextOf("type") is "bind" ? Text(item, "source") : null, Text(item, "target"))
                : Short(Expand(item.Text));
            if (source is null || target is null || !target.StartsWith("/", StringComparison.Ordinal)) continue;
            string place = TreePath.Clean(target);
            if (source.StartsWith(".", StringComparison.Ordinal) && !Holes.In(source)) relative.Add(new BindMount(source, place));
            // What a variable stands for may be the repository; a path of the host is not.
            if (MountSource(source) is not { } path) opaque.AddRange(Holes.In(source) ? [] : [place]);
            else if (context.Repository.Stat(path).Exists) mounts.Add(new BindMount(path, place));
        }

        return mounts;
    }

    /// <summary>
    /// The part of the repository that is laid over the image; null for what lies elsewhere. <c>$PWD</c> is where compose is called, and a
    /// variable from which the file also takes a build context is the root of the repository.
    /// </summary>
    private string? MountSource(string source)
    {
        if (Holes.Leading(source) is not { } hole) return RepositoryPaths.Resolve(file.Directory, source) is { } path && !Holes.In(path) ? path : null;
        bool isRoot = file.Text.IndexOf("context: ${" + hole, StringComparison.Ordinal) >= 0 || file.Text.IndexOf("context: $" + hole, StringComparison.Ordinal) >= 0;
        if (!isRoot && hole != "PWD") return null;
        string rest = "." + source.Substring(Holes.End(source, 0));
        return Holes.In(rest) ? null : RepositoryPaths.Resolve(isRoot ? TreePath.Root : file.Directory, rest);
    }

    // "./src:/app/src:ro"; a source that is a plain name is a volume.
    private static (string?, string?) Short(string text)
    {
        int colon = text.IndexOf(':');
        if (colon <= 0 || (text[0] is not ('.' or '/' or '~') && Holes.Leading(text.Substring(0, colon)) is null)) return (null, null);
        string rest = text.Substring(colon + 1);
        int mode = rest.IndexOf(':');
        return (text.Substring(0, colon), mode < 0 ? rest : rest.Substring(0, mode));
    }
}
