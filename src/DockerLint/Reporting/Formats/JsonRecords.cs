using PyImportScanner;

namespace DockerLint.Reporting.Formats;

/// <summary>The records of the JSON contract; <c>json</c> prints them as one document, <c>jsonl</c> one a line.</summary>
internal static class JsonRecords
{
    public static void Service(JsonWriter json, ServiceReport service, string? type = null)
    {
        Begin(json, type)
            .Member("name", service.Name)
            .Member("dockerfile", service.Dockerfile)
            .Member("context", service.Context)
            .Member("contextEvidence", service.ContextEvidence)
            .Member("target", service.Target)
            .Name("commands").BeginArray();
        foreach (CommandReport command in service.Commands)
        {
            json.BeginObject()
                .Member("text", command.Text)
                .Member("launcher", command.Launcher)
                .Member("module", command.Module)
                .Member("evidence", command.Evidence)
                .EndObject();
        }

        json.EndArray()
            .Member("status", Status(service.Status))
            .Member("modules", service.Modules)
            .Member("notes", service.Notes)
            .EndObject();
    }

    public static void Finding(JsonWriter json, Finding finding, string fingerprint, string? type = null)
    {
        Begin(json, type)
            .Member("rule", finding.Rule)
            .Member("severity", ReportSummary.Word(finding.Severity))
            .Member("message", finding.Message)
            .Member("service", finding.Service)
            .Member("dockerfile", finding.Dockerfile)
            .Member("module", finding.Module)
            .Member("file", finding.File);
        Span(json, finding.Span);
        json.Member("reason", finding.Reason)
            .Member("reasonDetail", finding.ReasonDetail)
            .Member("repositoryPath", finding.RepositoryPath)
            .Member("imagePath", finding.ImagePath)
            .Name("chain").BeginArray();
        foreach (ChainLink link in finding.Chain)
            json.BeginObject().Member("file", link.File).Member("line", link.Line).Member("what", link.What).EndObject();
        json.EndArray().Name("related").BeginArray();
        foreach (RelatedPlace place in finding.Related)
        {
            json.BeginObject().Member("file", place.File);
            Span(json, place.Span);
            json.Member("message", place.Message).EndObject();
        }

        json.EndArray().Name("fix");
        if (finding.Fix is null) json.Value((string?)null);
        else Fix(json, finding.Fix);
        if (finding.Verdict is { } verdict)
            json.Name("verdict").BeginObject().Member("rule", verdict.Rule).Member("outcome", verdict.Word).EndObject();
        json.Member("fingerprint", fingerprint).EndObject();
    }

    public static void Summary(JsonWriter json, CheckReport report, string? type = null)
    {
        ReportSummary counts = ReportSummary.Of(report);
        Begin(json, type)
            .Member("services", report.Services.Count)
            .Member("errors", counts.Errors)
            .Member("warnings", counts.Warnings)
            .Member("infos", counts.Infos)
            .Member("suppressed", report.Suppressed)
            .Member("known", report.Known)
            .Member("milliseconds", report.Milliseconds)
            .EndObject();
    }

    public static string Status(ServiceStatus status) => status switch
    {
        ServiceStatus.Checked => "checked",
        ServiceStatus.Partial => "partial",
        _ => "skipped",
    };

    private static JsonWriter Begin(JsonWriter json, string? type)
    {
        json.BeginObject();
        return type is null ? json : json.Member("type", type);
    }

    private static void Span(JsonWriter json, SourceSpan span) => json
        .Member("line", span.Line)
        .Member("column", span.Column)
        .Member("endLine", span.EndLine)
        .Member("endColumn", span.EndColumn);

    private static void Fix(JsonWriter json, Fix fix)
    {
        json.BeginObject().Member("description", fix.Description).Member("safe", fix.IsSafe).Name("edits").BeginArray();
        foreach (TextEdit edit in fix.Edits)
        {
            json.BeginObject().Member("file", edit.File).Member("line", edit.Line).Member("insert", edit.Insert);
            if (edit.DeleteLines > 0) json.Member("deleteLines", edit.DeleteLines);
            json.EndObject();
        }

        json.EndArray().EndObject();
    }
}
