using System;
using System.Collections.Generic;
using DockerLint.Words;

namespace DockerLint.Suppressions;

/// <summary>
/// Reads suppressions in the text of a comment. Both spellings are understood in both kinds of file:
/// <c># dockerlint: ignore[IMG1001] reason</c>, <c># dockerlint ignore=IMG2001,IMG2002 # reason</c>, and for a whole file
/// <c># dockerlint: ignore-file[IMG1001] reason</c>, <c># dockerlint global ignore=IMG2001 # reason</c>.
/// </summary>
internal sealed class SuppressionParser
{
    private const string Tool = "dockerlint";
    private static readonly string[] Words = ["ignore", "ignore-file", "global"];

    private readonly string comment;
    private int at;

    private SuppressionParser(string comment) => this.comment = comment;

    /// <summary>The directives of a comment, in order. What merely mentions the tool is none.</summary>
    public static IReadOnlyList<SuppressionDirective> Parse(string comment)
    {
        var parser = new SuppressionParser(comment);
        var directives = new List<SuppressionDirective>();
        while (parser.FindStart(out int start))
        {
            if (parser.Read(start) is { } directive) directives.Add(directive);
        }

        return directives;
    }

    // Behind a number sign and blanks, as a whole word.
    private bool FindStart(out int start)
    {
        while ((start = comment.IndexOf(Tool, at, StringComparison.Ordinal)) >= 0)
        {
            at = start + Tool.Length;
            int before = start - 1;
            while (before >= 0 && IsBlank(comment[before])) before--;
            bool isWhole = at >= comment.Length || comment[at] == ':' || IsBlank(comment[at]);
            if (before >= 0 && comment[before] == '#' && isWhole) return true;
        }

        return false;
    }

    private SuppressionDirective? Read(int start)
    {
        SkipBlanks();
        bool hasColon = Take(':');
        SkipBlanks();
        int wordStart = at;
        string word = ReadWord();
        bool isGlobal = word == "global";
        if (isGlobal)
        {
            SkipBlanks();
            word = ReadWord();
        }

        int behind = at;
        SkipBlanks();
        char opener = at < comment.Length ? comment[at] : '\0';
        bool isDirective = word is "ignore" or "ignore-file";
        if (!isDirective) return hasColon || opener is '[' or '=' ? Misspelt(start, wordStart, word, isGlobal, opener is '[' or '=') : null;
        bool isFileWide = isGlobal || word == "ignore-file";
        if (opener == '[') return ReadRules(start, ']', isFileWide);
        if (opener == '=') return ReadRules(start, '\0', isFileWide);
        if (!hasColon) return null;
        at = behind;
        return Wrong(start, isFileWide ? "it names no rule; write ignore-file[IMG1001] and a reason" : "it names no rule; write ignore[IMG1001] and a reason");
    }

    private SuppressionDirective? Misspelt(int start, int wordStart, string word, bool isGlobal, bool isCertain)
    {
        string? near = isGlobal ? "ignore" : Spelling.Nearest(word, Words);
        if (near is null && !isCertain) return null;
        string written = comment.Substring(wordStart, at - wordStart).TrimEnd();
        return Wrong(start, $"there is no '{written}'" + (near is null ? "; write ignore[IMG1001] and a reason" : "; did you mean " + (isGlobal ? "global " : "") + near + "?"));
    }

    private SuppressionDirective ReadRules(int start, char closer, bool isFileWide)
    {
        at++;
        var rules = new List<(string, int)>();
        while (true)
        {
            SkipBlanks();
            int ruleStart = at;
            while (at < comment.Length && (char.IsLetterOrDigit(comment[at]) || comment[at] is '-' or '_')) at++;
            if (at > ruleStart) rules.Add((comment.Substring(ruleStart, at - ruleStart), ruleStart));
            int end = at;
            SkipBlanks();
            if (Take(',')) continue;
            if (closer == '\0') at = end;
            break;
        }

        if (closer != '\0' && !Take(closer)) return Wrong(start, $"'{closer}' is missing behind the rules");
        if (rules.Count == 0) return Wrong(start, "it names no rule");
        return new SuppressionDirective(start, at - start) { IsFileWide = isFileWide, Rules = rules, Reason = ReadReason() };
    }

    // Up to the next comment in the comment: "reason  # noqa". "#12" belongs to the reason.
    private string? ReadReason()
    {
        int from = at;
        while (from < comment.Length && (IsBlank(comment[from]) || comment[from] is '#' or ':' or '-')) from++;
        int end = comment.Length;
        for (int i = from; i < comment.Length; i++)
        {
            if (comment[i] != '#') continue;
            bool isDirective = string.CompareOrdinal(comment, i + 1, Tool, 0, Tool.Length) == 0;
            if (!isDirective && !(i + 1 < comment.Length && IsBlank(comment[i + 1]))) continue;
            end = i;
            break;
        }

        // A comment that begins right here is another one: "ignore[IMG1001]  # noqa: F401" gives no reason.
        string reason = comment.Substring(from, Math.Max(0, end - from)).Trim();
        at = Math.Max(at, Math.Min(end, comment.Length));
        return reason.Length == 0 || IsOtherTool(reason) ? null : reason;
    }

    private static bool IsOtherTool(string reason) =>
        reason.StartsWith("noqa", StringComparison.OrdinalIgnoreCase) || reason.StartsWith("type:", StringComparison.Ordinal)
        || reason.StartsWith("pylint:", StringComparison.Ordinal) || reason.StartsWith("pragma:", StringComparison.Ordinal)
        || reason.StartsWith("isort:", StringComparison.Ordinal) || reason.StartsWith("pyright:", StringComparison.Ordinal);

    private SuppressionDirective Wrong(int start, string problem) => new(start, Math.Max(1, at - start)) { Problem = problem };

    private string ReadWord()
    {
        int start = at;
        while (at < comment.Length && (comment[at] == '-' || char.IsLetter(comment[at]))) at++;
        return comment.Substring(start, at - start);
    }

    private bool Take(char c)
    {
        if (at >= comment.Length || comment[at] != c) return false;
        at++;
        return true;
    }

    private void SkipBlanks()
    {
        while (at < comment.Length && IsBlank(comment[at])) at++;
    }

    private static bool IsBlank(char c) => c is ' ' or '\t';
}
