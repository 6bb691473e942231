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
    private const string Documentation = "https://github.com/dockerlint/dockerlint";

    public string Name => "sarif";

    public string Summary => "SARIF 2.1.0, for code scanning and editors";

    public void Write(CheckReport report, ReportContext context, TextWriter output)
    {
        IReadOnlyList<string> fingerprints = Fingerprints.Of(report, context);
        List<string> rules = RuleIds(report);
        var json = new JsonWriter(output, indent: true);
        json.BeginObject().Member("$schema", Schema).Member("version", "2.1.0").Name("runs").BeginArray().BeginObject();
        WriteTool(json, context, rules);
        json.Name("automationDetails").BeginObject().Member("id", "dockerlint/check/").EndObject();
        json.Member("columnKind", "utf16CodeUnits");
        json.Name("originalUriBaseIds").BeginObject().Name("ROOT").BeginObject()
            .Name("description").BeginObject().Member("text", "The root of the repository.").EndObject().EndObject().EndObject();
        json.Name("results").BeginArray();
        for (int i = 0; i < report.Findings.Count; i++)
            WriteResult(json, context, report.Findings[i], rules.IndexOf(report.Findings[i].Rule), fingerprints[i]);
        json.EndArray().EndObject().EndArray().EndObject();
        output.Write('\n');
    }

    private static List<string> RuleIds(CheckReport report)
    {
        var ids = new SortedSet<string>(System.StringComparer.Ordinal);
        foreach (Finding finding in report.Findings) ids.Add(finding.Rule);
        return [.. ids];
    }

    private static void WriteTool(JsonWriter json, ReportContext context, List<string> ids)
    {
        json.Name("tool").BeginObject().Name("driver").BeginObject()
            .Member("name", "dockerlint")
            .Member("semanticVersion", context.ToolVersion)
            .Member("informationUri", Documentation)
            .Name("rules").BeginArray();
        foreach (string id in ids) WriteRule(json, id, Descriptor(id));
        json.EndArray().EndObject().EndObject();
    }

    private static RuleDescriptor? Descriptor(string id)
    {
        foreach (IRule rule in RuleCatalog.All)
        {
            if (rule.Descriptor.Id == id) return rule.Descriptor;
        }

        return null;
    }

    private static void WriteRule(JsonWriter json, string id, RuleDescriptor? rule)
    {
        string title = Sentence(rule?.Title ?? id);
        string help = rule is null ? title : Sentence(rule.Rationale);
        json.BeginObject().Member("id", id);
        if (rule is not null) json.Member("name", PascalCase(rule.Name));
        Text(json, "shortDescription", title);
        Text(json, "fullDescription", help);
        json.Member("helpUri", Documentation + "/blob/main/docs/rules/" + id + ".md");
        json.Name("help").BeginObject().Member("text", help)
            .Member("markdown", help + "\n\nRun `dockerlint rule " + id + "` for examples.").EndObject();
        json.Name("defaultConfiguration").BeginObject().Member("level", Level(rule?.DefaultSeverity ?? Severity.Warning)).EndObject();
        json.Name("properties").BeginObject()
            .Member("precision", "high")
            .Member("problem.severity", ProblemSeverity(rule?.DefaultSeverity ?? Severity.Warning))
            .Member("tags", ["docker"])
            .EndObject().EndObject();
    }

    private static void WriteResult(JsonWriter json, ReportContext context, Finding finding, int rule, string fingerprint)
    {
        json.BeginObject().Member("ruleId", finding.Rule).Member("ruleIndex", rule).Member("level", Level(finding.Severity));
        Text(json, "message", Message(finding));
        json.Name("locations").BeginArray();
        Location(json, finding.File, finding.Span, null, null, Snippet(context.Line(finding.File, finding.Span.Line), finding.Span));
        json.EndArray();
        if (finding.Related.Count > 0 || finding.Fix is not null) WriteRelated(json, finding);
        if (finding.Chain.Count > 1) WriteFlow(json, finding);
        if (finding.Fix is { } fix) WriteFix(json, context, fix);
        json.Name("partialFingerprints").BeginObject()
            .Member("primaryLocationLineHash", fingerprint + ":1")
            .Member("dockerlint/v1", fingerprint)
            .EndObject();
        json.EndObject();
    }

    private static string Message(Finding finding)
    {
        var text = new StringBuilder(Sentence(finding.Message));
        if (finding.Service is not null) text.Append(" Service: ").Append(finding.Service).Append('.');
        if (finding.ReasonDetail is { Length: > 0 } why) text.Append(' ').Append(Sentence(why));
        // Brackets start links in a SARIF message (3.11.6).
        return text.ToString().Replace("\\", "\\\\").Replace("[", "\\[").Replace("]", "\\]");
    }

    private static void WriteRelated(JsonWriter json, Finding finding)
    {
        json.Name("relatedLocations").BeginArray();
        int id = 1;
        foreach (RelatedPlace place in finding.Related) Location(json, place.File, place.Span, Sentence(place.Message), id++);
        if (finding.Fix is { } fix)
        {
            foreach (TextEdit edit in fix.Edits) Location(json, edit.File, SourceSpan.OnLine(edit.Line, 1, 0), Sentence(fix.Description), id++);
        }

        json.EndArray();
    }

    private static void WriteFlow(JsonWriter json, Finding finding)
    {
        json.Name("codeFlows").BeginArray().BeginObject().Name("threadFlows").BeginArray().BeginObject().Name("locations").BeginArray();
        for (int i = 0; i < finding.Chain.Count; i++)
        {
            ChainLink link = finding.Chain[i];
            json.BeginObject().Name("location");
            Location(json, link.File, SourceSpan.OnLine(link.Line, 1, 0), link.Verb(i) + " " + link.What, null);
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
            Artifact(json, edit.File);
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

    private static void Location(JsonWriter json, string file, SourceSpan span, string? message, int? id, string? snippet = null)
    {
        json.BeginObject();
        if (id is { } number) json.Member("id", number);
        json.Name("physicalLocation").BeginObject();
        Artifact(json, file);
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

    private static void Artifact(JsonWriter json, string file) =>
        json.Name("artifactLocation").BeginObject().Member("uri", UriText.Relative(file)).Member("uriBaseId", "ROOT").EndObject();

    private static void Text(JsonWriter json, string name, string text) => json.Name(name).BeginObject().Member("text", text).EndObject();

    private static string Sentence(string text)
    {
        string trimmed = text.Trim();
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
