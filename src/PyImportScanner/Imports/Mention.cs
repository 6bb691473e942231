using System;

namespace PyImportScanner.Imports;

/// <summary>The next place of a rare word, so that statements before it need not be searched for it.</summary>
internal struct Mention
{
    /// <summary>The text does not have the word.</summary>
    public static readonly Mention None = new() { next = int.MaxValue };

    private int next;

    /// <summary>The first place.</summary>
    public static Mention First(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word)
    {
        int at = text.IndexOf(word);
        return at < 0 ? None : new Mention { next = at };
    }

    /// <summary>The place, or the largest number where there is none.</summary>
    public readonly int Next => next;

    /// <summary>The word does not follow.</summary>
    public readonly bool IsNone => next == int.MaxValue;

    /// <summary>Is the word in the statement? To be asked in the order of the statements.</summary>
    public bool IsIn(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word, int start, int end)
    {
        if (next < start)
        {
            int at = text.Slice(start).IndexOf(word);
            next = at < 0 ? int.MaxValue : start + at;
        }

        return next < end;
    }
}
