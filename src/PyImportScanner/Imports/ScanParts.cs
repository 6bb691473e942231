using System;

namespace PyImportScanner.Imports;

/// <summary>What a scan should look for. Import statements and errors are always found; the rest costs a little each.</summary>
[Flags]
public enum ScanParts : byte
{
    /// <summary>Import statements only.</summary>
    Imports = 0,

    /// <summary><see cref="ScannedModule.DynamicImports"/> and <see cref="ScannedModule.PathEdits"/>.</summary>
    Calls = 1,

    /// <summary><see cref="ScannedModule.Bindings"/>; without it they are <see cref="ModuleBindings.Unknown"/>.</summary>
    Bindings = 2,

    /// <summary><see cref="ScannedModule.CalledAtImport"/> and <see cref="ScannedModule.CalledWhenRun"/>.</summary>
    CalledFunctions = 4,

    /// <summary>Everything.</summary>
    All = Calls | Bindings | CalledFunctions,
}
