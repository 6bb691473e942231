using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using DockerLint.Checks;
using DockerLint.Cli.Arguments;
using DockerLint.Cli.Files;
using DockerLint.Fixing;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Cli.Commands;

/// <summary>The main job: <c>check</c>, and <c>fix</c>, which is <c>check --fix</c>.</summary>
internal sealed class CheckCommand(string name, bool alwaysFix) : ICommand
{
    /// <summary>What gives exit code 1.</summary>
    internal static readonly Option FailOn = new(
        "--fail-on", "LEVEL", "least level that gives exit code 1: error (default), warning, info", Choices: ["error", "warning", "info"]);

    /// <summary>Exit code 0 in any case.</summary>
    internal static readonly Option ExitZero = new("--exit-zero", null, "exit with 0 whatever was found");
    private static readonly Option Fix = new("--fix", null, "apply the fixes, check again and report what is left");
    private static readonly Option Diff = new("--diff", null, "print the fixes as a diff, write nothing; exit code 1 if there is one");
    private static readonly Option Unsafe = new("--unsafe-fixes", null, "with --fix or --diff: fixes that a person should look at, too");

    private static readonly Option FixOnly = new("--fix-only", null, "apply the fixes and report nothing that is left");
    private static readonly Option NonZeroOnFix = new("--exit-non-zero-on-fix", null, "exit with 1 when a file was changed, even if nothing is left");
    private static readonly Option Staged = new("--staged", null, "check what the next commit would hold (git's index) instead of the disk");
#if MSBUILD
    private static readonly Option UseMsBuild = new("--msbuild", null, "evaluate .NET projects with the installed SDK instead of the built-in reader; slower, runs property functions");
#endif

    private static readonly Option ShowSettings = new("--show-settings", null, "print the settings that hold, and stop");

    public string Name => name;

    public string Summary => alwaysFix
        ? "mends what can be mended: the same as check --fix"
        : "finds the services below ROOT, checks each and prints what its image lacks";

    public string Operands => "[ROOT]";

    public IReadOnlyList<Option> Options { get; } =
    [
        .. CommonOptions.Image, ReportSink.Format, ReportSink.MinSeverity, FailOn, ExitZero, .. RuleChoice.Options, .. KnownFindingsOptions.All,
        Fix, Diff, Unsafe, FixOnly, NonZeroOnFix, Staged, ShowSettings,
#if MSBUILD
        UseMsBuild,
#endif
    ];

    public int Run(ParsedArguments arguments, Terminal terminal)
    {
        var clock = Stopwatch.StartNew();
        if (arguments.Has(ShowSettings)) return SettingsPrinter.Print(SettingsFile.Read(arguments, Repository.Open(arguments, name)), terminal);
        var sink = new ReportSink(arguments, name, hidesInfos: true);
        using CheckedFiles files = CheckedFiles.Open(arguments, name, arguments.Has(Staged));
        CheckReport report = Check(arguments, files, clock, terminal);
        if (arguments.Has(Diff)) return PrintDiff(report, arguments, files, terminal);
        if (!alwaysFix && !arguments.Has(Fix) && !arguments.Has(FixOnly)) return Tell(report, arguments, files, sink, terminal);

        HashSet<string> mended = Apply(report, arguments, files, terminal);
        // What a hook mends is not part of the commit until it is staged, so that commit must not go through.
        int code = mended.Count > 0 && (files.IsStaged || arguments.Has(NonZeroOnFix)) && !arguments.Has(ExitZero) ? ExitCodes.Findings : ExitCodes.Clean;
        if (arguments.Has(FixOnly)) return code;
        if (mended.Count == 0) return Math.Max(code, Tell(report, arguments, files, sink, terminal));
        using CheckedFiles after = files.Reopen(arguments, name, mended);
        return Math.Max(code, Tell(Check(arguments, after, clock, terminal), arguments, after, sink, terminal));
    }

    private static int Tell(CheckReport report, ParsedArguments arguments, CheckedFiles files, ReportSink sink, Terminal terminal)
    {
        if (!arguments.Has(CommonOptions.Quiet))
        {
            foreach (string note in report.Notes) terminal.Error.WriteLine("dockerlint: note: " + SafeText.OneLine(note));
        }

        sink.Write(report, files.Repository, arguments, terminal);
        return arguments.Has(ExitZero) ? ExitCodes.Clean : ExitCode(report, arguments.Value(FailOn));
    }

    private CheckReport Check(ParsedArguments arguments, CheckedFiles files, Stopwatch clock, Terminal terminal)
    {
        CheckRequest request = RuleChoice.Of(arguments, files.Request(arguments, name));
#if MSBUILD
        CheckReport found = arguments.Has(UseMsBuild) ? CheckWithMsBuild(request) : Checker.Run(request);
#else
        CheckReport found = Checker.Run(request);
#endif
        CheckReport report = KnownFindingsOptions.Apply(found, request, arguments, terminal, name);
        return report with { Milliseconds = clock.ElapsedMilliseconds };
    }

#if MSBUILD
    private static CheckReport CheckWithMsBuild(CheckRequest request)
    {
        using MsBuild.MsBuildEvaluator evaluator = MsBuild.InstalledMsBuild.Open();
        return Checker.Run(request with { ProjectEvaluator = evaluator });
    }
#endif

    /// <summary>The exit code that the options ask for.</summary>
    internal static int ExitCode(CheckReport report, string? failOn)
    {
        Severity least = ReportSink.Level(failOn);
        return report.Findings.Any(finding => finding.Severity >= least) ? ExitCodes.Findings : ExitCodes.Clean;
    }

    private static int PrintDiff(CheckReport report, ParsedArguments arguments, CheckedFiles files, Terminal terminal)
    {
        bool any = false;
        foreach (FileEdits edits in FixPlan.Of(report.Findings, arguments.Has(Unsafe)))
        {
            if (files.Repository.Read(edits.File) is not { } original) continue;
            any = true;
            UnifiedDiff.Write(terminal.Out, edits, original);
        }

        return any && !arguments.Has(ExitZero) ? ExitCodes.Findings : ExitCodes.Clean;
    }

    /// <summary>Writes the fixes, and gives the files that were changed.</summary>
    private static HashSet<string> Apply(CheckReport report, ParsedArguments arguments, CheckedFiles files, Terminal terminal)
    {
        var mended = new HashSet<string>(StringComparer.Ordinal);
        foreach (FileEdits edits in FixPlan.Of(report.Findings, arguments.Has(Unsafe)))
        {
            if (files.Repository.Read(edits.File) is not { } original) continue;
            string? problem = AtomicWriter.Replace(files.Disk, edits.File, original, LineEditor.Apply(original, edits.Edits));
            if (problem is null)
            {
                terminal.Error.WriteLine("mended " + SafeText.OneLine(edits.File) + (files.IsStaged ? "; git add it" : ""));
                mended.Add(TreePath.Clean("/" + edits.File));
            }
            else
            {
                terminal.Complain(edits.File + " was not mended: " + (files.IsStaged && problem == AtomicWriter.Changed ? "the disk differs from what is staged" : problem));
            }
        }

        return mended;
    }
}
