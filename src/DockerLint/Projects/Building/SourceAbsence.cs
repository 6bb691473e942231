using System;
using System.Collections.Generic;
using DockerLint.Projects.Evaluation;
using PyImportScanner.Files;

namespace DockerLint.Projects.Building;

/// <summary>Source files that the SDK's wildcard takes in the repository and that the image lacks when the project is compiled.</summary>
internal sealed class SourceAbsence
{
    private const int MaximumFiles = 5_000;

    public required StepModel Step { get; init; }

    public required string RepositoryProject { get; init; }

    public required string RepositoryDirectory { get; init; }

    public required string ImageDirectory { get; init; }

    /// <summary>How many are missing.</summary>
    public int Missing => missing.Count;

    /// <summary>One of them, a repository path.</summary>
    public string Example => missing[0];

    /// <summary>None is there.</summary>
    public bool IsWhole => present == 0;

    private readonly List<string> missing = [];
    private int present;
    private bool isUnknown;

    /// <summary>Each project once, at the first command that compiles it.</summary>
    public static List<SourceAbsence> Of(DotNetAnalysis analysis)
    {
        var found = new List<SourceAbsence>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (IReadOnlyList<StepModel> chain in analysis.Chains)
        {
            foreach (StepModel step in chain)
            {
                if (!step.Command.Builds) continue;
                foreach (EvaluatedProject project in step.Projects)
                {
                    if (!Applies(project) || !seen.Add(project.Node.Path)) continue;
                    var absence = new SourceAbsence
                    {
                        Step = step,
                        RepositoryProject = project.RepositoryPath,
                        RepositoryDirectory = TreePath.Parent(project.RepositoryPath),
                        ImageDirectory = TreePath.Parent(project.Node.Path),
                    };
                    absence.Walk(analysis.Build.Repository, project);
                    if (absence is { Missing: > 0, isUnknown: false }) absence.FindElsewhere(Extension(project));
                    if (absence is { Missing: > 0, isUnknown: false }) found.Add(absence);
                }
            }
        }

        return found;
    }

    private static bool Applies(EvaluatedProject project)
    {
        if (project.Node.UnknownBecause is not null || project.Repository.Sdks.Count == 0 || !SdkKinds.TakesSourcesByItself(project.Repository.Sdks[0])) return false;
        MsBuildValue all = project.Repository.Property("EnableDefaultItems"), compile = project.Repository.Property("EnableDefaultCompileItems");
        return all.IsKnown && compile.IsKnown && !IsOff(all) && !IsOff(compile)
            && MsBuildText.Extension(project.Node.Path).ToUpperInvariant() is ".CSPROJ" or ".VBPROJ";
    }

    private static bool IsOff(MsBuildValue value) => MsBuildText.Same(value.Text, "false");

    private void Walk(IFileTree repository, EvaluatedProject project)
    {
        string extension = Extension(project);
        IFileTree image = Step.Step.Image;
        var pending = new Stack<string>();
        pending.Push(RepositoryDirectory);
        int seen = 0;
        var alignment = new Alignment(RepositoryDirectory, ImageDirectory);
        while (pending.Count > 0 && seen < MaximumFiles)
        {
            string directory = pending.Pop();
            string imageDirectory = alignment.ToImage(directory)!;
            DirectoryListing there = repository.List(directory), here = image.List(imageDirectory);
            foreach (DirectoryEntry entry in there.Entries)
            {
                string path = TreePath.Child(directory, entry.Name);
                if (entry.Node.Kind == NodeKind.Directory)
                {
                    if (!IsSkipped(entry.Name, directory)) pending.Push(path);
                }
                else if (entry.Name.EndsWith(extension, StringComparison.OrdinalIgnoreCase) && !IsRemoved(project.Repository, path))
                {
                    seen++;
                    Count(here.Find(entry.Name), path);
                }
            }
        }
    }

    private static string Extension(EvaluatedProject project) => MsBuildText.Same(MsBuildText.Extension(project.Node.Path), ".vbproj") ? ".vb" : ".cs";

    // The wildcard takes a source wherever it lies below the project: a file copied to another place there is not missing.
    private void FindElsewhere(string extension)
    {
        var origins = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<string>();
        pending.Push(ImageDirectory);
        int seen = 0;
        while (pending.Count > 0)
        {
            string directory = pending.Pop();
            DirectoryListing listing = Step.Step.Image.List(directory);
            isUnknown |= listing.UnknownBecause is not null && directory == ImageDirectory;
            foreach (DirectoryEntry entry in listing.Entries)
            {
                if (++seen > MaximumFiles) isUnknown = true;
                if (isUnknown) return;
                if (entry.Node.Kind == NodeKind.Directory) pending.Push(TreePath.Child(directory, entry.Name));
                else if (entry.Node.Origin is { } origin && entry.Name.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) origins.Add(origin);
            }
        }

        present += missing.RemoveAll(origins.Contains);
    }

    private void Count(Node node, string path)
    {
        if (node.Kind == NodeKind.Missing) missing.Add(path);
        else if (node.Kind == NodeKind.Unknown) isUnknown = true;
        else present++;
    }

    // DefaultItemExcludes: bin, obj, and directories whose name begins with a dot.
    private bool IsSkipped(string name, string parent) =>
        name[0] == '.' || (parent == RepositoryDirectory && (MsBuildText.Same(name, "bin") || MsBuildText.Same(name, "obj"))) || name == "node_modules";

    private static bool IsRemoved(ProjectFacts facts, string path)
    {
        foreach (string pattern in facts.CompileRemoves)
        {
            if (pattern == path || (ItemGlob.IsPattern(pattern) && ItemGlob.Matches(pattern, path))) return true;
        }

        return false;
    }
}
