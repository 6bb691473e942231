using System.Collections.Generic;
using System.Text;
using PyImportScanner;
using PyImportScanner.Closures;
using PyImportScanner.Imports;

namespace DockerLint.Checks.Python;

/// <summary>
/// What program text on a command line imports (<c>python -c</c>, a here-document): its own statements, each like a module that
/// the command names. What it calls, and what it does to <c>sys.path</c>, is not followed.
/// </summary>
internal static class ProgramTextModules
{
    /// <summary>The modules in source order; only what certainly runs, and nothing of a text that does not compile or edits the search path.</summary>
    public static IEnumerable<EntryModule> Of(string code, PythonVersion version)
    {
        ScannedModule scanned = ImportScanner.Scan(Encoding.UTF8.GetBytes(code), ScanParts.All, version);
        if (scanned.Error is not null || scanned.UnknownBecause is not null || scanned.PathEdits.Count > 0) yield break;
        foreach (ImportStatement statement in scanned.Imports)
        {
            if (statement is not { Level: 0, Deferred: false, Lazy: false, Guards.Count: 0, Module: { Length: > 0 } module }) continue;
            var names = new string[statement.Names.Length];
            for (int i = 0; i < names.Length; i++) names[i] = statement.Names[i].Name;
            yield return EntryModule.Import(module, names);
        }
    }
}
