using System.IO;
using System.Text;

namespace DockerLint.Reporting.Formats;

/// <summary>Logging commands of Azure Pipelines; what is below a warning is plain text there.</summary>
internal sealed class AzureFormat : IReportFormat
{
    public string Name => "azure";

    public string Summary => "issues of an Azure Pipelines step";

    public void Write(CheckReport report, ReportContext context, TextWriter output)
    {
        foreach (Finding finding in report.Findings)
        {
            string message = finding.Message + (finding.Service is null ? "" : " [" + finding.Service + "]");
            if (finding.Severity == Severity.Info)
            {
                if (context.Least == Severity.Info) output.Write(Escape($"{finding.File}:{finding.Span.Line}: info {finding.Rule}: {message}") + "\n");
                continue;
            }

            output.Write("##vso[task.logissue type=" + ReportSummary.Word(finding.Severity)
                + ";sourcepath=" + Escape(context.FromTop(finding.File))
                + ";linenumber=" + finding.Span.Line
                + ";columnnumber=" + finding.Span.Column
                + ";code=" + Escape(finding.Rule)
                + "]" + Escape(message) + "\n");
        }

        if (!context.Quiet) output.Write(SummaryLine.Of(report, context) + "\n");
    }

    // azure-pipelines-task-lib, taskcommand.ts. The command prefix itself is broken up, so that no name can start one.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '%': escaped.Append("%AZP25"); break;
                case '\r': escaped.Append("%0D"); break;
                case '\n': escaped.Append("%0A"); break;
                case ']': escaped.Append("%5D"); break;
                case ';': escaped.Append("%3B"); break;
                case '#' when i + 1 < text.Length && text[i + 1] == '#': escaped.Append("# "); break;
                default: escaped.Append(SafeText.IsSafe(text, i) ? text[i].ToString() : SafeText.OneLine(text.Substring(i, 1))); break;
            }
        }

        return escaped.ToString();
    }
}
