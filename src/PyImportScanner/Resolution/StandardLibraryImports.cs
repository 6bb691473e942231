using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Threading;

namespace PyImportScanner.Resolution;

/// <summary>An import that a module of the standard library certainly runs when it is imported.</summary>
/// <param name="Importer">The module that imports.</param>
/// <param name="Module">The module that it asks for, a dotted name.</param>
/// <param name="Names">The names that it takes from it.</param>
public sealed record StandardLibraryImport(string Importer, string Module, string[] Names);

/// <summary>
/// What the modules of the standard library import among each other, so that a file which hides one of them is known to hurt:
/// a local <c>random.py</c> breaks <c>import tempfile</c>. Only imports that run whenever the module is imported.
/// </summary>
public sealed class StandardLibraryImports
{
    private const int OldestMinor = 8;
    private const int NewestMinor = 14;

    private static readonly Lazy<StandardLibraryImports?>[] ByMinor = Make();

    private readonly Dictionary<string, List<StandardLibraryImport>> byImporter = new(StringComparer.Ordinal);

    private StandardLibraryImports(int bit)
    {
        string text = Ascii(StandardLibraryImportData.Imports);
        foreach (string entry in text.Split('\n', ';')) Read(entry, bit);
    }

    /// <summary>The imports of a release, or null where none are recorded.</summary>
    public static StandardLibraryImports? Of(PythonVersion version) =>
        version.Major == 3 && version.Minor is >= OldestMinor and <= NewestMinor ? ByMinor[version.Minor - OldestMinor].Value : null;

    /// <summary>
    /// Every import that runs when <paramref name="root"/> is imported, nearest first, with the one that loaded its importer;
    /// a module for which <paramref name="stops"/> is true is not entered.
    /// </summary>
    /// <param name="root">A dotted name.</param>
    /// <param name="stops">Asked for each imported name.</param>
    /// <param name="seen">Modules that were entered before; the walk adds to it.</param>
    public IEnumerable<(StandardLibraryImport Import, StandardLibraryImport? LoadedBy)> Reached(string root, Func<string, bool> stops, HashSet<string> seen)
    {
        var waiting = new Queue<(string Module, StandardLibraryImport? LoadedBy)>();
        Enter(waiting, root, null, seen);
        while (waiting.Count > 0)
        {
            (string module, StandardLibraryImport? loadedBy) = waiting.Dequeue();
            if (!byImporter.TryGetValue(module, out List<StandardLibraryImport>? imports)) continue;
            foreach (StandardLibraryImport import in imports)
            {
                yield return (import, loadedBy);
                if (!stops(import.Module)) Enter(waiting, import.Module, import, seen);
            }
        }
    }

    // Importing a.b.c imports a and a.b before.
    private static void Enter(Queue<(string, StandardLibraryImport?)> waiting, string module, StandardLibraryImport? loadedBy, HashSet<string> seen)
    {
        for (int dot = module.IndexOf('.'); dot >= 0; dot = module.IndexOf('.', dot + 1))
        {
            if (seen.Add(module.Substring(0, dot))) waiting.Enqueue((module.Substring(0, dot), loadedBy));
        }

        if (seen.Add(module)) waiting.Enqueue((module, loadedBy));
    }

    private void Read(string entry, int bit)
    {
        string[] words = entry.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 3 || (int.Parse(words[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture) & bit) == 0) return;
        if (!byImporter.TryGetValue(words[1], out List<StandardLibraryImport>? imports)) byImporter[words[1]] = imports = [];
        for (int i = 2; i < words.Length; i++)
        {
            int colon = words[i].IndexOf(':');
            imports.Add(colon < 0
                ? new StandardLibraryImport(words[1], words[i], [])
                : new StandardLibraryImport(words[1], words[i].Substring(0, colon), words[i].Substring(colon + 1).Split(',')));
        }
    }

    private static Lazy<StandardLibraryImports?>[] Make()
    {
        var all = new Lazy<StandardLibraryImports?>[NewestMinor - OldestMinor + 1];
        for (int i = 0; i < all.Length; i++)
        {
            int bit = 1 << i;
            all[i] = new Lazy<StandardLibraryImports?>(() => new StandardLibraryImports(bit), LazyThreadSafetyMode.ExecutionAndPublication);
        }

        return all;
    }

    private static string Ascii(ReadOnlySpan<byte> bytes) => Encoding.ASCII.GetString(bytes);
}
