namespace PyImportScanner.Packaging.Names;

/// <summary>Wildcards as Python's <c>fnmatch.fnmatchcase</c> has them: <c>*</c>, <c>?</c>, <c>[…]</c>, <c>[!…]</c>.</summary>
internal static class ShellPattern
{
    public static bool HasWildcard(string pattern) => pattern.IndexOfAny(['*', '?', '[']) >= 0;

    /// <summary>Does the whole name match? Two indexes and one point to fall back to: never exponential.</summary>
    public static bool IsMatch(string pattern, string name)
    {
        int p = 0, n = 0, starPattern = -1, starName = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                starPattern = p++;
                starName = n;
            }
            else if (p < pattern.Length && MatchesOne(pattern, p, name[n], out int next))
            {
                p = next;
                n++;
            }
            else if (starPattern >= 0)
            {
                p = starPattern + 1;
                n = ++starName;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }

    private static bool MatchesOne(string pattern, int at, char c, out int next)
    {
        next = at + 1;
        if (pattern[at] == '?') return true;
        if (pattern[at] != '[') return pattern[at] == c;
        int start = at + 1;
        bool negated = start < pattern.Length && pattern[start] == '!';
        if (negated) start++;
        // A bracket right behind the opening one is a member of the set.
        int end = start < pattern.Length ? pattern.IndexOf(']', start + 1 <= pattern.Length ? start + 1 : start) : -1;
        if (end < 0) return c == '[';
        next = end + 1;
        return SetContains(pattern, start, end, c) != negated;
    }

    private static bool SetContains(string pattern, int start, int end, char c)
    {
        for (int i = start; i < end; i++)
        {
            if (i + 2 < end && pattern[i + 1] == '-')
            {
                if (c >= pattern[i] && c <= pattern[i + 2]) return true;
                i += 2;
            }
            else if (pattern[i] == c)
            {
                return true;
            }
        }

        return false;
    }
}
