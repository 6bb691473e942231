using System;
using System.Collections.Generic;
using DockerLint.Projects.Evaluation;
using PyImportScanner.Files;

namespace DockerLint.Projects.Commands;

/// <summary>What a command leads to.</summary>
/// <param name="Path">The project or solution, or null.</param>
/// <param name="Problem">Why the command fails at once, a clause with MSBuild's code, or null.</param>
/// <param name="UnknownBecause">Why nobody can say, or null.</param>
public sealed record CommandTarget(string? Path, string? Problem, string? UnknownBecause)
{
    /// <summary>Finds the file as MSBuild does: the named one, or the only one of the directory (XMake.ProcessProjectSwitch).</summary>
    public static CommandTarget Find(IFileTree tree, DotNetCommand command, string directory)
    {
        if (command.TargetUnknownBecause is { } unknown) return new CommandTarget(null, null, unknown);
        string path = command.Target is null ? directory : TreePath.Combine(directory, command.Target.Replace('\\', '/'));
        Node node = tree.Stat(path);
        return node.Kind switch
        {
            NodeKind.Unknown => new CommandTarget(null, null, node.UnknownBecause),
            NodeKind.File when IsProjectOrSolution(path) => new CommandTarget(path, null, null),
            NodeKind.File => new CommandTarget(null, null, "'" + command.Target + "' is no project"),
            NodeKind.Directory => InDirectory(tree, path),
            // A working directory always exists, if empty; what is missing was named.
            _ when command.Target is null => new CommandTarget(null, directory + " holds no project or solution (MSB1003)", null),
            _ => new CommandTarget(null, "'" + command.Target + "' is not there (MSB1009)", null),
        };
    }

    private static CommandTarget InDirectory(IFileTree tree, string directory)
    {
        DirectoryListing listing = tree.List(directory);
        var projects = new List<string>();
        var solutions = new List<string>();
        foreach (DirectoryEntry entry in listing.Entries)
        {
            if (entry.Node.Kind is not (NodeKind.File or NodeKind.Link)) continue;
            string extension = MsBuildText.Extension(entry.Name).ToUpperInvariant();
            if (extension is ".SLN" or ".SLNX" or ".SLNF") solutions.Add(entry.Name);
            else if (extension.EndsWith("PROJ", StringComparison.Ordinal)) projects.Add(entry.Name);
        }

        if (solutions.Count + projects.Count == 1)
            return new CommandTarget(TreePath.Child(directory, solutions.Count == 1 ? solutions[0] : projects[0]), null, null);
        bool isSolutionOfProject = solutions.Count == 1 && projects.Count == 1 && MsBuildText.Same(MsBuildText.Stem(solutions[0]), MsBuildText.Stem(projects[0]));
        if (isSolutionOfProject) return new CommandTarget(TreePath.Child(directory, solutions[0]), null, null);
        if (listing.UnknownBecause is { } unknown) return new CommandTarget(null, null, unknown);
        if (solutions.Count + projects.Count == 0)
            return new CommandTarget(null, directory + " holds no project or solution (MSB1003)", null);
        // Two projects of which one is C++ or a proj: rules of their own, not worth an error.
        bool isPlain = solutions.Count > 1 || solutions.Count == 1 || projects.Count > 2 || projects.TrueForAll(IsDotNetProject);
        return isPlain
            ? new CommandTarget(null, directory + " holds more than one project or solution (MSB1011)", null)
            : new CommandTarget(null, null, directory + " holds more than one project");
    }

    private static bool IsDotNetProject(string name) => MsBuildText.Extension(name).ToUpperInvariant() is ".CSPROJ" or ".FSPROJ" or ".VBPROJ";

    private static bool IsProjectOrSolution(string path)
    {
        string extension = MsBuildText.Extension(TreePath.Name(path)).ToUpperInvariant();
        return extension is ".SLN" or ".SLNX" or ".SLNF" || extension.EndsWith("PROJ", StringComparison.Ordinal);
    }
}
