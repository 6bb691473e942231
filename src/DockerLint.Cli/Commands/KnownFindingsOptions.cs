using System.Collections.Generic;
using System.IO;
using System.Linq;
using DockerLint.Checks;
using DockerLint.Cli.Arguments;
using DockerLint.Cli.Git;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Cli.Commands;

/// <summary>Leaves out of a report what was there before: <c>--baseline FILE</c>, <c>--new-since REF</c>.</summary>
internal static class KnownFindingsOptions
{
    private const long MaximumSize = 64 << 20;
    private const int MostNamed = 5;

    private static readonly Option Baseline = new("--baseline", "FILE", "report only findings that FILE does not hold (dockerlint baseline writes it)");
    private static readonly Option NewSince = new("--new-since", "REF", "report only findings that come with the changes since REF (from the merge base on)");

    /// <summary>The options.</summary>
    public static readonly IReadOnlyList<Option> All = [Baseline, NewSince];

    /// <summary>The report without what is known.</summary>
    /// <exception cref="UsageException">The baseline or the commit cannot be read.</exception>
    public static CheckReport Apply(CheckReport report, CheckRequest request, ParsedArguments arguments, Terminal terminal, string command)
    {
        var context = new ReportContext { Repository = request.Repository };
        if (arguments.Value(Baseline) is { } file)
        {
            report = Read(file, request, command).Apply(report, context, out IReadOnlyList<BaselineEntry> gone);
            if (!arguments.Has(CommonOptions.Quiet)) TellGone(file, gone, request, terminal);
        }

        return arguments.Value(NewSince) is { } revision ? Since(revision, report, request, context) : report;
    }

    private static Baseline Read(string file, CheckRequest request, string command)
    {
        // As typed from here; or, like most paths, as seen from ROOT.
        string path = File.Exists(file) ? file : Path.Combine(request.Root, file);
        if (!File.Exists(path)) throw new UsageException($"there is no baseline {file}; dockerlint baseline writes one", command);
        if (new FileInfo(path).Length > MaximumSize) throw new UsageException(file + " is too large for a baseline", command);
        Baseline baseline = Reporting.Baseline.Read(File.ReadAllText(path), out string? problem);
        return problem is null ? baseline : throw new UsageException($"{file}:{problem}");
    }

    // Of what was not looked at nobody knows.
    private static void TellGone(string file, IReadOnlyList<BaselineEntry> gone, CheckRequest request, Terminal terminal)
    {
        if (request is not { Dockerfiles: null, Context: null, Target: null, Command: null }) return;
        BaselineEntry[] told = gone.Where(entry => request.Chooses(entry.Rule)).ToArray();
        if (told.Length == 0) return;
        terminal.Complain($"note: {told.Length} of the baseline {(told.Length == 1 ? "does" : "do")} not occur any more; dockerlint baseline writes it anew");
        foreach (BaselineEntry entry in told.Take(MostNamed)) terminal.Complain($"note: {file}:{entry.Line}: gone: {entry.Text}");
        if (told.Length > MostNamed) terminal.Complain($"note: and {told.Length - MostNamed} more");
    }

    // The same check of the files from which the change started. What holds today (settings, options) holds for both.
    private static CheckReport Since(string revision, CheckReport report, CheckRequest request, ReportContext context)
    {
        using GitRepository git = GitRepository.Open(request.Root);
        string start = Start(git, revision);
        if (report.Findings.Count == 0) return KnownFindings.Remove(report, context, [], From(revision), out _);
        GitFileTree before = git.Tree(start);
        CheckReport earlier = Checker.Run(request with
        {
            Repository = before,
            Tracked = null,
            // A Dockerfile that the change adds has no findings of before.
            Dockerfiles = request.Dockerfiles?.Where(path => before.Stat(path).Kind == NodeKind.File).ToList(),
        });
        IReadOnlyList<string> known = Fingerprints.Of(earlier, new ReportContext { Repository = before });
        return KnownFindings.Remove(report, context, known, From(revision), out _);
    }

    private static string From(string revision) => "not new since " + SafeText.OneLine(revision);

    private static string Start(GitRepository git, string revision)
    {
        string shallow = git.IsShallow ? "; the clone is shallow: git fetch --unshallow, or fetch-depth: 0 in the checkout step" : "";
        string then = git.History.Resolve(revision) ?? throw new UsageException($"there is no commit {revision}" + (shallow.Length > 0 ? shallow : "; git fetch brings branches of the remote, named origin/NAME"));
        string now = git.History.Resolve("HEAD") ?? throw new UsageException("the repository has no commit yet");
        return git.History.MergeBase(then, now) ?? throw new UsageException($"{revision} and HEAD have no common commit" + shallow);
    }
}
