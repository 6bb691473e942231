using System.Collections.Generic;
using System.IO;

namespace DockerLint.Reporting.Formats;

/// <summary>The code quality report of GitLab (the subset of Code Climate's that it reads).</summary>
internal sealed class GitLabFormat : IReportFormat
{
    public string Name => "gitlab";

    public string Summary => "GitLab code quality report";

    public void Write(CheckReport report, ReportContext context, TextWriter output)
    {
        IReadOnlyList<string> fingerprints = Fingerprints.Of(report, context);
        var json = new JsonWriter(output, indent: true);
        json.BeginArray();
        for (int i = 0; i < report.Findings.Count; i++)
        {
            Finding finding = report.Findings[i];
            json.BeginObject()
                .Member("description", finding.Message + (finding.Service is null ? "" : " [" + finding.Service + "]"))
                .Member("check_name", "dockerlint/" + finding.Rule)
                .Member("fingerprint", fingerprints[i])
                .Member("severity", Level(finding.Severity))
                .Name("location").BeginObject()
                .Member("path", context.FromTop(finding.File))
                .Name("lines").BeginObject().Member("begin", finding.Span.Line).Member("end", finding.Span.EndLine).EndObject()
                .EndObject()
                .EndObject();
        }

        json.EndArray();
        output.Write('\n');
    }

    private static string Level(Severity severity) => severity switch
    {
        Severity.Error => "critical",
        Severity.Warning => "major",
        _ => "info",
    };
}
