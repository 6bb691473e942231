using System;
using System.Collections.Generic;
using PyImportScanner.Frameworks;
using PyImportScanner.Resolution;

namespace PyImportScanner.Closures;

/// <summary>One step of a chain: a place in a file that loads a module.</summary>
/// <param name="File">The importing file.</param>
/// <param name="Span">The statement or call.</param>
/// <param name="Module">The module that it loads, or fails to load.</param>
public readonly record struct ChainLink(string File, SourceSpan Span, string Module);

/// <summary>What a start loads: every module that can be reached, each by its strongest and then shortest chain.</summary>
public sealed class Closure
{
    private readonly Dictionary<string, ClosureModule> byName = new(StringComparer.Ordinal);

    internal Closure(
        IReadOnlyList<ClosureModule> modules, IReadOnlyList<UnresolvedImport> unresolved, IReadOnlyList<string> notes, SearchPath finalPath)
    {
        Modules = modules;
        Unresolved = unresolved;
        Notes = notes;
        FinalPath = finalPath;
        for (int i = modules.Count - 1; i >= 0; i--) byName[modules[i].Name] = modules[i];
    }

    /// <summary>Every module: strongest first, then by distance, then by name.</summary>
    public IReadOnlyList<ClosureModule> Modules { get; }

    /// <summary>Every import that fails or may fail, one per name and place: strongest first, then by distance, then by place.</summary>
    public IReadOnlyList<UnresolvedImport> Unresolved { get; }

    /// <summary>What made something unknown, each once: clauses for people.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The search path after all edits.</summary>
    public SearchPath FinalPath { get; }

    /// <summary>Programs that the loaded modules start as processes of their own.</summary>
    public IReadOnlyList<StartedProcess> Processes { get; internal init; } = [];

    /// <summary>The module of that name, or null.</summary>
    public ClosureModule? Find(string name) => byName.TryGetValue(name, out ClosureModule? module) ? module : null;

    /// <summary>The chain from an entry to the module; empty for an entry.</summary>
    public static IReadOnlyList<ChainLink> Chain(ClosureModule module)
    {
        var links = new List<ChainLink>();
        for (ClosureEdge? edge = module.Via; edge is not null; edge = edge.From.Via)
            links.Add(new ChainLink(edge.From.File ?? edge.From.Name, edge.Span, edge.To.Name));
        links.Reverse();
        return links;
    }

    /// <summary>The chain from an entry to the failing import, which is its last link; empty when an entry itself fails.</summary>
    public static IReadOnlyList<ChainLink> Chain(UnresolvedImport unresolved)
    {
        if (unresolved.Importer is not { } importer) return [];
        var links = new List<ChainLink>(Chain(importer)) { new(importer.File ?? importer.Name, unresolved.Span, unresolved.Name) };
        return links;
    }
}
