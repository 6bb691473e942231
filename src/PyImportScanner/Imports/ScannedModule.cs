using System;
using System.Collections.Generic;

namespace PyImportScanner.Imports;

/// <summary>Everything that one Python file says about imports. Independent of where the file lies and which Python runs it.</summary>
public sealed record ScannedModule
{
    /// <summary>Import statements in source order.</summary>
    public IReadOnlyList<ImportStatement> Imports { get; init; } = [];

    /// <summary>Calls that import a module named by a literal.</summary>
    public IReadOnlyList<DynamicImport> DynamicImports { get; init; } = [];

    /// <summary>Edits of the search path, in source order.</summary>
    public IReadOnlyList<SearchPathEdit> PathEdits { get; init; } = [];

    /// <summary>What the module binds at top level, and how sure that is.</summary>
    public ModuleBindings Bindings { get; init; } = ModuleBindings.Unknown;

    /// <summary>Names of functions (as in <see cref="ImportStatement.Function"/>) certainly called while the module is being imported.</summary>
    public IReadOnlyList<string> CalledAtImport { get; init; } = [];

    /// <summary>As <see cref="CalledAtImport"/>, when the file is the one that is run: calls below <c>if __name__ == "__main__"</c> count as well.</summary>
    public IReadOnlyList<string> CalledWhenRun { get; init; } = [];

    /// <summary>Why the text could not be read as Python would read it (an encoding not known here), or null. A cause, not an error.</summary>
    public string? UnknownBecause { get; init; }

    /// <summary>Why the file cannot be compiled, or null. What could still be recovered is in the lists.</summary>
    public ScanError? Error { get; init; }

    /// <summary>The newest syntax of note in the file: releases before it refuse the file. Null for none.</summary>
    public VersionNeed? Needs { get; init; }

    /// <summary>Comments that the host asked for (<see cref="CommentReader"/>); the scan itself collects none.</summary>
    public IReadOnlyList<SourceComment> Comments { get; init; } = [];
}

/// <summary>Syntax that only newer releases read.</summary>
/// <param name="Version">The first release that has it.</param>
/// <param name="Feature">What it is called, in the plural: <c>type parameters</c>.</param>
/// <param name="Span">Where it stands first.</param>
public sealed record VersionNeed(PythonVersion Version, string Feature, SourceSpan Span);

/// <summary>A file that Python would refuse.</summary>
/// <param name="Message">One clause, as CPython would word it where that helps.</param>
/// <param name="Span">Where.</param>
/// <param name="IsPython2">The text reads as Python 2.</param>
public sealed record ScanError(string Message, SourceSpan Span, bool IsPython2 = false);

/// <summary>What a dynamic import does with the name it is given.</summary>
public enum DynamicKind : byte
{
    /// <summary>Imports the module, as a statement would: <c>importlib.import_module</c>, <c>__import__</c>.</summary>
    Import,

    /// <summary>Runs the module or, with <see cref="DynamicImport.Path"/>, the file: <c>runpy.run_module</c>, <c>runpy.run_path</c>.</summary>
    Run,

    /// <summary>Imports the module that holds a dotted object, <c>a.b.C</c> or <c>a.b:c</c>: <c>import_string</c>, <c>pkgutil.resolve_name</c>.</summary>
    Object,

    /// <summary>Loads the file at <see cref="DynamicImport.Path"/> under the given name: <c>spec_from_file_location</c>.</summary>
    File,

    /// <summary>Lists the modules of a package: <c>pkgutil.walk_packages</c>, <c>iter_modules</c>; <see cref="DynamicImport.Package"/> is its first argument as written.</summary>
    Walk,

    /// <summary>Makes the package a namespace: <c>extend_path</c>, <c>declare_namespace</c>.</summary>
    Namespace,

    /// <summary>Does without the module when it is absent: <c>pytest.importorskip</c>, <c>lazy_loader</c>.</summary>
    Optional,

    /// <summary>Only asks whether the module is there: <c>find_spec</c>.</summary>
    Probe,

    /// <summary>A function that merely has the name of one that imports.</summary>
    Unsure,
}

/// <summary>A call that imports: <c>importlib.import_module("a.b")</c>, <c>__import__("a")</c> and the like.</summary>
public sealed record DynamicImport
{
    /// <summary>The function called, its last name as the oracle writes it: <c>import_module</c>, whatever alias it was called by.</summary>
    public required string Call { get; init; }

    /// <summary>The call.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>What the call does with the name.</summary>
    public DynamicKind Kind { get; init; }

    /// <summary>The file, for calls that take one; null when it cannot be evaluated.</summary>
    public PathExpression? Path { get; init; }

    /// <summary>The literal module name; leading dots stay. Null when the argument is not a literal.</summary>
    public string? Module { get; init; }

    /// <summary>Literal <c>package</c> argument, <c>__package__</c> or <c>__name__</c> as written; null if none.</summary>
    public string? Package { get; init; }

    /// <summary>Literal <c>fromlist</c>.</summary>
    public string[] Names { get; init; } = [];

    /// <summary>The innermost scope.</summary>
    public ScopeKind Scope { get; init; }

    /// <summary>Inside any function body.</summary>
    public bool Deferred { get; init; }

    /// <summary>As in <see cref="ImportStatement.Function"/>.</summary>
    public string? Function { get; init; }

    /// <summary>As in <see cref="ImportStatement.MayBeSkipped"/>.</summary>
    public bool MayBeSkipped { get; init; }

    /// <summary>As in <see cref="ImportStatement.AfterTries"/>.</summary>
    public int[] AfterTries { get; init; } = [];

    /// <summary>All guards, outermost first.</summary>
    public IReadOnlyList<Guard> Guards { get; init; } = [];
}

/// <summary>An edit of <c>sys.path</c> or <c>__path__</c> in source text.</summary>
public sealed record SearchPathEdit
{
    /// <summary><c>sys.path.insert</c>, <c>sys.path.append</c>, <c>sys.path.extend</c>, <c>sys.path+=</c>, <c>site.addsitedir</c>, <c>__path__.append</c> …</summary>
    public required string Call { get; init; }

    /// <summary>The call.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>True when the entry goes before the others.</summary>
    public bool Prepends { get; init; }

    /// <summary>The directories, or null when they cannot be evaluated.</summary>
    public IReadOnlyList<PathExpression>? Directories { get; init; }

    /// <summary>Inside any function body.</summary>
    public bool Deferred { get; init; }

    /// <summary>As in <see cref="ImportStatement.Function"/>.</summary>
    public string? Function { get; init; }

    /// <summary>As in <see cref="ImportStatement.MayBeSkipped"/>.</summary>
    public bool MayBeSkipped { get; init; }

    /// <summary>All guards, outermost first.</summary>
    public IReadOnlyList<Guard> Guards { get; init; } = [];
}

/// <summary>A directory that source text computes: an absolute path, one relative to the working directory, or one reached from the file's own path.</summary>
/// <param name="Base">Where it starts.</param>
/// <param name="Path">
/// For <see cref="PathBase.File"/>: relative to the file's own path, so <c>..</c> is the directory that holds the file.
/// Otherwise the path as written.
/// </param>
public readonly record struct PathExpression(PathBase Base, string Path);

/// <summary>Where a <see cref="PathExpression"/> starts.</summary>
public enum PathBase : byte
{
    /// <summary>An absolute path.</summary>
    Absolute,

    /// <summary>The working directory of the process.</summary>
    WorkingDirectory,

    /// <summary>The path of the source file itself (<c>__file__</c>).</summary>
    File,
}

/// <summary>The names that a module binds at top level.</summary>
public sealed record ModuleBindings
{
    /// <summary>Nothing is known: every name may be bound.</summary>
    public static readonly ModuleBindings Unknown = new() { IsOpen = true };

    // A module is read once and asked by every service that loads it.
    private HashSet<string>? nameSet;

    /// <summary>Names bound by assignments, definitions, imports, loops, with, walrus, and global statements in functions.</summary>
    public IReadOnlyCollection<string> Names { get; init; } = [];

    /// <summary>Is the name among <see cref="Names"/>?</summary>
    public bool Binds(string name) => (nameSet ??= Names as HashSet<string> ?? new HashSet<string>(Names, StringComparer.Ordinal)).Contains(name);

    /// <summary>True when other names may be bound as well: <c>__getattr__</c>, <c>globals()</c> writes, <c>sys.modules</c> tricks, exec.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Defines <c>__getattr__</c>, replaces itself in <c>sys.modules</c>, edits <c>__path__</c> or <c>sys.meta_path</c>: children are unknown, not missing.</summary>
    public bool ChildrenAreUnknown { get; init; }

    /// <summary>Modules star-imported at top level; their names are bound as well.</summary>
    public IReadOnlyList<ImportStatement> StarImports { get; init; } = [];

    /// <summary>The value of <c>__all__</c> where it is a literal.</summary>
    public IReadOnlyList<string>? All { get; init; }
}
