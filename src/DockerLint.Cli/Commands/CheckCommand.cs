using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using DockerLint.Checks;
using DockerLint.Cli.Arguments;
using DockerLint.Cli.Files;
using DockerLint.Fixing;
using DockerLint.Reporting;

namespace DockerLint.Cli.Commands;

/// <summary>The main job: <c>check</c>, and <c>fix</c>, which is <c>check --fix</c>.</summary>
internal sealed class CheckCommand(string name, bool alwaysFix) : ICommand
{
    private static readonly Option FailOn = new(
        "--fail-on", "LEVEL", "least level that gives exit code 1: error (default), warning, info", Choices: ["error", "warning", "info"]);

    private static readonly Option ExitZero = new("--exit-zero", null, "exit with 0 whatever was found");
    private static readonly Option Fix = new("--fix", null, "apply the fixes, check again and report what is left");
    private static readonly Option Diff = new("--diff", null, "print the fixes as a diff, write nothing; exit code 1 if there is one");
    private static readonly Option Unsafe = new("--unsafe-fixes", null, "with --fix or --diff: fixes that a person should look at, too");

    private static readonly Option ShowSettings = new("--show-settings", null, "print the settings that hold, and stop");

    public string Name => name;

    public string Summary => alwaysFix
        ? "mends what can be mended: the same as check --fix"
        : "finds the services below ROOT, checks each and prints what its image lacks";

    public string Operands => "[ROOT]";

    public IReadOnlyList<Option> Options { get; } =
    [
        .. CommonOptions.Image, ReportSink.Format, FailOn, ExitZero, .. RuleChoice.Options, .. KnownFindingsOptions.All, Fix, Diff, Unsafe, ShowSettings,
    ];

    public int Run(ParsedArguments arguments, Terminal terminal)
    {
        var clock = Stopwatch.StartNew();
        DiskFileTree tree = Repository.Open(arguments, name);
        if (arguments.Has(ShowSettings)) return SettingsPrinter.Print(SettingsFile.Read(arguments, tree), terminal);
        var sink = new ReportSink(arguments, name);
        CheckReport report = Check(arguments, tree, clock, terminal);
        if (arguments.Has(Diff)) return PrintDiff(report, arguments, tree, terminal);
        if (alwaysFix || arguments.Has(Fix))
        {
            if (Apply(report, arguments, tree, terminal))
            {
                tree = Repository.Open(arguments, name);
                report = Check(arguments, tree, clock, terminal);
            }
        }

        if (!arguments.Has(CommonOptions.Quiet))
        {
            foreach (string note in report.Notes) terminal.Error.WriteLine("dockerlint: note: " + SafeText.OneLine(note));
        }

        sink.Write(report, tree, arguments, terminal);
        return arguments.Has(ExitZero) ? ExitCodes.Clean : ExitCode(report, arguments.Value(FailOn));
    }

    private CheckReport Check(ParsedArguments arguments, DiskFileTree tree, Stopwatch clock, Terminal terminal)
    {
        CheckRequest request = RuleChoice.Of(arguments, Repository.Request(arguments, tree, name));
        CheckReport report = KnownFindingsOptions.Apply(Checker.Run(request), request, arguments, terminal, name);
        return report with { Milliseconds = clock.ElapsedMilliseconds };
    }

    private static int ExitCode(CheckReport report, string? failOn)
    {
        Severity least = failOn switch
        {
            "info" => Severity.Info,
            "warning" => Severity.Warning,
            _ => Severity.Error,
        };
        return report.Findings.Any(finding => finding.Severity >= least) ? ExitCodes.Findings : ExitCodes.Clean;
    }

    private static int PrintDiff(CheckReport report, ParsedArguments arguments, DiskFileTree tree, Terminal terminal)
    {
        bool any = false;
        foreach (FileEdits edits in FixPlan.Of(report.Findings, arguments.Has(Unsafe)))
        {
            if (tree.Read(edits.File) is not { } original) continue;
            any = true;
            UnifiedDiff.Write(terminal.Out, edits, original);
        }

        return any && !arguments.Has(ExitZero) ? ExitCodes.Findings : ExitCodes.Clean;
    }

    private static bool Apply(CheckReport report, ParsedArguments arguments, DiskFileTree tree, Terminal terminal)
    {
        bool any = false;
        foreach (FileEdits edits in FixPlan.Of(report.Findings, arguments.Has(Unsafe)))
        {
            if (tree.Read(edits.File) is not { } original) continue;
            string? problem = AtomicWriter.Replace(tree, edits.File, original, LineEditor.Apply(original, edits.Edits));
            if (problem is null) terminal.Error.WriteLine("mended " + SafeText.OneLine(edits.File));
            else terminal.Complain(edits.File + " was not mended: " + problem);
            any |= problem is null;
        }

        return any;
    }
}
