using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace DockerLint.Reporting.Formats;

/// <summary>For a comment on a pull request, or a job summary (GitHub Flavored Markdown).</summary>
internal sealed class MarkdownFormat : IReportFormat
{
    // GitHub takes 65,536 characters in a comment and 1 MiB in a job summary, and nobody reads that much.
    private const int MostRows = 100;
    private const int MostDetails = 24_000;
    private const int LongestCell = 300;
    private const int MostServices = 6;

    public string Name => "markdown";

    public string Summary => "Markdown for a pull request comment or a job summary";

    public void Write(CheckReport report, ReportContext context, TextWriter output)
    {
        output.Write("### dockerlint\n\n" + Text(SummaryLine.Of(report, context)) + "\n");
        List<FindingGroup> groups = FindingGroups.Of(report.Findings, context.Least, acrossDockerfiles: true);
        if (groups.Count == 0) return;
        int shown = Math.Min(groups.Count, MostRows);
        output.Write("\n| | Rule | Service | Where | What |\n|---|---|---|---|---|\n");
        for (int i = 0; i < shown; i++) output.Write(Row(groups[i]));
        if (shown < groups.Count) output.Write("\nand " + (groups.Count - shown) + " more, which the log of the check lists\n");
        int left = MostDetails;
        for (int i = 0; i < shown && left > 0; i++)
        {
            string details = Details(groups[i], context);
            left -= details.Length;
            if (left > 0) output.Write(details);
        }
    }

    private static string Row(FindingGroup group)
    {
        Finding finding = group.First;
        string more = group.Others.Count == 0 ? "" : " (and " + group.Others.Count + " more)";
        return "| " + ReportSummary.Word(finding.Severity) + " | [" + Text(finding.Rule) + "](" + ProjectLinks.Rule(UriText.Relative(finding.Rule)) + ") | " + Text(Cut(group.ServiceNames(MostServices)))
            + " | " + Code(Cut(finding.File) + ":" + finding.Span.Line) + (group.OtherPlaces.Count == 0 ? "" : " and " + group.OtherPlaces.Count + " more") + " | " + Text(Cut(finding.Message)) + more + " |\n";
    }

    private static string Cut(string text) => text.Length <= LongestCell ? text : text.Substring(0, LongestCell) + "...";

    private static string Details(FindingGroup group, ReportContext context)
    {
        Finding finding = group.First;
        if (finding.Chain.Count < 2 && group.Fixes.Count == 0) return "";
        var output = new StringWriter { NewLine = "\n" };
        output.Write("\n<details><summary>" + Text(finding.Rule) + " " + Text(finding.Module ?? finding.File) + "</summary>\n\n");
        if (finding.ReasonDetail is { } why) output.Write(Text(why) + "\n\n");
        for (int i = 0; i < finding.Chain.Count; i++)
        {
            ChainLink link = finding.Chain[i];
            output.Write((i + 1) + ". " + Code(link.File + ":" + link.Line) + " " + link.Verb(i) + " " + Code(link.What) + "\n");
        }

        if (group.Services.Count > MostServices) output.Write("\nIn " + Text(string.Join(", ", group.Services)) + "\n");
        if (group.OtherPlaces.Count > 0) output.Write("\nAlso " + Text(string.Join(", ", group.OtherPlaces)) + "\n");
        foreach (Fix fix in group.Fixes) WriteFix(output, context, fix);
        output.Write("\n</details>\n");
        return output.ToString();
    }

    private static void WriteFix(TextWriter output, ReportContext context, Fix fix)
    {
        output.Write("\nFix: " + Text(fix.Description) + "\n");
        foreach (TextEdit edit in fix.Edits)
        {
            var lines = new StringBuilder();
            for (int i = 0; i < edit.DeleteLines; i++)
            {
                if (context.Line(edit.File, edit.Line + i) is { } gone) lines.Append('-').Append(DisplayText.SourceLine(gone, [])).Append('\n');
            }

            foreach (string added in edit.Insert.TrimEnd('\n').Split('\n'))
            {
                if (edit.Insert.Length > 0) lines.Append('+').Append(DisplayText.SourceLine(added, [])).Append('\n');
            }

            string fence = "```", text = lines.ToString();
            while (text.Contains(fence)) fence += "`";
            output.Write("\n" + Code(edit.File + ":" + edit.Line) + "\n\n" + fence + "diff\n" + text + fence + "\n");
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
