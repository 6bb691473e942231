using System;
using System.Collections.Generic;
using DockerLint.Words;

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
            int distance = EditDistance.Between(given.ToUpperInvariant(), word.ToUpperInvariant());
            if (distance >= bestDistance) continue;
            best = word;
            bestDistance = distance;
        }

        if (best is null) return "";
        string upper = given.ToUpperInvariant();
        return " (did you mean " + (string.Equals(given, upper, StringComparison.Ordinal) ? best : best.ToLowerInvariant()) + "?)";
    }
}
