using System;

namespace DockerLint.Words;

/// <summary>How many slips of the pen lie between two words. The only place where it is counted.</summary>
internal static class EditDistance
{
    /// <summary>
    /// Letters inserted, deleted or changed (Levenshtein); with <paramref name="countsSwaps"/>, two neighbours that changed places
    /// count once (optimal string alignment). Costs the product of the lengths: callers bound them.
    /// </summary>
    public static int Between(string a, string b, bool ignoresCase = false, bool countsSwaps = false)
    {
        int[] beforeLast = new int[b.Length + 1], last = new int[b.Length + 1], row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++) last[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int change = Same(a[i - 1], b[j - 1], ignoresCase) ? 0 : 1;
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + change);
                bool isSwap = countsSwaps && i > 1 && j > 1 && Same(a[i - 1], b[j - 2], ignoresCase) && Same(a[i - 2], b[j - 1], ignoresCase);
                if (isSwap) row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last, row) = (last, row, beforeLast);
        }

        return last[b.Length];
    }

    private static bool Same(char a, char b, bool ignoresCase) =>
        a == b || (ignoresCase && char.ToLowerInvariant(a) == char.ToLowerInvariant(b));
}
