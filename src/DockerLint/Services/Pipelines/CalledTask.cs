using System;
using System.Collections.Generic;
using DockerLint.Services.Data;
using DockerLint.Services.Evidence;
using DockerLint.StartCommands;
using PyImportScanner.Files;

namespace DockerLint.Services.Pipelines;

/// <summary>
/// A reusable workflow of another repository that is given a command to run, as a migration in the deployed image: an input called
/// <c>command</c>. Where it runs is not said here, so what it lacks is never more than a warning.
/// </summary>
internal static class CalledTask
{
    private static readonly string[] CommandKeys = ["command", "cmd", "run-command", "run_command", "runcommand", "start-command", "start_command", "task-command", "task_command"];
    private static readonly string[] ImageKeys = ["image", "image-name", "image_name", "docker-image", "docker_image"];

    // What runs in the checkout, on the runner.
    private static readonly string[] RunnerWords = ["test", "lint", "check", "build", "docs", "format", "release", "publish"];

    public static void Read(string uses, DataNode? with, WorkflowScope scope, string job)
    {
        if (with is null || uses.StartsWith("./", StringComparison.Ordinal) || SpeaksOfRunner(uses) || SpeaksOfRunner(job)) return;
        if (Member(with, CommandKeys) is not { } member || member.Value.AsText is not { } written) return;
        string text = scope.Expand(written);
        IReadOnlyList<string> words = CommandLine.Split(text);
        if (words.Count == 0 || Holes.In(text) || text.IndexOf('\n') >= 0 || SpeaksOfRunner(text) || !IsPython(words[0])) return;
        string image = Member(with, ImageKeys)?.Value.AsText is { } name ? scope.Expand(name) : "";
        scope.Sink.Uses.Add(new ImageUse(EvidenceKind.Workflow, scope.File.Path, member.Line, Stem(scope.File.Name) + "-" + job, image, new StartOverride
        {
            File = scope.File.Path,
            Line = member.Line,
            Command = words,
            Doubt = TreePath.Display(scope.File.Path) + " runs this command elsewhere",
        }));
    }

    private static string Stem(string name) => name.IndexOf('.') is var dot and > 0 ? name.Substring(0, dot) : name;

    private static bool IsPython(string program) => program.EndsWith(".py", StringComparison.Ordinal) || LauncherCatalog.FindCommand(TreePath.Name("/" + program)) is not null;

    private static bool SpeaksOfRunner(string text)
    {
        foreach (string word in RunnerWords)
        {
            if (text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0) return true;
        }

        return false;
    }

    private static DataNodeMember? Member(DataNode with, string[] keys)
    {
        foreach (DataNodeMember member in with.Members)
        {
            foreach (string key in keys)
            {
                if (member.Key.Equals(key, StringComparison.OrdinalIgnoreCase)) return member;
            }
        }

        return null;
    }
}
