using System;
using System.Collections.Generic;
using DockerLint.Cli.Containers;
using DockerLint.Images;
using DockerLint.Smoke;

namespace DockerLint.Cli.Smoke;

/// <summary>Which program in an image is its Python.</summary>
internal static class Interpreters
{
    /// <summary>What a container is started with before anything is known of its image.</summary>
    public const string Default = "python3";

    private const int MostCandidates = 16;

    /// <summary>
    /// The likeliest, from the start command alone: the interpreter it names, the one beside the program it names by an absolute
    /// path, else <c>python3</c>, which a virtual environment on PATH provides, too. Where the console script says otherwise, the
    /// bootstrap changes over inside the container.
    /// </summary>
    public static string Guess(ImageConfig config)
    {
        foreach (ImageCommand? command in new[] { config.Entrypoint, config.Cmd })
        {
            if (command is null) continue;
            IReadOnlyList<string> words = command.ShellText is { } text ? text.Split(' ', StringSplitOptions.RemoveEmptyEntries) : command.Words;
            foreach (string word in words)
            {
                string name = word[(word.LastIndexOf('/') + 1)..];
                if (IsPython(name)) return word;
            }

            if (words.Count > 0 && words[0].EndsWith("/bin/" + words[0][(words[0].LastIndexOf('/') + 1)..], StringComparison.Ordinal) && !IsSystem(words[0]))
                return words[0][..(words[0].LastIndexOf('/') + 1)] + Default;
        }

        return Default;
    }

    /// <summary>Finds one by looking, where the guess was wrong: reads the container's files, starts nothing.</summary>
    /// <returns>Its path, or null: the image has no Python in any usual place.</returns>
    public static string? Search(IContainerEngine engine, string image, ImageFacts facts, SmokePlan plan, System.Threading.CancellationToken cancellation)
    {
        string container = engine.Create(SmokeContainer.Unstarted(image), cancellation);
        try
        {
            foreach (string candidate in Candidates(facts, plan))
            {
                bool isFile = false;
                if (engine.CopyOut(container, candidate, stream => isFile = stream.ReadByte() >= 0, followLink: true, cancellation) && isFile) return candidate;
            }

            return null;
        }
        finally
        {
            engine.Remove(container);
        }
    }

    private static List<string> Candidates(ImageFacts facts, SmokePlan plan)
    {
        var all = new List<string>();
        void Add(string directory, string name)
        {
            string path = directory.TrimEnd('/') + "/" + name;
            if (directory.StartsWith('/') && !all.Contains(path) && all.Count < MostCandidates) all.Add(path);
        }

        foreach (SmokeJob job in plan.Jobs)
        {
            if (job.Entry.Program.LastIndexOf('/') is var slash and > 0) Add(job.Entry.Program[..slash], "python");
        }

        Add("/opt/venv/bin", "python");
        Add((facts.WorkingDirectory.Length == 0 ? "" : facts.WorkingDirectory) + "/.venv/bin", "python");
        Add("/app/.venv/bin", "python");
        string path = facts.Environment.TryGetValue("PATH", out string? value) ? value : ImageConfig.DefaultPath;
        foreach (string directory in path.Split(':'))
        {
            Add(directory, "python3");
            Add(directory, "python");
        }

        return all;
    }

    private static bool IsSystem(string program) =>
        program.StartsWith("/bin/", StringComparison.Ordinal) || program.StartsWith("/usr/bin/", StringComparison.Ordinal) || program.StartsWith("/usr/local/bin/", StringComparison.Ordinal);

    private static bool IsPython(string name)
    {
        if (!name.StartsWith("python", StringComparison.Ordinal) && !name.StartsWith("pypy", StringComparison.Ordinal)) return false;
        foreach (char c in name.AsSpan(name[1] == 'y' && name[2] == 't' ? "python".Length : "pypy".Length))
        {
            if (c is not ((>= '0' and <= '9') or '.')) return false;
        }

        return true;
    }
}
