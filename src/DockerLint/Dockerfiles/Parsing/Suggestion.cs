using System;
using System.Collections.Generic;

namespace DockerLint.Dockerfiles.Parsing;

/// <summary>The <c>(did you mean COPY?)</c> of messages: the nearest known word at most two edits away.</summary>
internal static class Suggestion
{
    private const int MaximumDistance = 2;

    /// <summary>The clause with a leading blank, or nothing. Equally near words: the first in order.</summary>
    public static string For(string given, IEnumerable<string> known)
    {
        string? best = null;
        int bestDistance = MaximumDistance + 1;
        foreach (string word in known)
        {
            if (Math.Abs(word.Length - given.Length) > MaximumDistance) continue;
            int distance = Distance(given.ToUpperInvariant(), word.ToUpperInvariant());
            if (distance >= bestDistance) continue;
            best = word;
            bestDistance = distance;
        }

        if (best is null) return "";
        string upper = given.ToUpperInvariant();
        return " (did you mean " + (string.Equals(given, upper, StringComparison.Ordinal) ? best : best.ToLowerInvariant()) + "?)";
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
                int cost = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = row[j];
                row[j] = cost;
            }
        }

        return row[b.Length];
    }
}
