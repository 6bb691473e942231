using System;
using System.Collections.Generic;
using DockerLint.Words;
using PyImportScanner.Files;

namespace DockerLint.Checks;

/// <summary>Finds the entry of a directory that somebody probably meant.</summary>
internal static class NearName
{
    // Beyond this a comparison tells nothing about names of files.
    private const int MaximumLength = 120;

    /// <summary>The entry most like <paramref name="name"/>: one contains the other, or few letters differ. Null if none is alike.</summary>
    public static string? InDirectory(IFileTree tree, string directory, string name)
    {
        string? best = null;
        int bestDistance = int.MaxValue;
        foreach (DirectoryEntry entry in tree.List(directory).Entries)
        {
            if (!entry.Node.Exists || entry.Name == name || Extension(entry.Name) != Extension(name)) continue;
            int distance = Distance(Stem(name), Stem(entry.Name));
            if (distance >= bestDistance) continue;
            best = TreePath.Child(directory, entry.Name);
            bestDistance = distance;
        }

        return best;
    }

    /// <summary>The name most like <paramref name="name"/> among several; null if none is alike.</summary>
    public static string? Among(IEnumerable<string> names, string name)
    {
        string? best = null;
        int bestDistance = int.MaxValue;
        foreach (string candidate in names)
        {
            int distance = candidate == name ? int.MaxValue : Distance(name, candidate);
            if (distance > bestDistance || distance == int.MaxValue || (distance == bestDistance && string.CompareOrdinal(candidate, best) >= 0)) continue;
            best = candidate;
            bestDistance = distance;
        }

        return best;
    }

    private static string Extension(string name) => name.LastIndexOf('.') is var dot and > 0 ? name.Substring(dot) : "";

    private static string Stem(string name) => name.LastIndexOf('.') is var dot and > 0 ? name.Substring(0, dot) : name;

    private static int Distance(string wanted, string there)
    {
        if (wanted.Length > MaximumLength || there.Length > MaximumLength) return int.MaxValue;
        if (wanted.Length >= 4 && there.Length >= 4
            && (there.IndexOf(wanted, StringComparison.OrdinalIgnoreCase) >= 0 || wanted.IndexOf(there, StringComparison.OrdinalIgnoreCase) >= 0))
            return 1;
        if (IsSwap(wanted, there)) return 1;
        int distance = EditDistance.Between(wanted, there);
        return distance <= Math.Max(wanted.Length, there.Length) / 4 ? distance : int.MaxValue;
    }

    // mian, main: the slip of the fingers that counts as two.
    private static bool IsSwap(string wanted, string there)
    {
        if (wanted.Length != there.Length || wanted.Length < 3) return false;
        int at = 0;
        while (at < wanted.Length && wanted[at] == there[at]) at++;
        return at + 1 < wanted.Length && wanted[at] == there[at + 1] && wanted[at + 1] == there[at]
            && string.CompareOrdinal(wanted, at + 2, there, at + 2, wanted.Length) == 0;
    }
}
