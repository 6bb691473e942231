using System;
using System.Collections.Generic;
using DockerLint.Services.Evidence;
using DockerLint.Shell;
using PyImportScanner.Files;

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
        ScriptRuns runs = Run(text, file, context.Repository, kind, directories, variables, isScript, firstLine, name);
        runs.AddTo(sink, new MentionResolver(context.Repository, context.Dockerfiles));
    }

    /// <summary>Reads a script file.</summary>
    public static void Read(EvidenceFile file, EvidenceContext context, EvidenceSink sink)
    {
        ScriptRuns runs = context.Scripts.Get(
            file, context.Repository,
            repository => Run(file.Text, file, repository, EvidenceKind.Script, file.Directories, variables: null, isScript: true, firstLine: 1, name: null));
        runs.AddTo(sink, new MentionResolver(context.Repository, context.Dockerfiles));
    }

    /// <summary>A variable that the text does not set: whoever calls it may.</summary>
    public static ShellValue Unset(string name) => ShellValue.Unset("$" + name + " is set elsewhere");

    private static ScriptRuns Run(
        string text, EvidenceFile file, IFileTree repository, EvidenceKind kind, IReadOnlyList<string> directories, Func<string, ShellValue>? variables, bool isScript,
        int firstLine, string? name)
    {
        var runs = new ScriptRuns();
        ShellScript script = ShellParser.Parse(text);
        ScriptSlice slice = ScriptSlice.Of(script);
        var called = new CalledScripts(repository);
        foreach (string directory in directories)
        {
            var run = new Dictionary<int, List<BuildMention>>();
            BuildScript.Read(
                script, slice, called, directory, variables ?? Unset, isScript ? file.Path : null, firstLine,
                kind == EvidenceKind.Document,
                build =>
                {
                    if (!run.TryGetValue(build.Line, out List<BuildMention>? mentions)) run[build.Line] = mentions = [];
                    if (mentions.Count < 64) mentions.Add(Mention(build, file, kind, name));
                });
            runs.Add(run);
        }

        return runs;
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
        HasOpenTarget = build.Command.HasOpenTarget,
        Arguments = build.Command.Arguments,
        Contexts = build.Command.Contexts,
        Tags = build.Command.Tags,
        Through = build.Through,
    };
}
