using System;

namespace PyImportScanner.Lexing;

/// <summary>A file made ready for reading: decoded and mapped.</summary>
internal readonly ref struct OpenedSource
{
    /// <summary>Decodes and maps; <see cref="Return"/> gives the memory of the map back.</summary>
    /// <param name="source">The bytes as on disk.</param>
    public OpenedSource(ReadOnlySpan<byte> source)
    {
        Decoded = SourceDecoder.Decode(source);
        Text = Decoded.Replacement is null ? source.Slice(Decoded.Offset) : Decoded.Replacement;
        Map = SourceMap.Rent();
    }

    /// <summary>How the decoding went.</summary>
    public DecodedSource Decoded { get; }

    /// <summary>The text as UTF-8.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>Of the text.</summary>
    public SourceMap Map { get; }

    /// <summary>The map must not be used any more.</summary>
    public void Return() => Map.Return();
}
