using System.IO;

namespace DockerLint.Reporting;

/// <summary>One way to print a report. Stateless.</summary>
public interface IReportFormat
{
    /// <summary>The name behind <c>--format</c>.</summary>
    string Name { get; }

    /// <summary>One line for <c>--help</c>: who reads it.</summary>
    string Summary { get; }

    /// <summary>Writes the whole report; lines end with <c>\n</c>.</summary>
    void Write(CheckReport report, ReportContext context, TextWriter output);
}
