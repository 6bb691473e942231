using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using DockerLint.Checks;
using DockerLint.Checks.Python;
using DockerLint.Cli.Git;
using DockerLint.Cli.Yaml;
using DockerLint.Dockerfiles;
using DockerLint.Images;
using DockerLint.Images.Run;
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
        commit.Files.Any(file => file.Path.EndsWith(".py", StringComparison.Ordinal) || file.Path.EndsWith(".cs", StringComparison.Ordinal) || file.Path.EndsWith(".csproj", StringComparison.Ordinal) || file.Path.Contains("ocker", StringComparison.Ordinal) || file.Path.Contains("requirements", StringComparison.Ordinal));

    private void Judge(GitRepository git, string path, string commit)
    {
        Dictionary<string, Evidence> before = States(git, commit + "^"), after = States(git, commit);
        HashSet<string> told = Told(path, commit);
        foreach ((string service, Evidence now) in after)
        {
            pairs++;
            if (!before.TryGetValue(service, out Evidence? old)) old = Renamed(service, before, after);
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

    // Evidence that comes or goes gives a Dockerfile another name; the image is the same one.
    private static Evidence? Renamed(string service, Dictionary<string, Evidence> before, Dictionary<string, Evidence> after)
    {
        string dockerfile = service[service.LastIndexOf(' ')..];
        string[] old = before.Keys.Where(key => !after.ContainsKey(key) && key.EndsWith(dockerfile, StringComparison.Ordinal)).ToArray();
        return old.Length == 1 && after.Keys.Count(key => !before.ContainsKey(key) && key.EndsWith(dockerfile, StringComparison.Ordinal)) == 1 ? before[old[0]] : null;
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
        AddFiles(model.Build.Image, "", tree, image);
        foreach (BuiltStage stage in model.Build.Stages)
        {
            // What a stage has for its RUN steps may be in what they make, whether or not it is copied on.
            AddFiles(stage.Image, "stage " + stage.Index.ToString(CultureInfo.InvariantCulture) + ' ', tree, image);
            foreach (RunStep run in stage.Runs) AddRun(run, tree, read);
        }

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

    private static void AddFiles(SimulatedImage from, string prefix, GitFileTree tree, SortedDictionary<string, string> image)
    {
        foreach (ImageFile file in from.EnumerateFiles())
            image[prefix + file.Path] = file.LinkTarget ?? (file.Origin?.RepositoryPath is { } origin ? tree.ContentId(origin) ?? "" : "made");
    }

    // Read off the text of the step alone: requirements that pip is given, and the sources of the project that dotnet is given.
    private static void AddRun(RunStep run, GitFileTree tree, SortedDictionary<string, string> read)
    {
        foreach (Match match in Regex.Matches(run.Instruction.Original, @"pip3?\s+install\b[^;&|]*?\s(?:-r|--requirement)[\s=]*([\w./-]+)"))
        {
            string place = TreePath.Combine(run.WorkingDirectory ?? TreePath.Root, match.Groups[1].Value);
            foreach (string path in run.Before.EnumerateFiles().Where(file => file.Path == place).Select(file => file.Origin?.RepositoryPath).OfType<string>())
            {
                IEnumerable<string> lines = Text(tree, path).Split('\n').Select(line => Regex.Replace(line, @"(^|\s)#.*$", "").Trim()).Where(line => line.Length > 0).Distinct();
                read["requirements " + path] = string.Join('\n', lines.Order(StringComparer.Ordinal));
            }
        }

        foreach (Match match in Regex.Matches(run.Instruction.Original, @"dotnet\s+(?:publish|build)\b[^;&|]*?([\w./-]+\.csproj)"))
        {
            string name = TreePath.Name(match.Groups[1].Value);
            var projects = new Queue<string>(Sources(run, name).Where(path => TreePath.Name(path) == name));
            if (projects.Count != 1) continue;
            string[] all = Sources(run, ".cs").Concat(Sources(run, ".csproj")).ToArray();
            var seen = new HashSet<string>(projects, StringComparer.Ordinal);
            while (projects.TryDequeue(out string? project))
            {
                read["project " + project] = tree.ContentId(project) ?? "";
                foreach (string path in all.Where(path => TreePath.IsAtOrBelow(path, TreePath.Parent(project)) && path.EndsWith(".cs", StringComparison.Ordinal))) read["source " + path] = tree.ContentId(path) ?? "";
                foreach (Match reference in Regex.Matches(Text(tree, project), "<ProjectReference\\s+Include=\"([^\"$]+)\""))
                {
                    string next = TreePath.Combine(TreePath.Parent(project), reference.Groups[1].Value.Replace('\\', '/'));
                    if (all.Contains(next) && seen.Add(next)) projects.Enqueue(next);
                }
            }
        }
    }

    private static IEnumerable<string> Sources(RunStep run, string end) =>
        run.Before.EnumerateFiles().Select(file => file.Origin?.RepositoryPath).OfType<string>().Where(path => path.EndsWith(end, StringComparison.Ordinal)).Distinct();

    private static string Text(GitFileTree tree, string path) => tree.Read(path) is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : "";

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
