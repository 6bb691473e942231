using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using DockerLint.Reporting;

namespace DockerLint.Cli.Drift;

/// <summary>
/// A message for an incoming webhook of Slack, in Block Kit (api.slack.com/reference/block-kit/blocks): at most 50 blocks, a
/// header of 150 characters, a section of 3,000.
/// </summary>
internal sealed class DriftSlack : IDriftFormat
{
    private const int MaximumBlocks = 50;
    private const int MaximumHeader = 150;
    private const int MaximumSection = 3000;
    private const int MaximumFallback = 3000;
    private const int FewFiles = 8;

    // The header, the line at the end, and the one that tells of what is left out.
    private const int MaximumServices = MaximumBlocks - 3;

    public string Name => "slack";

    public void Write(DriftReport report, TextWriter output)
    {
        List<DriftService> told = report.Services.Where(service => service.Severity > DriftSeverity.None && service.Bypass is null).ToList();
        string title = told.Count == 0 ? "All deployments are up to date" : FormattableString.Invariant($"{told.Count} of {report.Services.Count(service => service.State != DriftState.NotDeployed)} deployments differ from {DriftWords.Short(report.Head)}");
        string fallback = told.Count == 0 ? title : title + ": " + string.Join(", ", told.Select(service => service.Name + " " + DriftWords.Name(service.Severity)));
        JsonWriter json = new JsonWriter(output).BeginObject().Member("text", Cut(Escape(fallback), MaximumFallback)).Name("blocks").BeginArray();
        json.BeginObject().Member("type", "header").Name("text").BeginObject().Member("type", "plain_text").Member("text", Cut(title, MaximumHeader)).EndObject().EndObject();
        foreach (DriftService service in told.Take(MaximumServices)) Section(json, Describe(service, report.Time));
        if (told.Count > MaximumServices) Section(json, FormattableString.Invariant($"and {told.Count - MaximumServices} more"));
        json.BeginObject().Member("type", "context").Name("elements").BeginArray()
            .BeginObject().Member("type", "mrkdwn").Member("text", Escape(FormattableString.Invariant($"dockerlint drift, {report.Time.UtcDateTime:yyyy-MM-dd HH:mm} UTC"))).EndObject()
            .EndArray().EndObject();
        json.EndArray().EndObject();
        output.Write('\n');
    }

    private static void Section(JsonWriter json, string text) =>
        json.BeginObject().Member("type", "section").Name("text").BeginObject().Member("type", "mrkdwn").Member("text", Cut(text, MaximumSection)).EndObject().EndObject();

    private static string Describe(DriftService service, DateTimeOffset now)
    {
        var text = new StringBuilder();
        string since = service.StaleSince is { } time ? ", for " + DriftWords.Age(now - time) : "";
        text.Append('*').Append(Escape(service.Name)).Append("*  ").Append(DriftWords.Name(service.Severity).ToUpperInvariant()).Append("  ").Append(DriftWords.Name(service.State));
        string counts = DriftWords.Behind(service);
        if (counts.Length > 0) text.Append(": ").Append(counts).Append(since);
        foreach (string note in service.Notes) text.Append('\n').Append(Escape(note));
        IReadOnlyList<string> files = service.Files;
        if (files.Count > 0) text.Append('\n').Append(string.Join(", ", files.Take(FewFiles).Select(file => Escape(Cut(file, 200))))).Append(files.Count > FewFiles ? FormattableString.Invariant($" and {files.Count - FewFiles} more") : "");
        if (service.Deploy is { } deploy) text.Append("\n```").Append(Escape(Cut(deploy, 500)).Replace("`", "'", StringComparison.Ordinal)).Append("```");
        return text.ToString();
    }

    // The three characters that Slack gives a meaning, and those that would format.
    private static string Escape(string text)
    {
        var safe = new StringBuilder();
        foreach (char c in SafeText.OneLine(text))
        {
            safe.Append(c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                // A zero-width space keeps these from pairing up.
                '*' or '~' or '`' => "\u200b" + c,
                _ => c.ToString(),
            });
        }

        return safe.ToString();
    }

    // Never in the middle of a pair of surrogates, nor of an entity.
    private static string Cut(string text, int length)
    {
        if (text.Length <= length) return text;
        int end = length - 1;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        int entity = text.LastIndexOf('&', end - 1, Math.Min(5, end));
        if (entity >= 0 && text.IndexOf(';', entity) is var close && (close < 0 || close >= end)) end = entity;
        return text[..end] + "…";
    }
}
