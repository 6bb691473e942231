using System;
using System.Collections.Generic;
using System.Text;

namespace PyImportScanner.Packaging.Manifests;

/// <summary>A line of a requirements file with its continuations joined and its comment taken off.</summary>
/// <param name="Text">What is left, trimmed; empty for a line that is only a comment.</param>
/// <param name="Comment">The comment without <c>#</c>, or null.</param>
/// <param name="Span">From the first to the last physical line.</param>
internal readonly record struct LogicalLine(string Text, string? Comment, SourceSpan Span)
{
    public static IEnumerable<LogicalLine> Split(string text)
    {
        int number = 0, start = 0;
        StringBuilder? joined = null;
        int first = 1;
        while (start < text.Length)
        {
            int end = text.IndexOf('\n', start);
            if (end < 0) end = text.Length;
            string raw = text.Substring(start, end - start).TrimEnd('\r');
            start = end + 1;
            number++;
            if (joined is null) first = number;
            bool isComment = raw.TrimStart().StartsWith("#", StringComparison.Ordinal);
            // A comment line ends a continuation, whatever its last character.
            if (!isComment && raw.EndsWith("\\", StringComparison.Ordinal))
            {
                (joined ??= new StringBuilder()).Append(raw, 0, raw.Length - 1).Append(' ');
                continue;
            }

            string whole = joined is null ? raw : joined.Append(isComment ? " " : "").Append(raw).ToString();
            joined = null;
            yield return Make(whole, first, number, raw.Length);
        }

        if (joined is not null) yield return Make(joined.ToString(), first, number, 0);
    }

    private static LogicalLine Make(string whole, int first, int last, int lastLength)
    {
        int comment = CommentStart(whole);
        string content = comment < 0 ? whole : whole.Substring(0, comment);
        string trimmed = content.Trim();
        int column = first == last && trimmed.Length > 0 ? content.IndexOf(trimmed[0]) + 1 : 1;
        var span = first == last
            ? SourceSpan.OnLine(first, column, trimmed.Length)
            : new SourceSpan(first, 1, last, lastLength + 1);
        return new LogicalLine(trimmed, comment < 0 ? null : whole.Substring(comment + 1).Trim(), span);
    }

    /// <summary>A <c>#</c> at the start or behind white space; elsewhere it belongs to an address (<c>#egg=</c>).</summary>
    private static int CommentStart(string line)
    {
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '#' && (i == 0 || char.IsWhiteSpace(line[i - 1]))) return i;
        }

        return -1;
    }
}

/// <summary>Recognises what resolvers write: every entry pinned, and each with the comment that says who asked for it.</summary>
internal sealed class CompiledRequirements
{
    private int pinned, other, explained;
    private bool lastWasExplained = true;

    public bool IsComplete => pinned > 0 && other == 0 && explained == pinned;

    public void See(LogicalLine line)
    {
        if (line.Text.Length > 0 && line.Text[0] != '-')
        {
            bool isPin = line.Text.Contains("==") || line.Text.Contains(" @ ");
            if (isPin) pinned++;
            else other++;
            lastWasExplained = false;
        }

        bool explains = line.Comment is { } comment && comment.StartsWith("via", StringComparison.Ordinal);
        if (!explains || lastWasExplained) return;
        explained++;
        lastWasExplained = true;
    }
}
