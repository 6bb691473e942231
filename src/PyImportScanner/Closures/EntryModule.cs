namespace PyImportScanner.Closures;

/// <summary>Where a closure begins.</summary>
public sealed record EntryModule
{
    /// <summary>The dotted name to import; null for a script.</summary>
    public string? Name { get; init; }

    /// <summary>The file to run, a path of the tree; null for a name.</summary>
    public string? File { get; init; }

    /// <summary>It runs as <c>__main__</c>.</summary>
    public bool RunsAsMain { get; init; }

    /// <summary>Names taken from the module, as <c>from … import</c> would.</summary>
    public string[] Names { get; init; } = [];

    /// <summary>How surely it is imported.</summary>
    public ImportStrength Strength { get; init; }

    /// <summary><c>python f.py</c>, a console script, or the <c>__main__.py</c> of a directory.</summary>
    public static EntryModule Script(string file) => new() { File = file, RunsAsMain = true };

    /// <summary><c>python -m name</c>: the module, or the <c>__main__</c> of the package.</summary>
    public static EntryModule RunModule(string name) => new() { Name = name, RunsAsMain = true };

    /// <summary>A launcher imports a module, and takes attributes from it if any are named.</summary>
    public static EntryModule Import(string name, params string[] names) => new() { Name = name, Names = names };
}
