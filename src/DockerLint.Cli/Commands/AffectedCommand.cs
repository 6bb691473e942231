using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using DockerLint.Cli.Affected;
using DockerLint.Cli.Arguments;
using DockerLint.Cli.Files;
using DockerLint.Cli.Git;
using DockerLint.Cli.States;

namespace DockerLint.Cli.Commands;

/// <summary>Tells which services a change touches.</summary>
internal sealed class AffectedCommand : ICommand
{
    public string Name => "affected";

    public string Summary => "tells which services a change touches, and why";

    public string Operands => "[ROOT]";

    public IReadOnlyList<Option> Options { get; } =
    [
        AffectedOptions.Base, AffectedOptions.Head, AffectedOptions.NoMergeBase, AffectedOptions.Staged, AffectedOptions.Uncommitted, AffectedOptions.Files,
        AffectedOptions.Explain, AffectedOptions.IncludeDependents, AffectedOptions.Global, AffectedOptions.Fallback, AffectedOptions.NoFetch,
        AffectedOptions.Remind, AffectedOptions.ExitCode, AffectedOptions.Format, CommonOptions.Config, CommonOptions.NoConfig,
    ];

    public int Run(ParsedArguments arguments, Terminal terminal)
    {
        CheckUsage(arguments);
        return arguments.Has(AffectedOptions.Remind) ? AffectedReminder.Run(arguments, terminal) : Compare(arguments, terminal);
    }

    private int Compare(ParsedArguments arguments, Terminal terminal)
    {
        FormatTargets<IAffectedFormat> targets = FormatTargets<IAffectedFormat>.Parse(arguments.Values(AffectedOptions.Format), AffectedFormats.All, format => format.Name, "text", Name);
        DiskFileTree disk = Repository.Open(arguments, Name);
        bool needsGit = !arguments.Has(AffectedOptions.Files) || GitRepository.IsAt(disk.DiskRoot);
        using GitRepository? git = needsGit ? GitRepository.Open(disk.DiskRoot) : null;
        AffectedRange? range = new AffectedRangeReader(arguments, disk, terminal).Read(git);
        AffectedReport report = range is null
            ? AffectedServices.Fallback(new StateReader(arguments, disk).Disk(), arguments.Value(AffectedOptions.Fallback) == "all")
            : AffectedServices.Compare(range, arguments);
        targets.Write(terminal.Out, (format, output) => format.Write(report, output));
        WriteOutputs(report);
        return report.Affected.Count > 0 && arguments.Has(AffectedOptions.ExitCode) ? ExitCodes.Findings : ExitCodes.Clean;
    }

    private void CheckUsage(ParsedArguments arguments)
    {
        Option[] ways = [AffectedOptions.Staged, AffectedOptions.Uncommitted, AffectedOptions.Files, AffectedOptions.Remind];
        List<Option> given = ways.Where(arguments.Has).ToList();
        bool names = arguments.Has(AffectedOptions.Base) || arguments.Has(AffectedOptions.Head);
        if (given.Count > 1) throw new UsageException($"{given[0].Name} and {given[1].Name} do not go together", Name);
        if (given.Count == 1 && names) throw new UsageException($"{given[0].Name} and {(arguments.Has(AffectedOptions.Base) ? "--base" : "--head")} do not go together", Name);
    }

    // The file that GitHub Actions reads the outputs of a step from.
    private static void WriteOutputs(AffectedReport report)
    {
        if (Environment.GetEnvironmentVariable("GITHUB_OUTPUT") is not { Length: > 0 } file) return;
        using var output = new StreamWriter(file, append: true, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        new AffectedGitHubMatrix().Write(report, output);
    }
}
