using System;
using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Files;
using DockerLint.Images;
using PyImportScanner.Files;

namespace DockerLint.Checks;

/// <summary>Sources of COPY that the repository lacks because a step before the build makes them: what they bring into the image is there all the same.</summary>
internal static class PreparedSources
{
    /// <summary>The source that would bring a path of the image, when it is made before the build; null where none is.</summary>
    public static string? Of(ServiceModel service, string imagePath)
    {
        foreach (BuildProblem problem in service.Build.Problems)
        {
            if (problem.Kind != BuildProblemKind.CopySourceMissing || problem.RepositoryPath is not { } source || problem.Instruction is not { Arguments.Count: > 1 } instruction) continue;
            if (Brings(instruction.Arguments, source, imagePath) && (service.PreparationOf(source) is not null || service.IsMadeElsewhere(source))) return TreePath.Display(source);
        }

        return null;
    }

    /// <summary>
    /// The file that would stand at a path of the image were it in the repository: COPY takes all of its directory, or all that a wildcard
    /// matches, and git ignores it, or something makes it. Null where none is.
    /// </summary>
    /// <param name="service">The service.</param>
    /// <param name="imagePath">A clean path of the image.</param>
    /// <param name="workingDirectory">Where the command runs; null where nobody knows.</param>
    public static string? Neighbour(ServiceModel service, string imagePath, string? workingDirectory)
    {
        if (workingDirectory is null) return null;
        foreach (Instruction instruction in service.Dockerfile.Instructions)
        {
            if (instruction.Keyword is not ("COPY" or "ADD") || instruction.FlagValue("from") is not null || instruction.Arguments.Count < 2) continue;
            string destination = TreePath.Combine(workingDirectory, instruction.Arguments[instruction.Arguments.Count - 1].Text);
            if (destination == imagePath || !TreePath.IsAtOrBelow(imagePath, destination)) continue;
            for (int i = 0; i < instruction.Arguments.Count - 1; i++)
            {
                string source = TreePath.Combine(service.ContextPath, instruction.Arguments[i].Text.TrimStart('/'));
                if (Copied(service, source, TreePath.Relative(imagePath, destination)) is { } candidate && service.IsMadeElsewhere(candidate) && IsSent(service, candidate))
                    return candidate;
            }
        }

        return null;
    }

    /// <summary>The path, as people read it, where a line of the repository says that it is made before the build; null else.</summary>
    public static string? Made(ServiceModel service, string? path) => path is not null && service.PreparationOf(path) is not null ? TreePath.Display(path) : null;

    // What of a directory, or of the matches of a wildcard, has the name that is looked for.
    private static string? Copied(ServiceModel service, string source, string relative)
    {
        if (!FilePathMatch.HasWildcard(source)) return service.Session.Directories.Stat(source).Kind == NodeKind.Directory ? TreePath.Combine(source, relative) : null;
        string candidate = TreePath.Child(TreePath.Parent(source), relative);
        return FilePathMatch.IsMatch(source, candidate, out _) ? candidate : null;
    }

    private static bool IsSent(ServiceModel service, string path) =>
        !TreePath.IsAtOrBelow(path, service.ContextPath) || !service.Build.Context.Ignore.Decide(TreePath.Relative(path, service.ContextPath)).IsLeftOut;

    // The destination may be relative, and a variable may stand in it: the name decides, or the directory where it is whole.
    private static bool Brings(IReadOnlyList<Word> arguments, string source, string imagePath)
    {
        string destination = arguments[arguments.Count - 1].Text.TrimEnd('/');
        string name = TreePath.Name(imagePath);
        if (TreePath.Name("/" + destination) == name || TreePath.Name(source) == name) return true;
        return destination.StartsWith("/", StringComparison.Ordinal) && imagePath.StartsWith(destination + "/", StringComparison.Ordinal);
    }
}
