using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;

namespace PyImportScanner.Resolution;

/// <summary>Which modules the standard library of a release holds, and which of them no file can stand in front of.</summary>
/// <remarks>
/// Recorded from CPython 2.7 and 3.6 to 3.14 on Linux. An older release is read as the oldest recorded of its major
/// version, a newer one as the newest; what a newer one may have added is unknown, not missing.
/// </remarks>
public sealed class StandardLibraryTable
{
    // In the order of the bits of StandardLibraryData.
    private static readonly PythonVersion[] Recorded =
    [
        new(2, 7), new(3, 6), new(3, 7), new(3, 8), new(3, 9), new(3, 10), new(3, 11), new(3, 12), new(3, 13), new(3, 14),
    ];

    // Its names below the top level were not recorded in full.
    private static readonly PythonVersion OnlyTopLevel = new(3, 14);

    private static readonly Lazy<Dictionary<string, Facts>> All = new(Load, LazyThreadSafetyMode.ExecutionAndPublication);

    private readonly Dictionary<string, Facts> facts = All.Value;
    private readonly int bit;

    private struct Facts
    {
        public ushort Modules, BuiltIn, Frozen, Preloaded, SometimesBuiltIn;
    }

    private delegate void SetBits(ref Facts facts, ushort mask);

    /// <summary>The standard library of <paramref name="version"/>.</summary>
    public StandardLibraryTable(PythonVersion version)
    {
        Version = version;
        int index = 0;
        for (int i = 0; i < Recorded.Length; i++)
        {
            if (Recorded[i].Major == version.Major && (Recorded[i] <= version || Recorded[index].Major != version.Major)) index = i;
        }

        if (version > Recorded[Recorded.Length - 1]) index = Recorded.Length - 1;
        bit = 1 << index;
    }

    /// <summary>The release asked for.</summary>
    public PythonVersion Version { get; }

    /// <summary>Is the dotted name a module of the standard library? Null where installations differ or nothing is recorded.</summary>
    public bool? Contains(string name)
    {
        if (Has(name, static f => f.Modules) || Has(name, static f => f.Frozen) || Has(name, static f => f.BuiltIn)) return true;
        if (IsTest(name)) return null;
        int dot = name.IndexOf('.');
        bool packageExists = dot > 0 && Has(name.Substring(0, dot), static f => f.Modules);
        if (packageExists && Version >= OnlyTopLevel) return null;

        // PEP 799 is the one addition of a top-level name after the last recorded release.
        return Version > OnlyTopLevel && (name == "profiling" || name.StartsWith("profiling.", StringComparison.Ordinal)) ? null : false;
    }

    /// <summary>Compiled into every build of the interpreter: found before any directory is searched.</summary>
    public bool IsBuiltIn(string name) => Has(name, static f => f.BuiltIn);

    /// <summary>Compiled into some builds (Debian's), a file of the standard library in others.</summary>
    public bool IsSometimesBuiltIn(string name) => Has(name, static f => f.SometimesBuiltIn);

    /// <summary>Frozen into the interpreter (3.11 and later): found before any directory is searched.</summary>
    public bool IsFrozen(string name) => Has(name, static f => f.Frozen);

    /// <summary>Imported by the interpreter's own start, so that a file of that name comes too late.</summary>
    public bool IsPreloaded(string name) => Has(name, static f => f.Preloaded);

    /// <summary>Has some recorded release a module of that name?</summary>
    public bool IsKnownToAnyRelease(string name) => facts.TryGetValue(name, out Facts found) && found.Modules != 0;

    private bool Has(string name, Func<Facts, ushort> table) => facts.TryGetValue(name, out Facts found) && (table(found) & bit) != 0;

    // The tests were not recorded: container images commonly delete them, source builds install them.
    private static bool IsTest(string name)
    {
        foreach (string part in name.Split('.'))
        {
            if (part is "test" or "tests" or "idle_test") return true;
        }

        return false;
    }

    private static Dictionary<string, Facts> Load()
    {
        var facts = new Dictionary<string, Facts>(1200, StringComparer.Ordinal);
        Read(facts, StandardLibraryData.Modules, static (ref Facts f, ushort mask) => f.Modules |= mask);
        Read(facts, StandardLibraryData.BuiltIn, static (ref Facts f, ushort mask) => f.BuiltIn |= mask);
        Read(facts, StandardLibraryData.Frozen, static (ref Facts f, ushort mask) => f.Frozen |= mask);
        Read(facts, StandardLibraryData.Preloaded, static (ref Facts f, ushort mask) => f.Preloaded |= mask);
        Read(facts, StandardLibraryData.SometimesBuiltIn, static (ref Facts f, ushort mask) => f.SometimesBuiltIn |= mask);
        return facts;
    }

    private static void Read(Dictionary<string, Facts> facts, ReadOnlySpan<byte> text, SetBits set)
    {
        while (text.Length > 0)
        {
            int end = text.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? text : text.Slice(0, end);
            text = end < 0 ? default : text.Slice(end + 1);
            ushort mask = 0;
            bool first = true;
            while (line.Length > 0)
            {
                int space = line.IndexOf((byte)' ');
                string word = Text(space < 0 ? line : line.Slice(0, space));
                line = space < 0 ? default : line.Slice(space + 1);
                if (first)
                {
                    mask = ushort.Parse(word, System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
                    first = false;
                    continue;
                }

                facts.TryGetValue(word, out Facts found);
                set(ref found, mask);
                facts[word] = found;
            }
        }
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.ASCII.GetString(bytes);
}
