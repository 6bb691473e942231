using System.Collections.Generic;
using DockerLint.StartCommands;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Frameworks;
using ChainLink = DockerLint.Reporting.ChainLink;

namespace DockerLint.Checks.Python;

/// <summary>Writes chains in paths of the repository: the start command, entry scripts, then import by import.</summary>
internal static class Chains
{
    /// <summary>From the Dockerfile to the command.</summary>
    public static List<ChainLink> Of(EntryPoint entry, ServiceModel service)
    {
        var links = new List<ChainLink>();
        for (int i = 0; i < entry.Trail.Count; i++)
        {
            ChainStep step = entry.Trail[i];
            bool isLast = i == entry.Trail.Count - 1;
            string file = step.IsImagePath ? service.Build.Image.Stat(step.File).Origin ?? step.File : step.File;
            links.Add(new ChainLink(TreePath.Display(TreePath.Clean(file)), step.Line, isLast ? entry.CommandText : step.What) { IsCommand = true });
        }

        if (links.Count == 0) links.Add(new ChainLink(TreePath.Display(service.Dockerfile.Path), 1, entry.CommandText) { IsCommand = true });
        return links;
    }

    /// <summary>From the Dockerfile to the module, which is loaded by the last link.</summary>
    public static List<ChainLink> Of(EntryPoint entry, ServiceModel service, ClosureModule module)
    {
        List<ChainLink> links = Of(entry, service);
        int start = links.Count;
        for (ClosureEdge? edge = module.Via; edge is not null; edge = edge.From.Via)
            links.Insert(start, new ChainLink(FileOf(edge.From), edge.Span.Line, What(edge.To.Name, edge.Reference)));
        return links;
    }

    /// <summary>From the Dockerfile to the failing import, which is the last link.</summary>
    public static List<ChainLink> Of(EntryPoint entry, ServiceModel service, UnresolvedImport import)
    {
        if (import.Importer is not { } importer) return Of(entry, service);
        List<ChainLink> links = Of(entry, service, importer);
        links.Add(new ChainLink(FileOf(importer), import.Span.Line, What(import.Requested, import.Reference)));
        return links;
    }

    private static string What(string module, StringReference? reference) => reference is null ? module : module + " (" + reference.Phrase + ")";

    private static string FileOf(ClosureModule module) =>
        RepositoryModuleSource.RepositoryFile(module) is { } file ? TreePath.Display(file) : module.File ?? module.Name;
}
