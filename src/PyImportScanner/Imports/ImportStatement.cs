using System.Collections.Generic;

namespace PyImportScanner.Imports;

/// <summary>How a module is asked for.</summary>
public enum ImportKind : byte
{
    /// <summary><c>import a.b</c>.</summary>
    Import,

    /// <summary><c>from a.b import c</c>.</summary>
    From,
}

/// <summary>The innermost scope that a statement stands in (CPython language reference, 4.2.1).</summary>
public enum ScopeKind : byte
{
    /// <summary>Runs when the module is imported.</summary>
    Module,

    /// <summary>Runs when the function is called.</summary>
    Function,

    /// <summary>A class body: runs when the statement around it does.</summary>
    Class,
}

/// <summary>A name that <c>from … import</c> binds.</summary>
/// <param name="Name">The name asked for; <c>*</c> for all.</param>
/// <param name="Alias">The name behind <c>as</c>, or null.</param>
public readonly record struct ImportedName(string Name, string? Alias);

/// <summary>One imported module: <c>import a, b</c> gives two, <c>from a import b, c</c> one.</summary>
public sealed record ImportStatement
{
    /// <summary>Which statement.</summary>
    public required ImportKind Kind { get; init; }

    /// <summary>The whole statement.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>Line of the alias itself (of the first one for <c>from</c>).</summary>
    public required int AliasLine { get; init; }

    /// <summary>Number of leading dots.</summary>
    public int Level { get; init; }

    /// <summary>The dotted name; null for <c>from . import x</c>.</summary>
    public string? Module { get; init; }

    /// <summary>What <c>from</c> binds; empty for <c>import</c>.</summary>
    public ImportedName[] Names { get; init; } = [];

    /// <summary>The name behind <c>as</c> of <c>import a.b as c</c>.</summary>
    public string? Alias { get; init; }

    /// <summary>The innermost scope.</summary>
    public ScopeKind Scope { get; init; }

    /// <summary>Inside any function body, however deep.</summary>
    public bool Deferred { get; init; }

    /// <summary>PEP 810: resolved at first use.</summary>
    public bool Lazy { get; init; }

    /// <summary>The function around it, as <c>Class.method</c> or <c>outer.inner</c>; null outside functions.</summary>
    public string? Function { get; init; }

    /// <summary>
    /// Inside a function that may have been left before (an earlier return, raise or yield), or in the handler of an exception
    /// that has nothing to do with imports: certain to run only without this.
    /// </summary>
    public bool MayBeSkipped { get; init; }

    /// <summary>The try statements (<see cref="Guard.TryId"/>) in whose <c>else</c> it stands: it runs only when their bodies succeed.</summary>
    public int[] AfterTries { get; init; } = [];

    /// <summary>All guards, outermost first; empty when the statement runs whenever its scope does.</summary>
    public IReadOnlyList<Guard> Guards { get; init; } = [];
}
