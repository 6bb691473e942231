using System.Collections.Generic;
using PyImportScanner.Imports;

namespace PyImportScanner.Closures;

/// <summary>How strongly the guards of one file's statements hold them back, once it is known which of its imports fail.</summary>
internal sealed class GuardJudge(IReadOnlyList<ImportEvent> events, bool isMain, PythonVersion version)
{
    // Deeper nesting than CPython's own limit of indentation (100) is nobody's code; without a limit it is a way to exhaust the stack.
    private const int MaximumNesting = 120;

    private readonly Dictionary<(int TryId, GuardKind Kind), bool> failing = [];
    private Dictionary<(int TryId, GuardKind Kind), List<(ImportEvent Event, int Inner)>>? failingInside;
    private HashSet<int>? troubled;
    private int nesting;

    /// <summary>Does the statement ever run? Needs no knowledge of what fails.</summary>
    public static bool IsDead(IReadOnlyList<Guard> guards, bool isMain, PythonVersion version)
    {
        foreach (Guard guard in guards)
        {
            if (Reached(guard, isMain, version) == false) return true;
        }

        return false;
    }

    /// <summary>The strength of a statement inside its file.</summary>
    public ImportStrength Strength(ImportEvent statement)
    {
        if (statement.Reference is { } reference) return reference.Strength;
        ImportStrength own = statement.IsDeferred ? ImportStrength.Deferred : ImportStrength.Hard;
        if (statement.MayBeSkipped) own = Weaker(own, ImportStrength.Conditional);
        return Weaker(Weaker(Weaker(own, OfCall(statement.Call)), From(statement.Guards, 0)), AfterTries(statement));
    }

    // The else of a try whose body fails does not run; nobody can tell of one whose body may fail.
    private ImportStrength AfterTries(ImportEvent statement)
    {
        foreach (int tryId in statement.AfterTries)
        {
            if ((troubled ??= TriesInTrouble()).Contains(tryId)) return ImportStrength.Guarded;
        }

        return ImportStrength.Hard;
    }

    private HashSet<int> TriesInTrouble()
    {
        var tries = new HashSet<int>();
        foreach (ImportEvent e in events)
        {
            for (int i = 0; (e.Fails || e.MayFail) && i < e.Guards.Count; i++)
            {
                if (e.Guards[i].Kind is GuardKind.TryImportError or GuardKind.TryReraise) tries.Add(e.Guards[i].TryId);
            }
        }

        return tries;
    }

    /// <summary>The try statement whose body and fallback fail alike, for a statement in its body; 0 if none.</summary>
    public int FailingTry(ImportEvent statement)
    {
        foreach (Guard guard in statement.Guards)
        {
            if (guard.Kind == GuardKind.TryImportError && Fails(guard.TryId, GuardKind.ExceptImportError)) return guard.TryId;
        }

        return 0;
    }

    public static ImportStrength Weaker(ImportStrength a, ImportStrength b) => a > b ? a : b;

    /// <summary>Only what imports or runs a module by its very name is as sure as a statement; what takes a dotted object may treat a failure in its own way.</summary>
    private static ImportStrength OfCall(DynamicImport? call) => call?.Kind switch
    {
        null or DynamicKind.Import or DynamicKind.Run => ImportStrength.Hard,
        DynamicKind.Optional or DynamicKind.Unsure => ImportStrength.Guarded,
        _ => ImportStrength.Conditional,
    };

    private ImportStrength From(IReadOnlyList<Guard> guards, int first)
    {
        ImportStrength strength = ImportStrength.Hard;
        for (int i = first; i < guards.Count; i++) strength = Weaker(strength, Of(guards[i]));
        return strength;
    }

    private ImportStrength Of(Guard guard) => guard.Kind switch
    {
        GuardKind.None or GuardKind.TryReraise => ImportStrength.Hard,
        GuardKind.SuppressImportError => ImportStrength.Guarded,

        // A handler that fails as well saves nothing; a fallback is certain to run only when the body is certain to fail.
        GuardKind.TryImportError => Fails(guard.TryId, GuardKind.ExceptImportError) ? ImportStrength.Hard : ImportStrength.Guarded,
        GuardKind.ExceptImportError => Fails(guard.TryId, GuardKind.TryImportError) ? ImportStrength.Hard : ImportStrength.Guarded,
        _ => Reached(guard, isMain, version) == true ? ImportStrength.Hard : ImportStrength.Conditional,
    };

    /// <summary>Does the body (or the handler) of a try certainly raise ImportError once it is entered?</summary>
    private bool Fails(int tryId, GuardKind part)
    {
        if (tryId == 0 || nesting >= MaximumNesting) return false;
        if (failing.TryGetValue((tryId, part), out bool known)) return known;
        failing[(tryId, part)] = false;
        nesting++;
        bool fails = false;
        failingInside ??= IndexFailing();
        if (failingInside.TryGetValue((tryId, part), out List<(ImportEvent Event, int Inner)>? inside))
        {
            for (int i = 0; i < inside.Count && !fails; i++) fails = From(inside[i].Event.Guards, inside[i].Inner) == ImportStrength.Hard;
        }

        nesting--;
        failing[(tryId, part)] = fails;
        return fails;
    }

    private Dictionary<(int TryId, GuardKind Kind), List<(ImportEvent Event, int Inner)>> IndexFailing()
    {
        var index = new Dictionary<(int TryId, GuardKind Kind), List<(ImportEvent Event, int Inner)>>();
        foreach (ImportEvent statement in events)
        {
            for (int i = 0; statement.Fails && i < statement.Guards.Count; i++)
            {
                Guard guard = statement.Guards[i];
                if (guard.TryId == 0) continue;
                if (!index.TryGetValue((guard.TryId, guard.Kind), out List<(ImportEvent Event, int Inner)>? inside))
                    index[(guard.TryId, guard.Kind)] = inside = [];
                inside.Add((statement, i + 1));
            }
        }

        return index;
    }

    private static bool? Reached(Guard guard, bool isMain, PythonVersion version) => guard.Kind switch
    {
        GuardKind.Main => isMain != guard.Negated,
        GuardKind.TypeChecking or GuardKind.Const or GuardKind.Version or GuardKind.Platform or GuardKind.If => guard.IsReached(version),
        _ => true,
    };
}
