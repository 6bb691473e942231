using System;
using System.Collections.Generic;
using DockerLint.Images;
using DockerLint.Images.Run;
using DockerLint.Images.Run.Commands;
using DockerLint.Installs;
using DockerLint.Projects.Building;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Inputs;

/// <summary>
/// RUN steps whose commands nobody can follow: <c>npm run build</c>, <c>make</c>, a program of the repository. Whatever is in
/// the image at that moment may be in what they make.
/// </summary>
internal sealed class OpaqueSteps
{
    private static readonly HashSet<string> PythonTools = new(StringComparer.Ordinal)
    {
        "compileall", "ensurepip", "json.tool", "pip", "playwright", "pytest", "site", "spacy", "unittest", "venv", "virtualenv",
    };

    private static readonly HashSet<string> NodeInstalls = new(StringComparer.Ordinal) { "add", "cache", "ci", "config", "dedupe", "i", "install", "prune", "set", "--version" };

    private readonly List<(RunStep Step, string Command, ProjectClosure? Closure)> steps = [];

    private OpaqueSteps()
    {
    }

    /// <summary>The steps of all stages that the target needs.</summary>
    /// <param name="build">The build.</param>
    /// <param name="projects">What its <c>dotnet</c> commands read; null where there are none, or nobody has looked.</param>
    public static OpaqueSteps Of(ImageBuild build, DotNetAnalysis? projects)
    {
        var opaque = new OpaqueSteps();
        foreach (BuiltStage stage in build.Stages)
        {
            foreach (RunStep step in stage.Runs)
            {
                if (OpaqueCommand(step) is { } command) opaque.steps.Add((step, command, IsOnlyDotNet(step) ? ProjectClosure.Of(projects, step) : null));
            }
        }

        return opaque;
    }

    /// <summary>The step that may use a repository file, as an input; null where none sees it.</summary>
    /// <param name="path">A clean path of the repository tree.</param>
    /// <param name="context">The build context, a clean path of the repository tree.</param>
    public ServiceInput? Find(string path, string context)
    {
        foreach ((RunStep step, string command, ProjectClosure? closure) in steps)
        {
            if (!Sees(step, path, context)) continue;
            if (closure is not null && step.Mounts.Count == 0)
            {
                foreach (string place in step.Before.PlacesOf(path))
                {
                    if (closure.MayRead(place)) return new ServiceInput(path, InputCategory.Code, "of the projects that RUN " + command + " reads") { Line = step.Instruction.Span.Line };
                }

                continue;
            }

            return new ServiceInput(path, InputCategory.Data, "there when RUN " + command + " runs, which may use any file")
            {
                Line = step.Instruction.Span.Line,
                IsConservative = true,
            };
        }

        return null;
    }

    /// <summary>The step that may have changed or removed a file of the image; null where none may.</summary>
    /// <param name="place">The file of the image.</param>
    /// <param name="source">The file of the repository that is copied there.</param>
    /// <param name="isFromStage">It was copied out of a stage, in which it may have lain elsewhere.</param>
    public string? Changing(string place, string source, bool isFromStage)
    {
        foreach ((RunStep step, string command, ProjectClosure? closure) in steps)
        {
            // To build a project changes none of its sources.
            if (closure is not null) continue;
            IReadOnlyList<string> places = step.Before.PlacesOf(source);
            if (isFromStage ? places.Count > 0 : Contains(places, place)) return "RUN " + command;
        }

        return null;
    }

    private static bool Contains(IReadOnlyList<string> places, string place)
    {
        foreach (string one in places)
        {
            if (one == place) return true;
        }

        return false;
    }

    /// <summary>The images that such steps see.</summary>
    public IEnumerable<SimulatedImage> Images
    {
        get
        {
            foreach ((RunStep step, _, _) in steps) yield return step.Before;
        }
    }

    private static bool Sees(RunStep step, string path, string context)
    {
        foreach (RunMount mount in step.Mounts)
        {
            bool isContext = mount.Type == "bind" && mount.From is null;
            if (isContext && TreePath.IsAtOrBelow(path, TreePath.Combine(context, mount.Source.TrimStart('/')))) return true;
        }

        return step.Before.PlacesOf(path).Count > 0;
    }

    private static string? OpaqueCommand(RunStep step)
    {
        if (step.Commands.Count == 0) return Short(step.Instruction.Original);
        foreach (RunCommand command in step.Commands)
        {
            if (IsOpaque(command)) return Short(TextOf(command));
        }

        return null;
    }

    private static bool IsOnlyDotNet(RunStep step)
    {
        foreach (RunCommand command in step.Commands)
        {
            if (command.Program != "dotnet" && IsOpaque(command)) return false;
        }

        return step.Commands.Count > 0;
    }

    private static bool IsOpaque(RunCommand command)
    {
        if (command.Program is not { } program) return true;
        string? first = command.Words.Count > 1 ? command.Words[1].Value : null;
        if (program is "npm" or "pnpm" or "yarn") return first is not null && !NodeInstalls.Contains(first);
        if (InstallInterpreter.StepOf(command) is not null) return false;
        if (program.StartsWith("python", StringComparison.Ordinal) || program == "pypy3") return !(first is "--version" or "-V" || (first == "-m" && command.Words.Count > 2 && PythonTools.Contains(command.Words[2].Value ?? "")));
        if (program is "poetry" or "uv") return first is "run" or "build";
        return CommandCatalog.Find(program) is null;
    }

    private static string TextOf(RunCommand command)
    {
        var words = new List<string>();
        foreach (Shell.ExpandedWord word in command.Words) words.Add(word.Value ?? "…");
        return string.Join(" ", words);
    }

    private static string Short(string text)
    {
        string line = SafeText.OneLine(text.Trim());
        return line.Length <= 60 ? line : line.Substring(0, 59) + "…";
    }
}
