using System;
using PyImportScanner.Imports;

namespace PyImportScanner.Closures;

/// <summary>One import under way: the modules of a dotted name one after the other, then the names taken from the last.</summary>
internal sealed class ImportTask
{
    private ImportTask(ImportEvent source, string module, string[] names)
    {
        Event = source;
        Module = module;
        Names = names;
    }

    public ImportEvent Event { get; }

    /// <summary>The absolute dotted name.</summary>
    public string Module { get; }

    /// <summary>Names taken from the module: an attribute, else a submodule.</summary>
    public string[] Names { get; set; }

    /// <summary>A name that is neither is no failure (<c>fromlist</c> of <c>__import__</c>, dotted objects).</summary>
    public bool NamesAreOptional { get; private init; }

    /// <summary>Names that come from <c>__all__</c>.</summary>
    public bool FromAll { get; set; }

    /// <summary>Characters of <see cref="Module"/> that are loaded.</summary>
    public int Loaded { get; set; }

    /// <summary>Names that are taken.</summary>
    public int Taken { get; set; }

    /// <summary>The last module that was loaded.</summary>
    public ClosureModule? Last { get; set; }

    public static ImportTask Of(ImportEvent source, string module, ImportStatement statement) => new(source, module, NamesOf(statement));

    public static ImportTask Of(ImportEvent source, string module, string[] names, bool optional = false) =>
        new(source, module, names) { NamesAreOptional = optional };

    /// <summary>The next dotted prefix to load; null when the whole name is loaded.</summary>
    public string? NextPrefix()
    {
        if (Loaded >= Module.Length) return null;
        int dot = Module.IndexOf('.', Loaded == 0 ? 0 : Loaded + 1);
        return dot < 0 ? Module : Module.Substring(0, dot);
    }

    private static string[] NamesOf(ImportStatement statement)
    {
        if (statement.Kind == ImportKind.Import) return [];
        var names = new string[statement.Names.Length];
        for (int i = 0; i < names.Length; i++) names[i] = statement.Names[i].Name;
        return names.Length == 0 ? Array.Empty<string>() : names;
    }
}
