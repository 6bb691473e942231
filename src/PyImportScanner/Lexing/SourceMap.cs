using System;
using System.Runtime.CompilerServices;
#if NET
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
#endif

namespace PyImportScanner.Lexing;

/// <summary>
/// Finds the bytes of a text that can end a statement or change how the following bytes read: quotes, brackets, line breaks
/// and the like. Their places are worked out for a stretch at a time, in one vectorised pass, so that going from one to the
/// next is reading a list.
/// </summary>
internal sealed class SourceMap
{
    // A list that stays in the nearest cache of the processor.
    private const int Stretch = 8192;

    // Places are written four at a time.
    private const int Overshoot = 4;
    private const int None = int.MaxValue;

    [ThreadStatic]
    private static SourceMap? spare;

    private readonly int[] marks = new int[Stretch + Overshoot];
    private int start;
    private int end;
    private int cursor;

    private SourceMap() => marks[0] = None;

    /// <summary>A map for the text about to be read; <see cref="Return"/> gives it back.</summary>
    public static SourceMap Rent()
    {
        SourceMap map = spare ?? new SourceMap();
        spare = null;
        map.start = map.end = map.cursor = 0;
        map.marks[0] = None;
        return map;
    }

    /// <summary>The map must not be used any more.</summary>
    public void Return() => spare = this;

    /// <summary>Offset of the next marked byte at or behind <paramref name="at"/>; -1 if none.</summary>
    /// <param name="text">The same text in every call.</param>
    /// <param name="at">Any offset; going forward is fast.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(ReadOnlySpan<byte> text, int at)
    {
        int[] list = marks;
        int i = cursor + 1;

        // Nearly always the mark behind the last one is wanted.
        if ((uint)i < (uint)list.Length && list[i] >= at && list[i - 1] < at && list[i] != None)
        {
            cursor = i;
            return list[i];
        }

        return Find(text, at);
    }

    private int Find(ReadOnlySpan<byte> text, int at)
    {
        if (at < start || at >= end) return Seek(text, at);
        int[] list = marks;
        int i = cursor;
        while (list[i] < at) i++;
        while (i > 0 && list[i - 1] >= at) i--;
        cursor = i;
        return list[i] != None ? list[i] : Seek(text, end);
    }

    private int Seek(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length)
        {
            Fill(text, at);
            while (marks[cursor] < at) cursor++;
            if (marks[cursor] != None) return marks[cursor];
            at = end;
        }

        return -1;
    }

    private void Fill(ReadOnlySpan<byte> text, int at)
    {
        start = at - (at % 64);
        end = Math.Min(text.Length, start + Stretch);
        cursor = 0;
        int count = 0, next = start;
#if NET
        if (Avx2.IsSupported) FillVector(text, ref next, ref count);
#endif
        for (; next < end; next++)
        {
            if (IsMarked(text[next])) marks[count++] = next;
        }

        marks[count] = None;
    }

    private static bool IsMarked(byte b) => b switch
    {
        (byte)'"' or (byte)'\'' or (byte)'#' or (byte)'\\' or (byte)'\n' or (byte)'\r' or (byte)';' or (byte)':' or (byte)'`' or (byte)'$' or (byte)'?' => true,
        (byte)'(' or (byte)')' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' => true,
        _ => false,
    };

#if NET
    // A byte is marked when the sets of its two halves meet (the classification of simdjson): one bit for each upper half
    // that occurs: 0 (line breaks), 2 ("#$'()), 3 (:;?), 5 ([\]), 6 (`), 7 ({}).
    private static ReadOnlySpan<byte> Lower =>
    [
        0x10, 0, 0x02, 0x02, 0x02, 0, 0, 0x02, 0x02, 0x02, 0x01 | 0x04, 0x04 | 0x08 | 0x20, 0x08, 0x01 | 0x08 | 0x20, 0, 0x04,
    ];

    private static ReadOnlySpan<byte> Upper => [0x01, 0, 0x02, 0x04, 0, 0x08, 0x10, 0x20, 0, 0, 0, 0, 0, 0, 0, 0];

    // Whole words of 64 bytes; the rest is left to the caller.
    private void FillVector(ReadOnlySpan<byte> text, ref int next, ref int count)
    {
        ref byte first = ref MemoryMarshal.GetReference(text);
        Vector128<byte> halfLower = Vector128.Create(Lower), halfUpper = Vector128.Create(Upper);
        Vector256<byte> lower = Vector256.Create(halfLower, halfLower), upper = Vector256.Create(halfUpper, halfUpper);
        int[] list = marks;
        int n = count;
        for (; next + 64 <= end; next += 64)
        {
            ulong word = Marked(Vector256.LoadUnsafe(ref first, (nuint)next), lower, upper)
                | ((ulong)Marked(Vector256.LoadUnsafe(ref first, (nuint)(next + 32)), lower, upper) << 32);
            int found = BitOperations.PopCount(word);
            for (int i = n; i < n + found; i += Overshoot)
            {
                // Behind the last one the list is overwritten by the next round.
                Span<int> four = list.AsSpan(i, Overshoot);
                four[0] = next + BitOperations.TrailingZeroCount(word);
                word &= word - 1;
                four[1] = next + BitOperations.TrailingZeroCount(word);
                word &= word - 1;
                four[2] = next + BitOperations.TrailingZeroCount(word);
                word &= word - 1;
                four[3] = next + BitOperations.TrailingZeroCount(word);
                word &= word - 1;
            }

            n += found;
        }

        count = n;
    }

    private static uint Marked(Vector256<byte> text, Vector256<byte> lower, Vector256<byte> upper)
    {
        Vector256<byte> low = Avx2.Shuffle(lower, text & Vector256.Create((byte)0x0F));
        Vector256<byte> high = Avx2.Shuffle(upper, (text.AsUInt16() >>> 4).AsByte() & Vector256.Create((byte)0x0F));
        return ~Vector256.Equals(low & high, Vector256<byte>.Zero).ExtractMostSignificantBits();
    }
#endif
}
