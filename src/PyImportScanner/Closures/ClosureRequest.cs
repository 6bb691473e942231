using System;
using System.Collections.Generic;
using PyImportScanner.Frameworks;
using PyImportScanner.Resolution;

namespace PyImportScanner.Closures;

/// <summary>What a <see cref="ClosureWalker"/> is asked.</summary>
public sealed record ClosureRequest
{
    /// <summary>Finds modules, with the search path of the start.</summary>
    public required ModuleResolver Resolver { get; init; }

    /// <summary>The scanned files.</summary>
    public required ScanCache Sources { get; init; }

    /// <summary>Where the closure begins, in the order in which they run.</summary>
    public required IReadOnlyList<EntryModule> Entries { get; init; }

    /// <summary>The working directory of the process, for relative edits of the search path.</summary>
    public string WorkingDirectory { get; init; } = "/";

    /// <summary>Knows what is installed without files; null: a name without a file is missing.</summary>
    public IModuleClassifier? Classifier { get; init; }

    /// <summary>Another tree's modules for the missing ones; null: the walk ends at a missing module.</summary>
    public IMissingModuleSource? MissingModules { get; init; }

    /// <summary>Which source files are read; null: all but those that distributions put into site directories.</summary>
    public Func<ModuleResolution, bool>? Descends { get; init; }

    /// <summary>What frameworks see of the process; null: names in strings are not followed.</summary>
    public FrameworkProcess? Process { get; init; }

    /// <summary>The walk stops after this many modules, with a note.</summary>
    public int MaximumModules { get; init; } = 100_000;
}
