using System.Collections.Generic;
using System.IO;
using System.Text;

namespace DockerLint.Reporting.Formats;

/// <summary>For a comment on a pull request, or a job summary (GitHub Flavored Markdown).</summary>
internal sealed class MarkdownFormat : IReportFormat
{
    public string Name => "markdown";

    public string Summary => "Markdown for a pull request comment or a job summary";

    public void Write(CheckReport report, ReportContext context, TextWriter output)
    {
        output.Write("### dockerlint\n\n" + Text(SummaryLine.Of(report, context.Verbose)) + "\n");
        if (report.Findings.Count == 0) return;
        output.Write("\n| | Rule | Service | Where | What |\n|---|---|---|---|---|\n");
        List<List<Finding>> groups = FixGroups.Of(report.Findings);
        foreach (List<Finding> group in groups)
        {
            Finding finding = group[0];
            string more = group.Count < 2 ? "" : " (and " + (group.Count - 1) + " more)";
            output.Write("| " + ReportSummary.Word(finding.Severity) + " | " + Text(finding.Rule) + " | " + Text(finding.Service ?? "")
                + " | " + Code(finding.File + ":" + finding.Span.Line) + " | " + Text(finding.Message) + more + " |\n");
        }

        foreach (List<Finding> group in groups) WriteDetails(output, group[0]);
    }

    private static void WriteDetails(TextWriter output, Finding finding)
    {
        if (finding.Chain.Count < 2 && finding.Fix is null) return;
        output.Write("\n<details><summary>" + Text(finding.Rule) + " " + Text(finding.Module ?? finding.File) + "</summary>\n\n");
        if (finding.ReasonDetail is { } why) output.Write(Text(why) + "\n\n");
        for (int i = 0; i < finding.Chain.Count; i++)
        {
            ChainLink link = finding.Chain[i];
            output.Write((i + 1) + ". " + Code(link.File + ":" + link.Line) + " " + link.Verb(i) + " " + Code(link.What) + "\n");
        }

        if (finding.Fix is { } fix) WriteFix(output, fix);
        output.Write("\n</details>\n");
    }

    private static void WriteFix(TextWriter output, Fix fix)
    {
        output.Write("\nFix: " + Text(fix.Description) + "\n");
        foreach (TextEdit edit in fix.Edits)
        {
            string lines = edit.Insert.TrimEnd('\n').Replace("\n", "\n+");
            string fence = "```";
            while (lines.Contains(fence)) fence += "`";
            output.Write("\n" + Code(edit.File + ":" + edit.Line) + "\n\n" + fence + "diff\n+" + lines + "\n" + fence + "\n");
        }
    }

    /// <summary>Text that renders as itself: no markup, no HTML, no mentions, no table cell that ends early.</summary>
    private static string Text(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (char c in SafeText.OneLine(text))
        {
            switch (c)
            {
                case '&': escaped.Append("&amp;"); break;
                case '<': escaped.Append("&lt;"); break;
                case '>': escaped.Append("&gt;"); break;
                case '@': escaped.Append("&#64;"); break;
                case '|' or '`' or '*' or '_' or '[' or ']' or '\\' or '~' or '#' or '!': escaped.Append('\\').Append(c); break;
                default: escaped.Append(c); break;
            }
        }

        return escaped.ToString();
    }

    // Backticks cannot be escaped inside of a code span, and a pipe ends a table cell even there: HTML can do both.
    private static string Code(string text)
    {
        string safe = SafeText.OneLine(text);
        return safe.IndexOf('`') < 0 && safe.IndexOf('|') < 0
            ? "`" + safe + "`"
            : "<code>" + Text(safe) + "</code>";
    }
}
