using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using DockerLint.Checks;
using DockerLint.Checks.Python;
using DockerLint.Cli.Git;
using DockerLint.Cli.Yaml;
using DockerLint.Dockerfiles;
using DockerLint.Images;
using PyImportScanner.Files;
using Xunit;
using Xunit.Abstractions;

namespace DockerLint.Cli.Tests.Affected;

/// <summary>
/// Judges <c>dockerlint affected</c> by brute force: for commits sampled over a history it lists every file of every simulated
/// image and every module of every closure on both sides of the commit, and compares the contents. It shares the simulation with
/// what it judges, but none of the shortcuts: no list of changed files, no inputs, no caches over states.
/// </summary>
/// <remarks>The repository is not part of this one: DOCKERLINT_HISTORY names a clone, DOCKERLINT_HISTORY_COMMITS how many commits.</remarks>
public class BruteForceTests(ITestOutputHelper output)
{
    private int misses;
    private int agreed;
    private int unread;
    private int extra;
    private int pairs;

    [HistoryFact]
    public void Affected_misses_nothing_that_a_comparison_of_everything_finds()
    {
        string path = HistoryFactAttribute.Repository!;
        using GitRepository git = GitRepository.Open(path);
        IReadOnlyList<GitCommit> history = git.History.Log(git.History.Resolve("HEAD")!, []);
        int wanted = int.Parse(Environment.GetEnvironmentVariable("DOCKERLINT_HISTORY_COMMITS") ?? "20", CultureInfo.InvariantCulture);
        for (int i = 0; i < wanted; i++)
        {
            // Spread over the whole history; a commit that touches no source shows nothing, so go on to one that does.
            int at = (int)((long)i * (history.Count - 2) / wanted);
            while (at < history.Count - 2 && (history[at].Parents.Count != 1 || !TouchesCode(history[at]))) at++;
            Judge(git, path, history[at].Id);
        }

        output.WriteLine(Summary());
        Assert.True(pairs > 0);
        Assert.True(misses == 0, Summary());
    }

    private string Summary() => FormattableString.Invariant(
        $"{pairs} pairs of service and commit: {agreed} agree, {misses} missed, {unread} differ only in files that nobody reads, {extra} reported without any difference");

    private static bool TouchesCode(GitCommit commit) =>
        commit.Files.Any(file => file.Path.EndsWith(".py", StringComparison.Ordinal) || file.Path.Contains("ocker", StringComparison.Ordinal) || file.Path.Contains("requirements", StringComparison.Ordinal));

    private void Judge(GitRepository git, string path, string commit)
    {
        Dictionary<string, Evidence> before = States(git, commit + "^"), after = States(git, commit);
        HashSet<string> told = Told(path, commit);
        foreach ((string service, Evidence now) in after)
        {
            pairs++;
            before.TryGetValue(service, out Evidence? old);
            string? read = old is null ? "new" : Difference(old.Read, now.Read), image = old is null ? "new" : Difference(old.Image, now.Image);
            bool isTold = told.Contains(service);
            if (read is not null && !isTold)
            {
                misses++;
                output.WriteLine($"MISSED {commit[..10]} {service}: {read}");
            }
            else if (isTold && read is null && image is null)
            {
                extra++;
                output.WriteLine($"EXTRA {commit[..10]} {service}");
            }
            else if (!isTold && image is not null) unread++;
            else agreed++;
        }
    }

    private static HashSet<string> Told(string repository, string commit)
    {
        CommandResult result = CommandLine.Run(repository, "affected", "--base", commit + "^", "--head", commit, "--no-merge-base", "--format", "json");
        Assert.True(result.ExitCode == 0, result.Error);
        using JsonDocument document = JsonDocument.Parse(result.Output);
        return document.RootElement.GetProperty("services").EnumerateArray().Where(service => service.GetProperty("affected").GetBoolean())
            .Select(service => service.GetProperty("name").GetString() + " " + service.GetProperty("dockerfile").GetString()).ToHashSet();
    }

    /// <summary>What a service consists of: what it certainly reads, and all that its image holds.</summary>
    private sealed record Evidence(SortedDictionary<string, string> Read, SortedDictionary<string, string> Image);

    private static Dictionary<string, Evidence> States(GitRepository git, string commit)
    {
        GitFileTree tree = git.Tree(git.History.Resolve(commit)!);
        var all = new Dictionary<string, Evidence>(StringComparer.Ordinal);
        foreach (ServiceCandidate candidate in ServiceCandidate.Of(new CheckRequest { Repository = tree, Yaml = new YamlReader() }))
        {
            if (candidate.Model is not { } model) continue;
            all[candidate.Definition.Name + " " + TreePath.Display(candidate.Definition.DockerfilePath)] = Of(model, tree);
        }

        return all;
    }

    private static Evidence Of(ServiceModel model, GitFileTree tree)
    {
        var read = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var image = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (ImageFile file in model.Build.Image.EnumerateFiles())
            image[file.Path] = file.LinkTarget ?? (file.Origin?.RepositoryPath is { } origin ? tree.ContentId(origin) ?? "" : "made");
        foreach (ClosureLine line in ClosureLine.Of(model))
        {
            if (line is { ImagePath: { } path, RepositoryPath: { } source, Kind: "first-party" }) read["module " + line.Module + " " + path] = tree.ContentId(TreePath.Clean(source)) ?? "";
        }

        var dockerfile = new StringBuilder();
        foreach (Instruction instruction in model.Dockerfile.Instructions)
        {
            dockerfile.Append(instruction.Keyword).Append(' ');
            foreach (Word word in instruction.Arguments) dockerfile.Append(word.Text).Append('\n');
        }

        read["Dockerfile"] = dockerfile.ToString();
        read["context"] = model.ContextPath;
        foreach ((string path, string hash) in image)
        {
            if (IsDataBeside(path, read.Keys)) read["data " + path] = hash;
        }

        return new Evidence(read, image);
    }

    // In the very directory of a module that is loaded, and no prose.
    private static bool IsDataBeside(string path, IEnumerable<string> read)
    {
        if (path.EndsWith(".py", StringComparison.Ordinal) || path.EndsWith(".md", StringComparison.Ordinal) || path.EndsWith(".pyi", StringComparison.Ordinal)) return false;
        string name = TreePath.Name(path);
        if (name.StartsWith('.') || name.StartsWith("README", StringComparison.Ordinal) || name.StartsWith("LICENSE", StringComparison.Ordinal)) return false;
        string directory = TreePath.Parent(path);
        return read.Any(key => key.StartsWith("module ", StringComparison.Ordinal) && TreePath.Parent(key[(key.LastIndexOf(' ') + 1)..]) == directory);
    }

    private static string? Difference(SortedDictionary<string, string> old, SortedDictionary<string, string> now)
    {
        foreach ((string key, string value) in now)
        {
            if (!old.TryGetValue(key, out string? was)) return "+" + key;
            if (was != value) return key;
        }

        return old.Keys.FirstOrDefault(key => !now.ContainsKey(key)) is { } gone ? "-" + gone : null;
    }
}

/// <summary>A test that needs the clone that DOCKERLINT_HISTORY names.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HistoryFactAttribute : FactAttribute
{
    public HistoryFactAttribute()
    {
        if (Repository is null) Skip = "DOCKERLINT_HISTORY names no clone";
    }

    public static string? Repository => Environment.GetEnvironmentVariable("DOCKERLINT_HISTORY") is { Length: > 0 } path ? path : null;
}
