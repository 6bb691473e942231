using System.IO;

namespace DockerLint.Reporting.Formats;

/// <summary><c>path:line:column: error IMG1001: message</c>, what editors and problem matchers read.</summary>
internal sealed class ConciseFormat : IReportFormat
{
    private const int MostServices = 4;

    public string Name => "concise";

    public string Summary => "one line a finding: path:line:column: error IMG1001: message";

    public void Write(CheckReport report, ReportContext context, TextWriter output)
    {
        // What the same edits mend has a line of its own, too.
        foreach (FindingGroup group in FindingGroups.Places(report.Findings, context.Least))
        {
            Finding finding = group.First;
            string service = group.Services.Count == 0 ? "" : " [" + group.ServiceNames(MostServices) + "]";
            output.Write(SafeText.OneLine(
                $"{finding.File}:{finding.Span.Line}:{finding.Span.Column}: {ReportSummary.Word(finding.Severity)} {finding.Rule}: {finding.Message}{service}"));
            output.Write('\n');
        }

        if (!context.Quiet) output.Write(SummaryLine.Of(report, context) + "\n");
    }
}
