using System.Collections.Generic;
using System.IO;

namespace DockerLint.Reporting.Formats;

/// <summary>The records of the JSON contract, one a line, each with its <c>type</c>.</summary>
internal sealed class JsonLinesFormat : IReportFormat
{
    public string Name => "jsonl";

    public string Summary => "one JSON object a line: services, findings, then the summary";

    public void Write(CheckReport report, ReportContext context, TextWriter output)
    {
        IReadOnlyList<string> fingerprints = Fingerprints.Of(report, context);
        foreach (ServiceReport service in report.Services)
        {
            JsonRecords.Service(new JsonWriter(output), service, "service");
            output.Write('\n');
        }

        for (int i = 0; i < report.Findings.Count; i++)
        {
            JsonRecords.Finding(new JsonWriter(output), report.Findings[i], fingerprints[i], "finding");
            output.Write('\n');
        }

        JsonRecords.Summary(new JsonWriter(output), report, "summary");
        output.Write('\n');
    }
}
