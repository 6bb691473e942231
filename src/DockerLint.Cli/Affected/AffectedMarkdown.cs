using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using DockerLint.Inputs;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Cli.Affected;

/// <summary>A table for a pull-request comment or a job summary.</summary>
internal sealed class AffectedMarkdown : IAffectedFormat
{
    private const int FewFiles = 5;

    public string Name => "markdown";

    public void Write(AffectedReport report, TextWriter output)
    {
        IReadOnlyList<AffectedService> affected = report.Affected;
        output.Write(FormattableString.Invariant($"### {affected.Count} of {report.Services.Count} services affected\n\n"));
        if (affected.Count == 0) return;
        output.Write("| service | why | files |\n|---|---|---|\n");
        foreach (AffectedService service in affected)
        {
            List<string> files = service.Change.Changes.Select(change => Code(TreePath.Display(change.Path)) + Details(change)).Distinct().ToList();
            string more = files.Count > FewFiles ? FormattableString.Invariant($"<br>and {files.Count - FewFiles} more") : "";
            string why = service.Change.State == ServiceState.Added ? "new" : service.Change.Changes.Count > 0 ? string.Join(", ", service.Categories) : Text(service.Because ?? "");
            output.Write($"| {Text(service.Name)} | {why} | {string.Join("<br>", files.Take(FewFiles))}{more} |\n");
        }
    }

    private static string Details(InputChange change) => change.Details.Count == 0 ? "" : " (" + Text(string.Join("; ", change.Details.Take(FewFiles))) + ")";

    private static string Code(string text) => "<code>" + Text(text) + "</code>";

    /// <summary>Text in which nothing is Markdown or HTML, and no line ends.</summary>
    internal static string Text(string text)
    {
        var safe = new StringBuilder();
        foreach (char c in SafeText.OneLine(text))
        {
            if (c is '<' or '>' or '&' or '"' or '|' or '`' or '*' or '_' or '[' or ']' or '\\' or '#' or '@' or '!' or '~' or ':') safe.Append("&#").Append((int)c).Append(';');
            else safe.Append(c);
        }

        return safe.ToString();
    }
}
