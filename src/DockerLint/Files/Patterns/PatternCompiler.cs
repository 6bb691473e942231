using System.Text;

namespace DockerLint.Files.Patterns;

/// <summary>How a pattern is compared with a path.</summary>
internal enum PatternKind : byte
{
    /// <summary>The same text.</summary>
    Exact,

    /// <summary>The path begins with it.</summary>
    Prefix,

    /// <summary>The path ends with it.</summary>
    Suffix,

    /// <summary>By a regular expression.</summary>
    Regex,
}

/// <summary>Turns a pattern into what BuildKit compares paths with (moby/patternmatcher:patternmatcher.go).</summary>
internal static class PatternCompiler
{
    /// <summary>The kind of a cleaned pattern, and its expression if it has one.</summary>
    public static PatternKind Translate(string pattern, out string expression)
    {
        var regex = new StringBuilder("^");
        PatternKind kind = PatternKind.Exact;
        for (int i = pattern.Length > 0 && pattern[0] == '\uFEFF' ? 1 : 0, start = i; i < pattern.Length; i++)
        {
            char c = pattern[i];
            switch (c)
            {
                case '*' when Follows(pattern, i, '*'):
                    bool isFirst = i == start;
                    i += Follows(pattern, i + 1, '/') ? 2 : 1;
                    bool isLast = i + 1 == pattern.Length;
                    if (isLast && kind == PatternKind.Exact) kind = PatternKind.Prefix;
                    else
                    {
                        regex.Append(isLast ? ".*" : "(.*/)?");
                        kind = PatternKind.Regex;
                    }

                    if (isFirst) kind = PatternKind.Suffix;
                    break;
                case '*' or '?':
                    regex.Append(c == '*' ? "[^/]*" : "[^/]");
                    kind = PatternKind.Regex;
                    break;
                case '.' or '+' or '(' or ')' or '$':
                    regex.Append('\\').Append(c);
                    break;
                case '\\' when i + 1 < pattern.Length:
                    regex.Append(c).Append(pattern[++i]);
                    kind = PatternKind.Regex;
                    break;
                default:
                    regex.Append(c);
                    if (c is '[' or ']') kind = PatternKind.Regex;
                    break;
            }
        }

        expression = regex.Append('$').ToString();
        return kind;
    }

    private static bool Follows(string pattern, int i, char c) => i + 1 < pattern.Length && pattern[i + 1] == c;
}
