using System;
using System.IO;
using DockerLint.Inputs;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Cli.Drift;

/// <summary>One document for programs; also what the generic webhook sends.</summary>
internal sealed class DriftJson : IDriftFormat
{
    private const int MaximumCommits = 200;

    public string Name => "json";

    public void Write(DriftReport report, TextWriter output)
    {
        JsonWriter json = new JsonWriter(output, indent: true).BeginObject().Member("version", 1).Member("head", report.Head).Member("time", Time(report.Time));
        json.Name("services").BeginArray();
        foreach (DriftService service in report.Services) Write(json, service);
        json.EndArray().EndObject();
        output.Write('\n');
    }

    private static void Write(JsonWriter json, DriftService service)
    {
        json.BeginObject().Member("name", service.Name).Member("dockerfile", service.Dockerfile)
            .Member("state", DriftWords.Name(service.State)).Member("severity", DriftWords.Name(service.Severity))
            .Member("revision", service.Revision).Member("commit", service.Commit).Member("deployedAt", service.DeployedAt is { } at ? Time(at) : null);
        if (service.Behind is { } behind) json.Member("behind", behind);
        else json.Member("behind", (string?)null);
        json.Member("ahead", service.Ahead).Member("relevant", service.Relevant).Member("onlyComments", service.Commits.Count - service.Relevant)
            .Member("staleSince", service.StaleSince is { } since ? Time(since) : null);
        json.Name("commits").BeginArray();
        for (int i = 0; i < service.Commits.Count && i < MaximumCommits; i++) Write(json, service.Commits[i]);
        json.EndArray().Name("changes").BeginArray();
        foreach (InputChange change in service.Changes)
        {
            json.BeginObject().Member("path", TreePath.Display(change.Path)).Member("category", InputCategories.Name(change.Category)).Member("reason", change.Reason);
            if (change.Details.Count > 0) json.Member("details", change.Details);
            json.EndObject();
        }

        json.EndArray().Member("notes", service.Notes).Member("unknown", service.Unknowns).Member("bypass", service.Bypass).Member("deploy", service.Deploy).EndObject();
    }

    private static void Write(JsonWriter json, DriftCommit commit)
    {
        json.BeginObject().Member("id", commit.Commit.Id).Member("time", Time(DateTimeOffset.FromUnixTimeSeconds(commit.Commit.Time)))
            .Member("author", commit.Commit.Author).Member("subject", commit.Commit.Subject).Member("onlyComments", commit.IsCosmetic);
        json.Name("paths").BeginArray();
        foreach (string path in commit.Paths) json.Value(TreePath.Display(path));
        json.EndArray().EndObject();
    }

    internal static string Time(DateTimeOffset time) => FormattableString.Invariant($"{time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss}Z");
}
