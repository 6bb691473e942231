using System;
using System.Collections.Generic;
using System.Linq;

namespace PyImportScanner.Closures;

/// <summary>Follows imports from the entries of a start to everything they load.</summary>
public static class ClosureWalker
{
    /// <summary>Walks the closure.</summary>
    /// <remarks>
    /// Two passes: the first runs the imports in the interpreter's order, so that edits of the search path act from their
    /// place on; the second gives every module its strongest chain, and of these the shortest.
    /// </remarks>
    public static Closure Walk(ClosureRequest request)
    {
        var run = new ImportRun(request);
        run.Run();
        var judges = new JudgeCache(request.Resolver.Build.Version);
        FailingModules.Propagate(run, judges);
        StrongestChains.Assign(run, judges);
        return Assemble(run, judges);
    }

    private static Closure Assemble(ImportRun run, JudgeCache judges)
    {
        List<UnresolvedImport> unresolved = Judge(run, judges);
        unresolved.Sort(ByStrength);
        List<ClosureModule> modules = run.Loader.Modules;
        List<string> notes = Notes(unresolved, modules, run.Loader.IsFull);
        ClosureModule[] sorted = modules.OrderBy(m => m.Strength).ThenBy(m => m.Depth).ThenBy(m => m.Name, StringComparer.Ordinal).ToArray();
        return new Closure(sorted, unresolved, notes, run.Loader.Resolver.Path) { Processes = run.Processes };
    }

    private static List<UnresolvedImport> Judge(ImportRun run, JudgeCache judges)
    {
        var kept = new List<UnresolvedImport>();
        for (int i = 0; i < run.Unresolved.Count; i++)
        {
            UnresolvedImport import = run.Unresolved[i];
            ImportEvent e = run.UnresolvedEvents[i];
            if (import.Importer is not { } importer)
            {
                import.Strength = import.OwnStrength = e.Entry?.Strength ?? ImportStrength.Hard;
                kept.Add(import);
                continue;
            }

            GuardJudge judge = judges.For(importer);
            import.OwnStrength = e.Reference?.MissingStrength ?? judge.Strength(e);
            import.Strength = GuardJudge.Weaker(importer.Strength, import.OwnStrength);
            import.FailingTryId = judge.FailingTry(e);
            import.Doubt = importer.Doubt;
            if (!IsMendedByItsFallback(import, run)) kept.Add(import);
        }

        return kept;
    }

    // try: import x / except ImportError: sys.path.append(…); import x
    private static bool IsMendedByItsFallback(UnresolvedImport import, ImportRun run) =>
        import.OwnStrength == ImportStrength.Guarded && !import.HasSubstitute && run.Loader.Loaded.ContainsKey(import.Name);

    private static int ByStrength(UnresolvedImport a, UnresolvedImport b)
    {
        int order = a.Strength.CompareTo(b.Strength);
        if (order == 0) order = (a.Importer?.Depth ?? -1).CompareTo(b.Importer?.Depth ?? -1);
        if (order == 0) order = string.CompareOrdinal(a.File, b.File);
        if (order == 0) order = a.Span.Line.CompareTo(b.Span.Line);
        if (order == 0) order = a.Span.Column.CompareTo(b.Span.Column);
        return order != 0 ? order : string.CompareOrdinal(a.Name, b.Name);
    }

    private static List<string> Notes(List<UnresolvedImport> unresolved, List<ClosureModule> modules, bool isFull)
    {
        var notes = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (isFull) notes.Add("the closure was cut off after " + modules.Count + " modules");
        foreach (UnresolvedImport import in unresolved)
        {
            if (import.Cause is { } cause && seen.Add(cause)) notes.Add(cause);
        }

        foreach (ClosureModule module in modules)
        {
            if (module.Doubt is { } doubt && seen.Add(doubt)) notes.Add(doubt);
        }

        return notes;
    }
}
