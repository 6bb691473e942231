using System;
using PyImportScanner.Lexing;

namespace PyImportScanner.Imports;

/// <summary>Reads Python source and lists what it imports, without a parse tree (CPython reference, chapters 2, 7.11 and 8).</summary>
public static class ImportScanner
{
    /// <summary>Scans the bytes of a file for everything, with the grammar of the default Python.</summary>
    /// <param name="source">The bytes as on disk; encoding is found as PEP 263 says.</param>
    public static ScannedModule Scan(ReadOnlySpan<byte> source) => Scan(source, ScanParts.All, PythonVersion.Default);

    /// <summary>Scans the bytes of a file.</summary>
    /// <param name="source">The bytes as on disk.</param>
    /// <param name="parts">What to look for.</param>
    /// <param name="version">Whose grammar: before 3.12 f-strings end at the first matching quote (PEP 701).</param>
    public static ScannedModule Scan(ReadOnlySpan<byte> source, ScanParts parts, PythonVersion version)
    {
        var opened = new OpenedSource(source);
        ScannedModule module = Scan(opened, parts, version);
        opened.Return();
        return module;
    }

    private static ScannedModule Scan(OpenedSource opened, ScanParts parts, PythonVersion version)
    {
        DecodedSource decoded = opened.Decoded;
        if (decoded.Error is null && (parts & ScanParts.Bindings) == 0 && opened.Text.IndexOf("import"u8) < 0 && decoded.Invalid.Next < 0)
            return new ScannedModule { UnknownBecause = decoded.UnknownBecause };
        ScannedModule module = new ModuleScan(opened, version, parts).Run();
        if (decoded.UnknownBecause is not null) return module with { UnknownBecause = decoded.UnknownBecause, Error = null };
        return decoded.Error is null ? module : module with { Error = new ScanError(decoded.Error, new SourceSpan(1, 1, 1, 1)) };
    }
}
