using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using DockerLint.Rules;
using PyImportScanner;

namespace DockerLint.Reporting.Formats;

/// <summary>SARIF 2.1.0 (OASIS), as code scanning of GitHub and editors read it.</summary>
internal sealed class SarifFormat : IReportFormat
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";

    // GitHub refuses a run with more results (docs.github.com, "SARIF support for code scanning", limits).
    private const int MostResults = 25_000;
    private const int MostFlowLocations = 1000;

    public string Name => "sarif";

    public string Summary => "SARIF 2.1.0, for code scanning and editors";

    public void Write(CheckReport report, ReportContext context, TextWriter output)
    {
        IReadOnlyList<string> fingerprints = Fingerprints.Of(report, context);
        int told = Math.Min(report.Findings.Count, MostResults);
        int suppressed = Math.Min(report.SuppressedFindings.Count, MostResults - told);
        List<string> rules = RuleIds(report);
        var json = new JsonWriter(output, indent: true);
        json.BeginObject().Member("$schema", Schema).Member("version", "2.1.0").Name("runs").BeginArray().BeginObject();
        WriteTool(json, context, rules);
        WriteInvocation(json, report, told);
        json.Name("automationDetails").BeginObject().Member("id", "dockerlint/check/").EndObject();
        json.Member("columnKind", "utf16CodeUnits");
        json.Name("originalUriBaseIds").BeginObject().Name("ROOT").BeginObject()
            .Name("description").BeginObject().Member("text", "The root of the repository.").EndObject().EndObject().EndObject();
        json.Name("results").BeginArray();
        for (int i = 0; i < told; i++)
            WriteResult(json, context, report.Findings[i], rules.IndexOf(report.Findings[i].Rule), fingerprints[i], report.KnownFrom is null ? null : "new", null);
        WriteSuppressed(json, report, context, rules, suppressed);
        json.EndArray().EndObject().EndArray().EndObject();
        output.Write('\n');
    }

    private static void WriteSuppressed(JsonWriter json, CheckReport report, ReportContext context, List<string> rules, int count)
    {
        if (count == 0) return;
        var findings = new List<Finding>(report.SuppressedFindings.Count);
        foreach (SuppressedFinding one in report.SuppressedFindings) findings.Add(one.Finding);
        IReadOnlyList<string> fingerprints = Fingerprints.Of(findings, context);
        for (int i = 0; i < count; i++)
        {
            SuppressedFinding one = report.SuppressedFindings[i];
            string? state = report.KnownFrom is null ? null : one.Kind == SuppressionKind.Known ? "unchanged" : "new";
            WriteResult(json, context, one.Finding, rules.IndexOf(one.Finding.Rule), fingerprints[i], state, one);
        }
    }

    private static List<string> RuleIds(CheckReport report)
    {
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        foreach (Finding finding in report.Findings) ids.Add(finding.Rule);
        foreach (SuppressedFinding one in report.SuppressedFindings) ids.Add(one.Finding.Rule);
        return [.. ids];
    }

    // 3.20: what the run itself has to say. Notes are files that could not be read, and ignores that no longer hold.
    private static void WriteInvocation(JsonWriter json, CheckReport report, int told)
    {
        var notes = new List<string>(report.Notes);
        if (told < report.Findings.Count) notes.Add("only the worst " + told + " of " + report.Findings.Count + " findings are in this file");
        json.Name("invocations").BeginArray().BeginObject().Member("executionSuccessful", true);
        if (notes.Count > 0)
        {
            json.Name("toolExecutionNotifications").BeginArray();
            foreach (string note in notes)
            {
                json.BeginObject().Member("level", "note");
                Text(json, "message", Plain(Sentence(note)));
                json.EndObject();
            }

            json.EndArray();
        }

        json.EndObject().EndArray();
    }

    private static void WriteTool(JsonWriter json, ReportContext context, List<string> ids)
    {
        json.Name("tool").BeginObject().Name("driver").BeginObject()
            .Member("name", "dockerlint")
            .Member("semanticVersion", context.ToolVersion)
            .Member("informationUri", ProjectLinks.Home)
            .Name("rules").BeginArray();
        foreach (string id in ids) WriteRule(json, id, RuleCatalog.Find(id));
        json.EndArray().EndObject().EndObject();
    }

    private static void WriteRule(JsonWriter json, string id, RuleDescriptor? rule)
    {
        string title = Sentence(rule?.Title ?? id);
        string help = rule is null ? title : Sentence(rule.Rationale);
        json.BeginObject().Member("id", id);
        if (rule is not null) json.Member("name", PascalCase(rule.Name));
        Text(json, "shortDescription", title);
        Text(json, "fullDescription", help);
        json.Member("helpUri", ProjectLinks.Rule(id));
        json.Name("help").BeginObject().Member("text", Help(rule, help)).Member("markdown", rule is null ? help : HelpPage(rule)).EndObject();
        json.Name("defaultConfiguration").BeginObject().Member("level", Level(rule?.DefaultSeverity ?? Severity.Warning)).EndObject();
        json.Name("properties").BeginObject()
            .Member("precision", "high")
            .Member("problem.severity", ProblemSeverity(rule?.DefaultSeverity ?? Severity.Warning))
            .Member("tags", ["docker"])
            .EndObject().EndObject();
    }

    private static string Help(RuleDescriptor? rule, string help) =>
        rule is null || rule.Limits.Trim().Length == 0 ? help : help + " " + Sentence(rule.Limits);

    // The page without its heading, which code scanning shows above it.
    private static string HelpPage(RuleDescriptor rule)
    {
        string page = RuleDocumentation.Page(rule);
        int start = page.IndexOf("\n## ", StringComparison.Ordinal), end = page.LastIndexOf("\n[All rules]", StringComparison.Ordinal);
        return page.Substring(start + 1, end - start - 1) + "\n[" + rule.Id + "](" + ProjectLinks.Rule(rule.Id) + ")";
    }

    private static void WriteResult(JsonWriter json, ReportContext context, Finding finding, int rule, string fingerprint, string? state, SuppressedFinding? suppressed)
    {
        json.BeginObject().Member("ruleId", finding.Rule).Member("ruleIndex", rule).Member("level", Level(finding.Severity));
        if (state is not null) json.Member("baselineState", state);
        Text(json, "message", Message(finding));
        json.Name("locations").BeginArray();
        Location(json, context, finding.File, finding.Span, null, null, Snippet(context.Line(finding.File, finding.Span.Line), finding.Span));
        json.EndArray();
        if (finding.Related.Count > 0 || finding.Fix is not null) WriteRelated(json, context, finding);
        if (finding.Chain.Count > 1) WriteFlow(json, context, finding);
        if (suppressed is not null) WriteSuppression(json, context, suppressed);
        if (finding.Fix is { } fix) WriteFix(json, context, fix);
        json.Name("partialFingerprints").BeginObject()
            .Member("primaryLocationLineHash", fingerprint + ":1")
            .Member("dockerlint/v1", fingerprint)
            .EndObject();
        json.EndObject();
    }

    private static void WriteSuppression(JsonWriter json, ReportContext context, SuppressedFinding suppressed)
    {
        json.Name("suppressions").BeginArray().BeginObject().Member("kind", suppressed.Kind == SuppressionKind.InSource ? "inSource" : "external").Member("status", "accepted");
        if (suppressed.Reason is { Length: > 0 } reason) json.Member("justification", reason);
        if (suppressed.File is { } file)
        {
            json.Name("location");
            Location(json, context, file, suppressed.Span, null, null);
        }

        json.EndObject().EndArray();
    }

    private static string Message(Finding finding)
    {
        var text = new StringBuilder(Sentence(finding.Message));
        if (finding.Service is not null) text.Append(" Service: ").Append(finding.Service).Append('.');
        if (finding.ReasonDetail is { Length: > 0 } why) text.Append(' ').Append(Sentence(why));
        string message = Plain(text.ToString());
        int links = finding.Related.Count + (finding.Fix?.Edits.Count ?? 0);
        for (int id = 1; id <= links; id++) message += (id == 1 ? " See [" : ", [") + Plain(Place(finding, id)) + "](" + id + ")";
        return links == 0 ? message : message + ".";
    }

    // Brackets start links in a SARIF message (3.11.6).
    private static string Plain(string text) => text.Replace("\\", "\\\\").Replace("[", "\\[").Replace("]", "\\]");

    // In the order of the ids of related locations.
    private static string Place(Finding finding, int id)
    {
        if (id <= finding.Related.Count) return finding.Related[id - 1].File + ":" + finding.Related[id - 1].Span.Line;
        TextEdit edit = finding.Fix!.Edits[id - 1 - finding.Related.Count];
        return edit.File + ":" + edit.Line;
    }

    private static void WriteRelated(JsonWriter json, ReportContext context, Finding finding)
    {
        json.Name("relatedLocations").BeginArray();
        int id = 1;
        foreach (RelatedPlace place in finding.Related) Location(json, context, place.File, place.Span, Sentence(place.Message), id++);
        if (finding.Fix is { } fix)
        {
            foreach (TextEdit edit in fix.Edits) Location(json, context, edit.File, SourceSpan.OnLine(edit.Line, 1, 0), Sentence(fix.Description), id++);
        }

        json.EndArray();
    }

    private static void WriteFlow(JsonWriter json, ReportContext context, Finding finding)
    {
        json.Name("codeFlows").BeginArray().BeginObject().Name("threadFlows").BeginArray().BeginObject().Name("locations").BeginArray();
        for (int i = 0; i < finding.Chain.Count && i < MostFlowLocations; i++)
        {
            ChainLink link = finding.Chain[i];
            json.BeginObject().Name("location");
            Location(json, context, link.File, SourceSpan.OnLine(link.Line, 1, 0), link.Verb(i) + " " + link.What, null);
            json.EndObject();
        }

        json.EndArray().EndObject().EndArray().EndObject().EndArray();
    }

    private static void WriteFix(JsonWriter json, ReportContext context, Fix fix)
    {
        json.Name("fixes").BeginArray().BeginObject();
        Text(json, "description", Sentence(fix.Description));
        json.Name("artifactChanges").BeginArray();
        foreach (TextEdit edit in fix.Edits)
        {
            (int line, int column, int endLine, string inserted) = Replacement(context, edit);
            json.BeginObject();
            Artifact(json, context, edit.File);
            json.Name("replacements").BeginArray().BeginObject()
                .Name("deletedRegion").BeginObject()
                .Member("startLine", line).Member("startColumn", column).Member("endLine", endLine).Member("endColumn", column)
                .EndObject();
            if (inserted.Length > 0) Text(json, "insertedContent", inserted);
            json.EndObject().EndArray().EndObject();
        }

        json.EndArray().EndObject().EndArray();
    }

    // A region must lie in the file: what goes behind its last line starts at the end of that line.
    private static (int Line, int Column, int EndLine, string Inserted) Replacement(ReportContext context, TextEdit edit)
    {
        if (edit.DeleteLines > 0 || context.Lines(edit.File) is not { } lines || edit.Line <= lines.Count)
            return (edit.Line, 1, edit.Line + edit.DeleteLines, edit.Insert);
        return (lines.Count, lines[lines.Count - 1].Length + 1, lines.Count, "\n" + edit.Insert.TrimEnd('\n'));
    }

    private static void Location(JsonWriter json, ReportContext context, string file, SourceSpan span, string? message, int? id, string? snippet = null)
    {
        json.BeginObject();
        if (id is { } number) json.Member("id", number);
        json.Name("physicalLocation").BeginObject();
        Artifact(json, context, file);
        json.Name("region").BeginObject().Member("startLine", span.Line).Member("startColumn", span.Column);
        bool hasEnd = span.EndLine > span.Line || (span.EndLine == span.Line && span.EndColumn > span.Column);
        if (hasEnd) json.Member("endLine", span.EndLine).Member("endColumn", span.EndColumn);
        if (snippet is not null) Text(json, "snippet", snippet);
        json.EndObject().EndObject();
        if (message is not null) Text(json, "message", message);
        json.EndObject();
    }

    private static string? Snippet(string? line, SourceSpan span) =>
        line is not null && span.EndLine == span.Line && span.EndColumn > span.Column && span.EndColumn <= line.Length + 1
            ? line.Substring(span.Column - 1, span.EndColumn - span.Column)
            : null;

    private static void Artifact(JsonWriter json, ReportContext context, string file) =>
        json.Name("artifactLocation").BeginObject().Member("uri", UriText.Relative(context.FromTop(file))).Member("uriBaseId", "ROOT").EndObject();

    private static void Text(JsonWriter json, string name, string text) => json.Name(name).BeginObject().Member("text", text).EndObject();

    private static string Sentence(string text)
    {
        // Descriptors break their lines for the screen.
        string trimmed = text.Trim().Replace("\n", " ");
        if (trimmed.Length == 0) return trimmed;
        string capital = char.ToUpperInvariant(trimmed[0]) + trimmed.Substring(1);
        return capital[capital.Length - 1] is '.' or '!' or '?' ? capital : capital + ".";
    }

    private static string PascalCase(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (string part in name.Split('-'))
        {
            if (part.Length > 0) text.Append(char.ToUpperInvariant(part[0])).Append(part, 1, part.Length - 1);
        }

        return text.ToString();
    }

    private static string Level(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };

    private static string ProblemSeverity(Severity severity) => severity == Severity.Info ? "recommendation" : ReportSummary.Word(severity);
}
