using System;
using System.Collections.Generic;
using System.IO;
using DockerLint.Dockerfiles;

namespace DockerLint.Cli.Facts;

/// <summary>Where the repository of a project begins, when nobody names it.</summary>
internal static class RepositoryRoot
{
    // Dockerfiles of projects name paths from the directory of the solution, which is seldom further up.
    private const int MaximumLevels = 3;

    /// <summary>
    /// The directory with <c>.git</c>; without one the directory that holds everything the build of the project reads, or that
    /// one above it under which more of the sources exist that the Dockerfile copies.
    /// </summary>
    /// <param name="dockerfile">The Dockerfile.</param>
    /// <param name="others">Further paths that the build reads.</param>
    public static string Of(string dockerfile, IEnumerable<string> others)
    {
        string start = Path.GetDirectoryName(Path.GetFullPath(dockerfile))!;
        for (string? directory = start; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (Path.Exists(Path.Combine(directory, ".git"))) return directory;
        }

        string common = start;
        foreach (string other in others) common = Common(common, Path.GetFullPath(other));
        return BestFit(common, Sources(dockerfile));
    }

    private static string BestFit(string common, List<string> sources)
    {
        string best = common, candidate = common;
        int most = Fitting(common, sources);
        for (int level = 0; level < MaximumLevels && most < sources.Count; level++)
        {
            // The root of the disk is nobody's repository.
            if (Path.GetDirectoryName(candidate) is not { } above || Path.GetDirectoryName(above) is null) break;
            candidate = above;
            int fitting = Fitting(candidate, sources);
            if (fitting > most) (best, most) = (candidate, fitting);
        }

        return best;
    }

    private static int Fitting(string directory, List<string> sources)
    {
        int count = 0;
        foreach (string source in sources)
        {
            if (Path.Exists(Path.Combine(directory, source))) count++;
        }

        return count;
    }

    private static List<string> Sources(string dockerfile)
    {
        var sources = new List<string>();
        if (!File.Exists(dockerfile) || new FileInfo(dockerfile).Length is 0 or > 1 << 20) return sources;
        foreach (Instruction instruction in DockerfileParser.Parse("/Dockerfile", File.ReadAllBytes(dockerfile)).Instructions)
        {
            if (instruction.Keyword != "COPY" || instruction.FlagValue("from") is not null || CopyArguments.Of(instruction) is not { } arguments) continue;
            foreach (Word source in arguments.Sources)
            {
                string text = source.Text.TrimStart('/');
                // Wildcards and variables fit everywhere; so does the context itself.
                if (text.Length > 0 && text != "." && text != "./" && text.IndexOfAny(['*', '?', '[', '$']) < 0 && !text.Contains("..", StringComparison.Ordinal)) sources.Add(text);
            }
        }

        return sources;
    }

    private static string Common(string directory, string path)
    {
        string? at = directory;
        while (at is not null && !path.StartsWith(Path.EndsInDirectorySeparator(at) ? at : at + Path.DirectorySeparatorChar, StringComparison.Ordinal)) at = Path.GetDirectoryName(at);
        // Above the disk's root there is nothing in common; and with the root alone nothing is.
        return at is null || Path.GetDirectoryName(at) is null ? directory : at;
    }
}
