using System.Collections.Generic;
using System.IO;

namespace DockerLint.Reporting.Formats;

/// <summary>One document: the contract for scripts, <c>docs/json.md</c>.</summary>
internal sealed class JsonFormat : IReportFormat
{
    public string Name => "json";

    public string Summary => "one JSON document: services, findings, fixes, summary";

    public void Write(CheckReport report, ReportContext context, TextWriter output)
    {
        IReadOnlyList<string> fingerprints = Fingerprints.Of(report, context);
        var json = new JsonWriter(output, indent: true);
        json.BeginObject().Member("version", 1).Member("root", report.Root);
        json.Name("services").BeginArray();
        foreach (ServiceReport service in report.Services) JsonRecords.Service(json, service);
        json.EndArray().Name("findings").BeginArray();
        for (int i = 0; i < report.Findings.Count; i++) JsonRecords.Finding(json, report.Findings[i], fingerprints[i]);
        json.EndArray();
        JsonRecords.Summary(json.Name("summary"), report);
        json.EndObject();
        output.Write('\n');
    }
}
