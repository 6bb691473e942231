using System.Collections.Generic;
using System.IO;
using System.Text;

namespace DockerLint.Reporting.Formats;

/// <summary>Workflow commands that GitHub Actions turns into annotations of a pull request.</summary>
/// <remarks>A step shows ten annotations a level: findings with one fix fold into one, as do services that fail in the same place, and what is beyond ten goes to the log.</remarks>
internal sealed class GitHubFormat : IReportFormat
{
    // actions/toolkit, docs/problem-matchers.md, "Limitations": ten annotations of a level for each step.
    private const int MostAnnotations = 10;

    private const int MostServices = 10;

    public string Name => "github";

    public string Summary => "annotations of a GitHub Actions step";

    public void Write(CheckReport report, ReportContext context, TextWriter output)
    {
        List<FindingGroup> groups = FindingGroups.Of(report.Findings, context.Least);
        foreach (Severity severity in new[] { Severity.Error, Severity.Warning, Severity.Info })
            WriteLevel(groups.FindAll(group => group.First.Severity == severity), severity, context, output);
        if (!context.Quiet) output.Write(Plain(SummaryLine.Of(report, context)) + "\n");
    }

    private static void WriteLevel(List<FindingGroup> groups, Severity severity, ReportContext context, TextWriter output)
    {
        int annotated = groups.Count <= MostAnnotations ? groups.Count : MostAnnotations - 1;
        for (int i = 0; i < annotated; i++)
        {
            Finding finding = groups[i].First;
            output.Write("::" + Level(severity)
                + " file=" + Property(context.FromTop(finding.File))
                + ",line=" + finding.Span.Line
                + ",col=" + finding.Span.Column
                + ",endLine=" + finding.Span.EndLine
                + ",title=" + Property(finding.Rule)
                + "::" + Data(Message(groups[i])) + "\n");
        }

        if (annotated == groups.Count) return;
        int left = groups.Count - annotated;
        string noun = ReportSummary.Word(severity) + (left == 1 ? "" : "s");
        output.Write("::" + Level(severity) + " title=dockerlint::and " + left + " more " + noun + ": the log of this step lists them\n");
        for (int i = annotated; i < groups.Count; i++)
        {
            Finding finding = groups[i].First;
            output.Write(Plain($"{ReportSummary.Word(severity)} {finding.Rule}: {context.FromTop(finding.File)}:{finding.Span.Line}: {Message(groups[i])}") + "\n");
        }
    }

    // A line of the log. The runner also takes the older form of a command, ##[name], anywhere in a line.
    private static string Plain(string text) => SafeText.OneLine(text.Replace("\n", " ").Replace("##[", "## ["));

    private static string Message(FindingGroup group)
    {
        string others = group.Others.Count == 0 ? "" : " (and " + group.Others.Count + " more that the same fix mends)";
        string service = group.Services.Count == 0 ? "" : " [" + group.ServiceNames(MostServices) + "]";
        var message = new StringBuilder(group.First.Message).Append(others).Append(service);
        string? said = null;
        foreach (Fix fix in group.Fixes)
        {
            if (fix.Description != said) message.Append("\nFix: ").Append(fix.Description);
            said = fix.Description;
            // Several Dockerfiles: which.
            if (group.Fixes.Count > 1 && fix.Edits.Count > 0) message.Append("\n  ").Append(fix.Edits[0].File);
        }

        return message.ToString();
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
