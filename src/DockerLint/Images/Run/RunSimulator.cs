using System;
using System.Collections.Generic;
using System.Text;
using DockerLint.Dockerfiles;
using DockerLint.Images.Building;
using DockerLint.Images.Layers;
using DockerLint.Images.Trees;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.Images.Run;

/// <summary>Works out what one RUN does to the files.</summary>
internal static class RunSimulator
{
    private static readonly string[] defaultShell = ["/bin/sh", "-c"];

    /// <summary>The step with its effects.</summary>
    public static RunStep Run(
        BuildRequest request, RunPlan plan, SimulatedImage before, LayerSource source, Func<SourceReference, ExactTree> trees, NoteList notes)
    {
        var mounts = new List<RunMount>();
        RunFiles files = Mount(plan, before.Tree, source, trees, notes, mounts);
        files.WorkingDirectory = plan.Before.WorkingDirectory;
        ImageTree view = files.View;
        var runner = new ShellRunner(plan, files, request.Interpreter);
        Execute(plan, runner, files);
        return new RunStep
        {
            Instruction = plan.Instruction,
            Dockerfile = plan.Dockerfile,
            Stage = source.Stage,
            Before = before,
            After = new SimulatedImage(files.Image, plan.Before),
            WorkingDirectory = plan.Before.WorkingDirectory,
            Variables = plan.Scope,
            Mounts = mounts,
            View = view,
            Commands = runner.Commands,
        };
    }

    private static RunFiles Mount(
        RunPlan plan, ImageTree image, LayerSource source, Func<SourceReference, ExactTree> trees, NoteList notes, List<RunMount> mounts)
    {
        var layers = new List<Layer>();
        var points = new List<string>();
        ImageTree view = image;
        foreach (KeyValuePair<RunMount, SourceReference> pair in plan.Mounts)
        {
            RunMount mount = pair.Key;
            mounts.Add(mount);
            if (mount.Target is not { Length: > 1 } || mount.Type == "ssh") continue;
            if (mount.Type == "secret")
            {
                var secret = new NodeLayer(source);
                for (string above = TreePath.Parent(mount.Target); above.Length > 1 && view.At(above).Kind is NodeKind.Missing or NodeKind.Unknown; above = TreePath.Parent(above))
                    secret.AddDirectory(above);
                layers.Add(secret.AddFile(mount.Target, FileContent.Unknown));
                view = view.With(secret);
                points.Add(mount.Target);
                continue;
            }

            string point = view.Resolve(mount.Target).Path;
            ExactTree tree = pair.Value.Kind == SourceKind.Nothing ? ImageTree.Empty : trees(pair.Value);
            Resolution root = tree.Resolve(pair.Value.Kind == SourceKind.Nothing ? TreePath.Root : mount.Source);
            if (pair.Value.Kind == SourceKind.Context && root.Node.Kind == NodeKind.Missing) mounts[mounts.Count - 1] = mount with { IsSourceMissing = true };
            var added = new List<Layer>();
            if (TreePath.Parent(point) is { Length: > 1 } parent) added.Add(new NodeLayer(source).AddDirectory(parent));
            if (root.Node.Kind == NodeKind.File) added.Add(new NodeLayer(source).AddFile(point, tree.ContentAt(root.Path) ?? FileContent.Unknown));
            else if (root.Node.Kind is NodeKind.Unknown) added.Add(new NodeLayer(source).AddUnknown(point, root.Node.UnknownBecause!));
            else added.Add(new TreeLayer(source, tree, root.Node.Kind == NodeKind.Directory ? root.Path : TreePath.Root, point, opaque: true));
            foreach (Layer layer in added)
            {
                layers.Add(layer);
                view = view.With(layer);
            }

            points.Add(point);
        }

        return new RunFiles(image, source, layers, points, notes.Add);
    }

    private static void Execute(RunPlan plan, ShellRunner runner, RunFiles files)
    {
        Instruction instruction = plan.Instruction;
        if (instruction.IsJson)
        {
            var words = new List<ExpandedWord>();
            foreach (Word word in instruction.Arguments) words.Add(ExpandedWord.Known(plan.IsWindows ? WindowsStage.ToPath(word.Text) : word.Text));
            if (words.Count > 0) runner.RunWords(words);
            return;
        }

        string text = instruction.Arguments.Count > 0 ? instruction.Arguments[0].Text : "";
        IReadOnlyList<string> shell = plan.Before.Shell ?? defaultShell;
        if (WholeHeredoc(instruction, text) is { } body)
        {
            if (Interpreter(body) is { } other && !ShellRunner.IsShell(other))
            {
                runner.Doubt("a script for " + other);
                return;
            }

            text = body;
        }
        else if (instruction.Heredocs.Count > 0) text = WithBodies(instruction, text);

        if (plan is { IsWindows: true, Before.Shell: null })
        {
            if (WindowsStage.ToShell(text) is not { } translated)
            {
                runner.Doubt("a command of Windows");
                return;
            }

            text = translated;
        }

        if (!ShellRunner.IsShell(shell[0]))
        {
            runner.Doubt("a script for " + shell[0]);
            return;
        }

        runner.IsBash = ShellRunner.HasBraces(shell[0]);
        runner.RunScript(text, instruction.Span.Line);
        _ = files;
    }

    /// <summary>The body, where a heredoc is the whole command.</summary>
    private static string? WholeHeredoc(Instruction instruction, string text)
    {
        if (instruction.Heredocs.Count != 1) return null;
        string trimmed = text.Trim();
        int start = trimmed.IndexOf("<<", StringComparison.Ordinal);
        if (start < 0 || start > 1) return null;
        string name = trimmed.Substring(start + 2).TrimStart('-').Trim().Trim('\'', '"');
        return name == instruction.Heredocs[0].Name ? instruction.Heredocs[0].Content : null;
    }

    private static string WithBodies(Instruction instruction, string text)
    {
        var all = new StringBuilder(text);
        foreach (Heredoc heredoc in instruction.Heredocs)
        {
            all.Append('\n').Append(heredoc.RawContent);
            if (all[all.Length - 1] == '\n') all.Length--;
            all.Append('\n').Append(heredoc.Name);
        }

        return all.Append('\n').ToString();
    }

    /// <summary>The program of a <c>#!</c> line (behind <c>env</c>, too); null for none.</summary>
    private static string? Interpreter(string body)
    {
        if (!body.StartsWith("#!", StringComparison.Ordinal)) return null;
        int end = body.IndexOf('\n');
        string[] words = (end < 0 ? body : body.Substring(0, end)).Substring(2).Trim().Split(' ');
        bool isEnv = words[0].EndsWith("/env", StringComparison.Ordinal) && words.Length > 1;
        return isEnv ? words[words.Length - 1] : words[0];
    }
}
