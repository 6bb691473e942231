using System.Collections.Generic;
using System.IO;
using System.Linq;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Cli.Affected;

/// <summary>
/// Outputs of a step of GitHub Actions, <c>name=value</c> a line. The values are always valid JSON on one line: an empty matrix is
/// <c>[]</c> with <c>any=false</c>, on which the job that uses it has to depend.
/// </summary>
internal sealed class AffectedGitHubMatrix : IAffectedFormat
{
    public string Name => "github-matrix";

    public void Write(AffectedReport report, TextWriter output)
    {
        IReadOnlyList<AffectedService> affected = report.Affected;
        output.WriteLine("any=" + (affected.Count > 0 ? "true" : "false"));
        output.Write("services=");
        JsonWriter names = new JsonWriter(output).BeginArray();
        foreach (string name in affected.Select(service => service.Name).Distinct()) names.Value(name);
        names.EndArray();
        output.Write("\nmatrix=");
        JsonWriter matrix = new JsonWriter(output).BeginArray();
        foreach (AffectedService service in affected)
        {
            matrix.BeginObject().Member("service", service.Name).Member("dockerfile", service.Dockerfile)
                .Member("context", service.Change.Definition.ContextPath is { } context ? TreePath.Display(context) : ".")
                .Member("target", service.Change.Definition.Target ?? "").EndObject();
        }

        matrix.EndArray();
        output.Write('\n');
    }
}
