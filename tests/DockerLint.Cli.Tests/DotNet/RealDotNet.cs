using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using DockerLint.Dockerfiles;
using DockerLint.Images;
using DockerLint.Images.Run;
using DockerLint.Projects;
using DockerLint.Projects.Building;
using PyImportScanner.Files;

namespace DockerLint.Cli.Tests.DotNet;

/// <summary>
/// The oracle: lays out what the simulated stage holds at each <c>dotnet</c> command, in one directory, and runs the real
/// command in it. The fixtures need no package, so no feed is asked.
/// </summary>
internal static class RealDotNet
{
    /// <summary>A command that was run.</summary>
    public sealed record Step(string Command, int ExitCode, string Output);

    /// <summary>Runs the commands of the build one after the other; as a build does, it stops at the first that fails.</summary>
    public static List<Step> Run(DotNetCase example, TemporaryDirectory stage)
    {
        InMemoryFileTree repository = example.Tree();
        ImageBuild build = ImageSimulator.Build(new BuildRequest
        {
            Dockerfile = DockerfileParser.Parse("/Dockerfile", repository.Read("/Dockerfile")!.Value.Span),
            Repository = repository,
            ContextPath = TreePath.Root,
            Interpreter = new DotNetRunInterpreter(new ProjectFileCache()),
        });
        var steps = new List<Step>();
        foreach (RunCommand command in build.Stages.SelectMany(built => built.Runs).SelectMany(run => run.Commands))
        {
            if (command.Program != "dotnet") continue;
            LayOut(command.Files, "/src", stage);
            string[] words = [.. command.Words.Skip(1).Select(word => Moved(word.Value!, stage))];
            steps.Add(Start(words, Moved(command.WorkingDirectory!, stage)));
            if (steps[^1].ExitCode != 0) break;
        }

        return steps;
    }

    // The stage lies in a directory of the machine: absolute paths move with it.
    private static string Moved(string word, TemporaryDirectory stage) =>
        word.StartsWith("/src", StringComparison.Ordinal) || word.StartsWith("/app", StringComparison.Ordinal) ? stage.Path + word : word;

    private static void LayOut(IFileTree tree, string directory, TemporaryDirectory stage)
    {
        Directory.CreateDirectory(stage.Path + directory);
        foreach (DirectoryEntry entry in tree.List(directory).Entries)
        {
            string path = TreePath.Child(directory, entry.Name);
            if (entry.Node.Kind == NodeKind.Directory) LayOut(tree, path, stage);
            else if (entry.Node.Kind == NodeKind.File && tree.Read(path) is { } bytes) stage.Write(path[1..], bytes.ToArray());
        }
    }

    private static Step Start(string[] words, string directory)
    {
        var start = new ProcessStartInfo("dotnet", words) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        // The test host runs under an SDK itself; the command must find its own.
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            string name = (string)variable.Key;
            if (name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name is "DOTNET_HOST_PATH" or "DOTNET_CLI_UI_LANGUAGE") start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["UseAppHost"] = "false";
        using Process process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Step("dotnet " + string.Join(' ', words), process.ExitCode, output + error.Result);
    }
}
