using System;
using System.Collections.Generic;

namespace DockerLint.Words;

/// <summary>Finds the known word that somebody probably meant: an option, a key, a rule.</summary>
public static class Spelling
{
    private const int LongestWord = 64;
    private const int ShortestBeginning = 4;

    /// <summary>The nearest of the known words, at most a third of the letters away; null when none is near.</summary>
    public static string? Nearest(string given, IEnumerable<string> known)
    {
        if (given.Length is 0 or > LongestWord) return null;
        string? best = null;
        int least = Math.Max(1, given.TrimStart('-').Length / 3) + 1;
        foreach (string word in known)
        {
            if (word.Length > LongestWord) continue;
            int distance = Continues(word, given) || Continues(given, word) ? 1 : EditDistance.Between(given, word, ignoresCase: true, countsSwaps: true);
            if (distance >= least) continue;
            least = distance;
            best = word;
        }

        return best;
    }

    private static bool Continues(string longer, string beginning) =>
        beginning.TrimStart('-').Length >= ShortestBeginning && longer.StartsWith(beginning, StringComparison.OrdinalIgnoreCase);
}
