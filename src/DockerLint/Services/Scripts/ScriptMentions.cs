using System;
using System.Collections.Generic;
using DockerLint.Services.Evidence;
using DockerLint.Shell;

namespace DockerLint.Services.Scripts;

/// <summary>The builds of a piece of shell text, as mentions.</summary>
internal static class ScriptMentions
{
    /// <summary>Does a text speak of building an image at all? Spares the parser nearly every script.</summary>
    public static bool MayBuild(ReadOnlySpan<byte> text)
    {
        if (text.IndexOf("buildah"u8) >= 0 || text.IndexOf("kaniko"u8) >= 0 || text.IndexOf("executor"u8) >= 0) return true;
        if (text.IndexOf("gcloud"u8) >= 0 && (text.IndexOf("builds submit"u8) >= 0 || text.IndexOf("run deploy"u8) >= 0)) return true;
        for (int at = text.IndexOf("build"u8); at >= 0;)
        {
            // "docker build", "docker --context x buildx build", "$ENGINE build": the program stands shortly before the word.
            int from = Math.Max(0, at - Reach);
            if (NamesProgram(text.Slice(from, at - from))) return true;
            int next = text.Slice(at + 5).IndexOf("build"u8);
            at = next < 0 ? -1 : at + 5 + next;
        }

        return false;
    }

    private const int Reach = 64;

    private static bool NamesProgram(ReadOnlySpan<byte> before) =>
        before.IndexOf("ocker"u8) >= 0 || before.IndexOf("odman"u8) >= 0 || before.IndexOf("nerdctl"u8) >= 0 || before.IndexOf("az acr"u8) >= 0
        || before.IndexOf("OCKER"u8) >= 0 || before.IndexOf("ENGINE"u8) >= 0 || before.IndexOf("buildx"u8) >= 0;

    /// <summary>Reads a text from each directory in which it may be meant to run; the mention keeps the order.</summary>
    public static void Read(
        string text, EvidenceFile file, EvidenceContext context, EvidenceKind kind, IReadOnlyList<string> directories, EvidenceSink sink,
        Func<string, ShellValue>? variables = null, bool isScript = false, int firstLine = 1, string? name = null)
    {
        var lines = new Dictionary<int, List<List<BuildMention>>>();
        var order = new List<int>();
        ShellScript script = ShellParser.Parse(text);
        foreach (string directory in directories)
        {
            var run = new Dictionary<int, List<BuildMention>>();
            BuildScript.Read(
                script, context.Repository, directory, variables ?? Unset, isScript ? file.Path : null, firstLine,
                kind == EvidenceKind.Document,
                build =>
                {
                    if (!run.TryGetValue(build.Line, out List<BuildMention>? mentions)) run[build.Line] = mentions = [];
                    if (mentions.Count < 64) mentions.Add(Mention(build, file, kind, name));
                });
            foreach (KeyValuePair<int, List<BuildMention>> pair in run)
            {
                if (!lines.TryGetValue(pair.Key, out List<List<BuildMention>>? runs))
                {
                    lines[pair.Key] = runs = [];
                    order.Add(pair.Key);
                }

                runs.Add(pair.Value);
            }
        }

        var resolver = new MentionResolver(context.Repository, context.Dockerfiles);
        foreach (int line in order) AddFirstThatFits(lines[line], resolver, sink);
    }

    /// <summary>A variable that the text does not set: whoever calls it may.</summary>
    public static ShellValue Unset(string name) => ShellValue.Unset("$" + name + " is set elsewhere");

    private static void AddFirstThatFits(List<List<BuildMention>> runs, MentionResolver resolver, EvidenceSink sink)
    {
        foreach (List<BuildMention> run in runs)
        {
            bool any = false;
            foreach (BuildMention mention in run)
            {
                if (resolver.Resolve(mention).Count == 0) continue;
                sink.Builds.Add(mention);
                any = true;
            }

            if (any) return;
        }
    }

    private static BuildMention Mention(ScriptBuild build, EvidenceFile file, EvidenceKind kind, string? name) => new()
    {
        Kind = kind,
        File = file.Path,
        Line = build.Line,
        Name = name,
        Directories = [build.Directory],
        AbsoluteIsRepository = true,
        Context = build.Command.Context,
        Dockerfile = build.Command.Dockerfile,
        Target = build.Command.Target,
        Arguments = build.Command.Arguments,
        Contexts = build.Command.Contexts,
        Tags = build.Command.Tags,
    };
}
