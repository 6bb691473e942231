using System;
using System.Collections.Generic;

namespace DockerLint.Configuration;

/// <summary>Finds the word that somebody probably meant.</summary>
internal static class NearWord
{
    private const int LongestWord = 64;

    /// <summary>The nearest of the known words, at most a third of the letters away; null when none is near.</summary>
    public static string? Of(string given, IEnumerable<string> known)
    {
        if (given.Length is 0 or > LongestWord) return null;
        string? best = null;
        int least = Math.Max(1, given.Length / 3) + 1;
        foreach (string word in known)
        {
            int distance = word.StartsWith(given, StringComparison.OrdinalIgnoreCase) || given.StartsWith(word, StringComparison.OrdinalIgnoreCase) ? 1 : Distance(given, word);
            if (distance >= least) continue;
            least = distance;
            best = word;
        }

        return best;
    }

    private static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++) row[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int change = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                int cost = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + change);
                diagonal = row[j];
                row[j] = cost;
            }
        }

        return row[b.Length];
    }
}
