using System;
using System.Collections;
using System.Collections.Generic;
using PyImportScanner.Lexing;

namespace PyImportScanner.Imports;

/// <summary>Names as bytes, made strings only when somebody asks: of most modules nobody does.</summary>
internal sealed class NameBuffer : IReadOnlyCollection<string>
{
    private byte[] bytes = new byte[256];
    private int used;
    private HashSet<string>? names;

    /// <inheritdoc/>
    public int Count => Decoded().Count;

    /// <summary>Adds a name; not to be called once the names were asked for.</summary>
    public void Add(ReadOnlySpan<byte> name)
    {
        int needed = used + name.Length + 1;
        if (needed > bytes.Length) Array.Resize(ref bytes, Math.Max(needed, bytes.Length * 2));
        name.CopyTo(bytes.AsSpan(used));
        bytes[used + name.Length] = (byte)'\n';
        used = needed;
    }

    /// <summary>Gives back what was reserved for more names.</summary>
    public NameBuffer Trim()
    {
        Array.Resize(ref bytes, used);
        return this;
    }

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => Decoded().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // Two readers at once may both decode; the results are equal.
    private HashSet<string> Decoded()
    {
        if (names is { } known) return known;
        var decoded = new HashSet<string>(StringComparer.Ordinal);
        ReadOnlySpan<byte> rest = bytes.AsSpan(0, used);
        while (rest.IndexOf((byte)'\n') is var end && end >= 0)
        {
            decoded.Add(Utf8Text.DecodeName(rest.Slice(0, end)));
            rest = rest.Slice(end + 1);
        }

        return names = decoded;
    }
}
