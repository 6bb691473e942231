using System.Collections.Generic;

namespace PyImportScanner.Closures;

/// <summary>The judge of each module, made when first asked for.</summary>
internal sealed class JudgeCache(PythonVersion version)
{
    private readonly Dictionary<ClosureModule, GuardJudge> judges = [];

    public GuardJudge For(ClosureModule module)
    {
        if (!judges.TryGetValue(module, out GuardJudge? judge))
            judges[module] = judge = new GuardJudge(module.Events, module.IsMain, version);
        return judge;
    }

    /// <summary>More of the module's statements fail than its judge knows of.</summary>
    public void Forget(ClosureModule module) => judges.Remove(module);
}

/// <summary>Gives every module its strongest chain from an entry, and of these the shortest (Dijkstra over strength, then length).</summary>
internal static class StrongestChains
{
    private const int Strengths = (int)ImportStrength.Guarded + 1;

    public static void Assign(ImportRun run, JudgeCache judges)
    {
        var done = new HashSet<ClosureModule>();
        var waiting = new Frontier();
        foreach (ClosureEdge edge in run.Start.Edges)
            waiting.Add(edge.Event.Entry?.Strength ?? ImportStrength.Hard, 0, new Step(edge.To, null));
        while (waiting.Take(out ImportStrength strength, out int depth, out Step step))
        {
            ClosureModule module = step.Module;
            if (!done.Add(module)) continue;
            module.Strength = strength;
            module.Depth = depth;
            module.Via = step.Via;
            if (step.Via?.From.Doubt is { } doubt) module.Doubt = doubt;
            foreach (ClosureEdge edge in module.Edges)
            {
                edge.Strength = judges.For(module).Strength(edge.Event);
                if (!done.Contains(edge.To)) waiting.Add(GuardJudge.Weaker(strength, edge.Strength), depth + 1, new Step(edge.To, edge));
            }
        }
    }

    private readonly record struct Step(ClosureModule Module, ClosureEdge? Via);

    /// <summary>Buckets by strength, then by depth; first in, first out within one, so that source order decides between equals.</summary>
    private sealed class Frontier
    {
        private readonly List<Queue<Step>>[] levels = new List<Queue<Step>>[Strengths];
        private readonly int[] lowest = new int[Strengths];

        public Frontier()
        {
            for (int i = 0; i < Strengths; i++) levels[i] = [];
        }

        public void Add(ImportStrength strength, int depth, Step step)
        {
            List<Queue<Step>> level = levels[(int)strength];
            while (level.Count <= depth) level.Add(new Queue<Step>());
            level[depth].Enqueue(step);
        }

        public bool Take(out ImportStrength strength, out int depth, out Step step)
        {
            for (int i = 0; i < Strengths; i++)
            {
                List<Queue<Step>> level = levels[i];
                while (lowest[i] < level.Count && level[lowest[i]].Count == 0) lowest[i]++;
                if (lowest[i] == level.Count) continue;
                strength = (ImportStrength)i;
                depth = lowest[i];
                step = level[depth].Dequeue();
                return true;
            }

            strength = default;
            depth = 0;
            step = default;
            return false;
        }
    }
}
