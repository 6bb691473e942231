using System.Collections.Generic;
using DockerLint.Projects.Xml;
using PyImportScanner.Files;

namespace DockerLint.Projects;

/// <summary>What a nuget.config decides about where packages come from.</summary>
/// <param name="Path">The file.</param>
/// <param name="ClearsSources">Sources of other files, and the default feed, do not apply.</param>
/// <param name="MapsPackages">It has a package source mapping: packages are looked for in the named sources only.</param>
/// <param name="Sources">Added sources: their values.</param>
/// <param name="Error">Why it cannot be read, or null.</param>
public sealed record NuGetConfigFacts(string Path, bool ClearsSources, bool MapsPackages, IReadOnlyList<string> Sources, ProjectError? Error)
{
    /// <summary>Sections that set something about restores besides the sources.</summary>
    public IReadOnlyList<string> OtherSections { get; init; } = [];

    /// <summary>The names that are looked for, in this order, on file systems that tell cases apart (NuGet, Settings.cs).</summary>
    public static IReadOnlyList<string> FileNames { get; } = ["nuget.config", "NuGet.config", "NuGet.Config"];

    /// <summary>The files that apply to a project: one for each directory upward, nearest first.</summary>
    /// <returns>Paths, and a cause when a nearer file may exist unseen.</returns>
    public static (IReadOnlyList<string> Paths, string? UnknownBecause) Chain(IFileTree tree, string directory)
    {
        var paths = new List<string>();
        string? unknown = null;
        for (string at = directory; ; at = TreePath.Parent(at))
        {
            foreach (string name in FileNames)
            {
                Node node = tree.Stat(TreePath.Child(at, name));
                if (node.Kind == NodeKind.Unknown) unknown ??= node.UnknownBecause;
                if (node.Kind != NodeKind.File) continue;
                paths.Add(TreePath.Child(at, name));
                break;
            }

            if (at.Length <= 1) return (paths, unknown);
        }
    }

    /// <summary>Reads one file; null when it is not there or its content is not known.</summary>
    public static NuGetConfigFacts? Read(IFileTree tree, ProjectFileCache cache, string path)
    {
        if (cache.Read(tree, path) is not { } document) return null;
        if (document.Error is { } error)
            return new NuGetConfigFacts(path, false, false, [], new ProjectError(error.Message, new FactPlace(path, error.Span)));
        bool clears = false, maps = false;
        var sources = new List<string>();
        var others = new List<string>();
        foreach (XmlElement section in document.Root!.Children)
        {
            if (section.Is("packageSourceMapping")) maps = section.Children.Count > 0;
            if (section.Children.Count > 0 && IsOther(section)) others.Add(section.Name);
            if (!section.Is("packageSources")) continue;
            foreach (XmlElement entry in section.Children)
            {
                clears |= entry.Is("clear");
                if (entry.Is("add") && entry.Attribute("value") is { } value) sources.Add(value);
            }
        }

        return new NuGetConfigFacts(path, clears, maps, sources, null) { OtherSections = others };
    }

    // What is left of a file that only says which feeds to ask.
    private static bool IsOther(XmlElement section) =>
        section.Is("config") || section.Is("packageSourceCredentials") || section.Is("trustedSigners") || section.Is("apikeys")
        || section.Is("clientCertificates") || section.Is("fallbackPackageFolders") || section.Is("packageManagement") || section.Is("auditSources");
}
