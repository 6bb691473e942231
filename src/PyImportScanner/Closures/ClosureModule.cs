using System.Collections.Generic;
using PyImportScanner.Frameworks;
using PyImportScanner.Imports;
using PyImportScanner.Resolution;

namespace PyImportScanner.Closures;

/// <summary>One module of a closure.</summary>
public sealed class ClosureModule
{
    internal ClosureModule(string name, ModuleResolution resolution, ModuleResolver resolver)
    {
        Name = name;
        Resolution = resolution;
        Resolver = resolver;
    }

    /// <summary>The name in <c>sys.modules</c>; <c>__main__</c> for what is run.</summary>
    public string Name { get; }

    /// <summary>What it is and where.</summary>
    public ModuleResolution Resolution { get; internal set; }

    /// <summary>Its file, or null.</summary>
    public string? File => Resolution.File;

    /// <summary>What was read in its file; null where the file is not read.</summary>
    public ScannedModule? Scanned { get; internal set; }

    /// <summary>The strength of its strongest chain.</summary>
    public ImportStrength Strength { get; internal set; }

    /// <summary>The last link of the shortest of its strongest chains; null for an entry.</summary>
    public ClosureEdge? Via { get; internal set; }

    /// <summary>Length of that chain; 0 for an entry.</summary>
    public int Depth { get; internal set; } = -1;

    /// <summary>It runs as <c>__main__</c>.</summary>
    public bool IsMain { get; internal set; }

    /// <summary>It lies in another tree, and stands in for a missing module or is below one that does.</summary>
    public bool Substituted { get; internal set; }

    /// <summary>Why this module, or one that its chain goes through, may be another than the one found; null if it is certain.</summary>
    public string? Doubt { get; internal set; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Finds its children: over another tree for a substitute.</summary>
    internal ModuleResolver Resolver { get; }

    /// <summary>The value of <c>__package__</c>; empty outside packages.</summary>
    internal string Package { get; set; } = "";

    /// <summary>Set on a module that is missing itself and has a substitute.</summary>
    internal ModuleResolution? Failure { get; set; }

    /// <summary>Only known as a parent of something installed.</summary>
    public bool IsImplied { get; internal set; }

    internal IReadOnlyList<ImportEvent> Events { get; set; } = [];

    internal List<ClosureEdge> Edges { get; } = [];
}

/// <summary>A statement of one module that loads another.</summary>
public sealed class ClosureEdge
{
    internal ClosureEdge(ClosureModule from, ClosureModule to, ImportEvent statement)
    {
        From = from;
        To = to;
        Event = statement;
    }

    /// <summary>The importing module.</summary>
    public ClosureModule From { get; }

    /// <summary>The imported module.</summary>
    public ClosureModule To { get; }

    /// <summary>The statement; null for a call.</summary>
    public ImportStatement? Statement => Event.Statement;

    /// <summary>The call; null for a statement.</summary>
    public DynamicImport? Call => Event.Call;

    /// <summary>The string that a framework reads; null for a statement or a call.</summary>
    public StringReference? Reference => Event.Reference;

    /// <summary>Where it stands.</summary>
    public SourceSpan Span => Event.Span;

    /// <summary>Its own strength, whatever leads to the importing module.</summary>
    public ImportStrength Strength { get; internal set; }

    internal ImportEvent Event { get; }
}
