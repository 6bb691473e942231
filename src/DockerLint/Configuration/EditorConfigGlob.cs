using System.Collections.Generic;

namespace DockerLint.Configuration;

/// <summary>Globs of <c>.editorconfig</c> sections: <c>*</c>, <c>**</c>, <c>?</c>, <c>[a-z]</c>, <c>{a,b}</c>. Without a slash they match names in any directory.</summary>
internal static class EditorConfigGlob
{
    // Alternatives multiply; nobody writes more.
    private const int MaximumAlternatives = 64;
    private const int MaximumSteps = 20_000;
    private const int MaximumLength = 1000;

    /// <summary>Does a path, relative to the directory of the file, match?</summary>
    public static bool Matches(string glob, string path)
    {
        if (glob.Length > MaximumLength) return false;
        foreach (string alternative in Alternatives(glob))
        {
            string pattern = alternative.StartsWith("/", System.StringComparison.Ordinal) ? alternative.Substring(1) : alternative.IndexOf('/') >= 0 ? alternative : "**/" + alternative;
            int steps = MaximumSteps;
            if (Match(pattern, 0, path, 0, ref steps)) return true;
        }

        return false;
    }

    private static List<string> Alternatives(string glob)
    {
        var done = new List<string>();
        var waiting = new Queue<string>();
        waiting.Enqueue(glob);
        while (waiting.Count > 0 && done.Count + waiting.Count <= MaximumAlternatives)
        {
            string one = waiting.Dequeue();
            int open = one.IndexOf('{');
            int close = open < 0 ? -1 : one.IndexOf('}', open);
            if (close < 0)
            {
                done.Add(one);
                continue;
            }

            foreach (string choice in one.Substring(open + 1, close - open - 1).Split(',')) waiting.Enqueue(one.Substring(0, open) + choice + one.Substring(close + 1));
        }

        return done;
    }

    private static bool Match(string pattern, int p, string path, int at, ref int steps)
    {
        for (; p < pattern.Length; p++)
        {
            if (--steps < 0) return false;
            char c = pattern[p];
            if (c == '*')
            {
                bool deep = p + 1 < pattern.Length && pattern[p + 1] == '*';
                int next = deep ? p + 2 : p + 1;
                // "**/" also stands for no directory at all.
                if (deep && next < pattern.Length && pattern[next] == '/' && Match(pattern, next + 1, path, at, ref steps)) return true;
                for (int end = at; end <= path.Length; end++)
                {
                    if (Match(pattern, next, path, end, ref steps)) return true;
                    if (end < path.Length && path[end] == '/' && !deep) break;
                }

                return false;
            }

            if (at >= path.Length) return false;
            if (c == '[' && pattern.IndexOf(']', p + 1) is var close and > 0)
            {
                if (!InSet(pattern.Substring(p + 1, close - p - 1), path[at])) return false;
                p = close;
            }
            else if (c == '?' ? path[at] == '/' : path[at] != c)
            {
                return false;
            }

            at++;
        }

        return at == path.Length;
    }

    private static bool InSet(string set, char c)
    {
        bool negated = set.Length > 0 && set[0] == '!';
        bool found = false;
        for (int i = negated ? 1 : 0; i < set.Length; i++)
        {
            if (i + 2 < set.Length && set[i + 1] == '-')
            {
                found |= c >= set[i] && c <= set[i + 2];
                i += 2;
            }
            else
            {
                found |= set[i] == c;
            }
        }

        return found != negated && c != '/';
    }
}
