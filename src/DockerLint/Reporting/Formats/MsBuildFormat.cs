using System.IO;

namespace DockerLint.Reporting.Formats;

/// <summary>The canonical error format of MSBuild, which Visual Studio and Exec tasks read.</summary>
internal sealed class MsBuildFormat : IReportFormat
{
    public string Name => "msbuild";

    public string Summary => "file(line,column): error IMG1001: message, for MSBuild and Visual Studio";

    public void Write(CheckReport report, ReportContext context, TextWriter output)
    {
        foreach (Finding finding in report.Findings)
        {
            string level = finding.Severity == Severity.Info ? "message" : ReportSummary.Word(finding.Severity);
            output.Write(SafeText.OneLine($"{finding.File}({finding.Span.Line},{finding.Span.Column})"));
            output.Write($": {level} {finding.Rule}: {BuildMessage.Of(finding)}\n");
        }
    }
}
