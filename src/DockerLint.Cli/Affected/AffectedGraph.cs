using System.IO;
using System.Text;
using DockerLint.Cli.Git;
using DockerLint.Inputs;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Cli.Affected;

/// <summary>Words for states and changes in machine formats.</summary>
internal static class AffectedGraph
{
    public static string Name(ServiceState state) => state switch
    {
        ServiceState.Touched => "touched",
        ServiceState.Added => "added",
        ServiceState.Removed => "removed",
        _ => "untouched",
    };

    public static string Name(GitChangeKind kind) => kind switch
    {
        GitChangeKind.Added => "added",
        GitChangeKind.Deleted => "deleted",
        GitChangeKind.Renamed => "renamed",
        GitChangeKind.Copied => "copied",
        GitChangeKind.TypeChanged => "type-changed",
        GitChangeKind.Unmerged => "unmerged",
        _ => "modified",
    };
}

/// <summary>A graph for Graphviz: changed files on the left, the services that they touch on the right.</summary>
internal sealed class AffectedDot : IAffectedFormat
{
    public string Name => "dot";

    public void Write(AffectedReport report, TextWriter output)
    {
        output.WriteLine("digraph affected {");
        output.WriteLine("  rankdir=LR;");
        output.WriteLine("  node [shape=box, fontname=\"sans-serif\"];");
        foreach (AffectedService service in report.Affected)
        {
            string id = "service " + service.Name + " " + service.Dockerfile;
            output.WriteLine($"  {Quote(id)} [label={Quote(service.Name)}, style=bold];");
            foreach (InputChange change in service.Change.Changes)
                output.WriteLine($"  {Quote(TreePath.Display(change.Path))} -> {Quote(id)} [label={Quote(InputCategories.Name(change.Category))}];");
        }

        output.WriteLine("}");
    }

    // A quoted string of the DOT language: only the quote needs an escape; a backslash would begin one for labels.
    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in SafeText.OneLine(text)) quoted.Append(c is '"' or '\\' ? "\\" : "").Append(c);
        return quoted.Append('"').ToString();
    }
}
