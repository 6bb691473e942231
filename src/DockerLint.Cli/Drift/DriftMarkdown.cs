using System;
using System.IO;
using System.Linq;
using DockerLint.Cli.Affected;

namespace DockerLint.Cli.Drift;

/// <summary>The body of an issue or a job summary.</summary>
internal sealed class DriftMarkdown : IDriftFormat
{
    private const int FewFiles = 5;

    public string Name => "markdown";

    public void Write(DriftReport report, TextWriter output)
    {
        output.Write(FormattableString.Invariant($"### Deployments compared with `{DriftWords.Short(report.Head)}`\n\n"));
        output.Write("| | service | state | commits that count | since | files |\n|---|---|---|---|---|---|\n");
        foreach (DriftService service in report.Services.Where(service => service.State != DriftState.NotDeployed))
        {
            string files = string.Join("<br>", service.Files.Take(FewFiles).Select(file => "<code>" + AffectedMarkdown.Text(file) + "</code>"));
            if (service.Files.Count > FewFiles) files += FormattableString.Invariant($"<br>and {service.Files.Count - FewFiles} more");
            string since = service.StaleSince is { } time ? DriftWords.Age(report.Time - time) : "";
            output.Write($"| {DriftWords.Name(service.Severity)} | {AffectedMarkdown.Text(service.Name)} | {DriftWords.Name(service.State)} | {DriftWords.Counts(service)} | {since} | {files} |\n");
        }

        foreach (DriftService service in report.Services.Where(service => service.Severity > DriftSeverity.None))
        {
            foreach (string note in service.Notes) output.Write($"\n{AffectedMarkdown.Text(service.Name)}: {AffectedMarkdown.Text(note)}\n");
            if (service.Bypass is { } bypass) output.Write($"\n{AffectedMarkdown.Text(service.Name)} is bypassed: {AffectedMarkdown.Text(bypass)}\n");
            if (service.Deploy is { } deploy) output.Write($"\n<pre>{AffectedMarkdown.Text(deploy)}</pre>\n");
        }
    }
}
