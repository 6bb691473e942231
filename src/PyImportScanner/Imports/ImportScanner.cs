using System;

namespace PyImportScanner.Imports;

/// <summary>Reads Python source and lists what it imports, without a parse tree (CPython reference, chapters 2, 7.11 and 8).</summary>
public static class ImportScanner
{
    /// <summary>Scans the bytes of a file.</summary>
    /// <param name="source">The bytes as on disk; encoding is found as PEP 263 says.</param>
    public static ScannedModule Scan(ReadOnlySpan<byte> source) => new();
}
