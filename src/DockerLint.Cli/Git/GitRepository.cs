using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using DockerLint.Cli.Files;
using DockerLint.Cli.Processes;

namespace DockerLint.Cli.Git;

/// <summary>
/// A git repository, read without a checkout and without running anything that it names. Paths are those of ROOT: what lies
/// outside of it, in a larger work tree, is not seen.
/// </summary>
/// <remarks>Everything asked of git with a text from outside is either one line to <c>cat-file --batch</c> or stands behind
/// <c>--end-of-options</c>. Safe for concurrent use.</remarks>
internal sealed class GitRepository : IDisposable
{
    private readonly GitProgram git;
    private readonly GitObjects objects;
    private readonly string prefix;

    private GitRepository(GitProgram git, string prefix, bool isShallow, bool isBare)
    {
        this.git = git;
        this.prefix = prefix;
        IsShallow = isShallow;
        IsBare = isBare;
        objects = new GitObjects(git, (int)DiskFileTree.MaximumFileSize);
        Changes = new GitChanges(git, prefix);
        History = new GitHistory(git, objects, prefix);
    }

    /// <summary>History is cut off: a clone with <c>--depth</c>.</summary>
    public bool IsShallow { get; }

    /// <summary>There is no work tree.</summary>
    public bool IsBare { get; }

    /// <summary>Files that differ between two states.</summary>
    public GitChanges Changes { get; }

    /// <summary>Commits and how they hang together.</summary>
    public GitHistory History { get; }

    /// <summary>The repository that holds a directory.</summary>
    /// <exception cref="UsageException">There is no git, no repository, or git refuses to read it; one line says which and what to do.</exception>
    public static GitRepository Open(string root)
    {
        string directory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        Dictionary<string, string?> environment = GitEnvironment.For(directory);
        var git = new GitProgram(directory, environment);
        ProcessResult result = git.Run("rev-parse", "--is-bare-repository", "--is-shallow-repository", "--is-inside-work-tree", "--show-prefix");
        if (!result.Succeeded) throw new UsageException(Refusal(root, result));
        string[] lines = result.Text.Split('\n');
        bool isInside = lines.Length > 2 && lines[2] == "true";
        string prefix = isInside && lines.Length > 3 ? lines[3].TrimEnd('/') : "";
        return new GitRepository(git, prefix, isShallow: lines.Length > 1 && lines[1] == "true", isBare: !isInside);
    }

    /// <summary>Is a directory in the work tree of some repository? Starts nothing.</summary>
    public static bool IsAt(string root)
    {
        if (Environment.GetEnvironmentVariable("GIT_DIR") is { Length: > 0 }) return true;
        for (string? directory = Path.GetFullPath(root); directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (Path.Exists(Path.Combine(directory, ".git"))) return true;
        }

        return false;
    }

    /// <summary>The files of a commit below ROOT.</summary>
    /// <param name="commit">The id of a commit, as <see cref="GitHistory.Resolve"/> gives it.</param>
    public GitFileTree Tree(string commit)
    {
        var entries = new List<GitEntry>();
        List<string> arguments = ["ls-tree", "-r", "-t", "-z", "--full-tree", "--end-of-options", commit];
        if (prefix.Length > 0) arguments.Add(prefix + "/");
        Check(git.Run(arguments, output => GitRecords.Read(output, record => AddTreeEntry(record, entries))), "ls-tree");
        return new GitFileTree(objects, entries);
    }

    /// <summary>The files of a commit below ROOT, read when they are asked for; null where ROOT is not there in that commit.</summary>
    /// <param name="commit">The id of a commit.</param>
    /// <param name="relative">A commit of which most directories are the same: those are not read again.</param>
    public GitLazyTree? LazyTree(string commit, GitFileTree? relative = null)
    {
        string name = prefix.Length == 0 ? commit + "^{tree}" : commit + ":" + prefix;
        return objects.Find(name) is { Type: "tree" } tree ? new GitLazyTree(objects, tree.Id, relative) : null;
    }

    /// <summary>The content of a blob; null where it is missing or too large.</summary>
    public byte[]? Blob(string id) => objects.Blob(id);

    /// <summary>
    /// The files of the index below ROOT: what the next commit would hold. Of a path in conflict, our side.
    /// </summary>
    public GitFileTree Index()
    {
        var entries = new List<GitEntry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        List<string> arguments = ["ls-files", "--stage", "-z", "--full-name", "--"];
        Check(git.Run(arguments, output => GitRecords.Read(output, record => AddIndexEntry(record, entries, seen))), "ls-files");
        return new GitFileTree(objects, entries);
    }

    /// <summary>The content of an object by name, as <c>HEAD:path</c>; null where there is none.</summary>
    public GitObject? Find(string name) => objects.Find(name);

    /// <summary>Runs <c>git fetch</c> of one commit from the remote that the repository has; null when it worked, otherwise why not.</summary>
    /// <param name="commit">Hexadecimal digits, or the name of a branch.</param>
    /// <param name="depth">How many commits; 0 for all that are missing.</param>
    public string? Fetch(string commit, int depth)
    {
        if (commit.Length == 0 || commit[0] == '-' || commit.AsSpan().IndexOfAny("\n\r\0: ") >= 0) return "it is no name of a commit";
        List<string> arguments = ["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-auto-maintenance"];
        if (depth > 0) arguments.Add(FormattableString.Invariant($"--depth={depth}"));
        else if (IsShallow) arguments.Add("--unshallow");
        arguments.AddRange(["--end-of-options", "origin", commit]);
        ProcessResult result = git.Run(arguments, reader: null, TimeSpan.FromMinutes(2));
        if (result.Succeeded) return null;
        return result.Ending == ProcessEnding.TimedOut ? "it took more than two minutes" : Said(result) is { Length: > 0 } said ? said : "git fetch failed";
    }

    public void Dispose() => objects.Dispose();

    /// <summary>Throws what git said, in one line, when it failed.</summary>
    internal static void Check(ProcessResult result, string what)
    {
        if (result.Succeeded) return;
        throw new UsageException("git " + what + " failed: " + (Said(result) is { Length: > 0 } said ? said : FormattableString.Invariant($"exit code {result.ExitCode}")));
    }

    // The first line that git calls fatal tells the cause; advice follows it.
    private static string Said(ProcessResult result)
    {
        foreach (string line in result.Error.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith("fatal: ", StringComparison.Ordinal)) return line["fatal: ".Length..];
        }

        return result.LastErrorLine;
    }

    private static string Refusal(string root, ProcessResult result)
    {
        string said = result.Error;
        if (said.Contains("dubious ownership", StringComparison.Ordinal))
            return root + " belongs to another user, so git does not read it; git config --global --add safe.directory " + Path.GetFullPath(root) + " allows it";
        if (said.Contains("not a git repository", StringComparison.OrdinalIgnoreCase)) return root + " is not in a git repository";
        return "git cannot read the repository of " + root + ": " + Said(result);
    }

    // "<mode> SP <type> SP <id> TAB <path>"
    private void AddTreeEntry(ReadOnlySpan<byte> record, List<GitEntry> entries)
    {
        int tab = record.IndexOf((byte)'\t');
        if (tab < 0) return;
        ReadOnlySpan<byte> head = record[..tab];
        int first = head.IndexOf((byte)' '), last = head.LastIndexOf((byte)' ');
        if (first < last && Below(record[(tab + 1)..]) is { } path) entries.Add(new GitEntry(Mode(head[..first]), Encoding.ASCII.GetString(head[(last + 1)..]), path));
    }

    // "<mode> SP <id> SP <stage> TAB <path>"
    private void AddIndexEntry(ReadOnlySpan<byte> record, List<GitEntry> entries, HashSet<string> seen)
    {
        int tab = record.IndexOf((byte)'\t');
        if (tab < 0) return;
        string[] head = Encoding.ASCII.GetString(record[..tab]).Split(' ');
        if (head.Length != 3 || head[2] is "1" or "3" || Below(record[(tab + 1)..]) is not { } path || !seen.Add(path)) return;
        entries.Add(new GitEntry(string.Intern(head[0]), head[1], path));
    }

    // A repository has thousands of entries and five modes.
    private static string Mode(ReadOnlySpan<byte> digits) => digits.SequenceEqual("100644"u8) ? "100644" : string.Intern(Encoding.ASCII.GetString(digits));

    private string? Below(ReadOnlySpan<byte> path) => GitRecords.Below(Encoding.UTF8.GetString(path), prefix);
}
