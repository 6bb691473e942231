using System;
using System.Collections.Generic;
using DockerLint.Fixing;
using DockerLint.Images.Copying;
using DockerLint.Projects;
using DockerLint.Projects.Building;
using DockerLint.Projects.Commands;
using DockerLint.Projects.Evaluation;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Rules.DotNet;

/// <summary>IMG5006: the path that a dotnet command is given leads to no project (MSB1003, MSB1009, MSB1011), or its output is looked for elsewhere.</summary>
public sealed class WrongProjectPathRule : DotNetRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG5006",
        Name = "wrong-project-path",
        Title = "A dotnet command finds no project, or its output is looked for elsewhere",
        DefaultSeverity = Severity.Error,
        HasFix = true,
        Rationale = """
            The command stops with MSB1009 when the project it is given is not there, with MSB1003 when its directory holds none,
            and with MSB1011 when it holds more than one. A COPY --from of another directory than the one that -o names fails
            with "not found".
            """,
        BadExample = """
            # Dockerfile
            FROM mcr.microsoft.com/dotnet/sdk:10.0
            WORKDIR /src
            COPY Api/ Api/
            RUN dotnet publish Web/Web.csproj
            # Api/Api.csproj
            <Project Sdk="Microsoft.NET.Sdk.Web" />
            """,
        GoodExample = """
            # Dockerfile
            FROM mcr.microsoft.com/dotnet/sdk:10.0
            WORKDIR /src
            COPY Api/ Api/
            RUN dotnet publish Api/Api.csproj
            """,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DotNetAnalysis analysis)
    {
        var told = new HashSet<StepModel>();
        foreach (IReadOnlyList<StepModel> chain in analysis.Chains)
        {
            var causes = new HashSet<string>(StringComparer.Ordinal);
            foreach (StepModel step in chain)
            {
                if (step.Target.Problem is not { } problem || MayComeWithRefusedCopy(chain, step)) continue;
                // What lacks the same project once more is no second cause.
                string path = Looked(step);
                bool isFirst = causes.Add(TreePath.Name(path)) & causes.Add(step.Command.Target is null ? path : TreePath.Parent(path));
                if (told.Add(step) && isFirst) yield return NoProject(analysis, step, path, problem);
            }
        }

        foreach (DotNetStage stage in analysis.Build.Stages)
        {
            foreach (StageCopy copy in stage.Copies)
            {
                if (OutputElsewhere(analysis, copy) is { } finding) yield return finding;
            }
        }
    }

    private static string Looked(StepModel step)
    {
        string directory = step.Step.Directory ?? TreePath.Root;
        return step.Command.Target is { } target ? TreePath.Combine(directory, target.Replace('\\', '/')) : directory;
    }

    // A COPY that is refused is told as such; what it should have brought is no second finding.
    private static bool MayComeWithRefusedCopy(IReadOnlyList<StepModel> chain, StepModel step)
    {
        string wanted = TreePath.Name(Looked(step));
        foreach (StepModel other in chain)
        {
            foreach (string source in other.Stage.RefusedSources)
            {
                string name = TreePath.Name(TreePath.Clean(source));
                if (name == wanted || name.IndexOf('*') >= 0 || name.IndexOf('.') < 0) return true;
            }
        }

        return false;
    }

    private Finding NoProject(DotNetAnalysis analysis, StepModel step, string path, string problem)
    {
        string message = "'" + step.Command.Name + "' in " + StageOf(step) + " fails: " + problem;
        string? unknown = analysis.Build.IsContextOpen ? "nothing names the build context" : null;
        // Where the context holds what the command names, a COPY is forgotten.
        if (step.Command.Target is { } target && TreePath.Combine(analysis.Build.ContextPath, target.Replace('\\', '/')) is var repositoryPath
            && repositoryPath != analysis.Build.ContextPath && analysis.Build.Repository.Stat(repositoryPath) is { Kind: NodeKind.File or NodeKind.Directory } node)
        {
            bool isFile = node.Kind == NodeKind.File;
            var copy = new MissingPath(isFile ? TreePath.Parent(repositoryPath) : repositoryPath, isFile ? TreePath.Parent(path) : path, IsDirectory: true);
            return Missing(analysis, step, new Absent(new MissingPath(repositoryPath, path, !isFile), Severity.Error, ", which fails (MSB1009)") { UnknownBecause = unknown, Copy = copy });
        }

        return At(analysis, step, Severity.Error, message, unknown) with { ImagePath = path, Fix = NearestPath(analysis, step, path) };
    }

    // The project that the stage has under nearly the same name.
    private static Fix? NearestPath(DotNetAnalysis analysis, StepModel step, string path)
    {
        if (step.Command.Target is not { } target || target.IndexOf('\\') >= 0 || NearestName.Of(step.Step.Image, path) is not { } nearest) return null;
        if (step.Step.Image.Stat(nearest).Kind != NodeKind.File || !nearest.EndsWith(target.Substring(Math.Max(0, target.Length - 4)), StringComparison.OrdinalIgnoreCase)) return null;
        string written = target.StartsWith("/", StringComparison.Ordinal) ? nearest
            : (target.StartsWith("./", StringComparison.Ordinal) ? "./" : "") + TreePath.Relative(nearest, step.Step.Directory!);
        return WordFix.Replace(analysis, step.Step.Instruction, target, written, "name " + written, isSafe: false);
    }

    // Certain only where every output directory is known and the stage has nothing at the source.
    private Finding? OutputElsewhere(DotNetAnalysis analysis, StageCopy copy)
    {
        Node node = copy.From.Image.Stat(copy.Source);
        if (node.Kind != NodeKind.Missing && !(node.Kind == NodeKind.Unknown && DotNetRunInterpreter.IsCause(node.UnknownBecause!))) return null;
        for (DotNetStage? at = copy.From; at is not null; at = at.Base)
        {
            if (at.RunsOthers) return null;
        }

        if (OtherFramework(analysis, copy) is { } finding) return finding;
        if (node.Kind != NodeKind.Missing) return null;
        string? elsewhere = null;
        foreach (StepModel step in analysis.Chain(copy.From))
        {
            if (!step.Command.Builds || step.Command.IsOutputUnknown || step.Step.Directory is not { } directory) return null;
            if (step.Target.Path is null) return null;
            string output = step.Command.Output is { } written
                ? TreePath.Combine(directory, written)
                : TreePath.Child(TreePath.Parent(step.Target.Path), "bin");
            if (TreePath.IsAtOrBelow(copy.Source, output) || TreePath.IsAtOrBelow(output, copy.Source)) return null;
            if (copy.Source.StartsWith(TreePath.Parent(step.Target.Path), StringComparison.Ordinal) && step.Command.Output is null) return null;
            if (step.Command.Output is not null) elsewhere = output;
        }

        return elsewhere is null ? null : At(analysis, copy.Instruction, Severity.Error,
            "'" + copy.Source + "' is not in " + StageOf(copy.From) + ": the output of its dotnet command goes to '" + elsewhere + "'") with
        {
            ImagePath = copy.Source,
            Fix = WordFix.Replace(analysis, copy.Instruction, copy.Source, elsewhere, "copy " + elsewhere, isSafe: false),
        };
    }

    // bin/Release/net8.0/publish of a project that is built for net10.0 by now: what an upgrade leaves behind.
    private Finding? OtherFramework(DotNetAnalysis analysis, StageCopy copy)
    {
        string? message = null, by = null;
        foreach (StepModel step in analysis.Chain(copy.From))
        {
            if (!step.Command.Builds && step.Command.Verb != DotNetVerb.Publish) continue;
            if (step.Step.UnknownBecause is not null || step.Projects.Count == 0) return null;
            foreach (EvaluatedProject project in step.Projects)
            {
                string bin = TreePath.Child(TreePath.Parent(project.Node.Path), "bin");
                if (copy.Source == bin || !TreePath.IsAtOrBelow(copy.Source, bin)) continue;
                string[] parts = TreePath.Relative(copy.Source, bin).Split('/');
                if (parts.Length < 2 || Frameworks.Parse(parts[1]) is null || IsRedirected(step, project.Node.Facts)) return null;
                IReadOnlyList<string>? made = step.Command.Framework is { } given ? [given] : project.Node.Facts.Frameworks;
                if (made is not { Count: 1 } || MsBuildText.Same(made[0], parts[1]) || MsBuildText.Same(project.Node.Framework ?? made[0], parts[1])) return null;
                message = "'" + copy.Source + "' is not in " + StageOf(copy.From) + ": " + Quote(project.RepositoryPath) + " is built for " + made[0] + ", not " + parts[1];
                parts[1] = made[0];
                by = TreePath.Child(bin, string.Join("/", parts));
            }
        }

        return message is null ? null : At(analysis, copy.Instruction, Severity.Error, message) with
        {
            ImagePath = copy.Source,
            Fix = WordFix.Replace(analysis, copy.Instruction, copy.Source, by!, "copy " + by, isSafe: false),
        };
    }

    private static bool IsRedirected(StepModel step, ProjectFacts facts)
    {
        foreach (string name in Redirections)
        {
            if (facts.PropertyPlaces.ContainsKey(name) || step.Command.Properties.ContainsKey(name) || step.Step.Environment?.Invoke(name) is not null) return true;
        }

        return facts.Errors.Count > 0;
    }

    private static readonly string[] Redirections =
        ["OutputPath", "BaseOutputPath", "OutDir", "PublishDir", "ArtifactsPath", "UseArtifactsOutput", "AppendTargetFrameworkToOutputPath"];
}
