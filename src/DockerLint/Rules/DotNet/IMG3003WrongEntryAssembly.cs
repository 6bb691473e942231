using System;
using System.Collections.Generic;
using DockerLint.Dockerfiles;
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
        HasFix = true,
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
        if (MayBeThere(target, path)) yield break;
        bool isLibrary = started.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        var produced = new List<string>();
        foreach (Output output in Outputs(analysis, target, TreePath.Parent(path), isLibrary))
        {
            // An output that nobody can name may be the very one.
            if (output.File is not { } file || file == TreePath.Name(path)) yield break;
            if (output.IsAsked && !produced.Contains(file)) produced.Add(file);
        }

        if (produced.Count == 0)
        {
            if (Elsewhere(analysis, target, path, isLibrary) is { } elsewhere) yield return NotHere(analysis, instruction, started, path, elsewhere);
            yield break;
        }

        produced.Remove(NoExecutable);
        string message = "the container starts '" + started + "', but what is published to " + TreePath.Parent(path)
            + (produced.Count > 0 ? " is '" + string.Join("', '", produced) + "'" : " has no executable: UseAppHost is false");
        string? name = produced.Count == 1 ? produced[0] : null;
        yield return At(analysis, instruction, Severity.Error, message) with
        {
            ImagePath = path,
            Fix = name is null ? null : WordFix.Replace(analysis, instruction, started, started.Substring(0, started.Length - TreePath.Name(path).Length) + name, "start " + name, isSafe: true),
        };
    }

    private Finding NotHere(DotNetAnalysis analysis, Instruction instruction, string started, string path, string elsewhere)
    {
        string message = "the container starts '" + path + "', but nothing puts it there: what is published is copied to '" + TreePath.Parent(elsewhere) + "'";
        return At(analysis, instruction, Severity.Error, message) with
        {
            ImagePath = path,
            Fix = WordFix.Replace(analysis, instruction, started, elsewhere, "start " + elsewhere, isSafe: true),
        };
    }

    /// <summary>Where the very assembly is copied that is started at another place; null where the place may hold it all the same.</summary>
    private static string? Elsewhere(DotNetAnalysis analysis, DotNetStage target, string path, bool isLibrary)
    {
        // What the base image holds there, or a step may have put there, is unknown and not missing.
        if (target.Image.Stat(path).Kind != NodeKind.Missing) return null;
        string? found = null;
        for (DotNetStage? stage = target; stage is not null; stage = stage.Base)
        {
            if (stage.RefusedSources.Count > 0 || stage.RunsOthers) return null;
            foreach (StageCopy copy in stage.Copies)
            {
                foreach (StepModel step in analysis.Chain(copy.From))
                {
                    foreach (Output output in Files(step, copy.Source, isLibrary))
                    {
                        if (output.IsAsked && output.File == TreePath.Name(path)) found = TreePath.Child(copy.Destination, output.File);
                    }
                }
            }
        }

        return found;
    }

    // What a publish brings is known to this rule, if not to the simulation; what another step may bring is not.
    private static bool MayBeThere(DotNetStage target, string path)
    {
        // A link that a step made under this name leads to what was published under another one.
        if (target.Image.LinkStat(path).Kind == NodeKind.Link) return true;
        Node node = target.Image.Stat(path);
        return node.Kind switch
        {
            NodeKind.Missing => false,
            NodeKind.Unknown => !DotNetRunInterpreter.IsCause(node.UnknownBecause!),
            _ => true,
        };
    }

    // A script is no assembly: it may be any item that the project copies.
    private static bool IsScript(string name)
    {
        foreach (string extension in Scripts)
        {
            if (name.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static readonly string[] Scripts = [".sh", ".bash", ".cmd", ".js", ".pl", ".ps1", ".py", ".rb"];

    // Options of the host that take a value (dotnet --help, "host-options").
    private static readonly string[] HostOptions = ["--additional-deps", "--additionalprobingpath", "--depsfile", "--fx-version", "--roll-forward", "--runtimeconfig"];

    private static string? Started(IReadOnlyList<string?> words)
    {
        if (words[0] is not { } program) return null;
        if (program is not ("dotnet" or "/usr/bin/dotnet" or "/usr/share/dotnet/dotnet"))
            return (program.StartsWith("./", StringComparison.Ordinal) || program.StartsWith("/", StringComparison.Ordinal)) && !IsScript(program) ? program : null;
        for (int i = 1; i < words.Count; i++)
        {
            if (words[i] is not { } word) return null;
            if (word.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)) return word;
            if (Array.IndexOf(HostOptions, word) >= 0) i++;
            else if (word != "exec" && !word.StartsWith("--", StringComparison.Ordinal)) return null;
        }

        return null;
    }

    /// <summary>What a command writes.</summary>
    /// <param name="File">Its name; null when nobody can say.</param>
    /// <param name="IsAsked">Of the project that the command names, not of one behind it.</param>
    private readonly record struct Output(string? File, bool IsAsked);

    private const string NoExecutable = "";

    private static IEnumerable<Output> Outputs(DotNetAnalysis analysis, DotNetStage target, string directory, bool isLibrary)
    {
        for (DotNetStage? stage = target; stage is not null; stage = stage.Base)
        {
            foreach (StageCopy copy in stage.Copies)
            {
                if (!TreePath.IsAtOrBelow(directory, copy.Destination)) continue;
                IReadOnlyList<StepModel> chain = analysis.Chain(copy.From);
                if (copy.Destination != directory || chain.Count == 0)
                {
                    yield return default;
                    continue;
                }

                foreach (StepModel step in chain)
                {
                    foreach (Output output in Files(step, copy.Source, isLibrary)) yield return output;
                }
            }
        }

        foreach (StepModel step in analysis.Chain(target))
        {
            foreach (Output output in Files(step, directory, isLibrary)) yield return output;
        }
    }

    private static IEnumerable<Output> Files(StepModel step, string directory, bool isLibrary)
    {
        if (!step.Command.Builds && step.Command.Verb != DotNetVerb.Publish) yield break;
        if (step.Command.Output is not { } written || step.Step.Directory is not { } working || step.Command.IsOutputUnknown)
        {
            // Without -o the output lies below bin/, by configuration and framework.
            if (step.Command.IsOutputUnknown || step.Target.Path is null || directory.StartsWith(TreePath.Parent(step.Target.Path), StringComparison.Ordinal)) yield return default;
            yield break;
        }

        string output = TreePath.Combine(working, written);
        if (output != directory)
        {
            if (TreePath.IsAtOrBelow(output, directory) || TreePath.IsAtOrBelow(directory, output)) yield return default;
            yield break;
        }

        if (step.Projects.Count == 0 || step.Step.UnknownBecause is not null) yield return default;
        foreach (EvaluatedProject project in step.Projects) yield return new Output(FileOf(project.Node.Facts, isLibrary), project.Node.From is null);
    }

    private static string? FileOf(ProjectFacts facts, bool isLibrary)
    {
        MsBuildValue name = facts.AssemblyName;
        if (!name.HasText || facts.Errors.Count > 0) return null;
        // A single file, an AOT compilation and a trimmed host change what is there.
        if (isLibrary && (IsPossible(facts, "PublishSingleFile") || IsPossible(facts, "PublishAot"))) return null;
        return isLibrary ? MsBuildText.Unescape(name.Text) + ".dll" : MsBuildText.Same(facts.Property("UseAppHost").Text, "false") ? NoExecutable : MsBuildText.Unescape(name.Text);
    }

    private static bool IsPossible(ProjectFacts facts, string property) => facts.Property(property) is var value && (!value.IsKnown || value.IsTrue);
}
