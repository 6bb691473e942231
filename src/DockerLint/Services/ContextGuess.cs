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

    /// <summary>Compares the Dockerfile's directory and those above it, up to the root; the nearest of those that fit as well is taken.</summary>
    /// <param name="dockerfile">Path of the Dockerfile in the repository.</param>
    /// <param name="build">Simulates the build under a context.</param>
    /// <param name="absent">How many sources a context lacks at least, found without a build.</param>
    /// <param name="copied">How many sources the Dockerfile takes from the context by name.</param>
    /// <param name="starts">Does the start command of a build find its module or file? Decides between contexts under which as much exists.</param>
    public static Result Of(string dockerfile, Func<string, ImageBuild> build, Func<string, int> absent, int copied, Func<ImageBuild, bool> starts)
    {
        List<Candidate> candidates = Candidates(dockerfile, build, absent, starts);
        var likely = new List<Candidate>(candidates);
        likely.Sort(static (a, b) => a.Absent != b.Absent ? a.Absent.CompareTo(b.Absent) : a.Index.CompareTo(b.Index));
        Candidate best = likely[0];
        for (int i = 1; i < likely.Count; i++)
        {
            // From here on every directory lacks more, or is no nearer.
            if (likely[i].Absent > best.Missing || (best.Missing == 0 && best.Starts)) break;
            if (likely[i].IsBetterThan(best)) best = likely[i];
        }

        return new Result(best.Path, best.Build, Evidence(best.Missing, best.Index == 0), IsPoor(best, copied, candidates));
    }

    private static List<Candidate> Candidates(string dockerfile, Func<string, ImageBuild> build, Func<string, int> absent, Func<ImageBuild, bool> starts)
    {
        var candidates = new List<Candidate>();
        for (string directory = TreePath.Parent(dockerfile); ; directory = TreePath.Parent(directory))
        {
            candidates.Add(new Candidate(candidates.Count, directory, absent(directory), build, starts));
            if (directory.Length == 1) return candidates;
        }
    }

    /// <summary>A directory that holds most of what is copied, where every other one lacks much more, is the one that was meant.</summary>
    private static bool IsPoor(Candidate best, int copied, List<Candidate> candidates)
    {
        if (best.Missing == 0) return false;
        // Nothing of what is copied is there: nothing speaks for this directory.
        if (best.Missing >= copied) return true;
        int much = best.Missing + Math.Max(1, best.Missing);
        return candidates.Exists(candidate => candidate != best && candidate.Absent <= much && candidate.Missing <= much);
    }

    /// <summary>A directory that may be the context. The build under it is simulated when it is first asked for.</summary>
    private sealed class Candidate(int index, string path, int absent, Func<string, ImageBuild> build, Func<ImageBuild, bool> starts)
    {
        private readonly Lazy<ImageBuild> simulated = new(() => build(path));
        private int? missing;
        private bool? found;

        /// <summary>How far above the Dockerfile it lies; 0 is its own directory.</summary>
        public int Index => index;

        public string Path => path;

        /// <summary>It lacks at least as many sources.</summary>
        public int Absent => absent;

        public ImageBuild Build => simulated.Value;

        public int Missing => missing ??= MissingSources(Build);

        public bool Starts => found ??= starts(Build);

        public bool IsBetterThan(Candidate other)
        {
            if (Missing != other.Missing) return Missing < other.Missing;
            return Starts != other.Starts ? Starts : index < other.Index;
        }
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
