using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using DockerLint.Inputs;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Cli.Drift;

/// <summary>
/// A status page: one file that needs no network and no script, dark and light, printable. The same document as
/// <c>--format json</c> is in it, so that a program can read the page back.
/// </summary>
internal sealed class DriftHtml : IDriftFormat
{
    private const int MaximumCommits = 100;

    // Nothing is loaded and nothing runs; only the style of the page itself holds.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'";

    private const string Style = """
        :root { color-scheme: light dark; --line: #d0d7de; --soft: #57606a; --back: #ffffff; --text: #1f2328; --stripe: #f6f8fa;
          --critical: #b42318; --warning: #8a5a00; --info: #0b5cad; --none: #1a7f37; }
        @media (prefers-color-scheme: dark) { :root { --line: #3d444d; --soft: #9198a1; --back: #0d1117; --text: #e6edf3; --stripe: #151b23;
          --critical: #ff7b72; --warning: #e3b341; --info: #79c0ff; --none: #56d364; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 2rem 1.5rem; max-width: 72rem; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, "Segoe UI", sans-serif; }
        h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
        p.meta { color: var(--soft); margin: 0 0 1.5rem; }
        ul.counts { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; margin: 0 0 1.5rem; padding: 0; }
        ul.counts li { border: 1px solid var(--line); border-radius: .5rem; padding: .35rem .75rem; }
        ul.counts b { font-size: 1.15rem; margin-right: .35rem; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: .5rem .75rem; border-bottom: 1px solid var(--line); }
        th { font-size: .85rem; color: var(--soft); font-weight: 600; }
        tbody th { font-size: inherit; color: inherit; min-width: 14rem; }
        td.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
        .badge { display: inline-block; border: 1px solid currentcolor; border-radius: 1rem; padding: 0 .6rem; font-size: .85rem; font-weight: 600; white-space: nowrap; }
        .critical { color: var(--critical); } .warning { color: var(--warning); } .info { color: var(--info); } .none { color: var(--none); }
        code, pre { font: 13px/1.45 ui-monospace, "Cascadia Mono", Menlo, monospace; overflow-wrap: anywhere; }
        pre { background: var(--stripe); border: 1px solid var(--line); border-radius: .375rem; padding: .5rem .75rem; white-space: pre-wrap; margin: .5rem 0; }
        details { margin: .25rem 0; } summary { cursor: pointer; } summary:focus-visible { outline: 2px solid var(--info); outline-offset: 2px; }
        .soft { color: var(--soft); } .path { display: block; }
        @media print { body { max-width: none; padding: 0; } details::details-content { content-visibility: visible; } }
        """;

    public string Name => "html";

    public void Write(DriftReport report, TextWriter output)
    {
        List<DriftService> deployed = report.Services.Where(service => service.State != DriftState.NotDeployed).ToList();
        List<DriftService> absent = report.Services.Where(service => service.State == DriftState.NotDeployed).ToList();
        output.Write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        output.Write("<meta http-equiv=\"Content-Security-Policy\" content=\"" + Policy + "\">\n");
        output.Write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Deployments</title>\n<style>\n" + Style + "\n</style>\n</head>\n<body>\n");
        output.Write("<h1>Deployments</h1>\n<p class=\"meta\">compared with <code>" + Text(DriftWords.Short(report.Head)) + "</code>, "
            + FormattableString.Invariant($"{report.Time.UtcDateTime:yyyy-MM-dd HH:mm}") + " UTC</p>\n");
        Counts(output, deployed);
        output.Write("<table>\n<thead><tr><th scope=\"col\">severity</th><th scope=\"col\">service</th><th scope=\"col\">state</th><th scope=\"col\">commits that count</th><th scope=\"col\">since</th><th scope=\"col\">what changed</th></tr></thead>\n<tbody>\n");
        foreach (DriftService service in deployed) Row(output, service, report.Time);
        output.Write("</tbody>\n</table>\n");
        if (absent.Count > 0) output.Write("<h2>Not deployed, as far as is told</h2>\n<p>" + string.Join(", ", absent.Select(service => Text(service.Name))) + "</p>\n");
        Data(output, report);
        output.Write("</body>\n</html>\n");
    }

    private static void Counts(TextWriter output, List<DriftService> deployed)
    {
        output.Write("<ul class=\"counts\">");
        foreach (DriftSeverity severity in new[] { DriftSeverity.Critical, DriftSeverity.Warning, DriftSeverity.Info, DriftSeverity.None })
        {
            int count = deployed.Count(service => service.Severity == severity);
            output.Write($"<li><b class=\"{DriftWords.Name(severity)}\">{count.ToString(CultureInfo.InvariantCulture)}</b>{Word(severity)}</li>");
        }

        output.Write("</ul>\n");
    }

    private static void Row(TextWriter output, DriftService service, DateTimeOffset now)
    {
        string since = service.StaleSince is { } time ? DriftWords.Age(now - time) : "";
        output.Write($"<tr><td><span class=\"badge {DriftWords.Name(service.Severity)}\">{Word(service.Severity)}</span></td>");
        output.Write($"<th scope=\"row\">{Text(service.Name)}<br><code class=\"soft\">{Text(service.Dockerfile)}</code></th>");
        output.Write($"<td>{DriftWords.Name(service.State)}");
        if (service.Revision is { } revision) output.Write($"<br><code class=\"soft\">{Text(DriftWords.Short(service.Commit ?? revision))}</code>");
        if (service.DeployedAt is { } at) output.Write(FormattableString.Invariant($"<br><span class=\"soft\">{at.UtcDateTime:yyyy-MM-dd HH:mm}</span>"));
        output.Write($"</td><td class=\"number\">{DriftWords.Counts(service)}</td><td class=\"number\">{since}</td><td>");
        foreach (string note in service.Notes) output.Write($"<div>{Text(note)}</div>");
        if (service.Bypass is { } bypass) output.Write($"<div>bypassed: {Text(bypass)}</div>");
        Files(output, service);
        Commits(output, service);
        if (service.Deploy is { } deploy && service.Severity > DriftSeverity.None) output.Write($"<pre>{Text(deploy)}</pre>");
        output.Write("</td></tr>\n");
    }

    private static void Files(TextWriter output, DriftService service)
    {
        if (service.Changes.Count == 0) return;
        output.Write(FormattableString.Invariant($"<details><summary>{service.Files.Count} file{(service.Files.Count == 1 ? "" : "s")}</summary>"));
        foreach (InputChange change in service.Changes)
        {
            string details = change.Details.Count == 0 ? "" : ": " + string.Join("; ", change.Details);
            output.Write($"<span class=\"path\"><code>{Text(TreePath.Display(change.Path))}</code> <span class=\"soft\">{Text(InputCategories.Name(change.Category) + ", " + change.Reason + details)}</span></span>");
        }

        output.Write("</details>");
    }

    private static void Commits(TextWriter output, DriftService service)
    {
        if (service.Commits.Count == 0) return;
        output.Write(FormattableString.Invariant($"<details><summary>{service.Commits.Count} commit{(service.Commits.Count == 1 ? "" : "s")}</summary>"));
        foreach (DriftCommit commit in service.Commits.Take(MaximumCommits))
        {
            string cosmetic = commit.IsCosmetic ? " (only comments)" : "";
            output.Write(FormattableString.Invariant($"<span class=\"path\"><code>{Text(DriftWords.Short(commit.Commit.Id))}</code> {DateTimeOffset.FromUnixTimeSeconds(commit.Commit.Time):yyyy-MM-dd} {Text(commit.Commit.Subject)} <span class=\"soft\">{Text(commit.Commit.Author)}{cosmetic}</span></span>"));
        }

        if (service.Commits.Count > MaximumCommits) output.Write(FormattableString.Invariant($"<span class=\"path\">and {service.Commits.Count - MaximumCommits} more</span>"));
        output.Write("</details>");
    }

    // In a script element only the end tag and what begins a comment could end the data (HTML, "script data state").
    private static void Data(TextWriter output, DriftReport report)
    {
        var json = new StringWriter();
        new DriftJson().Write(report, json);
        output.Write("<script type=\"application/json\" id=\"drift\">\n" + json.ToString().Replace("<", "\\u003c", StringComparison.Ordinal) + "</script>\n");
    }

    private static string Word(DriftSeverity severity) => severity == DriftSeverity.None ? "up to date" : DriftWords.Name(severity);

    private static string Text(string text)
    {
        var safe = new StringBuilder();
        foreach (char c in SafeText.OneLine(text))
        {
            safe.Append(c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                _ => c.ToString(),
            });
        }

        return safe.ToString();
    }
}
