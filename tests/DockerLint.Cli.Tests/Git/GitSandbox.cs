using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;

namespace DockerLint.Cli.Tests.Git;

/// <summary>A repository of its own for one test, made by the real git.</summary>
internal sealed class GitSandbox : IDisposable
{
    private readonly TemporaryDirectory directory;
    private long clock = 1_700_000_000;

    public GitSandbox(string? initialBranch = "main")
    {
        directory = new TemporaryDirectory();
        Run("init", "--quiet", "--initial-branch=" + initialBranch);
    }

    public string Path => directory.Path;

    /// <summary>Writes a file; its directories come with it.</summary>
    public GitSandbox Write(string path, string text)
    {
        string file = System.IO.Path.Combine(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return this;
    }

    public GitSandbox Delete(string path)
    {
        File.Delete(System.IO.Path.Combine(Path, path));
        return this;
    }

    public GitSandbox Move(string from, string to)
    {
        string target = System.IO.Path.Combine(Path, to);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
        File.Move(System.IO.Path.Combine(Path, from), target);
        return this;
    }

    /// <summary>Commits all that is there, an hour after the last commit; the id.</summary>
    public string Commit(string message = "change")
    {
        clock += 3600;
        Run("add", "--all");
        Run("commit", "--quiet", "--allow-empty", "--message", message);
        return Run("rev-parse", "HEAD").Trim();
    }

    /// <summary>Runs git as nobody in particular.</summary>
    public string Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in Identity()) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException("git " + string.Join(' ', arguments) + ": " + error);
    }

    public void Dispose() => directory.Dispose();

    private Dictionary<string, string> Identity()
    {
        string time = FormattableString.Invariant($"{clock} +0000");
        return new Dictionary<string, string>
        {
            ["GIT_AUTHOR_NAME"] = "Ada", ["GIT_AUTHOR_EMAIL"] = "ada@example.org", ["GIT_AUTHOR_DATE"] = time,
            ["GIT_COMMITTER_NAME"] = "Ada", ["GIT_COMMITTER_EMAIL"] = "ada@example.org", ["GIT_COMMITTER_DATE"] = time,
            ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["GIT_CONFIG_SYSTEM"] = "/dev/null",
        };
    }
}
