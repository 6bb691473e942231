using System;
using System.Collections.Generic;
using PyImportScanner.Frameworks;
using PyImportScanner.Imports;

namespace PyImportScanner.Closures;

/// <summary>Something that one file does to the import system, in the order in which it does it.</summary>
internal sealed class ImportEvent
{
    private ImportEvent(SourceSpan span, IReadOnlyList<Guard> guards, bool deferred)
    {
        Span = span;
        Guards = guards;
        IsDeferred = deferred;
    }

    public SourceSpan Span { get; }

    public IReadOnlyList<Guard> Guards { get; }

    public bool IsDeferred { get; private set; }

    /// <summary>Its function runs, but may have been left before.</summary>
    public bool MayBeSkipped { get; private init; }

    /// <summary>See <see cref="ImportStatement.AfterTries"/>.</summary>
    public int[] AfterTries => Statement?.AfterTries ?? Call?.AfterTries ?? [];

    public ImportStatement? Statement { get; private init; }

    public DynamicImport? Call { get; private init; }

    public SearchPathEdit? Edit { get; private init; }

    /// <summary>A name in a string that a framework imports.</summary>
    public StringReference? Reference { get; private init; }

    /// <summary>For the events of the start itself.</summary>
    public EntryModule? Entry { get; private init; }

    /// <summary>An ImportError certainly comes out of this statement when it runs.</summary>
    public bool Fails { get; set; }

    /// <summary>Nobody can say whether an ImportError comes out of it.</summary>
    public bool MayFail { get; set; }

    /// <summary>The start of an entry.</summary>
    public static ImportEvent Start(EntryModule entry) => new(default, [], deferred: false) { Entry = entry };

    /// <summary>A framework imports what a string names.</summary>
    public static ImportEvent Of(StringReference reference) => new(reference.Span, [], deferred: false) { Reference = reference };

    /// <summary>It has become known that a framework calls this function when the module is used.</summary>
    public void NoteCall(string function)
    {
        if ((Statement is { Lazy: false, Function: { } ofImport } && ofImport == function) || (Call?.Function is { } ofCall && ofCall == function))
            IsDeferred = false;
    }

    /// <summary>The events of a file in source order.</summary>
    /// <param name="scanned">The file.</param>
    /// <param name="isMain">It is the one that is run.</param>
    public static IReadOnlyList<ImportEvent> Of(ScannedModule scanned, bool isMain)
    {
        var called = new HashSet<string>(scanned.CalledAtImport, StringComparer.Ordinal);
        if (isMain) called.UnionWith(scanned.CalledWhenRun);
        bool Waits(bool deferred, string? function) => deferred && (function is null || !called.Contains(function));

        var events = new List<ImportEvent>(scanned.Imports.Count + scanned.DynamicImports.Count + scanned.PathEdits.Count);
        foreach (ImportStatement i in scanned.Imports)
            events.Add(new ImportEvent(i.Span, i.Guards, i.Lazy || Waits(i.Deferred, i.Function)) { Statement = i, MayBeSkipped = i.MayBeSkipped });
        foreach (DynamicImport d in scanned.DynamicImports)
            events.Add(new ImportEvent(d.Span, d.Guards, Waits(d.Deferred, d.Function)) { Call = d, MayBeSkipped = d.MayBeSkipped });
        foreach (SearchPathEdit e in scanned.PathEdits)
            events.Add(new ImportEvent(e.Span, e.Guards, Waits(e.Deferred, e.Function)) { Edit = e, MayBeSkipped = e.MayBeSkipped });

        // A stable order: the two imports of "import a, b" share a place.
        if (scanned.DynamicImports.Count + scanned.PathEdits.Count > 0) StableSort(events);
        return events;
    }

    private static void StableSort(List<ImportEvent> events)
    {
        var order = new (ImportEvent Event, int Index)[events.Count];
        for (int i = 0; i < order.Length; i++) order[i] = (events[i], i);
        Array.Sort(order, static (a, b) =>
        {
            int lines = a.Event.Span.Line.CompareTo(b.Event.Span.Line);
            int columns = a.Event.Span.Column.CompareTo(b.Event.Span.Column);
            return lines != 0 ? lines : columns != 0 ? columns : a.Index.CompareTo(b.Index);
        });
        for (int i = 0; i < order.Length; i++) events[i] = order[i].Event;
    }
}
