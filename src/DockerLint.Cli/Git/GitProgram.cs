using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using DockerLint.Cli.Processes;

namespace DockerLint.Cli.Git;

/// <summary>
/// Starts git on one repository, with everything switched off that would run what the repository names: hooks, file system
/// monitors, external diffs, pagers, editors, prompts. Arguments are lists; what a user or a stranger wrote stands behind
/// <c>--end-of-options</c> or <c>--</c>.
/// </summary>
internal sealed class GitProgram
{
    private const string Hint = "dockerlint reads commits through it";

    // git-config(1): each of these may name a program, or make git write.
    private static readonly string[] Hardening =
    [
        "--no-pager", "--literal-pathspecs",
        "-c", "core.fsmonitor=", "-c", "core.hooksPath=/dev/null", "-c", "core.pager=cat", "-c", "diff.external=",
        "-c", "core.quotePath=false", "-c", "core.untrackedCache=false", "-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "log.showSignature=false",
        "-c", "diff.renameLimit=2000", "-c", "diff.ignoreSubmodules=dirty",
    ];

    private readonly string directory;
    private readonly Dictionary<string, string?> environment;

    /// <summary>Git as it sees <paramref name="directory"/>.</summary>
    /// <param name="directory">An existing directory, absolute.</param>
    /// <param name="environment">Variables to set or (null) to remove.</param>
    public GitProgram(string directory, IReadOnlyDictionary<string, string?>? environment = null)
    {
        this.directory = directory;
        this.environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["GIT_OPTIONAL_LOCKS"] = "0",
            ["GIT_TERMINAL_PROMPT"] = "0",
            ["GIT_PAGER"] = "cat",
            ["GIT_EXTERNAL_DIFF"] = null,
            ["GIT_TRACE"] = null,
            ["LC_ALL"] = "C",
        };
        foreach (KeyValuePair<string, string?> pair in environment ?? new Dictionary<string, string?>()) this.environment[pair.Key] = pair.Value;
    }

    /// <summary>Runs git and gives back what came of it, whatever the exit code.</summary>
    /// <exception cref="UsageException">There is no git.</exception>
    public ProcessResult Run(params IReadOnlyList<string> arguments) => Run(arguments, reader: null);

    /// <summary>Runs git and lets <paramref name="reader"/> take its output while it comes.</summary>
    public ProcessResult Run(IReadOnlyList<string> arguments, Action<Stream>? reader, TimeSpan? timeout = null) =>
        ProcessRunner.Run(new ProcessRequest("git", [.. Hardening, .. arguments])
        {
            WorkingDirectory = directory,
            Environment = environment,
            ReadOutput = reader,
            OutputLimit = 1 << 30,
            Timeout = timeout,
            MissingHint = Hint,
        });

    /// <summary>Starts a git that is asked over its standard input until it is closed.</summary>
    public Process Start(params IReadOnlyList<string> arguments)
    {
        string git = ProgramFinder.Find("git") ?? throw new UsageException("git is not installed, or not on PATH: " + Hint);
        var start = new ProcessStartInfo(git, [.. Hardening, .. arguments])
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            CreateNoWindow = true,
        };
        foreach ((string name, string? value) in environment) start.Environment[name] = value;
        return Process.Start(start) ?? throw new UsageException("git cannot be started");
    }
}
