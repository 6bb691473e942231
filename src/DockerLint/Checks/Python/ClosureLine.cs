using System.Collections.Generic;
using DockerLint.StartCommands;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Imports;
using PyImportScanner.Resolution;
using ChainLink = DockerLint.Reporting.ChainLink;

namespace DockerLint.Checks.Python;

/// <summary>One module that a start command loads: a line of <c>dockerlint closure</c>.</summary>
public sealed record ClosureLine
{
    /// <summary>The dotted name; <c>__main__</c> for what is run.</summary>
    public required string Module { get; init; }

    /// <summary>Its file in the image, or the directory of a package without <c>__init__.py</c>; null where it has none there.</summary>
    public string? ImagePath { get; init; }

    /// <summary>Where the repository has it, as people write it; null where it does not.</summary>
    public string? RepositoryPath { get; init; }

    /// <summary><c>first-party</c>, <c>stdlib</c>, <c>third-party</c>, <c>missing</c> or <c>unknown</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What stands between the import and its failing, in the words of <c>dockerlint imports</c>: <c>none</c>, <c>try_importerror</c> …</summary>
    public string Guard { get; init; } = "none";

    /// <summary><c>module</c>, <c>class</c> or <c>function</c>: where the import stands.</summary>
    public string Scope { get; init; } = "module";

    /// <summary>The import that loads it, or the place of the start command.</summary>
    public required ChainLink From { get; init; }

    /// <summary>Every module that the start commands of a service load, each once: in the order of the chains, strongest and shortest first.</summary>
    public static IReadOnlyList<ClosureLine> Of(ServiceModel service)
    {
        var lines = new List<ClosureLine>();
        var seen = new HashSet<(string Module, string? File)>();
        foreach (EntryClosure closure in service.Python.Closures)
        {
            foreach (ClosureModule module in closure.Closure.Modules)
            {
                if (seen.Add((module.Name, module.File))) lines.Add(Of(service, closure.Entry, module));
            }

            foreach (UnresolvedImport import in closure.Closure.Unresolved)
            {
                if (closure.Closure.Find(import.Name) is null && seen.Add((import.Name, null))) lines.Add(Of(service, closure.Entry, import));
            }
        }

        return lines;
    }

    private static ClosureLine Of(ServiceModel service, EntryPoint entry, ClosureModule module)
    {
        string? repository = RepositoryPathOf(module);
        ClosureEdge? edge = module.Via;
        return new ClosureLine
        {
            Module = module.Name,
            ImagePath = module.Substituted ? null : PlaceOf(module.Resolution),
            RepositoryPath = repository is null ? null : TreePath.Display(repository),
            Kind = KindOf(service, module),
            Guard = edge is null ? "none" : ImportJson.Summarise(edge.Statement?.Guards ?? edge.Call?.Guards ?? []),
            Scope = ImportJson.Name(edge?.Statement?.Scope ?? edge?.Call?.Scope ?? ScopeKind.Module),
            From = edge is null ? Last(Chains.Of(entry, service)) : Last(Chains.Of(entry, service, module)),
        };
    }

    private static ClosureLine Of(ServiceModel service, EntryPoint entry, UnresolvedImport import) => new()
    {
        Module = import.Name,
        RepositoryPath = Fact(service, import.Name) is { RepositoryPath: { } path } ? TreePath.Display(path) : null,
        Kind = import.Kind == UnresolvedKind.Unknown ? "unknown" : "missing",
        Guard = ImportJson.Summarise(import.Guards),
        Scope = ImportJson.Name(import.Statement?.Scope ?? import.Call?.Scope ?? ScopeKind.Module),
        From = Last(Chains.Of(entry, service, import)),
    };

    private static string? RepositoryPathOf(ClosureModule module) =>
        RepositoryModuleSource.RepositoryFile(module) ?? (module.Substituted ? PlaceOf(module.Resolution) : null);

    private static string? PlaceOf(ModuleResolution resolution) =>
        resolution.File ?? (resolution.Kind == ResolutionKind.NamespacePackage && resolution.Locations.Count > 0 ? resolution.Locations[0] : null);

    private static string KindOf(ServiceModel service, ClosureModule module)
    {
        if (module.Substituted) return "missing";
        ModuleResolution resolution = module.Resolution;
        switch (resolution.Kind)
        {
            case ResolutionKind.BuiltIn or ResolutionKind.Frozen or ResolutionKind.StandardLibrary: return "stdlib";
            case ResolutionKind.Installed or ResolutionKind.Virtual: return "third-party";
            case ResolutionKind.Missing or ResolutionKind.NotAPackage: return "missing";
            case ResolutionKind.Unknown: return "unknown";
        }

        if (resolution.FileNode.Origin is not null) return "first-party";
        if (resolution.Entry?.IsSite == true) return "third-party";
        // A package without a file of its own, or a file that a step of the Dockerfile makes.
        return PlaceOf(resolution) is { } place && (service.Build.Image.OriginOf(place) is not null || resolution.Kind == ResolutionKind.NamespacePackage) ? "first-party" : "third-party";
    }

    private static MissingModule? Fact(ServiceModel service, string module)
    {
        foreach (MissingModule missing in service.Python.MissingModules)
        {
            if (missing.Module == module) return missing;
        }

        return null;
    }

    private static ChainLink Last(List<ChainLink> chain) => chain[chain.Count - 1];
}
