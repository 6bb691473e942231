using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DockerLint.Reporting;

namespace DockerLint.Cli.Drift;

/// <summary>For people: a table, and below it what is old and how to bring it up to date.</summary>
internal sealed class DriftText : IDriftFormat
{
    private const int FewFiles = 4;
    private const int FewCommits = 3;

    public string Name => "text";

    public void Write(DriftReport report, TextWriter output)
    {
        List<DriftService> deployed = report.Services.Where(service => service.State != DriftState.NotDeployed).ToList();
        int width = deployed.Count == 0 ? 0 : Math.Min(32, deployed.Max(service => service.Name.Length));
        foreach (DriftService service in deployed)
        {
            string since = service.StaleSince is { } time ? ", for " + DriftWords.Age(report.Time - time) : "";
            string severity = service.Bypass is not null ? "bypassed" : service.Severity == DriftSeverity.None ? "ok" : DriftWords.Name(service.Severity);
            Line(output, $"{severity.ToUpperInvariant(),-8}  {service.Name.PadRight(width)}  {DriftWords.Name(service.State),-16}  {DriftWords.Behind(service)}{since}");
            Details(output, service);
        }

        List<DriftService> absent = report.Services.Where(service => service.State == DriftState.NotDeployed).ToList();
        if (absent.Count > 0) Line(output, $"not deployed, as far as is told: {string.Join(", ", absent.Select(service => service.Name))}");
        int old = deployed.Count(service => service.Severity > DriftSeverity.None);
        Line(output, FormattableString.Invariant($"{old} of {deployed.Count} deployments differ from {DriftWords.Short(report.Head)}"));
    }

    private static void Details(TextWriter output, DriftService service)
    {
        if (service.Revision is not null && service.State != DriftState.Fresh)
            Line(output, "          deployed " + DriftWords.Short(service.Commit ?? service.Revision) + (service.DeployedAt is { } at ? FormattableString.Invariant($" on {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC") : ""));
        foreach (string note in service.Notes) Line(output, "          " + note);
        if (service.Bypass is { } bypass) Line(output, "          bypassed: " + bypass);
        if (service.State == DriftState.Fresh) return;
        IReadOnlyList<string> files = service.Files;
        if (files.Count > 0) Line(output, "          changed: " + string.Join(", ", files.Take(FewFiles)) + (files.Count > FewFiles ? FormattableString.Invariant($" and {files.Count - FewFiles} more") : ""));
        foreach (DriftCommit commit in service.Commits.Where(commit => !commit.IsCosmetic).Take(FewCommits))
            Line(output, FormattableString.Invariant($"          {DriftWords.Short(commit.Commit.Id)} {DateTimeOffset.FromUnixTimeSeconds(commit.Commit.Time):yyyy-MM-dd} {commit.Commit.Author}: {commit.Commit.Subject}"));
        if (service.Deploy is { } deploy) Line(output, "          deploy: " + deploy);
    }

    private static void Line(TextWriter output, string text) => output.WriteLine(SafeText.OneLine(text));
}
