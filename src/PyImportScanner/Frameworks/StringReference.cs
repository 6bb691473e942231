using PyImportScanner.Closures;

namespace PyImportScanner.Frameworks;

/// <summary>A module that a framework imports because a string names it.</summary>
public sealed record StringReference
{
    /// <summary>The dotted module name; for <see cref="File"/> a name for people.</summary>
    public required string Module { get; init; }

    /// <summary>Objects taken from the module; that one is missing is no failure of the import.</summary>
    public string[] Names { get; init; } = [];

    /// <summary>The framework raises an error when the module has none of the <see cref="Names"/>.</summary>
    public bool NeedsNames { get; init; }

    /// <summary>The last part of <see cref="Module"/> may be an object of the module before it.</summary>
    public bool MayBeObject { get; init; }

    /// <summary>A file that is executed by its path, in place of an import by name.</summary>
    public string? File { get; init; }

    /// <summary>The string, in the module from which the reference leads.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>How surely it is imported once the module with the string is in use.</summary>
    public ImportStrength Strength { get; init; }

    /// <summary>How much it hurts when the module is missing; null: as <see cref="Strength"/>. Guarded where a framework looks for it and goes on without.</summary>
    public ImportStrength? MissingStrength { get; init; }

    /// <summary>What could make the framework read another string, a clause; null where nothing does.</summary>
    public string? Unless { get; init; }

    /// <summary>What was understood, for people: <c>INSTALLED_APPS of Django settings config.settings</c>.</summary>
    public required string Phrase { get; init; }
}
