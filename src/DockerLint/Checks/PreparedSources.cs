using System;
using System.Collections.Generic;
using DockerLint.Dockerfiles;
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

    // The destination may be relative, and a variable may stand in it: the name decides, or the directory where it is whole.
    private static bool Brings(IReadOnlyList<Word> arguments, string source, string imagePath)
    {
        string destination = arguments[arguments.Count - 1].Text.TrimEnd('/');
        string name = TreePath.Name(imagePath);
        if (TreePath.Name("/" + destination) == name || TreePath.Name(source) == name) return true;
        return destination.StartsWith("/", StringComparison.Ordinal) && imagePath.StartsWith(destination + "/", StringComparison.Ordinal);
    }
}
