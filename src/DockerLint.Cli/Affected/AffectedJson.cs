using System.IO;
using System.Linq;
using DockerLint.Cli.States;
using DockerLint.Inputs;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Cli.Affected;

/// <summary>One document for programs.</summary>
internal sealed class AffectedJson : IAffectedFormat
{
    public string Name => "json";

    public void Write(AffectedReport report, TextWriter output)
    {
        JsonWriter json = new JsonWriter(output, indent: true).BeginObject()
            .Member("version", 1).Member("base", report.Base).Member("head", report.Head).Member("fallback", report.IsFallback)
            .Member("any", report.Affected.Count > 0)
            .Member("affected", report.Affected.Select(service => service.Name).Distinct());
        json.Name("services").BeginArray();
        foreach (AffectedService service in report.Services) Write(json, service);
        json.EndArray();
        json.Name("files").BeginArray();
        foreach (Git.GitChange file in report.Files)
        {
            json.BeginObject().Member("path", TreePath.Display(file.Path)).Member("change", AffectedGraph.Name(file.Kind));
            if (file.OldPath is { } old) json.Member("oldPath", TreePath.Display(old));
            json.Member("services", report.Services.Where(service => service.Change.Changes.Any(change => change.Path == file.Path)).Select(service => service.Name).Distinct()).EndObject();
        }

        json.EndArray().EndObject();
        output.Write('\n');
    }

    private static void Write(JsonWriter json, AffectedService service)
    {
        json.BeginObject().Member("name", service.Name).Member("dockerfile", service.Dockerfile)
            .Member("context", service.Change.Definition.ContextPath is { } context ? TreePath.Display(context) : null)
            .Member("target", service.Change.Definition.Target)
            .Member("affected", service.IsAffected).Member("state", AffectedGraph.Name(service.Change.State)).Member("categories", service.Categories);
        if (service.Because is not null) json.Member("because", service.Because);
        json.Name("changes").BeginArray();
        foreach (InputChange change in service.Change.Changes)
        {
            json.BeginObject().Member("path", TreePath.Display(change.Path));
            if (change.OldPath is { } old) json.Member("oldPath", TreePath.Display(old));
            json.Member("category", InputCategories.Name(change.Category)).Member("reason", change.Reason);
            if (change.Details.Count > 0) json.Member("details", change.Details);
            if (change.Input is { } input) InputRecord.Chain(json, input);
            json.EndObject();
        }

        json.EndArray().Member("notes", service.Change.Notes).EndObject();
    }
}
