using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DockerLint.Cli.Git;
using DockerLint.Inputs;
using DockerLint.Reporting;
using DockerLint.Services;
using PyImportScanner.Files;

namespace DockerLint.Cli.Affected;

/// <summary>For people: a line for each service, and with <c>--explain</c> every file with the way that leads to it.</summary>
internal sealed class AffectedText : IAffectedFormat
{
    private const int FewFiles = 3;

    public string Name => "text";

    public void Write(AffectedReport report, TextWriter output)
    {
        IReadOnlyList<AffectedService> affected = report.Affected;
        int width = affected.Count == 0 ? 0 : Math.Min(40, affected.Max(service => service.Name.Length));
        foreach (AffectedService service in affected)
        {
            Line(output, service.Name.PadRight(width) + "  " + Summary(service, report.Explains));
            if (report.Explains) Explain(output, service);
        }

        foreach (AffectedService service in report.Services.Where(service => service.Change.State == ServiceState.Removed))
            Line(output, service.Name.PadRight(width) + "  is gone (" + service.Dockerfile + ")");
        if (report.Explains) Untold(output, report);
        Line(output, Total(report, affected.Count));
    }

    private static string Summary(AffectedService service, bool explains)
    {
        if (service.Change.State == ServiceState.Added) return "new (" + service.Dockerfile + ")";
        if (service.Change.Changes.Count == 0) return service.Because ?? "";
        string categories = string.Join(", ", service.Categories);
        if (explains) return categories;
        List<string> files = service.Change.Changes.Select(change => TreePath.Display(change.Path)).Distinct().ToList();
        string rest = files.Count > FewFiles ? $" and {files.Count - FewFiles} more" : "";
        return categories + ": " + string.Join(", ", files.Take(FewFiles)) + rest;
    }

    private static void Explain(TextWriter output, AffectedService service)
    {
        foreach (InputChange change in service.Change.Changes)
        {
            string moved = change.OldPath is { } old ? " (was " + TreePath.Display(old) + ")" : "";
            Line(output, $"  {TreePath.Display(change.Path)}{moved}  {InputCategories.Name(change.Category)}: {change.Reason}");
            foreach (string detail in change.Details) Line(output, "      " + detail);
            IReadOnlyList<ChainLink> chain = change.Input?.Chain ?? [];
            for (int i = 0; i < chain.Count; i++) Line(output, $"      {chain[i].File}:{chain[i].Line} {chain[i].Verb(i)} {chain[i].What}");
        }

        foreach (string note in service.Change.Notes) Line(output, "  note: " + note);
        foreach (BindMount mount in service.Change.Definition.Start?.Mounts ?? []) Line(output, "  note: " + TreePath.Display(mount.Source) + " is laid over " + mount.Target + " when it runs");
    }

    private static void Untold(TextWriter output, AffectedReport report)
    {
        var told = new HashSet<string>(report.Services.SelectMany(service => service.Change.Changes).Select(change => change.Path), StringComparer.Ordinal);
        List<GitChange> untold = report.Files.Where(file => !told.Contains(file.Path)).ToList();
        if (untold.Count == 0 || report.IsFallback) return;
        Line(output, "no input of any service:");
        foreach (GitChange file in untold) Line(output, "  " + TreePath.Display(file.Path));
    }

    private static string Total(AffectedReport report, int affected)
    {
        string range = report.IsFallback ? "" : $" in {Short(report.Base)}..{Short(report.Head)}";
        return $"{affected} of {Plural(report.Services.Count(service => service.Change.State != ServiceState.Removed), "service")} affected by {Plural(report.Files.Count, "changed file")}{range}";
    }

    private static string Plural(int count, string word) => count == 1 ? "1 " + word : FormattableString.Invariant($"{count} {word}s");

    private static string Short(string commit) => commit.Length >= 40 ? commit[..10] : commit;

    private static void Line(TextWriter output, string text) => output.WriteLine(SafeText.OneLine(text));
}
