using System.Collections.Generic;

namespace PyImportScanner.Closures;

/// <summary>
/// Carries certain failures upwards: a module whose import certainly fails makes the statements that import it fail, which
/// decides whether a try around them ends in its fallback.
/// </summary>
internal static class FailingModules
{
    public static void Propagate(ImportRun run, JudgeCache judges)
    {
        var pending = new Queue<ClosureModule>();
        foreach (UnresolvedImport import in run.Unresolved)
        {
            if (import.Importer is { } importer && import.Kind != UnresolvedKind.Unknown) pending.Enqueue(importer);
        }

        if (pending.Count == 0) return;
        Dictionary<ClosureModule, List<ClosureEdge>> importers = Importers(run);
        var failing = new HashSet<ClosureModule>();
        while (pending.Count > 0)
        {
            ClosureModule module = pending.Dequeue();
            if (failing.Contains(module) || !Fails(module, judges.For(module))) continue;
            failing.Add(module);
            if (!importers.TryGetValue(module, out List<ClosureEdge>? edges)) continue;
            foreach (ClosureEdge edge in edges)
            {
                // A package is imported before what lies in it: code that runs there finds it in sys.modules, whatever becomes of it later.
                if (edge.Event.Fails || edge.From.Name.StartsWith(module.Name + ".", System.StringComparison.Ordinal)) continue;
                edge.Event.Fails = true;
                judges.Forget(edge.From);
                pending.Enqueue(edge.From);
            }
        }
    }

    private static bool Fails(ClosureModule module, GuardJudge judge)
    {
        foreach (ImportEvent e in module.Events)
        {
            if (e.Fails && judge.Strength(e) == ImportStrength.Hard) return true;
        }

        return false;
    }

    private static Dictionary<ClosureModule, List<ClosureEdge>> Importers(ImportRun run)
    {
        var importers = new Dictionary<ClosureModule, List<ClosureEdge>>();
        foreach (ClosureModule module in run.Loader.Modules)
        {
            foreach (ClosureEdge edge in module.Edges)
            {
                if (!importers.TryGetValue(edge.To, out List<ClosureEdge>? edges)) importers[edge.To] = edges = [];
                edges.Add(edge);
            }
        }

        return importers;
    }
}
