using System;
using System.Collections.Concurrent;
using System.Collections.Generic;

namespace DockerLint.Files;

/// <summary>What a list of patterns says of a path.</summary>
/// <param name="IsMatched">The last pattern that applies is not negated. For an ignore file: left out.</param>
/// <param name="Pattern">The pattern that decides; null when none applies.</param>
/// <param name="Error">A pattern that BuildKit had to look at is not valid: the build fails.</param>
/// <param name="UnknownBecause">A pattern that BuildKit had to look at cannot be followed here: the clause says which.</param>
public readonly record struct PatternDecision(
    bool IsMatched, PathPattern? Pattern, string? Error = null, string? UnknownBecause = null);

/// <summary>What the patterns remember of a directory: its own decision, and which of them matched it or one above.</summary>
public sealed class MatchState
{
    internal MatchState(string path, bool[] matched, PatternDecision decision)
    {
        Path = path;
        Matched = matched;
        Decision = decision;
    }

    /// <summary>The directory, relative; empty for the root.</summary>
    public string Path { get; }

    /// <summary>The decision for the directory itself.</summary>
    public PatternDecision Decision { get; }

    internal bool[] Matched { get; }
}

/// <summary>
/// A list of patterns in order (moby/patternmatcher:patternmatcher.go, tonistiigi/fsutil:filter.go). Paths are relative,
/// separated by <c>/</c>. Safe for concurrent readers.
/// </summary>
public sealed class PatternMatcher
{
    private readonly List<PathPattern> patterns;
    private readonly List<string>? negatedRoots;
    private readonly ConcurrentDictionary<string, MatchState> directories = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool[]> matchedAbove = new(StringComparer.Ordinal);

    private PatternMatcher(List<PathPattern> patterns)
    {
        this.patterns = patterns;
        negatedRoots = NegatedRoots(patterns);
        HasNegations = patterns.Exists(p => p.IsNegated);
        Root = new MatchState("", new bool[patterns.Count], default);
    }

    /// <summary>The patterns in order.</summary>
    public IReadOnlyList<PathPattern> Patterns => patterns;

    /// <summary>Some pattern has a <c>!</c>.</summary>
    public bool HasNegations { get; }

    /// <summary>The state above everything.</summary>
    public MatchState Root { get; }

    /// <summary>Reads patterns as <c>--exclude</c> and <c>--parents</c> give them.</summary>
    /// <param name="texts">The patterns; a leading <c>!</c> negates, blank ones are skipped, a leading <c>/</c> stays.</param>
    /// <param name="error">What BuildKit says when it refuses one.</param>
    /// <returns>Null after an error.</returns>
    public static PatternMatcher? Create(IEnumerable<string> texts, out string? error)
    {
        var lines = new List<(string, int)>();
        foreach (string text in texts) lines.Add((text, 0));
        return Create(lines, out error, out _);
    }

    internal static PatternMatcher? Create(List<(string Text, int Line)> lines, out string? error, out int errorLine)
    {
        var patterns = new List<PathPattern>();
        error = null;
        errorLine = 0;
        foreach ((string line, int number) in lines)
        {
            string text = line.Trim();
            if (text.Length == 0) continue;
            errorLine = number;
            text = GoPath.Clean(text);
            bool isNegated = text[0] == '!';
            if (isNegated) text = text.Substring(1);
            if (text.Length == 0) error = "illegal exclusion pattern: \"!\"";
            else
            {
                FilePathMatch.IsMatch(text, ".", out bool isMalformed);
                if (isMalformed) error = "syntax error in pattern";
            }

            if (error is not null) return null;
            patterns.Add(new PathPattern(text, isNegated, number));
        }

        errorLine = 0;
        return new PatternMatcher(patterns);
    }

    /// <summary>The decision for something directly in a directory.</summary>
    /// <param name="parent">The state of the directory.</param>
    /// <param name="path">The whole relative path.</param>
    public PatternDecision Decide(MatchState parent, string path) => Walk(parent, path, null);

    /// <summary>The state of a directory, from the one above.</summary>
    /// <param name="parent">The state of the directory above.</param>
    /// <param name="path">The whole relative path of the directory.</param>
    public MatchState Descend(MatchState parent, string path)
    {
        var matched = new bool[patterns.Count];
        PatternDecision decision = Walk(parent, path, matched);
        return new MatchState(path, matched, decision);
    }

    /// <summary>The decision for any path; everything above it is taken for a directory. What is above is remembered.</summary>
    public PatternDecision Decide(string path)
    {
        MatchState parent = Root;
        int slash = path.LastIndexOf('/');
        if (slash > 0) parent = StateOf(path.Substring(0, slash));
        return parent.Decision.IsMatched && CanSkip(parent) ? parent.Decision : Decide(parent, path);
    }

    /// <summary>The state of any directory, remembered for the next question.</summary>
    public MatchState StateOf(string directory)
    {
        if (directory.Length == 0) return Root;
        if (directories.TryGetValue(directory, out MatchState? known)) return known;
        MatchState state = Root;
        for (int end = directory.IndexOf('/'); ; end = directory.IndexOf('/', end + 1))
        {
            string part = end < 0 ? directory : directory.Substring(0, end);
            MatchState above = state;
            state = directories.GetOrAdd(part, above.Decision.IsMatched && CanSkip(above)
                ? new MatchState(part, above.Matched, above.Decision)
                : Descend(above, part));
            if (end < 0) return state;
        }
    }

    /// <summary>
    /// Nothing below a matched directory can come back, so that the walk does not enter it: no negated pattern has a
    /// wildcard (one trailing <c>/**</c> and <c>/*</c> apart) or lies at or below the directory.
    /// </summary>
    public bool CanSkip(MatchState directory)
    {
        if (!directory.Decision.IsMatched || negatedRoots is null) return false;
        string prefix = directory.Path + "/";
        foreach (string root in negatedRoots)
        {
            if (root.StartsWith(prefix, StringComparison.Ordinal)) return false;
        }

        return true;
    }

    /// <summary>
    /// The rule without memory: a pattern applies when it matches the path or anything above it. Files are opened by it,
    /// and include patterns are meant so.
    /// </summary>
    public PatternDecision DecideWithoutMemory(string path)
    {
        bool matched = false;
        PathPattern? deciding = null;
        bool[] above = MatchedAtOrAbove(path.LastIndexOf('/') is > 0 and var slash ? path.Substring(0, slash) : "");
        for (int i = 0; i < patterns.Count; i++)
        {
            PathPattern pattern = patterns[i];
            if (pattern.IsNegated != matched) continue;
            if (Problem(pattern) is { } problem) return problem;
            if (!above[i] && !pattern.IsMatch(path)) continue;
            matched = !pattern.IsNegated;
            deciding = pattern;
        }

        return new PatternDecision(matched, deciding);
    }

    // Which patterns match a directory or one above it, each by itself.
    private bool[] MatchedAtOrAbove(string directory)
    {
        if (directory.Length == 0) return Root.Matched;
        if (matchedAbove.TryGetValue(directory, out bool[]? known)) return known;
        bool[] above = MatchedAtOrAbove(directory.LastIndexOf('/') is > 0 and var slash ? directory.Substring(0, slash) : "");
        var matched = new bool[patterns.Count];
        for (int i = 0; i < matched.Length; i++) matched[i] = above[i] || patterns[i].IsMatch(directory);
        return matchedAbove.GetOrAdd(directory, matched);
    }

    private PatternDecision Walk(MatchState parent, string path, bool[]? record)
    {
        bool matched = false;
        PathPattern? deciding = null;
        for (int i = 0; i < patterns.Count; i++)
        {
            PathPattern pattern = patterns[i];
            bool applies = parent.Matched[i];
            if (!applies)
            {
                if (pattern.IsNegated != matched) continue;
                if (Problem(pattern) is { } problem) return problem;
                applies = pattern.IsMatch(path);
            }

            if (record is not null) record[i] = applies;
            if (!applies) continue;
            matched = !pattern.IsNegated;
            deciding = pattern;
        }

        return new PatternDecision(matched, deciding);
    }

    private static PatternDecision? Problem(PathPattern pattern)
    {
        if (pattern.Error is { } error) return new PatternDecision(false, pattern, error);
        return pattern.UnknownBecause is { } cause
            ? new PatternDecision(false, pattern, null, "the pattern " + pattern + " cannot be followed: " + cause)
            : null;
    }

    // Null when one of them has a wildcard that matters.
    private static List<string>? NegatedRoots(List<PathPattern> patterns)
    {
        var roots = new List<string>();
        foreach (PathPattern pattern in patterns)
        {
            if (!pattern.IsNegated) continue;
            string root = Without(Without(pattern.Text, "/**"), "/*");
            if (root.IndexOfAny(['*', '[', ']', '?', '^', '\\']) >= 0) return null;
            roots.Add(root + "/");
        }

        return roots;
    }

    private static string Without(string text, string ending) =>
        text.EndsWith(ending, StringComparison.Ordinal) ? text.Substring(0, text.Length - ending.Length) : text;
}
