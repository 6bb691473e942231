using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace DockerLint.Reporting.Formats;

/// <summary>The one line that closes a report for people.</summary>
internal static class SummaryLine
{
    public static string Of(CheckReport report, ReportContext context)
    {
        ReportSummary counts = ReportSummary.Of(report, context.Least), all = ReportSummary.Of(report);
        int partial = 0, skipped = 0;
        foreach (ServiceReport service in report.Services)
        {
            if (service.Status == ServiceStatus.Partial) partial++;
            else if (service.Status == ServiceStatus.Skipped) skipped++;
        }

        if (report.Services.Count == 0 && report.Findings.Count == 0)
            return "no Dockerfile found below " + SafeText.OneLine(report.Root);

        var text = new StringBuilder();
        AppendFindings(text, counts);
        text.Append(" in ").Append(Count(report.Services.Count, "service"));
        var asides = new List<string>();
        if (report.Suppressed > report.Known) asides.Add(Number(report.Suppressed - report.Known) + " suppressed");
        if (report.KnownFrom is { } from) asides.Add(Number(report.Known) + " " + from);
        if (all.Warnings > counts.Warnings) asides.Add(Count(all.Warnings, "warning") + " hidden");
        if (all.Infos > counts.Infos) asides.Add(Count(all.Infos, "info") + " hidden");
        if (partial > 0) asides.Add(Number(partial) + " partly unknown");
        if (skipped > 0) asides.Add(Number(skipped) + " skipped");
        if (asides.Count > 0)
        {
            string why = !context.Verbose && (partial + skipped > 0 || all.Infos > counts.Infos) ? ": --verbose" : "";
            text.Append(" (").Append(string.Join(", ", asides)).Append(why).Append(')');
        }

        text.Append(", ").Append(Number(report.Milliseconds)).Append(" ms");
        if (counts.Fixable > 0) text.Append("; ").Append(report.FixCommand).Append(" mends ").Append(Number(counts.Fixable));
        return text.ToString();
    }

    private static void AppendFindings(StringBuilder text, ReportSummary counts)
    {
        var parts = new List<string>();
        if (counts.Errors > 0) parts.Add(Count(counts.Errors, "error"));
        if (counts.Warnings > 0) parts.Add(Count(counts.Warnings, "warning"));
        if (counts.Infos > 0) parts.Add(Count(counts.Infos, "info"));
        text.Append(parts.Count == 0 ? "nothing missing" : string.Join(", ", parts));
    }

    private static string Count(int number, string noun) => Number(number) + " " + noun + (number == 1 ? "" : "s");

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
