using System.IO;

namespace DockerLint.Reporting.Formats;

/// <summary>The report of Checkstyle, which many review tools read.</summary>
internal sealed class CheckstyleFormat : IReportFormat
{
    public string Name => "checkstyle";

    public string Summary => "Checkstyle XML, for review tools";

    public void Write(CheckReport report, ReportContext context, TextWriter output)
    {
        output.Write("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<checkstyle version=\"4.3\">\n");
        string? open = null;
        foreach (Finding finding in ByFile.Sort(report.Findings))
        {
            if (finding.File != open)
            {
                if (open is not null) output.Write("  </file>\n");
                output.Write("  <file name=\"" + XmlText.Escape(finding.File) + "\">\n");
                open = finding.File;
            }

            string service = finding.Service is null ? "" : " [" + finding.Service + "]";
            output.Write("    <error line=\"" + finding.Span.Line
                + "\" column=\"" + finding.Span.Column
                + "\" severity=\"" + ReportSummary.Word(finding.Severity)
                + "\" message=\"" + XmlText.Escape(finding.Message + service)
                + "\" source=\"dockerlint." + XmlText.Escape(finding.Rule) + "\"/>\n");
        }

        if (open is not null) output.Write("  </file>\n");
        output.Write("</checkstyle>\n");
    }
}
