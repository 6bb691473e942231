using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Text;
using PyImportScanner.Files;

namespace DockerLint.Files;

/// <summary>
/// Would git ignore a path? (gitignore(5)). A source of COPY that git ignores is made by a build step outside the
/// Dockerfile, so its absence from a checkout proves nothing.
/// </summary>
/// <remarks>Reads the <c>.gitignore</c> files of the tree; not the user's global file, nor <c>.git/info/exclude</c>.</remarks>
public sealed class GitIgnore(IFileTree repository)
{
    private readonly ConcurrentDictionary<string, Pattern[]> patternsByDirectory = new(StringComparer.Ordinal);

    /// <summary>Is the path ignored, itself or through a directory above it?</summary>
    /// <param name="path">A clean path of the repository tree; it need not exist.</param>
    /// <param name="isDirectory">Take it as a directory; null where nobody can say (patterns that end in <c>/</c> then match).</param>
    public bool IsIgnored(string path, bool? isDirectory = null)
    {
        for (int slash = path.IndexOf('/', 1); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            // git does not look below an ignored directory, so nothing there can be brought back.
            if (Decide(path.Substring(0, slash), isDirectory: true)) return true;
        }

        return path.Length > 1 && Decide(path, isDirectory);
    }

    private bool Decide(string path, bool? isDirectory)
    {
        // The nearest file wins, and in it the last pattern that matches.
        for (string directory = TreePath.Parent(path); ; directory = TreePath.Parent(directory))
        {
            Pattern[] patterns = patternsByDirectory.GetOrAdd(directory, Load);
            if (patterns.Length > 0)
            {
                string relative = TreePath.Relative(path, directory);
                for (int i = patterns.Length - 1; i >= 0; i--)
                {
                    if (patterns[i].Matches(relative, isDirectory)) return !patterns[i].IsNegated;
                }
            }

            if (directory.Length == 1) return false;
        }
    }

    private Pattern[] Load(string directory)
    {
        if (repository.Read(TreePath.Child(directory, ".gitignore")) is not { } bytes) return [];
        var patterns = new List<Pattern>();
        foreach (string line in Encoding.UTF8.GetString(bytes.Span).Split('\n'))
        {
            if (Pattern.TryParse(line.TrimEnd('\r')) is { } pattern) patterns.Add(pattern);
        }

        return patterns.ToArray();
    }

    private sealed class Pattern
    {
        // Enough for any pattern a person writes; the rest of a hostile one is given up as "no match".
        private const int MaximumSteps = 20_000;

        private readonly string text;
        private readonly bool directoryOnly;
        private readonly bool anchored;

        private Pattern(string text, bool negated, bool directoryOnly, bool anchored)
        {
            this.text = text;
            this.directoryOnly = directoryOnly;
            this.anchored = anchored;
            IsNegated = negated;
        }

        public bool IsNegated { get; }

        public static Pattern? TryParse(string line)
        {
            string text = TrimTrailingBlanks(line);
            if (text.Length == 0 || text[0] == '#') return null;
            bool negated = text[0] == '!';
            if (negated) text = text.Substring(1);
            bool directoryOnly = text.EndsWith("/", StringComparison.Ordinal);
            if (directoryOnly) text = text.Substring(0, text.Length - 1);
            bool anchored = text.IndexOf('/') >= 0;
            if (text.StartsWith("/", StringComparison.Ordinal)) text = text.Substring(1);
            return text.Length == 0 ? null : new Pattern(text, negated, directoryOnly, anchored);
        }

        public bool Matches(string relative, bool? isDirectory)
        {
            if (directoryOnly && isDirectory == false) return false;
            string subject = anchored ? relative : relative.Substring(relative.LastIndexOf('/') + 1);
            int steps = 0;
            return Match(0, subject, 0, ref steps);
        }

        private static string TrimTrailingBlanks(string line)
        {
            int end = line.Length;
            while (end > 0 && line[end - 1] == ' ' && (end < 2 || line[end - 2] != '\\')) end--;
            return line.Substring(0, end);
        }

        private bool Match(int p, string subject, int s, ref int steps)
        {
            while (p < text.Length)
            {
                if (++steps > MaximumSteps) return false;
                char c = text[p];
                if (c == '*') return MatchStar(p, subject, s, ref steps);
                if (s >= subject.Length) return false;
                if (c == '?')
                {
                    if (subject[s] == '/') return false;
                    p++;
                }
                else if (c == '[' && text.IndexOf(']', p + 2 <= text.Length ? p + 2 : p) is var close and > 0)
                {
                    if (subject[s] == '/' || !InClass(p + 1, close, subject[s])) return false;
                    p = close + 1;
                }
                else
                {
                    if (c == '\\' && p + 1 < text.Length) c = text[++p];
                    if (subject[s] != c) return false;
                    p++;
                }

                s++;
            }

            return s == subject.Length;
        }

        private bool MatchStar(int p, string subject, int s, ref int steps)
        {
            bool isDouble = p + 1 < text.Length && text[p + 1] == '*';
            bool atStart = p == 0 || text[p - 1] == '/';
            if (isDouble && atStart && p + 2 < text.Length && text[p + 2] == '/')
            {
                // "**/" is any number of directories, none included.
                for (int at = s; ; at++)
                {
                    if (Match(p + 3, subject, at, ref steps)) return true;
                    at = subject.IndexOf('/', at);
                    if (at < 0 || steps > MaximumSteps) return false;
                }
            }

            bool crossesSlash = isDouble && atStart && p + 2 == text.Length;
            int next = p;
            while (next < text.Length && text[next] == '*') next++;
            for (int at = s; ; at++)
            {
                if (Match(next, subject, at, ref steps)) return true;
                if (at >= subject.Length || steps > MaximumSteps || (subject[at] == '/' && !crossesSlash)) return false;
            }
        }

        private bool InClass(int from, int close, char c)
        {
            bool negated = text[from] is '!' or '^';
            bool inside = false;
            for (int i = negated ? from + 1 : from; i < close; i++)
            {
                if (i + 2 < close && text[i + 1] == '-')
                {
                    inside |= c >= text[i] && c <= text[i + 2];
                    i += 2;
                }
                else
                {
                    inside |= text[i] == c;
                }
            }

            return inside != negated;
        }
    }
}
