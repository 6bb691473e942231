using System;
using System.Collections.Generic;
using DockerLint.Projects;
using DockerLint.Projects.Building;
using DockerLint.Projects.Commands;
using DockerLint.Projects.Evaluation;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Rules.DotNet;

/// <summary>IMG3003: the container starts an assembly that the published project does not produce.</summary>
public sealed class WrongEntryAssemblyRule : DotNetRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG3003",
        Name = "wrong-entry-assembly",
        Title = "ENTRYPOINT or CMD starts an assembly that is not published",
        DefaultSeverity = Severity.Error,
        Rationale = """
            'dotnet publish' names the assembly by AssemblyName, which is the name of the project file unless a property says
            otherwise. ENTRYPOINT ["dotnet", "Api.dll"] for an assembly Acme.Api builds without complaint and fails when the
            container starts: "The command could not be loaded", or "no such file or directory" for an executable.
            """,
        Limits = "Only where the published project and the directory that its output is copied to are known. Linux tells letter cases apart.",
        BadExample = """
            # Dockerfile
            FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
            WORKDIR /src
            COPY . .
            RUN dotnet publish Api/Api.csproj -o /app
            FROM mcr.microsoft.com/dotnet/aspnet:10.0
            WORKDIR /app
            COPY --from=build /app .
            ENTRYPOINT ["dotnet", "Api.dll"]
            # Api/Api.csproj
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><AssemblyName>Acme.Api</AssemblyName></PropertyGroup>
            </Project>
            """,
        GoodExample = """
            # Dockerfile
            FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
            WORKDIR /src
            COPY . .
            RUN dotnet publish Api/Api.csproj -o /app
            FROM mcr.microsoft.com/dotnet/aspnet:10.0
            WORKDIR /app
            COPY --from=build /app .
            ENTRYPOINT ["dotnet", "Acme.Api.dll"]
            """,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DotNetAnalysis analysis)
    {
        if (analysis.Build.Stages.Count == 0) yield break;
        DotNetStage target = analysis.Build.Stages[analysis.Build.Stages.Count - 1];
        if (target.StartCommand is not { Count: > 0 } words || target.StartInstruction is not { } instruction || target.StartDirectory is not { } directory) yield break;
        if (Started(words) is not { } started) yield break;
        string path = TreePath.Combine(directory, started);
        if (Node(target, path) != NodeKind.Missing) yield break;
        var produced = new List<string>();
        foreach (string? file in Outputs(analysis, target, TreePath.Parent(path), started.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)))
        {
            // An output that nobody can name may be the very one.
            if (file is null || file == TreePath.Name(path)) yield break;
            if (!produced.Contains(file)) produced.Add(file);
        }

        if (produced.Count == 0) yield break;
        string message = "the container starts '" + started + "', but what is published to " + TreePath.Parent(path) + " is '" + string.Join("', '", produced) + "'";
        yield return At(analysis, instruction, Severity.Error, message) with { ImagePath = path };
    }

    // What comes from a publish is unknown to a simulation that does not publish: only a file that is there for certain ends it.
    private static NodeKind Node(DotNetStage target, string path) =>
        target.Image.Stat(path).Kind is NodeKind.File or NodeKind.Directory ? NodeKind.File : NodeKind.Missing;

    private static string? Started(IReadOnlyList<string?> words)
    {
        if (words[0] is not { } program) return null;
        if (program is not ("dotnet" or "/usr/bin/dotnet" or "/usr/share/dotnet/dotnet"))
            return program.StartsWith("./", StringComparison.Ordinal) ? program : null;
        for (int i = 1; i < words.Count; i++)
        {
            if (words[i] is not { } word) return null;
            if (word.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)) return word;
            if (word == "exec" || word.StartsWith("--", StringComparison.Ordinal)) continue;
            return null;
        }

        return null;
    }

    private static IEnumerable<string?> Outputs(DotNetAnalysis analysis, DotNetStage target, string directory, bool isLibrary)
    {
        for (DotNetStage? stage = target; stage is not null; stage = stage.Base)
        {
            foreach (StageCopy copy in stage.Copies)
            {
                if (!TreePath.IsAtOrBelow(directory, copy.Destination) && !TreePath.IsAtOrBelow(copy.Destination, directory)) continue;
                IReadOnlyList<StepModel> chain = analysis.Chain(copy.From);
                if (copy.Destination != directory || chain.Count == 0)
                {
                    yield return null;
                    continue;
                }

                foreach (StepModel step in chain)
                {
                    foreach (string? file in Files(step, copy.Source, isLibrary)) yield return file;
                }
            }
        }

        foreach (StepModel step in analysis.Chain(target))
        {
            foreach (string? file in Files(step, directory, isLibrary)) yield return file;
        }
    }

    private static IEnumerable<string?> Files(StepModel step, string directory, bool isLibrary)
    {
        if (!step.Command.Builds && step.Command.Verb != DotNetVerb.Publish) yield break;
        if (step.Command.Output is not { } written || step.Step.Directory is not { } working || step.Command.IsOutputUnknown)
        {
            // Without -o the output lies below bin/, by configuration and framework.
            if (step.Command.IsOutputUnknown || step.Target.Path is null || directory.StartsWith(TreePath.Parent(step.Target.Path), StringComparison.Ordinal)) yield return null;
            yield break;
        }

        string output = TreePath.Combine(working, written);
        if (output != directory)
        {
            if (TreePath.IsAtOrBelow(output, directory) || TreePath.IsAtOrBelow(directory, output)) yield return null;
            yield break;
        }

        if (step.Projects.Count == 0 || step.Step.UnknownBecause is not null) yield return null;
        foreach (EvaluatedProject project in step.Projects) yield return FileOf(project.Node.Facts, isLibrary);
    }

    private static string? FileOf(ProjectFacts facts, bool isLibrary)
    {
        MsBuildValue name = facts.AssemblyName;
        if (!name.HasText || facts.Errors.Count > 0) return null;
        // A single file, an AOT compilation and a trimmed host change what is there.
        if (isLibrary && (IsPossible(facts, "PublishSingleFile") || IsPossible(facts, "PublishAot"))) return null;
        return isLibrary ? MsBuildText.Unescape(name.Text) + ".dll" : MsBuildText.Same(facts.Property("UseAppHost").Text, "false") ? "(no executable: UseAppHost is false)" : MsBuildText.Unescape(name.Text);
    }

    private static bool IsPossible(ProjectFacts facts, string property) => facts.Property(property) is var value && (!value.IsKnown || value.IsTrue);
}
