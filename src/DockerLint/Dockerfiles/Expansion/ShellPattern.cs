using System.Collections.Generic;
using System.Text;

namespace DockerLint.Dockerfiles.Expansion;

/// <summary>
/// The patterns of <c>${x#p}</c>, <c>${x%p}</c> and <c>${x/p/r}</c>. BuildKit turns them into regular expressions in
/// which <c>*</c> is <c>.*</c> (or <c>.*?</c>) and <c>?</c> is <c>.</c>, neither of which matches a line feed.
/// </summary>
internal sealed class ShellPattern
{
    private const int Star = -1;
    private const int AnyOne = -2;

    // Every pair of pattern place and text place is visited at most once, so this bounds time and memory.
    private const long MaximumStates = 1L << 22;

    private readonly int[] tokens;
    private readonly bool greedy;

    private ShellPattern(int[] tokens, bool greedy)
    {
        this.tokens = tokens;
        this.greedy = greedy;
    }

    /// <summary>The pattern, or null with the error: an escape that is none.</summary>
    public static ShellPattern? Parse(int[] pattern, bool greedy, out string? error)
    {
        error = null;
        var tokens = new List<int>(pattern.Length);
        for (int i = 0; i < pattern.Length; i++)
        {
            int token = pattern[i];
            if (token == '*') tokens.Add(Star);
            else if (token == '?') tokens.Add(AnyOne);
            else if (token != '\\') tokens.Add(token);
            else if (i + 1 < pattern.Length && pattern[i + 1] is '}' or '/') continue;
            else if (i + 1 < pattern.Length && pattern[i + 1] is '*' or '?' or '\\') tokens.Add(pattern[++i]);
            else
            {
                error = "invalid escape '\\" + (i + 1 < pattern.Length ? Text(pattern, i + 1, i + 2) : "\uFFFD") + "'";
                return null;
            }
        }

        return new ShellPattern(tokens.ToArray(), greedy);
    }

    /// <summary>
    /// The end of the match that starts at <paramref name="start"/>: the one a backtracking engine finds first. -1 when
    /// there is none, null when the text and the pattern together are too long to say.
    /// </summary>
    public int? MatchAt(int[] text, int start)
    {
        long states = (long)(tokens.Length + 1) * (text.Length - start + 1);
        if (states > MaximumStates) return null;
        var visited = new bool[(int)states];
        var pending = new Stack<(int Token, int Place)>();
        pending.Push((0, start));
        int width = text.Length - start + 1;
        while (pending.Count > 0)
        {
            (int token, int place) = pending.Pop();
            int state = (token * width) + place - start;
            if (visited[state]) continue;
            visited[state] = true;
            if (token == tokens.Length) return place;
            bool more = place < text.Length;
            if (tokens[token] == Star) PushStar(pending, token, place, more && text[place] != '\n');
            else if (more && (tokens[token] == text[place] || (tokens[token] == AnyOne && text[place] != '\n')))
                pending.Push((token + 1, place + 1));
        }

        return -1;
    }

    // What is pushed last is tried first.
    private void PushStar(Stack<(int Token, int Place)> pending, int token, int place, bool canTake)
    {
        if (greedy) pending.Push((token + 1, place));
        if (canTake) pending.Push((token, place + 1));
        if (!greedy) pending.Push((token + 1, place));
    }

    /// <summary>Unicode code points; an unpaired surrogate stands for itself.</summary>
    public static int[] CodePoints(string text)
    {
        var points = new List<int>(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                points.Add(char.ConvertToUtf32(text[i], text[++i]));
            else points.Add(text[i]);
        }

        return points.ToArray();
    }

    /// <summary>The inverse of <see cref="CodePoints"/> for a part.</summary>
    public static string Text(int[] points, int from, int to)
    {
        var text = new StringBuilder(to - from);
        for (int i = from; i < to; i++)
        {
            if (points[i] > 0xFFFF) text.Append(char.ConvertFromUtf32(points[i]));
            else text.Append((char)points[i]);
        }

        return text.ToString();
    }
}
