using System;
using System.Collections.Generic;
using DockerLint.Images.Run;
using DockerLint.Projects;
using DockerLint.Projects.Building;
using DockerLint.Projects.Commands;
using DockerLint.Projects.Xml;
using PyImportScanner.Files;

namespace DockerLint.Inputs;

/// <summary>
/// What the <c>dotnet</c> commands of one RUN read: the directories of the projects that they build, what is imported, and
/// whatever lies directly in a directory above, where MSBuild, NuGet and the compiler look upward for their configuration. Known only where
/// nothing in the projects may reach further.
/// </summary>
internal sealed class ProjectClosure
{
    // A path upward or from a place that the build works out, a task, a program: anything may be read then.
    private static readonly string[] FarReaching =
    [
        "..", "MSBuildThisFile", "MSBuildStartup", "SolutionDir", "SolutionPath", "OfFileAbove", "System.IO", "<Target ", "<Target>", "<UsingTask", "<Sdk", "\"/", "\"\\", ">/",
    ];

    // These elements are followed; a path that they name is a part of the closure.
    private static readonly string[] Followed = ["<ProjectReference", "<Import ", "<Project>", "<Project ", "</", "<PackageReference", "<PackageVersion", "<FrameworkReference", "<Using ", "<DockerfileContext"];

    private readonly HashSet<string> directories = new(StringComparer.Ordinal);
    private readonly HashSet<string> flat = new(StringComparer.Ordinal);
    private readonly HashSet<string> files = new(StringComparer.Ordinal);

    private ProjectClosure()
    {
    }

    /// <summary>The closure of a step; null where a command of it cannot be followed, or may read more.</summary>
    public static ProjectClosure? Of(DotNetAnalysis? analysis, RunStep step)
    {
        if (analysis is null) return null;
        var closure = new ProjectClosure();
        int read = 0;
        foreach (StepModel model in analysis.Steps)
        {
            if (!ReferenceEquals(model.Step.Instruction, step.Instruction)) continue;
            if (!closure.Add(model, analysis.Build.Files)) return null;
            read++;
        }

        int asked = 0;
        foreach (RunCommand command in step.Commands)
        {
            if (command.Program == "dotnet") asked++;
        }

        return read > 0 && read == asked ? closure : null;
    }

    /// <summary>Whether a file at a place of the image may be read.</summary>
    public bool MayRead(string place)
    {
        string parent = TreePath.Parent(place);
        if (files.Contains(place) || flat.Contains(parent)) return true;
        for (string at = parent; ; at = TreePath.Parent(at))
        {
            if (directories.Contains(at)) return true;
            if (at.Length == 1) return false;
        }
    }

    private bool Add(StepModel model, ProjectFileCache cache)
    {
        bool isBuild = model.Command.Verb is DotNetVerb.Build or DotNetVerb.Publish or DotNetVerb.Pack;
        if (!isBuild && model.Command.Verb != DotNetVerb.Restore) return false;
        if (model.Step.UnknownBecause is not null || model.Step.BaseUnknownBecause is not null || model.Target.Path is not { } target) return false;
        if (model.Graph is not { } graph || graph.IsCut || graph.Nodes.Count == 0 || graph.Nodes.Count != model.Projects.Count) return false;
        files.Add(target);
        AddAbove(TreePath.Parent(target));
        if (model.Step.Directory is { } working) AddAbove(working);
        foreach (EvaluatedProject project in model.Projects)
        {
            ProjectFacts facts = project.Node.Facts;
            if (project.Node.UnknownBecause is not null || facts.Errors.Count > 0 || !IsPlain(model.Step.Image, facts.Path)) return false;
            string directory = TreePath.Parent(facts.Path);
            if (isBuild) directories.Add(directory);
            AddAbove(directory);
            foreach (ImportFact import in facts.Imports)
            {
                if (import.UnknownBecause is not null || !(import.IsMissing || IsPlain(model.Step.Image, import.Path))) return false;
                files.Add(import.Path);
            }
        }

        return !HasLocalSource(model.Step.Image, cache);
    }

    private void AddAbove(string directory)
    {
        for (string at = directory; flat.Add(at) && at.Length > 1;) at = TreePath.Parent(at);
    }

    /// <summary>No line of the file reaches beyond its project, but for elements that are followed.</summary>
    private static bool IsPlain(IFileTree image, string path)
    {
        if (image.Read(path) is not { } bytes) return false;
        foreach (string written in XmlParser.Decode(bytes).Split('\n'))
        {
            string line = written.Trim();
            if (!IsFollowed(line) && Array.Exists(FarReaching, sign => line.IndexOf(sign, StringComparison.OrdinalIgnoreCase) >= 0)) return false;
        }

        return true;
    }

    // One element on the line, and one of those.
    private static bool IsFollowed(string line)
    {
        if (!Array.Exists(Followed, start => line.StartsWith(start, StringComparison.OrdinalIgnoreCase))) return false;
        int next = line.IndexOf('<', 1);
        return next < 0 || line.IndexOf("</", next, StringComparison.Ordinal) == next;
    }

    // A source that is a directory of the image: its packages are read, too.
    private bool HasLocalSource(IFileTree image, ProjectFileCache cache)
    {
        foreach (string directory in flat)
        {
            foreach (string name in NuGetConfigFacts.FileNames)
            {
                string path = TreePath.Child(directory, name);
                if (image.Stat(path).Kind != NodeKind.File) continue;
                if (NuGetConfigFacts.Read(image, cache, path) is not { Error: null } facts) return true;
                foreach (string source in facts.Sources)
                {
                    if (!source.StartsWith("http", StringComparison.OrdinalIgnoreCase)) return true;
                }
            }
        }

        return false;
    }
}
