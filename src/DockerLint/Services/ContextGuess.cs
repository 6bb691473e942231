using System;
using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Images;
using DockerLint.Images.Run;
using PyImportScanner.Files;

namespace DockerLint.Services;

/// <summary>
/// The build context of a Dockerfile about which nothing in the repository speaks: the directory above it under which most
/// of what it copies exists.
/// </summary>
public static class ContextGuess
{
    /// <summary>A guess.</summary>
    /// <param name="Path">The context.</param>
    /// <param name="Build">The build under it.</param>
    /// <param name="Evidence">What speaks for it, a clause.</param>
    /// <param name="IsPoor">Sources are missing under every candidate, and hardly fewer under this one: what is missing proves little.</param>
    public sealed record Result(string Path, ImageBuild Build, string Evidence, bool IsPoor);

    /// <summary>Tries the Dockerfile's directory and those above it, nearest first, up to the root.</summary>
    /// <param name="dockerfile">Path of the Dockerfile in the repository.</param>
    /// <param name="build">Simulates the build under a context.</param>
    /// <param name="copied">How many sources the Dockerfile takes from the context by name.</param>
    /// <param name="starts">Does the start command of a build find its module or file? Decides between contexts under which as much exists.</param>
    public static Result Of(string dockerfile, Func<string, ImageBuild> build, int copied, Func<ImageBuild, bool> starts)
    {
        var candidates = new List<(string Path, ImageBuild Build, int Missing, bool Starts)>();
        for (string directory = TreePath.Parent(dockerfile); ; directory = TreePath.Parent(directory))
        {
            ImageBuild candidate = build(directory);
            int missing = MissingSources(candidate);
            candidates.Add((directory, candidate, missing, starts(candidate)));
            if (directory.Length == 1) break;
        }

        (string Path, ImageBuild Build, int Missing, bool Starts) best = candidates[0];
        foreach ((string Path, ImageBuild Build, int Missing, bool Starts) candidate in candidates)
        {
            if (candidate.Missing < best.Missing || (candidate.Missing == best.Missing && candidate.Starts && !best.Starts)) best = candidate;
        }

        return new Result(best.Path, best.Build, Evidence(best.Missing, best.Path == candidates[0].Path), IsPoor(best.Path, best.Missing, copied, candidates));
    }

    /// <summary>A directory that holds most of what is copied, where every other one lacks much more, is the one that was meant.</summary>
    private static bool IsPoor(string best, int missing, int copied, List<(string Path, ImageBuild Build, int Missing, bool Starts)> candidates)
    {
        if (missing == 0) return false;
        // Nothing of what is copied is there: nothing speaks for this directory.
        if (missing >= copied) return true;
        foreach ((string Path, ImageBuild Build, int Missing, bool Starts) candidate in candidates)
        {
            if (candidate.Path != best && candidate.Missing - missing <= Math.Max(1, missing)) return true;
        }

        return false;
    }

    /// <summary>How many sources a Dockerfile takes from the context by name.</summary>
    public static int CopiedSources(DockerfileSyntax dockerfile)
    {
        int sources = 0;
        foreach (Instruction instruction in dockerfile.Instructions)
        {
            if (instruction.Keyword is "COPY" or "ADD" && instruction.FlagValue("from") is null) sources += Math.Max(0, instruction.Arguments.Count - 1);
        }

        return sources;
    }

    /// <summary>How many sources of COPY, and of RUN's bind mounts, are not in the context.</summary>
    public static int MissingSources(ImageBuild build)
    {
        int missing = 0;
        foreach (BuildProblem problem in build.Problems)
        {
            if (problem.Kind == BuildProblemKind.CopySourceMissing && problem.RepositoryPath is not null) missing++;
        }

        foreach (BuiltStage stage in build.Stages)
        {
            foreach (RunStep run in stage.Runs)
            {
                foreach (RunMount mount in run.Mounts) missing += mount.IsSourceMissing ? 1 : 0;
            }
        }

        return missing;
    }

    private static string Evidence(int missing, bool isOwnDirectory) => missing > 0
        ? "guessed: the directory under which most of what the Dockerfile copies exists"
        : isOwnDirectory ? "guessed: the Dockerfile's directory" : "guessed: the directory under which everything that the Dockerfile copies exists";
}
