using System;
using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Dockerfiles.Expansion;
using DockerLint.Images;
using DockerLint.Images.Run;
using DockerLint.Images.Run.Commands;
using DockerLint.Projects.Commands;
using PyImportScanner.Files;

namespace DockerLint.Projects.Building;

/// <summary>Takes from a simulated build what concerns .NET.</summary>
public static class DotNetBuildReader
{
    /// <summary>The build; null when no <c>dotnet</c> command over projects runs in it.</summary>
    /// <param name="build">The simulated build.</param>
    /// <param name="dockerfile">Its Dockerfile.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="contextPath">The build context, a clean path of the repository tree.</param>
    /// <param name="files">Parsed project files, shared by the services of one run.</param>
    public static DotNetBuild? Read(ImageBuild build, DockerfileSyntax dockerfile, IFileTree repository, string contextPath, ProjectFileCache files)
    {
        var stages = new List<DotNetStage>();
        var byIndex = new Dictionary<int, DotNetStage>();
        bool hasSteps = false;
        foreach (BuiltStage built in build.Stages)
        {
            var steps = new List<DotNetStep>();
            foreach (RunStep run in built.Runs) Steps(run, dockerfile, steps);
            hasSteps |= steps.Count > 0;
            (IReadOnlyList<string?>? words, Instruction? instruction) = Start(built.Image.Config);
            var stage = new DotNetStage
            {
                Name = built.Name ?? built.Index.ToString(System.Globalization.CultureInfo.InvariantCulture),
                From = built.From,
                BaseImage = built.BaseStage is null ? built.BaseReference : null,
                Base = built.BaseStage is { } below && byIndex.TryGetValue(below.Index, out DotNetStage? known) ? known : null,
                Steps = steps,
                Copies = Copies(build, built, byIndex),
                RunsOthers = RunsOthers(built),
                RefusedSources = Refused(build, built.Index),
                Image = built.Image,
                WorkingDirectory = index => index < dockerfile.Instructions.Count
                    ? built.ImageBefore(dockerfile.Instructions[index]).Config.WorkingDirectory
                    : built.Image.Config.WorkingDirectory,
                StartCommand = words,
                StartInstruction = instruction,
                StartDirectory = built.Image.Config.WorkingDirectory,
            };
            stages.Add(stage);
            byIndex[built.Index] = stage;
        }

        return hasSteps ? new DotNetBuild { Dockerfile = dockerfile, Repository = repository, ContextPath = contextPath, Stages = stages, Files = files } : null;
    }

    /// <summary>Does every <c>dotnet</c> command of a build find its project? Used to weigh one build context against another.</summary>
    public static bool FindsItsProjects(ImageBuild build)
    {
        foreach (BuiltStage stage in build.Stages)
        {
            foreach (RunStep run in stage.Runs)
            {
                foreach (RunCommand command in run.Commands)
                {
                    if (command.Program == "dotnet" && command.WorkingDirectory is { } directory && DotNetCommandParser.Parse(Words(command)) is { } parsed
                        && CommandTarget.Find(command.Files, parsed, directory).Problem is not null) return false;
                }
            }
        }

        return true;
    }

    private static void Steps(RunStep run, DockerfileSyntax dockerfile, List<DotNetStep> steps)
    {
        // A trigger of a base image stands in another file: nothing here can be pointed at.
        if (run.Dockerfile != dockerfile.Path) return;
        foreach (RunCommand command in run.Commands)
        {
            if (DotNetCommandParser.Parse(Words(command)) is not { } parsed) continue;
            steps.Add(new DotNetStep
            {
                Command = parsed,
                Instruction = run.Instruction,
                Directory = command.WorkingDirectory,
                Image = command.Files,
                Environment = Environment(command.Variables, run.Before.Config.EnvironmentUnknownBecause),
                BaseUnknownBecause = run.Before.Config.EnvironmentUnknownBecause,
                UnknownBecause = command.IsConditional ? "the command may not run"
                    : command.MayFail ? "the build goes on when the command fails" : null,
            });
        }
    }

    /// <summary>The words of a command, null for one that is not known.</summary>
    internal static string?[] Words(RunCommand command)
    {
        var words = new string?[command.Words.Count];
        for (int i = 0; i < words.Length; i++) words[i] = command.Words[i].Value;
        return words;
    }

    // A base image that nobody knows is not suspected of setting MSBuild properties through its environment.
    private static Func<string, MsBuildValue?> Environment(IVariables variables, string? baseUnknown) => name =>
    {
        VariableValue value = variables.Lookup(name);
        if (value.Text is { } text) return MsBuildValue.Of(text);
        return value.UnknownBecause is { } cause && cause != baseUnknown ? MsBuildValue.Unknown(cause) : null;
    };

    private static List<StageCopy> Copies(ImageBuild build, BuiltStage built, Dictionary<int, DotNetStage> stages)
    {
        var copies = new List<StageCopy>();
        foreach (Instruction instruction in built.Instructions)
        {
            if (instruction.Keyword != "COPY" || instruction.FlagValue("from") is not { } from) continue;
            if (Find(build, from) is not { } other || !stages.TryGetValue(other.Index, out DotNetStage? stage)) continue;
            if (CopyArguments.Of(instruction) is not { Sources.Count: 1 } arguments) continue;
            string source = arguments.Sources[0].Text, destination = arguments.Destination.Text;
            if (source.Contains("$") || destination.Contains("$") || source.Contains("*")) continue;
            if (built.ImageBefore(instruction).Config.WorkingDirectory is not { } directory) continue;
            copies.Add(new StageCopy(instruction, stage, TreePath.Clean(source), TreePath.Combine(directory, destination)));
        }

        return copies;
    }

    private static bool RunsOthers(BuiltStage built)
    {
        foreach (RunStep run in built.Runs)
        {
            foreach (RunCommand command in run.Commands)
            {
                if (command.Program is not { } program || (program != "dotnet" && CommandCatalog.Find(program) is null)) return true;
            }
        }

        return false;
    }

    private static List<string> Refused(ImageBuild build, int stage)
    {
        var sources = new List<string>();
        foreach (BuildProblem problem in build.Problems)
        {
            if (problem.Stage == stage && problem.Source is { } source && problem.Kind is BuildProblemKind.CopySourceMissing or BuildProblemKind.CopySourceIgnored)
                sources.Add(source);
        }

        return sources;
    }

    private static BuiltStage? Find(ImageBuild build, string from)
    {
        foreach (BuiltStage stage in build.Stages)
        {
            if (string.Equals(stage.Name, from, StringComparison.OrdinalIgnoreCase)
                || stage.Index.ToString(System.Globalization.CultureInfo.InvariantCulture) == from) return stage;
        }

        return null;
    }

    // ENTRYPOINT followed by CMD; the shell form only where it is a plain command.
    private static (IReadOnlyList<string?>? Words, Instruction? Instruction) Start(ImageConfig config)
    {
        if ((config.Entrypoint ?? config.Cmd) is not { Instruction: { } instruction } command) return (null, null);
        var words = new List<string?>();
        if (command.ShellText is { } text) return (Plain(text), instruction);
        words.AddRange(command.Words);
        if (config.Entrypoint is not null && config.Cmd is { IsShellForm: false } arguments) words.AddRange(arguments.Words);
        Unwrap(words);
        bool isShell = words.Count > 2 && words[0] is "sh" or "bash" or "/bin/sh" or "/bin/bash" && words[1] is "-c";
        return (isShell ? words[2] is { } script ? Plain(script) : null : words, instruction);
    }

    // The words of a shell command that is nothing but a program with arguments; null for any other.
    private static List<string?>? Plain(string text)
    {
        var words = new List<string?>();
        foreach (string word in text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            // ASPNETCORE_URLS=http://*:$PORT dotnet Api.dll
            if (words.Count == 0 && (word == "exec" || IsAssignment(word))) continue;
            if (word.IndexOfAny(['$', '&', '|', ';', '<', '>', '(', '`', '"', '\'', '\\', '*', '?', '\n']) >= 0) return null;
            words.Add(word);
        }

        Unwrap(words);
        return words.Count == 0 ? null : words;
    }

    private static bool IsAssignment(string word)
    {
        int equals = word.IndexOf('=');
        for (int i = 0; i < equals; i++)
        {
            if (word[i] is not ('_' or >= 'A' and <= 'Z' or >= 'a' and <= 'z' or >= '0' and <= '9')) return false;
        }

        return equals > 0 && word.IndexOfAny(['&', '|', ';', '<', '>', '(', '`', '"', '\'', '\\', '\n']) < 0;
    }

    // An init that starts the rest of its words.
    private static void Unwrap(List<string?> words)
    {
        if (words.Count == 0 || words[0] is not { } program || TreePath.Name("/" + program.TrimStart('/')) is not ("tini" or "dumb-init" or "catatonit")) return;
        words.RemoveAt(0);
        while (words.Count > 0 && words[0] is { } option && option.StartsWith("-", StringComparison.Ordinal))
        {
            words.RemoveAt(0);
            if (option == "--") return;
        }
    }
}
