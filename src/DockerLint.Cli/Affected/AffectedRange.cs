using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using DockerLint.Cli.Arguments;
using DockerLint.Cli.Files;
using DockerLint.Cli.Git;
using DockerLint.Cli.States;
using DockerLint.Inputs;
using PyImportScanner.Files;

namespace DockerLint.Cli.Affected;

/// <summary>The two states that are compared, and the files that differ.</summary>
/// <param name="Before">The older state.</param>
/// <param name="After">The newer state.</param>
/// <param name="Changes">Every file that differs.</param>
/// <param name="Base">What the older state is, for people and programs: a commit, or a word.</param>
/// <param name="Head">The same of the newer one.</param>
/// <param name="Paths">The files of the newer state.</param>
internal sealed record AffectedRange(
    RepositoryInputs Before, RepositoryInputs After, IReadOnlyList<GitChange> Changes, string Base, string Head, Func<IEnumerable<string>> Paths);

/// <summary>Works out what <c>affected</c> compares.</summary>
internal sealed class AffectedRangeReader(ParsedArguments arguments, DiskFileTree disk, Terminal terminal)
{
    // Enough for the branches that people work on; a full history is asked for by name.
    private const int Deepening = 500;
    private const int MaximumListed = 1_000_000;

    private readonly StateReader states = new(arguments, disk);

    /// <summary>The range that the options name; null where history is missing and <c>--fallback</c> decides.</summary>
    public AffectedRange? Read(GitRepository? git)
    {
        if (arguments.Has(AffectedOptions.Files)) return OfList(git);
        if (arguments.Has(AffectedOptions.Remind)) return OfLastCommit(git!);
        if (arguments.Has(AffectedOptions.Staged))
        {
            string? head = git!.History.Resolve("HEAD");
            string from = head ?? EmptyTree(git);
            GitFileTree index = git.Index();
            return new AffectedRange(head is null ? Nothing() : states.Commit(git, head), states.Tree(index), git.Changes.Staged(from), head ?? "nothing", "index", () => index.Paths);
        }

        if (arguments.Has(AffectedOptions.Uncommitted))
        {
            string head = CommitNames.Resolve(git!, "HEAD", "the commit");
            GitFileTree tree = git!.Tree(head);
            return new AffectedRange(states.Commit(git, head), states.Disk(), git.Changes.Uncommitted(head), head, "work tree", () => tree.Paths);
        }

        return OfCommits(git!);
    }

    private AffectedRange OfLastCommit(GitRepository git)
    {
        string head = CommitNames.Resolve(git, "HEAD", "the commit");
        string? parent = git.History.Resolve("HEAD^1");
        if (parent is null && git.IsShallow) throw new UsageException("history is cut off before the last commit");
        GitFileTree newer = git.Tree(head);
        return new AffectedRange(parent is null ? Nothing() : Older(git, parent, newer), states.Tree(newer), git.Changes.Between(parent ?? EmptyTree(git), head), parent ?? "nothing", head, () => newer.Paths);
    }

    private AffectedRange? OfCommits(GitRepository git)
    {
        string head = CommitNames.Resolve(git, arguments.Value(AffectedOptions.Head) ?? "HEAD", "--head");
        string name = arguments.Value(AffectedOptions.Base) ?? DefaultBase(git);
        string? tip = git.History.Resolve(name) ?? Fetched(git, name);
        if (tip is null) return Missing($"--base {name} is no commit of this repository", git);
        string? common = arguments.Has(AffectedOptions.NoMergeBase) ? tip : git.History.MergeBase(tip, head) ?? Deepened(git, tip, head);
        if (common is null)
        {
            if (!git.IsShallow) throw new UsageException($"{name} and {Short(head)} have no common commit; --no-merge-base compares them as they are", "affected");
            if (arguments.Has(AffectedOptions.Fallback)) return Missing("history is cut off before the merge base", git);
            terminal.Complain("history is cut off before the merge base: compared with the tip of " + name + " instead, so that its own new commits count, too (git fetch --unshallow brings the rest)");
            common = tip;
        }

        GitFileTree newer = git.Tree(head);
        IReadOnlyList<GitChange> changes = git.Changes.Between(common, head);
        return new AffectedRange(Older(git, common, newer), states.Tree(newer), changes, common, head, () => newer.Paths);
    }

    /// <summary>What the continuous integration says, or the branch that others are merged into.</summary>
    private static string DefaultBase(GitRepository git)
    {
        if (Environment.GetEnvironmentVariable("GITHUB_BASE_REF") is { Length: > 0 } branch) return "origin/" + branch;
        if (Environment.GetEnvironmentVariable("CI_MERGE_REQUEST_DIFF_BASE_SHA") is { Length: > 0 } commit) return commit;
        foreach (string name in new[] { "origin/HEAD", "origin/main", "origin/master", "main", "master" })
        {
            if (git.History.Resolve(name) is not null) return name;
        }

        throw new UsageException("say what to compare with: --base REF, --staged, --uncommitted or --files -", "affected");
    }

    private string? Fetched(GitRepository git, string name)
    {
        if (arguments.Has(AffectedOptions.NoFetch)) return null;
        string remote = name.StartsWith("origin/", StringComparison.Ordinal) ? name["origin/".Length..] : name;
        if (git.Fetch(remote, depth: git.IsShallow ? 1 : 0) is { } problem)
        {
            terminal.Complain($"{name} is not here, and fetching it failed: {problem}");
            return null;
        }

        return git.History.Resolve(name) ?? git.History.Resolve("FETCH_HEAD");
    }

    private string? Deepened(GitRepository git, string tip, string head)
    {
        if (!git.IsShallow || arguments.Has(AffectedOptions.NoFetch)) return null;
        foreach (string commit in new[] { tip, head })
        {
            if (git.Fetch(commit, Deepening) is { } problem)
            {
                terminal.Complain("history is cut off, and fetching more failed: " + problem);
                return null;
            }
        }

        return git.History.MergeBase(tip, head);
    }

    private AffectedRange? Missing(string what, GitRepository git)
    {
        string hint = git.IsShallow ? "git fetch --unshallow, or fetch-depth: 0 in the checkout step, brings it" : "git fetch brings what the remote has";
        if (!arguments.Has(AffectedOptions.Fallback)) throw new UsageException($"{what}; {hint}, and --fallback all|none goes on without it", "affected");
        terminal.Complain($"{what} ({hint}): --fallback {arguments.Value(AffectedOptions.Fallback)} decides");
        return null;
    }

    private AffectedRange OfList(GitRepository? git)
    {
        List<GitChange> changes = Listed(arguments.Value(AffectedOptions.Files)!, disk);
        string? head = git?.History.Resolve("HEAD");
        RepositoryInputs now = states.Disk();
        return new AffectedRange(head is null ? now : states.Commit(git!, head), now, changes, head ?? "disk", "disk", () => changes.Select(change => change.Path));
    }

    /// <summary>Reads a list of paths, a line each or ended by zero bytes (<c>git diff -z --name-only</c>).</summary>
    private static List<GitChange> Listed(string source, DiskFileTree disk)
    {
        string text = source == "-" ? new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false)).ReadToEnd()
            : File.Exists(source) ? File.ReadAllText(source)
            : throw new UsageException("there is no file " + source + "; --files - reads standard input", "affected");
        char divider = text.Contains('\0', StringComparison.Ordinal) ? '\0' : '\n';
        var changes = new List<GitChange>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string raw in text.Split(divider))
        {
            string line = divider == '\n' ? GitQuoting.Unquote(raw.Trim()) : raw;
            if (line.Length == 0) continue;
            if (changes.Count == MaximumListed) throw new UsageException("--files lists more than a million files", "affected");
            string inside = Path.IsPathRooted(line) ? Path.GetRelativePath(disk.DiskRoot, line) : line;
            string path = TreePath.Clean(inside);
            if (inside.StartsWith("../", StringComparison.Ordinal) || path.Length == 1 || !seen.Add(path)) continue;
            changes.Add(new GitChange(disk.LinkStat(path).Kind == NodeKind.Missing ? GitChangeKind.Deleted : GitChangeKind.Modified, path, null));
        }

        return changes;
    }

    private RepositoryInputs Nothing() => states.Tree(new InMemoryFileTree());

    // Two ends of a change share nearly every directory.
    private RepositoryInputs Older(GitRepository git, string commit, GitFileTree newer) => git.LazyTree(commit, newer) is { } tree ? states.Tree(tree) : Nothing();

    // git hash-object -t tree /dev/null; git knows it without having it.
    private static string EmptyTree(GitRepository git) =>
        git.Find("4b825dc642cb6eb9a060e54bf8d69288fbee4904") is null ? "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321" : "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

    private static string Short(string commit) => commit.Length > 10 ? commit[..10] : commit;
}
