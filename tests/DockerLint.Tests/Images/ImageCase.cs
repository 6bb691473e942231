using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using DockerLint.Dockerfiles;
using DockerLint.Images;
using PyImportScanner.Files;

namespace DockerLint.Tests.Images;

/// <summary>A build with the engine's result: a directory of <c>cases/</c> or a line of <c>fuzz/cases.jsonl</c> and of the fixtures.</summary>
public sealed class ImageCase
{
    public required string Name { get; init; }

    public required BuildRequest Request { get; init; }

    public string? Error { get; init; }

    /// <summary>Path to kind (f, d, l) and content or target; null with an error.</summary>
    public SortedDictionary<string, (char Kind, string Value)>? Expected { get; init; }

    public string[]? Prefixes { get; init; }

    public HashSet<string> Needs { get; init; } = [];

    public JsonElement? Config { get; init; }

    public static ImageCase FromDirectory(string directory)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(directory, "case.json")));
        JsonElement root = json.RootElement;
        var tree = new InMemoryFileTree();
        AddAll(tree, directory, directory);
        foreach (JsonElement empty in Items(root, "emptyDirs")) tree.AddDirectory("/" + empty.GetString());
        if (root.TryGetProperty("links", out JsonElement links) && links.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty link in links.EnumerateObject()) tree.AddLink("/" + link.Name, link.Value.GetString()!);
        }

        string dockerfile = "/" + root.GetProperty("dockerfile").GetString();
        if (tree.Stat(dockerfile).Kind != NodeKind.File) dockerfile = TreePath.Child(TreePath.Parent(dockerfile), "dockerfile");
        return new ImageCase
        {
            Name = Path.GetFileName(directory),
            Request = new BuildRequest
            {
                Dockerfile = DockerfileParser.Parse(dockerfile, tree.Read(dockerfile)!.Value.Span),
                Repository = tree,
                ContextPath = "/" + root.GetProperty("context").GetString(),
                Target = Text(root, "target"),
                BuildArguments = Texts(root, "buildArgs", ""),
                NamedContexts = Texts(root, "contexts", "/"),
            },
            Error = Text(root, "error"),
            Expected = ReadExpected(root),
            Prefixes = ReadPrefixes(root),
            Needs = [.. Items(root, "needs").Select(need => need.GetString()!)],
            Config = ReadConfig(root),
        };
    }

    public static ImageCase FromLine(string line)
    {
        using var json = JsonDocument.Parse(line);
        JsonElement root = json.RootElement;
        var tree = new InMemoryFileTree();
        tree.AddDirectory("/ctx");
        foreach (JsonProperty file in root.GetProperty("contextFiles").EnumerateObject())
        {
            string path = "/ctx/" + file.Name;
            if (file.Value.ValueKind == JsonValueKind.String) tree.Add(path, file.Value.GetString()!);
            else if (file.Value.TryGetProperty("link", out JsonElement link)) tree.AddLink(path, link.GetString()!);
            else tree.AddDirectory(path);
        }

        if (Text(root, "dockerignore") is { } ignore) tree.Add("/ctx/.dockerignore", ignore);
        return new ImageCase
        {
            Name = root.GetProperty("id").GetString()!,
            Request = new BuildRequest
            {
                Dockerfile = DockerfileParser.Parse("/Dockerfile", Text(root, "dockerfileText")!),
                Repository = tree,
                ContextPath = "/ctx",
                Target = Text(root, "target"),
                BuildArguments = Texts(root, "buildArgs", ""),
            },
            Error = Text(root, "error"),
            Expected = ReadExpected(root),
            Prefixes = ReadPrefixes(root),
            Needs = [.. Items(root, "needs").Select(need => need.GetString()!)],
            Config = ReadConfig(root),
        };
    }

    /// <summary>Programs, images or hosts would have to be there: "unknown" is the right answer, too.</summary>
    private bool NeedsMoreThanText => Needs.Overlaps(["execution", "base-image", "network"]);

    /// <summary>What differs between the engine's result and the simulation's; null when nothing does.</summary>
    public string? Difference()
    {
        ImageBuild build = ImageSimulator.Build(Request);
        if (Error is not null)
        {
            if (build.Problems.Count > 0 || NeedsMoreThanText) return null;
            return "should fail: " + Error;
        }

        if (build.Problems.Count > 0) return "fails: " + build.Problems[0].Message;
        return CompareFiles(build.Image) ?? CompareConfig(build.Image.Config);
    }

    private string? CompareFiles(SimulatedImage image)
    {
        var actual = new SortedDictionary<string, (char Kind, string Value)>(StringComparer.Ordinal);
        foreach (ImageFile file in image.EnumerateFiles())
        {
            if (IsAsked(file.Path))
                actual[file.Path] = file.LinkTarget is not null ? ('l', file.LinkTarget) : ('f', Content(image, file.Path));
        }

        foreach (string directory in image.EnumerateDirectories())
        {
            if (IsAsked(directory)) actual[directory] = ('d', "");
        }

        bool mayBeUnknown = NeedsMoreThanText;
        foreach ((string path, (char kind, string value)) in Expected!)
        {
            if (!actual.TryGetValue(path, out (char Kind, string Value) got))
            {
                // A directory may be the base image's own.
                if (kind == 'd' && image.LinkStat(path).Kind == NodeKind.Directory) continue;
                if (mayBeUnknown && image.LinkStat(path).Kind == NodeKind.Unknown) continue;
                return "lacks " + path;
            }

            if (got.Kind != kind) return path + " is " + got.Kind + ", not " + kind;
            if (value == got.Value || kind == 'd') continue;
            if (kind == 'f' && (got.Value == "?" || value.StartsWith("hex:", StringComparison.Ordinal))) continue;
            return path + " holds \"" + got.Value.Trim() + "\", not \"" + value.Trim() + "\"";
        }

        foreach (string path in actual.Keys)
        {
            if (!Expected.ContainsKey(path)) return "has " + path;
        }

        return null;
    }

    private string? CompareConfig(ImageConfig config)
    {
        if (Config is not { } expected) return null;
        string Words(ImageCommand? command) => command is null ? "" : string.Join('|', command.Words);
        string Of(string name) =>
            !expected.TryGetProperty(name, out JsonElement value) ? ""
            : value.ValueKind == JsonValueKind.Array ? string.Join('|', Strings(value)) : value.ToString();
        var environment = new List<string>();
        foreach (EnvironmentVariable variable in config.Environment) environment.Add(variable.Name + "=" + variable.Value.Text);
        var onBuild = new List<string>();
        foreach (OnBuildTrigger trigger in config.OnBuild) onBuild.Add(trigger.Text);
        (string, string, string)[] all =
        [
            ("Entrypoint", Of("Entrypoint"), Words(config.Entrypoint)),
            ("Cmd", Of("Cmd"), Words(config.Cmd)),
            ("Env", Of("Env"), string.Join('|', environment)),
            ("WorkingDir", Of("WorkingDir"), config.WorkingDirectory ?? "?"),
            ("User", Of("User"), config.User),
            ("Shell", Of("Shell"), config.Shell is null ? "" : string.Join('|', config.Shell)),
            ("OnBuild", Of("OnBuild"), string.Join('|', onBuild)),
        ];
        foreach ((string name, string wanted, string got) in all)
        {
            if (wanted != got) return name + " is " + got + ", not " + wanted;
        }

        return expected.TryGetProperty("Healthcheck", out _) == (config.Healthcheck is not null) ? null : "Healthcheck";
    }

    private static string Content(SimulatedImage image, string path)
    {
        if (image.Read(path) is not { } bytes) return "?";
        string text = Encoding.UTF8.GetString(bytes.Span);
        return text.Length > 400 ? text[..400] : text;
    }

    private bool IsAsked(string path)
    {
        if (Prefixes is null) return true;
        foreach (string prefix in Prefixes)
        {
            if (TreePath.IsAtOrBelow(path, prefix)) return true;
        }

        return false;
    }

    private static string[]? ReadPrefixes(JsonElement root) =>
        root.TryGetProperty("prefixes", out JsonElement prefixes) && prefixes.ValueKind == JsonValueKind.Array ? [.. Strings(prefixes)] : null;

    private static JsonElement? ReadConfig(JsonElement root) =>
        root.TryGetProperty("config", out JsonElement config) && config.ValueKind == JsonValueKind.Object ? config.Clone() : null;

    private static SortedDictionary<string, (char Kind, string Value)>? ReadExpected(JsonElement root)
    {
        JsonElement expected = root.GetProperty("expected");
        if (expected.ValueKind != JsonValueKind.Object) return null;
        var all = new SortedDictionary<string, (char Kind, string Value)>(StringComparer.Ordinal);
        foreach (JsonProperty node in expected.EnumerateObject())
        {
            string value = node.Value.TryGetProperty("v", out JsonElement v) && v.ValueKind == JsonValueKind.String ? v.GetString()! : "";
            all[node.Name] = (node.Value.GetProperty("t").GetString()![0], value);
        }

        return all;
    }

    private static void AddAll(InMemoryFileTree tree, string root, string directory)
    {
        foreach (FileSystemInfo entry in new DirectoryInfo(directory).EnumerateFileSystemInfos())
        {
            string path = "/" + Path.GetRelativePath(root, entry.FullName).Replace('\\', '/');
            if (entry.LinkTarget is { } target) tree.AddLink(path, target);
            else if (entry is DirectoryInfo)
            {
                tree.AddDirectory(path);
                AddAll(tree, root, entry.FullName);
            }
            else tree.Add(path, File.ReadAllBytes(entry.FullName));
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default;

    private static IEnumerable<string> Strings(JsonElement array)
    {
        foreach (JsonElement item in array.EnumerateArray()) yield return item.GetString()!;
    }

    private static Dictionary<string, string> Texts(JsonElement element, string name, string prefix)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty item in value.EnumerateObject()) texts[item.Name] = prefix + item.Value.GetString();
        }

        return texts;
    }
}
