using System;
using System.Collections.Generic;
using DockerLint.Services.Evidence;
using DockerLint.Shell;

namespace DockerLint.Services.Scripts;

/// <summary>A <c>docker build</c>, taken apart: docker and its like, kaniko, and the cloud commands that build a directory.</summary>
internal sealed record BuildCommand
{
    public string Context { get; init; } = ".";

    public string? Dockerfile { get; init; }

    public string? Target { get; init; }

    /// <summary>The stage is chosen by a variable that has no value here.</summary>
    public bool HasOpenTarget { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Arguments { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Contexts { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    private static readonly HashSet<string> Engines = new(StringComparer.Ordinal) { "docker", "podman", "nerdctl", "buildah", "depot", "img", "buildx", "docker.exe", "finch" };

    private static readonly HashSet<string> Prefixes = new(StringComparer.Ordinal) { "sudo", "time", "exec", "command", "nohup", "eval", "-E", "retry", "doas" };

    // Everything else that begins with a dash takes no value, or has it behind "=".
    private static readonly HashSet<string> WithValue = new(StringComparer.Ordinal)
    {
        "-f", "--file", "-t", "--tag", "--target", "--build-arg", "--build-context", "--add-host", "--allow", "--annotation", "--attest", "--builder",
        "--cache-from", "--cache-to", "--call", "--cgroup-parent", "--cpu-period", "--cpu-quota", "-c", "--cpu-shares", "--cpuset-cpus", "--cpuset-mems",
        "--iidfile", "--isolation", "--label", "-m", "--memory", "--memory-swap", "--metadata-file", "--network", "--no-cache-filter", "-o", "--output",
        "--platform", "--progress", "--secret", "--security-opt", "--shm-size", "--ssh", "--ulimit", "--format", "--arch", "--os", "--volume", "-v",
        "--authfile", "--creds", "--ignorefile", "--layer-label", "--runtime", "--userns", "--image", "-r", "--registry", "-g", "--resource-group",
        "--subscription", "--region", "--project", "--config", "--substitutions", "--timeout", "--machine-type", "--worker-pool", "--context-dir", "--variant",
    };

    /// <summary>The build that the words start; null when they start something else.</summary>
    public static BuildCommand? Parse(IReadOnlyList<ExpandedWord> words)
    {
        int at = 0;
        while (at < words.Count && (Prefixes.Contains(words[at].Text) || IsAssignment(words[at].Text))) at++;
        if (at < words.Count && words[at].Text == "env")
        {
            at++;
            while (at < words.Count && (IsAssignment(words[at].Text) || words[at].Text.StartsWith("-", StringComparison.Ordinal))) at++;
        }

        if (at >= words.Count) return null;
        string program = Name(words[at].Text);
        if (program is "executor" or "kaniko") return Kaniko(words, at + 1);
        if (program == "gcloud") return GoogleCloud(words, at + 1);
        if (program == "az") return Has(words, at, "acr", "build") ? Options(words, at + 3) : null;
        if (!Engines.Contains(program) && !((!words[at].IsKnown || Holes.In(words[at].Text)) && LooksLikeEngine(words[at].Text))) return null;
        int verb = Verb(words, at + 1);
        return verb < 0 ? null : Options(words, verb + 1);
    }

    /// <summary>
    /// May a command be a build whose first word is this text, no assignment? Tells of the words as they are written what
    /// <see cref="Parse"/> says of them expanded, so that nobody need expand those of <c>docker push "$IMAGE"</c>.
    /// </summary>
    public static bool MayBe(string program, IReadOnlyList<ShellWord> words)
    {
        if (Prefixes.Contains(program) || program == "env" || Holes.In(program)) return true;
        string name = Name(program);
        if (name is "executor" or "kaniko" or "az") return true;
        if (name == "gcloud") return MayBeGoogleCloud(words);
        return Engines.Contains(name) && Verb(words, 1) is null or "build" or "bud" or "b" or "buildx" or "image" or "builder";
    }

    // "gcloud run services describe" is the bulk of what scripts ask of gcloud.
    private static bool MayBeGoogleCloud(IReadOnlyList<ShellWord> words)
    {
        int at = Verb(words, 1) is "alpha" or "beta" ? 2 : 1;
        return Verb(words, at) switch
        {
            null => true,
            "builds" => Verb(words, at + 1) is null or "submit",
            "run" => Verb(words, at + 1) is null or "deploy" || Verb(words, at + 2) is null or "deploy",
            _ => false,
        };
    }

    /// <summary>A word as it is written when it is certain, and no option; else null.</summary>
    private static string? Verb(IReadOnlyList<ShellWord> words, int at) =>
        at < words.Count && words[at].Literal is { Length: > 0 } text && text[0] != '-' && !ShellExpander.MayChange(words[at]) ? text : null;

    private static string Name(string path) => path.Substring(path.LastIndexOf('/') + 1);

    private static bool IsAssignment(string text) => text.IndexOf('=') is var equals and > 0 && ShellParser.IsName(text.Substring(0, equals));

    // $DOCKER, ${CONTAINER_ENGINE}, $(BUILDER)
    private static bool LooksLikeEngine(string text)
    {
        foreach (string word in new[] { "docker", "podman", "container", "engine", "builder", "oci", "crt" })
        {
            if (text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0) return true;
        }

        return false;
    }

    private static bool Has(IReadOnlyList<ExpandedWord> words, int at, string first, string second) =>
        at + 2 < words.Count && words[at + 1].Text == first && words[at + 2].Text == second;

    /// <summary>The word <c>build</c> behind options of the engine itself, or -1.</summary>
    private static int Verb(IReadOnlyList<ExpandedWord> words, int at)
    {
        for (; at < words.Count; at++)
        {
            switch (words[at].Text)
            {
                case "build" or "bud" or "b":
                    return at;
                case "buildx" or "image" or "builder":
                    break;
                case "--context" or "-H" or "--host" or "--log-level" or "-l" or "--config" or "--builder" or "--root" or "--storage-driver" or "-n" or "--namespace" or "-a" or "--address":
                    at++;
                    break;
                default:
                    if (!words[at].Text.StartsWith("-", StringComparison.Ordinal) && words[at].IsKnown) return -1;
                    break;
            }
        }

        return -1;
    }

    private static BuildCommand? Options(IReadOnlyList<ExpandedWord> words, int at)
    {
        var command = new Builder();
        for (; at < words.Count; at++)
        {
            string text = words[at].Text;
            if (text.Length < 2 || text[0] != '-')
            {
                command.Operand(words[at]);
                continue;
            }

            int equals = text.IndexOf('=');
            string name = equals > 0 ? text.Substring(0, equals) : text;
            if (equals > 0) command.Option(name, Part(words[at], equals + 1));
            else if (WithValue.Contains(name) && at + 1 < words.Count) command.Option(name, Whole(words[++at]));
            else if (text[1] != '-' && text.Length > 2 && text[1] is 'f' or 't') command.Option(text.Substring(0, 2), Part(words[at], 2));
        }

        return command.Finish();
    }

    private static BuildCommand? Kaniko(IReadOnlyList<ExpandedWord> words, int at)
    {
        var command = new Builder();
        for (; at < words.Count; at++)
        {
            int equals = words[at].Text.IndexOf('=');
            string name = equals > 0 ? words[at].Text.Substring(0, equals) : words[at].Text;
            if (name is not ("--dockerfile" or "-f" or "--context" or "-c" or "--destination" or "-d" or "--target" or "--build-arg" or "--context-sub-path")) continue;
            string? value = equals > 0 ? Part(words[at], equals + 1) : at + 1 < words.Count ? Whole(words[++at]) : null;
            if (value is null) continue;
            if (value.StartsWith("dir://", StringComparison.Ordinal)) value = value.Substring("dir://".Length);
            if (name is "--context" or "-c") command.Context(value.Length == 0 ? "." : value);
            else command.Option(name switch { "--dockerfile" => "-f", "--destination" or "-d" => "-t", _ => name }, value);
        }

        return command.Finish();
    }

    // gcloud builds submit [SOURCE] --tag T; gcloud run deploy --source DIR: the Dockerfile of the directory.
    private static BuildCommand? GoogleCloud(IReadOnlyList<ExpandedWord> words, int at)
    {
        var texts = new List<string>();
        for (int i = at; i < words.Count; i++) texts.Add(words[i].Text);
        bool submits = texts.Contains("builds") && texts.Contains("submit");
        bool deploys = texts.Contains("run") && texts.Contains("deploy");
        if (!submits && !deploys) return null;
        var command = new Builder();
        bool builds = false;
        for (int i = at; i < words.Count; i++)
        {
            string text = words[i].Text;
            int equals = text.IndexOf('=');
            string name = equals > 0 ? text.Substring(0, equals) : text;
            bool takes = name is "--tag" or "-t" or "--source" or "--config" or "--project" or "--region" or "--timeout" or "--substitutions" or "--image";
            string? value = !text.StartsWith("-", StringComparison.Ordinal) || !takes ? null : equals > 0 ? Part(words[i], equals + 1) : i + 1 < words.Count ? Whole(words[++i]) : null;
            if (name is "--tag" or "-t" && value is not null) command.Option("-t", value);
            if (name == "--source" && value is not null) command.Context(value);
            builds |= (submits && name is "--tag" or "-t") || (deploys && name == "--source");
            if (submits && i > at + 1 && !text.StartsWith("-", StringComparison.Ordinal) && text is not ("builds" or "submit" or "beta" or "alpha")) command.Operand(words[i]);
        }

        return builds ? command.Finish() : null;
    }

    private static string Whole(ExpandedWord word) => word.IsKnown ? word.Text : ShellHoles.Of(word.Text);

    private static string Part(ExpandedWord word, int start) => word.IsKnown ? word.Text.Substring(start) : ShellHoles.Of(word.Text.Substring(start));

    /// <summary>Gathers options.</summary>
    private sealed class Builder
    {
        private readonly List<KeyValuePair<string, string>> arguments = [];
        private readonly List<KeyValuePair<string, string>> contexts = [];
        private readonly List<string> tags = [];
        private readonly List<ExpandedWord> operands = [];
        private string? context;
        private string? dockerfile;
        private string? target;
        private bool hasOpenTarget;

        public void Context(string value) => context = value;

        public void Operand(ExpandedWord word) => operands.Add(word);

        public void Option(string name, string value)
        {
            switch (name)
            {
                case "-f" or "--file":
                    dockerfile = value;
                    break;
                case "-t" or "--tag" or "--image":
                    tags.Add(value);
                    break;
                case "--target":
                    hasOpenTarget = Holes.In(value);
                    target = hasOpenTarget ? null : value;
                    break;
                case "--build-arg":
                    Pair(arguments, value);
                    break;
                case "--build-context":
                    Pair(contexts, value);
                    break;
            }
        }

        private static void Pair(List<KeyValuePair<string, string>> pairs, string text)
        {
            int equals = text.IndexOf('=');
            if (equals < 0) pairs.Add(new(text, Holes.Make(text)));
            else pairs.Add(new(text.Substring(0, equals), text.Substring(equals + 1)));
        }

        public BuildCommand? Finish()
        {
            if (context is null)
            {
                // "$EXTRA_OPTIONS" is more likely options than the context when something else could be it.
                ExpandedWord? operand = operands.FindLast(static word => Holes.Leading(Whole(word)) is not { } hole || Holes.Make(hole) != Whole(word));
                operand ??= operands.Count > 0 ? operands[operands.Count - 1] : null;
                if (operand is null) return null;
                context = Whole(operand);
            }

            return new BuildCommand { Context = context, Dockerfile = dockerfile, Target = target, HasOpenTarget = hasOpenTarget, Arguments = arguments, Contexts = contexts, Tags = tags };
        }
    }
}
