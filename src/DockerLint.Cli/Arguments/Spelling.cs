using System;
using System.Collections.Generic;

namespace DockerLint.Cli.Arguments;

/// <summary>Finds what somebody probably meant.</summary>
internal static class Spelling
{
    private const int LongestName = 64;

    /// <summary>The candidate nearest to <paramref name="word"/>, or null when none is near enough to be meant.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        if (word.Length > LongestName) return null;
        string? best = null;
        int least = Math.Max(1, word.TrimStart('-').Length / 3) + 1;
        foreach (string candidate in candidates)
        {
            int distance = word.Length > 3 && candidate.StartsWith(word, StringComparison.Ordinal) ? 1 : Distance(word, candidate);
            if (distance >= least) continue;
            least = distance;
            best = candidate;
        }

        return best;
    }

    // Optimal string alignment: inserted, deleted, changed and swapped neighbours count one each.
    private static int Distance(string a, string b)
    {
        int[] beforeLast = new int[b.Length + 1], last = new int[b.Length + 1], row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++) last[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int change = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last, row) = (last, row, beforeLast);
        }

        return last[b.Length];
    }
}
