using System.IO;

namespace DockerLint.Reporting.Formats;

/// <summary><c>path:line:column: error IMG1001: message</c>, what editors and problem matchers read.</summary>
internal sealed class ConciseFormat : IReportFormat
{
    public string Name => "concise";

    public string Summary => "one line a finding: path:line:column: error IMG1001: message";

    public void Write(CheckReport report, ReportContext context, TextWriter output)
    {
        foreach (Finding finding in report.Findings)
        {
            string service = finding.Service is null ? "" : " [" + finding.Service + "]";
            output.Write(SafeText.OneLine(
                $"{finding.File}:{finding.Span.Line}:{finding.Span.Column}: {ReportSummary.Word(finding.Severity)} {finding.Rule}: {finding.Message}{service}"));
            output.Write('\n');
        }

        if (!context.Quiet) output.Write(SummaryLine.Of(report, context.Verbose) + "\n");
    }
}
