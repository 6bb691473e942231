using System.Collections.Generic;
using DockerLint.Images.Run;
using DockerLint.Projects.Commands;
using DockerLint.Projects.Evaluation;
using PyImportScanner.Files;

namespace DockerLint.Projects.Building;

/// <summary>
/// What <c>dotnet</c> commands write: <c>bin</c> and <c>obj</c> beside the projects, the output directory, a lock file.
/// Their content is unknown; everything else stays known, so that the commands that follow can be judged.
/// </summary>
public sealed class DotNetRunInterpreter(ProjectFileCache files) : IRunInterpreter
{
    private static readonly HashSet<string> WritesNoProject = new(System.StringComparer.Ordinal)
    {
        "--info", "--version", "--list-sdks", "--list-runtimes", "tool", "nuget", "workload", "dev-certs", "user-secrets", "help", "sdk",
    };

    private const string CauseEnd = "' writes it";

    /// <summary>Is a path unknown because a <c>dotnet</c> command writes it, and for nothing else?</summary>
    internal static bool IsCause(string unknown) => unknown.StartsWith("'dotnet ", System.StringComparison.Ordinal) && unknown.EndsWith(CauseEnd, System.StringComparison.Ordinal);

    /// <inheritdoc/>
    public bool Interpret(RunCommand command, IImageEffects effects)
    {
        if (command.Program != "dotnet" || command.Words.Count < 2) return false;
        if (DotNetCommandParser.Parse(DotNetBuildReader.Words(command)) is not { } parsed)
            return command.Words[1].Value is { } verb && WritesNoProject.Contains(verb) && command.Words.Count < 3;
        if (command.WorkingDirectory is not { } directory) return false;
        string cause = "'" + parsed.Name + CauseEnd;
        if (parsed.IsOutputUnknown) return false;
        if (parsed.Output is { } output) effects.AddUnknown(TreePath.Combine(directory, output), cause);
        CommandTarget target = CommandTarget.Find(effects.Files, parsed, directory);
        if (target.Path is not { } path)
        {
            // It stops at once, or nobody can say which projects it builds: then its directory holds more than is known.
            if (target.UnknownBecause is not null) effects.AddUnknown(directory, cause);
            return true;
        }

        var entries = new List<string> { path };
        if (SolutionFacts.IsSolution(path)) entries = Listed(effects.Files, path);
        ProjectGraph graph = ProjectGraph.Load(effects.Files, files, entries, new GraphOptions { IsRestore = true });
        var written = new HashSet<string>(System.StringComparer.Ordinal);
        foreach (ProjectNode node in graph.Nodes) Outputs(written, node.Facts);
        // A command before this one has written most of it.
        written.RemoveWhere(known => effects.Files.Stat(known).Kind == NodeKind.Unknown);
        effects.AddUnknown([.. written], cause);
        return true;
    }

    private List<string> Listed(IFileTree tree, string path)
    {
        var projects = new List<string>();
        if (SolutionFacts.Read(tree, files, path) is not { } solution) return projects;
        foreach (SolutionProject project in solution.Projects)
        {
            if (tree.Stat(project.Path).Kind == NodeKind.File) projects.Add(project.Path);
        }

        return projects;
    }

    private static void Outputs(HashSet<string> written, ProjectFacts facts)
    {
        string directory = TreePath.Parent(facts.Path);
        written.Add(TreePath.Child(directory, "bin"));
        written.Add(TreePath.Child(directory, "obj"));
        foreach (string name in Redirections)
        {
            if (facts.PropertyPlaces.ContainsKey(name) && facts.Property(name) is { HasText: true } value)
                written.Add(MsBuildText.FullPath(directory, value.Text));
        }

        // UseArtifactsOutput puts everything below artifacts/ beside Directory.Build.props.
        if (facts.Property("UseArtifactsOutput").IsTrue && facts.Import(ImportKind.DirectoryBuildProps) is { } props)
            written.Add(TreePath.Child(TreePath.Parent(props.Path), "artifacts"));
    }

    private static readonly string[] Redirections =
        ["OutputPath", "BaseOutputPath", "OutDir", "PublishDir", "BaseIntermediateOutputPath", "IntermediateOutputPath", "ArtifactsPath", "PackageOutputPath", "SpaRoot"];
}
