using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DockerLint.Rules;

namespace DockerLint.Reporting.Formats;

/// <summary>For people: the line, how the start command gets there, why the image lacks it, and what mends it.</summary>
internal sealed class FullFormat : IReportFormat
{
    private const int MostOthers = 8;
    private const int MostHelped = 4;
    private const int ChainIndent = 2;

    public string Name => "full";

    public string Summary => "for people: code, import chain, reason and fix (the default)";

    public void Write(CheckReport report, ReportContext context, TextWriter output)
    {
        var paint = new Paint(context.Color);
        foreach (FindingGroup group in FindingGroups.Of(report.Findings, context.Least, acrossDockerfiles: true))
        {
            WriteFinding(output, context, paint, group);
            output.Write('\n');
        }

        if (context.Verbose) WriteNotes(output, context, paint, report);
        if (context.Quiet) return;
        WriteHelp(output, context, paint, report);
        ReportSummary counts = ReportSummary.Of(report, context.Least);
        foreach (string line in DisplayText.Fill(SummaryLine.Of(report, context), context.Width))
            output.Write((counts.Errors > 0 ? paint.Bad(line) : counts.Total == 0 ? paint.Good(line) : line) + "\n");
    }

    private static void WriteHelp(TextWriter output, ReportContext context, Paint paint, CheckReport report)
    {
        string[] rules = report.Findings.Where(finding => finding.Severity >= context.Least).Select(finding => finding.Rule).Distinct().OrderBy(rule => rule, StringComparer.Ordinal).ToArray();
        if (rules.Length == 0) return;
        string more = rules.Length > MostHelped ? " ..." : "";
        WriteSection(output, context, paint, "help", "dockerlint rule " + string.Join(" ", rules.Take(MostHelped)) + more + " says more; so does " + ProjectLinks.Rules);
        output.Write('\n');
    }

    private static void WriteFinding(TextWriter output, ReportContext context, Paint paint, FindingGroup group)
    {
        Finding finding = group.First;
        WriteHeading(output, context, paint, group);
        CodeFrame.Write(output, context, paint, finding.File, finding.Span, finding.Severity);
        if (finding.ReasonDetail is { Length: > 0 } why && !Says(finding.Message, why)) WriteSection(output, context, paint, "why", why);
        if (RuleCatalog.Find(finding.Rule) is { Effect: { } effect } rule && rule.DefaultSeverity == finding.Severity) WriteSection(output, context, paint, "then", effect);
        var importers = new List<string>();
        foreach (RelatedPlace place in finding.Related)
        {
            if (place.IsAnother)
            {
                importers.Add(place.File + ":" + Text(place.Span.Line));
                continue;
            }

            WriteSection(output, context, paint, "see", place.File + ":" + Text(place.Span.Line) + ": " + place.Message);
            if (context.Line(place.File, place.Span.Line) is { } line) output.Write("            " + paint.Dim(Clip(line.Trim(), context.Width - 12)) + "\n");
        }

        importers.AddRange(group.OtherPlaces);
        if (importers.Count > 0) WriteSection(output, context, paint, "also", string.Join(", ", importers));
        if (group.Services.Count > 1 || (group.Services.Count == 1 && !FitsBeside(group, context))) WriteSection(output, context, paint, "in", string.Join(", ", group.Services));
        WriteChain(output, context, paint, finding);
        FixPreview.Write(output, context, paint, group.Fixes);
        WriteOthers(output, context, paint, group);
    }

    // The same clause, perhaps with its names in quotes.
    private static bool Says(string message, string why) => message.Contains(why) || message.Replace("'", "").Contains(why.Replace("'", ""));

    private static void WriteHeading(TextWriter output, ReportContext context, Paint paint, FindingGroup group)
    {
        Finding finding = group.First;
        string level = ReportSummary.Word(finding.Severity) + " " + finding.Rule;
        bool first = true;
        foreach (string line in DisplayText.Fill(level + ": " + SafeText.OneLine(finding.Message), context.Width))
        {
            string text = first ? paint.Level(finding.Severity, level) + paint.Bold(line.Substring(Math.Min(level.Length, line.Length))) : paint.Bold(line);
            output.Write(text + "\n");
            first = false;
        }

        string service = group.Services.Count == 0 || (group.Services.Count == 1 && !FitsBeside(group, context)) ? "" : group.Services.Count == 1 ? "  (service " + SafeText.OneLine(group.Services[0]) + ")" : "  (" + Text(group.Services.Count) + " services)";
        output.Write(paint.Frame("  --> ") + SafeText.OneLine(finding.File) + ":" + finding.Span + paint.Dim(service) + "\n");
    }

    // Names are never broken: a service that does not fit behind the place has a line of its own.
    private static bool FitsBeside(FindingGroup group, ReportContext context) =>
        "  --> ".Length + DisplayText.Width(group.First.File) + group.First.Span.ToString().Length + DisplayText.Width(group.Services[0]) + "  (service )".Length + 1 <= context.Width;

    internal static void WriteSection(TextWriter output, ReportContext context, Paint paint, string label, string text)
    {
        string lead = "  " + label.PadLeft(6) + ": ";
        foreach (string line in DisplayText.Fill(SafeText.OneLine(text), context.Width - lead.Length))
        {
            output.Write((lead.Trim().Length > 0 ? paint.Frame(lead) : lead) + line + "\n");
            lead = new string(' ', lead.Length);
        }
    }

    private static void WriteChain(TextWriter output, ReportContext context, Paint paint, Finding finding)
    {
        if (finding.Chain.Count < 2) return;
        string lead = "  " + "chain".PadLeft(6) + ": ";
        string margin = new(' ', lead.Length);
        bool isNested = FitsNested(finding.Chain, context.Width - margin.Length);
        for (int i = 0; i < finding.Chain.Count; i++)
        {
            string place = Place(finding.Chain[i]), what = What(finding.Chain, i);
            string text = isNested
                ? new string(' ', i * ChainIndent) + place + " " + what
                : place + "\n" + margin + new string(' ', 2 * ChainIndent) + (i == 0 ? Clip(what, context.Width - margin.Length - 2 * ChainIndent) : what);
            output.Write((i == 0 ? paint.Frame(lead) : margin) + (i == finding.Chain.Count - 1 ? paint.Bold(text) : text) + "\n");
        }
    }

    private static string Place(ChainLink link) => SafeText.OneLine(link.File) + ":" + Text(link.Line);

    private static string What(IReadOnlyList<ChainLink> chain, int index) => chain[index].Verb(index) + " " + SafeText.OneLine(chain[index].What);

    // Where a link is too long for its line, all go on in the next one: names are never cut, only the text of a start command is.
    private static bool FitsNested(IReadOnlyList<ChainLink> chain, int width)
    {
        for (int i = 0; i < chain.Count; i++)
        {
            if (i * ChainIndent + DisplayText.Width(Place(chain[i])) + 1 + DisplayText.Width(What(chain, i)) > width) return false;
        }

        return true;
    }

    private static void WriteOthers(TextWriter output, ReportContext context, Paint paint, FindingGroup group)
    {
        if (group.Others.Count == 0) return;
        output.Write(paint.Frame("  the same fix mends:") + "\n");
        foreach (FindingGroup one in group.Others.Take(MostOthers))
        {
            Finding other = one.First;
            string line = other.File + ":" + Text(other.Span.Line) + " " + ReportSummary.Word(other.Severity) + " " + other.Rule
                + (other.Module is null ? "" : " " + other.Module) + (one.Services.Count > 1 ? " (" + Text(one.Services.Count) + " services)" : "");
            output.Write("          " + Clip(SafeText.OneLine(line), context.Width - 10) + "\n");
        }

        if (group.Others.Count > MostOthers) output.Write("          and " + Text(group.Others.Count - MostOthers) + " more\n");
    }

    private static void WriteNotes(TextWriter output, ReportContext context, Paint paint, CheckReport report)
    {
        foreach (ServiceReport service in report.Services)
        {
            output.Write(paint.Bold(SafeText.OneLine(service.Name)) + ": " + JsonRecords.Status(service.Status) + ", " + Text(service.Modules) + " modules\n");
            string stage = service.Target is null ? "" : ", stage " + service.Target;
            WriteSection(output, context, paint, "file", service.Dockerfile + stage + ", context " + service.Context + " (" + service.ContextEvidence + ")");
            foreach (CommandReport command in service.Commands)
                WriteSection(output, context, paint, "starts", command.Text + " (" + command.Evidence + ")");
            foreach (string note in service.Notes) WriteSection(output, context, paint, "note", note);
        }

        if (report.Services.Count > 0) output.Write('\n');
    }

    private static string Clip(string text, int width)
    {
        text = SafeText.OneLine(text);
        if (width < 12 || DisplayText.Width(text) <= width) return text;
        int end = Math.Min(text.Length, width - 3);
        while (DisplayText.Width(text.Substring(0, end)) > width - 3) end--;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return text.Substring(0, end) + "...";
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
