using System.Collections.Generic;
using System.IO;
using System.Linq;
using DockerLint.Checks;
using DockerLint.Cli.Arguments;
using DockerLint.Reporting;

namespace DockerLint.Cli.Commands;

/// <summary>Leaves out of a report what was there before: <c>--baseline FILE</c>.</summary>
internal static class KnownFindingsOptions
{
    private const long MaximumSize = 64 << 20;
    private const int MostNamed = 5;

    private static readonly Option Baseline = new("--baseline", "FILE", "report only findings that FILE does not hold (dockerlint baseline writes it)");

    /// <summary>The options.</summary>
    public static readonly IReadOnlyList<Option> All = [Baseline];

    /// <summary>The report without what is known.</summary>
    /// <exception cref="UsageException">The baseline cannot be read.</exception>
    public static CheckReport Apply(CheckReport report, CheckRequest request, ParsedArguments arguments, Terminal terminal, string command)
    {
        if (arguments.Value(Baseline) is not { } file) return report;
        Baseline baseline = Read(file, request, command);
        report = baseline.Apply(report, new ReportContext { Repository = request.Repository }, out IReadOnlyList<BaselineEntry> gone);
        if (!arguments.Has(CommonOptions.Quiet)) TellGone(file, gone, request, terminal);
        return report;
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
}
