using System;
using System.Text;

namespace DockerLint.Services.Platforms;

/// <summary>
/// Definitions of kinds of Kubernetes objects (Kubernetes, "Extend the Kubernetes API with CustomResourceDefinitions"): schemas of
/// megabytes that speak of containers and images, and start none.
/// </summary>
internal static class ResourceDefinitions
{
    private const string Kind = "kind: CustomResourceDefinition";

    /// <summary>Does a file hold one?</summary>
    public static bool AreIn(ReadOnlySpan<byte> file) => file.IndexOf("kind: CustomResourceDefinition"u8) >= 0;

    /// <summary>The text with an empty line for each of theirs, so that the lines of all others keep their numbers.</summary>
    public static string Without(string text)
    {
        var kept = new StringBuilder(text.Length);
        for (int start = 0; start < text.Length;)
        {
            int divider = text.IndexOf("\n---", start, StringComparison.Ordinal);
            int end = divider < 0 ? text.Length : divider + 1;
            if (IsDefinition(text, start, end)) AppendLineEnds(kept, text, start, end);
            else kept.Append(text, start, end - start);
            start = end;
        }

        return kept.ToString();
    }

    // A key of the document itself stands at the beginning of a line.
    private static bool IsDefinition(string text, int start, int end)
    {
        int at = text.IndexOf(Kind, start, end - start, StringComparison.Ordinal);
        return at >= 0 && (at == 0 || text[at - 1] == '\n');
    }

    private static void AppendLineEnds(StringBuilder kept, string text, int start, int end)
    {
        // The divider stays, as another document comes before it.
        if (string.CompareOrdinal(text, start, "---", 0, 3) == 0) kept.Append("---");
        for (int i = start; i < end; i++)
        {
            if (text[i] == '\n') kept.Append('\n');
        }
    }
}
