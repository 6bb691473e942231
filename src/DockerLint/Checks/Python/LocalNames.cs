using System;
using System.Collections.Generic;
using PyImportScanner.Closures;
using PyImportScanner.Imports;
using PyImportScanner.Resolution;

namespace DockerLint.Checks.Python;

/// <summary>Answers for a file that hides another module: does it have what is taken from it?</summary>
internal static class LocalNames
{
    /// <summary>
    /// The first thing asked for that the module certainly lacks, as a clause; null where it may have them all.
    /// </summary>
    /// <param name="resolver">Finds modules of the image.</param>
    /// <param name="sources">The scanned files.</param>
    /// <param name="local">The module that hides.</param>
    /// <param name="module">The dotted name asked for, at or below the module.</param>
    /// <param name="names">What is taken from it.</param>
    public static string? Lacking(ModuleResolver resolver, ScanCache sources, ModuleResolution local, string module, IReadOnlyList<string> names)
    {
        ScannedModule? scanned = Scan(resolver, sources, local);
        if (scanned is null || scanned.Bindings.ChildrenAreUnknown || scanned.Error is not null || scanned.UnknownBecause is not null) return null;
        if (module.Length > local.Name.Length) return LackingChild(resolver, local, module);
        if (scanned.Bindings.IsOpen || scanned.Bindings.StarImports.Count > 0) return null;
        var bound = new HashSet<string>(scanned.Bindings.Names, StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (bound.Contains(name) || name.StartsWith("__", StringComparison.Ordinal)) continue;
            if (local.IsPackage && resolver.ResolveChild(local, name).Kind != ResolutionKind.Missing) continue;
            return "'" + name + "'";
        }

        return null;
    }

    /// <summary>The names that only this statement binds, in a module that takes them from itself.</summary>
    public static IEnumerable<string> OnlyFromItself(ScannedModule scanned, ImportStatement own, ReadOnlyMemory<byte> source)
    {
        if (scanned.Bindings.IsOpen || scanned.Bindings.StarImports.Count > 0 || scanned.Error is not null) yield break;
        byte[] rest = Without(source.Span, own.Span);
        if (rest.Length == 0) yield break;
        var elsewhere = new HashSet<string>(ImportScanner.Scan(rest).Bindings.Names, StringComparer.Ordinal);
        foreach (ImportedName name in own.Names)
        {
            if (name.Name != "*" && !name.Name.StartsWith("__", StringComparison.Ordinal) && !elsewhere.Contains(name.Name)) yield return name.Name;
        }
    }

    /// <summary>The scanned file of a module, or null.</summary>
    public static ScannedModule? Scan(ModuleResolver resolver, ScanCache sources, ModuleResolution module) =>
        module is { File: { } file, Format: ModuleFormat.Source } ? sources.Get(resolver.Directories, file, module.FileNode, resolver.Build.Version) : null;

    private static string? LackingChild(ModuleResolver resolver, ModuleResolution local, string module)
    {
        ModuleResolution found = local;
        int dot = local.Name.Length;
        while (dot < module.Length && found.IsFound)
        {
            int next = module.IndexOf('.', dot + 1);
            if (next < 0) next = module.Length;
            found = resolver.ResolveChild(found, module.Substring(dot + 1, next - dot - 1));
            dot = next;
        }

        return found.Kind is ResolutionKind.Missing or ResolutionKind.NotAPackage ? "'" + found.Name + "'" : null;
    }

    // The lines of the statement become blanks, so that what else binds its names is seen. Empty where it shares them with others.
    private static byte[] Without(ReadOnlySpan<byte> source, PyImportScanner.SourceSpan span)
    {
        byte[] text = source.ToArray();
        int line = 1;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n') line++;
            else if (line < span.Line || line > span.EndLine || text[i] == '\r') continue;
            else if (text[i] == ';') return [];
            else text[i] = (byte)' ';
        }

        return text;
    }
}
