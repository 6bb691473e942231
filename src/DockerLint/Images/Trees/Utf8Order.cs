using System;
using System.Collections.Generic;
using PyImportScanner.Files;

namespace DockerLint.Images.Trees;

/// <summary>
/// The order of UTF-8 bytes, which is that of code points: the order in which the engine walks a directory, so it decides
/// which of several files survives. It differs from the ordinal order of .NET above U+D7FF only.
/// </summary>
internal sealed class Utf8Order : IComparer<string>
{
    /// <summary>The comparer.</summary>
    public static readonly Utf8Order Instance = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        if (x is null || y is null) return x is null ? (y is null ? 0 : -1) : 1;
        int common = Math.Min(x.Length, y.Length);
        for (int i = 0; i < common; i++)
        {
            char a = x[i], b = y[i];
            if (a == b) continue;
            if (char.IsSurrogate(a) != char.IsSurrogate(b)) return char.IsSurrogate(a) ? 1 : -1;
            return a - b;
        }

        return x.Length - y.Length;
    }

    /// <summary>Entries in that order; the array itself where it is so already.</summary>
    public static DirectoryEntry[] Sorted(DirectoryEntry[] entries)
    {
        for (int i = 1; i < entries.Length; i++)
        {
            if (Instance.Compare(entries[i - 1].Name, entries[i].Name) <= 0) continue;
            var sorted = (DirectoryEntry[])entries.Clone();
            Array.Sort(sorted, static (a, b) => Instance.Compare(a.Name, b.Name));
            return sorted;
        }

        return entries;
    }
}
