using System.Text;

namespace DockerLint.Files;

/// <summary>
/// Go's <c>filepath.Match</c> on Linux, byte by byte: what a wildcard of COPY and ADD means. <c>*</c> and <c>?</c> do not
/// cross <c>/</c>, and match leading dots; <c>**</c> is <c>*</c>.
/// </summary>
public static class FilePathMatch
{
    private const int Malformed = -2;
    private const int NoMatch = -1;

    /// <summary>Does the whole of <paramref name="name"/> match?</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="name">A relative path, separated by <c>/</c>.</param>
    /// <param name="isMalformed">
    /// The pattern has a syntax error in a part that was looked at before the first mismatch; the answer is then false.
    /// </param>
    public static bool IsMatch(string pattern, string name, out bool isMalformed) =>
        Run(Bytes(pattern), Bytes(name), checksRest: false, out isMalformed);

    /// <summary>The pattern has no syntax error anywhere. BuildKit refuses a COPY with one, though perhaps not while matching.</summary>
    public static bool IsWellFormed(string pattern)
    {
        Run(Bytes(pattern), "", checksRest: true, out bool isMalformed);
        return !isMalformed;
    }

    /// <summary>A component has <c>*</c>, <c>?</c> or <c>[</c> without a <c>\</c> in front: it is looked up as a pattern.</summary>
    public static bool HasWildcard(string path)
    {
        for (int i = 0; i < path.Length; i++)
        {
            if (path[i] == '\\') i++;
            else if (path[i] is '*' or '?' or '[') return true;
        }

        return false;
    }

    private static bool Run(string pattern, string name, bool checksRest, out bool isMalformed)
    {
        isMalformed = false;
        int place = 0;
        for (int p = 0; p < pattern.Length;)
        {
            bool star = ScanChunk(pattern, ref p, out int start);
            bool isLast = p >= pattern.Length;
            if (star && start == p) return name.IndexOf('/', place) < 0;
            int end = MatchChunk(pattern, start, p, name, place);
            if (end >= 0 && (end == name.Length || !isLast))
            {
                place = end;
                continue;
            }

            if (end != Malformed && star) end = SkipTo(pattern, start, p, name, place, isLast);
            else if (end >= 0) end = NoMatch;
            if (end < 0)
            {
                isMalformed = end == Malformed || (checksRest && !IsRestWellFormed(pattern, p));
                return false;
            }

            place = end;
        }

        return place == name.Length;
    }

    // Looks for the chunk behind more and more of what the star may take.
    private static int SkipTo(string pattern, int start, int end, string name, int place, bool isLast)
    {
        for (int i = place; i < name.Length && name[i] != '/'; i++)
        {
            int matched = MatchChunk(pattern, start, end, name, i + 1);
            if (matched == Malformed) return Malformed;
            if (matched >= 0 && (!isLast || matched == name.Length)) return matched;
        }

        return NoMatch;
    }

    private static bool IsRestWellFormed(string pattern, int p)
    {
        while (p < pattern.Length)
        {
            ScanChunk(pattern, ref p, out int start);
            if (MatchChunk(pattern, start, p, "", 0) == Malformed) return false;
        }

        return true;
    }

    // A chunk is a stretch without stars; p moves behind it.
    private static bool ScanChunk(string pattern, ref int p, out int start)
    {
        bool star = false;
        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
            star = true;
        }

        start = p;
        bool inClass = false;
        for (; p < pattern.Length; p++)
        {
            char c = pattern[p];
            if (c == '\\' && p + 1 < pattern.Length) p++;
            else if (c == '[') inClass = true;
            else if (c == ']') inClass = false;
            else if (c == '*' && !inClass) break;
        }

        return star;
    }

    // Where the match ends. Behind a mismatch the chunk is still read for syntax errors.
    private static int MatchChunk(string pattern, int p, int end, string name, int place)
    {
        bool failed = false;
        while (p < end)
        {
            failed |= place >= name.Length;
            char c = pattern[p];
            if (c == '[')
            {
                int rune = failed ? 0 : ReadRune(name, ref place);
                if (!MatchClass(pattern, ref p, end, rune, out bool matches)) return Malformed;
                failed |= !matches;
                continue;
            }

            if (c == '\\' && ++p == end) return Malformed;
            if (!failed && c == '?')
            {
                failed = name[place] == '/';
                ReadRune(name, ref place);
            }
            else if (!failed) failed = pattern[p] != name[place++];
            p++;
        }

        return failed ? NoMatch : place;
    }

    private static bool MatchClass(string pattern, ref int p, int end, int rune, out bool matches)
    {
        matches = false;
        p++;
        bool negated = p < end && pattern[p] == '^';
        if (negated) p++;
        for (int ranges = 0; ; ranges++)
        {
            if (p < end && pattern[p] == ']' && ranges > 0)
            {
                p++;
                matches ^= negated;
                return true;
            }

            if (!ReadClassRune(pattern, ref p, end, out int low)) return false;
            int high = low;
            if (pattern[p] == '-')
            {
                p++;
                if (!ReadClassRune(pattern, ref p, end, out high)) return false;
            }

            matches |= low <= rune && rune <= high;
        }
    }

    // Something must follow: a class that ends the chunk is not closed.
    private static bool ReadClassRune(string pattern, ref int p, int end, out int rune)
    {
        rune = 0;
        if (p >= end || pattern[p] is '-' or ']') return false;
        if (pattern[p] == '\\' && ++p >= end) return false;
        int start = p;
        rune = ReadRune(pattern, ref p);
        return p < end && !(rune == 0xFFFD && p == start + 1);
    }

    /// <summary>UTF-8 bytes, one in each character; a text of ASCII is its own bytes.</summary>
    private static string Bytes(string text)
    {
        int i = 0;
        while (i < text.Length && text[i] < '\x80') i++;
        if (i == text.Length) return text;
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var result = new StringBuilder(bytes.Length);
        foreach (byte b in bytes) result.Append((char)b);
        return result.ToString();
    }

    // A byte that begins no character is U+FFFD, one byte long: a star may end inside a character.
    private static int ReadRune(string bytes, ref int place)
    {
        int first = bytes[place++];
        int more = first < 0x80 ? 0 : first is >= 0xC2 and < 0xE0 ? 1 : first is >= 0xE0 and < 0xF0 ? 2 : first is >= 0xF0 and < 0xF5 ? 3 : -1;
        if (more == 0) return first;
        if (more < 0 || place + more > bytes.Length) return 0xFFFD;
        int rune = first & (0x3F >> more);
        for (int i = 0; i < more; i++)
        {
            if ((bytes[place + i] & 0xC0) != 0x80) return 0xFFFD;
            rune = (rune << 6) | (bytes[place + i] & 0x3F);
        }

        place += more;
        return rune;
    }
}
