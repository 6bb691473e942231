using System;
using System.IO;
using System.Linq;
using DockerLint.Cli.Arguments;
using DockerLint.Cli.Commands;
using DockerLint.Cli.Drift;
using DockerLint.Cli.Files;
using DockerLint.Cli.Git;
using DockerLint.Configuration;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Cli.Affected;

/// <summary>Says after a commit which services it touches and how they are deployed. It is a reminder: nothing makes it fail.</summary>
internal static class AffectedReminder
{
    private const int FewFiles = 3;

    public static int Run(ParsedArguments arguments, Terminal terminal)
    {
        try
        {
            DiskFileTree disk = Repository.Open(arguments, "affected");
            using GitRepository git = GitRepository.Open(disk.DiskRoot);
            AffectedRange range = new AffectedRangeReader(arguments, disk, terminal).Read(git)!;
            Print(AffectedServices.Compare(range, arguments), SettingsFile.Read(arguments, disk), terminal.Out);
        }
        catch (Exception error) when (error is UsageException or IOException or UnauthorizedAccessException)
        {
            terminal.Complain("no reminder: " + error.Message);
        }

        return ExitCodes.Clean;
    }

    private static void Print(AffectedReport report, Settings settings, TextWriter output)
    {
        foreach (AffectedService service in report.Affected)
        {
            string[] files = service.Change.Changes.Select(change => TreePath.Display(change.Path)).Distinct().ToArray();
            string because = files.Length == 0 ? "" : " (" + string.Join(", ", files.Take(FewFiles)) + (files.Length > FewFiles ? FormattableString.Invariant($" and {files.Length - FewFiles} more") : "") + ")";
            output.WriteLine(SafeText.OneLine("this commit touches " + service.Name + because));
            ConfiguredService? configured = settings.Services.FirstOrDefault(one => one.Dockerfile == service.Change.Definition.DockerfilePath && (one.Name is null || one.Name == service.Name));
            if ((configured?.Deploy ?? settings.Deploy) is { } template) output.WriteLine(SafeText.OneLine("  deploy: " + DeployCommand.Fill(template, service.Change.Definition, report.Head)));
        }
    }
}
