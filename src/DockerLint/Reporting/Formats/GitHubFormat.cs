using System.IO;
using System.Text;

namespace DockerLint.Reporting.Formats;

/// <summary>Workflow commands that GitHub Actions turns into annotations of a pull request.</summary>
/// <remarks>A step shows ten annotations a level: findings come worst first, and those with one fix fold into one.</remarks>
internal sealed class GitHubFormat : IReportFormat
{
    public string Name => "github";

    public string Summary => "annotations of a GitHub Actions step";

    public void Write(CheckReport report, ReportContext context, TextWriter output)
    {
        foreach (System.Collections.Generic.List<Finding> group in FixGroups.Of(report.Findings))
        {
            Finding finding = group[0];
            output.Write("::" + Level(finding.Severity)
                + " file=" + Property(finding.File)
                + ",line=" + finding.Span.Line
                + ",col=" + finding.Span.Column
                + ",endLine=" + finding.Span.EndLine
                + ",title=" + Property(finding.Rule)
                + "::" + Data(Message(finding, group.Count)) + "\n");
        }

        if (!context.Quiet) output.Write(SummaryLine.Of(report, context.Verbose) + "\n");
    }

    private static string Message(Finding finding, int count)
    {
        string others = count < 2 ? "" : " (and " + (count - 1) + " more that the same fix mends)";
        string service = finding.Service is null ? "" : " [" + finding.Service + "]";
        string fix = finding.Fix is null ? "" : "\nFix: " + finding.Fix.Description;
        return finding.Message + others + service + fix;
    }

    private static string Level(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "notice",
    };

    // actions/toolkit, command.ts: the runner undoes exactly these. Line breaks stay line breaks; other controls are spelled out.
    private static string Data(string text) => Escape(text, false);

    private static string Property(string text) => Escape(text, true);

    private static string Escape(string text, bool isProperty)
    {
        var escaped = new StringBuilder(text.Length + 8);
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '%': escaped.Append("%25"); break;
                case '\r': escaped.Append("%0D"); break;
                case '\n': escaped.Append("%0A"); break;
                case ':' when isProperty: escaped.Append("%3A"); break;
                case ',' when isProperty: escaped.Append("%2C"); break;
                default: escaped.Append(SafeText.IsSafe(text, i) ? text[i].ToString() : SafeText.OneLine(text.Substring(i, 1))); break;
            }
        }

        return escaped.ToString();
    }
}
