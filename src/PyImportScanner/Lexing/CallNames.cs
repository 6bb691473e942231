using System;
using System.Collections.Generic;

namespace PyImportScanner.Lexing;

/// <summary>Why a call deserves a closer look.</summary>
[Flags]
internal enum CallInterest : byte
{
    None = 0,

    /// <summary>It may import.</summary>
    Import = 1,

    /// <summary>It may edit a search path.</summary>
    Path = 2,

    /// <summary>It may bind names that no statement shows.</summary>
    Binding = 4,
}

/// <summary>
/// The functions that import, edit search paths or bind names behind the reader's back. Asked at every opening
/// parenthesis, so it decides by the last four letters first.
/// </summary>
internal static class CallNames
{
    private static readonly Dictionary<uint, Entry[]> byTail = Build();

    private readonly record struct Entry(byte[] Name, CallInterest Interest);

    /// <summary>What the name in front of the parenthesis at <paramref name="paren"/> may do.</summary>
    public static CallInterest Classify(ReadOnlySpan<byte> text, int paren, List<byte[]>? aliases)
    {
        int end = paren;
        while (end > 0 && text[end - 1] == ' ') end--;
        if (aliases is not null && IsAlias(text, end, aliases)) return CallInterest.Import | CallInterest.Path;
        if (end < 4) return CallInterest.None;
        uint tail = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(text.Slice(end - 4));
        if (!MayMatch(tail) || !byTail.TryGetValue(tail, out Entry[]? entries)) return CallInterest.None;
        foreach (Entry entry in entries)
        {
            if (EndsWithName(text, end, entry.Name) && Fits(text, end - entry.Name.Length, entry.Interest, entry.Name.Length))
                return entry.Interest;
        }

        return CallInterest.None;
    }

    // A cheap filter of 4096 bits in front of the dictionary.
    private static bool MayMatch(uint tail)
    {
        uint hash = (tail * 2654435761u) >> 20;
        return (filter[hash >> 6] & (1UL << (int)(hash & 63))) != 0;
    }

    private static readonly ulong[] filter = BuildFilter();

    // `x.append(` is everywhere: only a path's counts. `cursor.exec(` is not the builtin, `enum.global_enum(` and `IntEnum._convert_(` are meant.
    private static bool Fits(ReadOnlySpan<byte> text, int start, CallInterest interest, int length)
    {
        bool member = start > 0 && text[start - 1] == '.';
        if (interest == CallInterest.Binding) return !member || length == "global_enum".Length || text[start] == '_';
        if (interest != CallInterest.Path || length > 6) return true;
        if (!member) return false;
        ReadOnlySpan<byte> owner = text.Slice(0, start - 1);
        return owner.EndsWith("path"u8) || owner.EndsWith("__path__"u8);
    }

    private static bool IsAlias(ReadOnlySpan<byte> text, int end, List<byte[]> aliases)
    {
        foreach (byte[] alias in aliases)
        {
            if (EndsWithName(text, end, alias)) return true;
        }

        return false;
    }

    private static bool EndsWithName(ReadOnlySpan<byte> text, int end, byte[] name) =>
        end >= name.Length
        && text.Slice(end - name.Length, name.Length).SequenceEqual(name)
        && (end == name.Length || !Ascii.IsNamePart(text[end - name.Length - 1]));

    private static uint Tail(ReadOnlySpan<byte> four) => four[0] | ((uint)four[1] << 8) | ((uint)four[2] << 16) | ((uint)four[3] << 24);

    private static Dictionary<uint, Entry[]> Build()
    {
        var lists = new Dictionary<uint, List<Entry>>();
        Add(CallInterest.Import, "import_module", "__import__", "find_spec", "run_module", "run_path", "find_module", "find_loader",
            "extend_path", "declare_namespace", "import_string", "load_module", "load_source", "importorskip", "LazyLoader",
            "resolve_name", "locate", "get_data", "walk_packages", "iter_modules", "spec_from_file_location", "import_object", "symbol_by_name");
        Add(CallInterest.Path, "insert", "append", "extend", "addsitedir");
        Add(CallInterest.Binding, "exec", "execfile", "globals", "locals", "vars", "global_enum", "_convert_", "_convert");
        var arrays = new Dictionary<uint, Entry[]>();
        foreach (KeyValuePair<uint, List<Entry>> pair in lists) arrays[pair.Key] = pair.Value.ToArray();
        return arrays;

        void Add(CallInterest interest, params string[] names)
        {
            foreach (string name in names)
            {
                byte[] bytes = System.Text.Encoding.ASCII.GetBytes(name);
                uint tail = Tail(bytes.AsSpan(bytes.Length - 4));
                if (!lists.TryGetValue(tail, out List<Entry>? list)) lists[tail] = list = [];
                list.Add(new Entry(bytes, interest));
            }
        }
    }

    private static ulong[] BuildFilter()
    {
        var bits = new ulong[64];
        foreach (uint tail in byTail.Keys)
        {
            uint hash = (tail * 2654435761u) >> 20;
            bits[hash >> 6] |= 1UL << (int)(hash & 63);
        }

        return bits;
    }
}
