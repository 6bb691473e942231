using System;
using System.Collections.Generic;
using System.Text;

namespace DockerLint.Files;

/// <summary>What an ignore file says of a path of the build context.</summary>
/// <param name="IsLeftOut">The path is not sent to the builder (something below it may be, see <see cref="IgnoreFile.CanSkip"/>).</param>
/// <param name="Pattern">The pattern that decides, with its line; null when none applies.</param>
/// <param name="ArrivesEmpty">A file is sent, but with no bytes: the sender opens files under another rule.</param>
/// <param name="Error">The build fails: BuildKit refuses a pattern that it has to look at here.</param>
/// <param name="UnknownBecause">Nobody can say: a pattern cannot be followed.</param>
public readonly record struct IgnoreDecision(
    bool IsLeftOut, PathPattern? Pattern, bool ArrivesEmpty = false, string? Error = null, string? UnknownBecause = null);

/// <summary>
/// A <c>.dockerignore</c> as BuildKit reads and applies it (moby/patternmatcher:ignorefile/ignorefile.go,
/// patternmatcher.go; tonistiigi/fsutil:filter.go). Paths are relative to the context root, without a leading slash.
/// </summary>
public sealed class IgnoreFile
{
    // bufio.MaxScanTokenSize - 1.
    private const int MaximumLineBytes = 65535;

    private readonly PatternMatcher matcher;

    private IgnoreFile(string path, PatternMatcher? matcher, IReadOnlyList<string> cleaned, string? error, int errorLine)
    {
        Path = path;
        this.matcher = matcher ?? PatternMatcher.Create([], out _)!;
        Cleaned = cleaned;
        Error = error;
        ErrorLine = errorLine;
    }

    /// <summary>Leaves nothing out.</summary>
    public static IgnoreFile None { get; } = Parse("", "");

    /// <summary>The path in the repository tree, for findings; empty for <see cref="None"/>.</summary>
    public string Path { get; }

    /// <summary>The patterns in order, each with its line.</summary>
    public IReadOnlyList<PathPattern> Patterns => matcher.Patterns;

    /// <summary>Why BuildKit refuses the file, or null. No path is left out by a file with an error: the build fails.</summary>
    public string? Error { get; }

    /// <summary>The line of <see cref="Error"/>, from 1, or 0.</summary>
    public int ErrorLine { get; }

    /// <summary>The state of the context root.</summary>
    public MatchState Root => matcher.Root;

    /// <summary>The patterns as reading leaves them, before they are looked at.</summary>
    internal IReadOnlyList<string> Cleaned { get; }

    /// <summary>What decides.</summary>
    internal PatternMatcher Matcher => matcher;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The path in the repository tree.</param>
    /// <param name="content">UTF-8; anything else in it becomes U+FFFD.</param>
    public static IgnoreFile Parse(string path, ReadOnlySpan<byte> content)
    {
        return Parse(path, Encoding.UTF8.GetString(content));
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The path in the repository tree.</param>
    /// <param name="text">The content.</param>
    public static IgnoreFile Parse(string path, string text)
    {
        var lines = new List<(string Text, int Line)>();
        int number = 0;
        for (int start = text.Length > 0 && text[0] == '\uFEFF' ? 1 : 0; start < text.Length;)
        {
            int feed = text.IndexOf('\n', start);
            int end = feed < 0 ? text.Length : feed;
            number++;
            if (end - start > MaximumLineBytes)
                return new IgnoreFile(path, null, [], "error reading .dockerignore: bufio.Scanner: token too long", number);
            if (ReadPattern(text.Substring(start, end - start)) is { } pattern) lines.Add((pattern, number));
            start = end + 1;
        }

        PatternMatcher? matcher = PatternMatcher.Create(lines, out string? error, out int errorLine);
        return new IgnoreFile(path, matcher, lines.ConvertAll(line => line.Text), error, errorLine);
    }

    /// <summary>The decision for something directly in a directory; <paramref name="path"/> is the whole relative path.</summary>
    public IgnoreDecision Decide(MatchState parent, string path) => Full(matcher.Decide(parent, path), path);

    /// <summary>The decision for any path; everything above it is taken for a directory.</summary>
    public IgnoreDecision Decide(string path) => Full(matcher.Decide(path), path);

    /// <summary>The state of a directory from the one above; its own decision is in <see cref="MatchState.Decision"/>.</summary>
    public MatchState Descend(MatchState parent, string path) => matcher.Descend(parent, path);

    /// <summary>The state of any directory, remembered.</summary>
    public MatchState StateOf(string directory) => matcher.StateOf(directory);

    /// <summary>The directory is left out with everything in it: the walk need not enter.</summary>
    public bool CanSkip(MatchState directory) => matcher.CanSkip(directory);

    private IgnoreDecision Full(PatternDecision decision, string path)
    {
        bool arrivesEmpty = !decision.IsMatched && decision.Pattern is not null && matcher.HasNegations
            && matcher.DecideWithoutMemory(path).IsMatched;
        return new IgnoreDecision(decision.IsMatched, decision.Pattern, arrivesEmpty, decision.Error, decision.UnknownBecause);
    }

    // A comment begins in the first column; blanks are trimmed only then.
    private static string? ReadPattern(string line)
    {
        if (line.Length > 0 && line[0] == '#') return null;
        string pattern = line.Trim();
        if (pattern.Length == 0) return null;
        bool isNegated = pattern[0] == '!';
        if (isNegated) pattern = pattern.Substring(1).Trim();
        if (pattern.Length > 0)
        {
            pattern = GoPath.Clean(pattern);
            if (pattern.Length > 1 && pattern[0] == '/') pattern = pattern.Substring(1);
        }

        return isNegated ? "!" + pattern : pattern;
    }
}
