using System;

namespace DockerLint.Rules;

/// <summary>How a message tells what could still save the case.</summary>
internal static class Doubts
{
    /// <summary>
    /// The end of a sentence: <c>, unless RUN at … may create it</c>; where the cause is only that something is not known,
    /// <c>(not certain: base image x is not known)</c>. Empty without a cause.
    /// </summary>
    public static string Clause(string? cause)
    {
        if (cause is null) return "";
        bool isIgnorance = cause.EndsWith(" not known", StringComparison.Ordinal) || cause.EndsWith(" unknown", StringComparison.Ordinal)
            || cause.EndsWith(" not listed", StringComparison.Ordinal) || cause.EndsWith(" not read", StringComparison.Ordinal);
        return isIgnorance ? " (not certain: " + cause + ")" : ", unless " + cause;
    }
}
