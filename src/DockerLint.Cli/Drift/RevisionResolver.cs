using System;
using System.Collections.Generic;
using DockerLint.Cli.Git;

namespace DockerLint.Cli.Drift;

/// <summary>A revision of a deployment as a commit.</summary>
/// <param name="Text">As the deployment says it.</param>
/// <param name="Commit">The commit; null where it is none of this repository.</param>
/// <param name="IsDirty">The tree that was built had uncommitted changes.</param>
internal readonly record struct ResolvedRevision(string Text, string? Commit, bool IsDirty);

/// <summary>
/// Finds the commit that a deployment was built from. Only ids and tags count: a label that says <c>HEAD</c> or <c>main</c>
/// says nothing about what was built.
/// </summary>
internal sealed class RevisionResolver(GitRepository git, bool mayFetch)
{
    // Git abbreviates to seven digits and takes four.
    private const int ShortestId = 4;

    private static readonly string[] DirtyMarks = ["-dirty", "+dirty", ".dirty", "-modified"];

    /// <summary>The first revision that is a commit here; the first one where none is.</summary>
    public ResolvedRevision Resolve(IReadOnlyList<string> revisions)
    {
        foreach (string revision in revisions)
        {
            (string plain, bool isDirty) = Plain(revision);
            if (Find(plain) is { } commit) return new ResolvedRevision(revision, commit, isDirty);
        }

        foreach (string revision in revisions)
        {
            (string plain, bool isDirty) = Plain(revision);
            // A commit by its full id can be asked for, whatever the clone was limited to.
            if (mayFetch && IsId(plain) && plain.Length is 40 or 64 && git.Fetch(plain, depth: git.IsShallow ? 1 : 0) is null && Find(plain) is { } commit)
                return new ResolvedRevision(revision, commit, isDirty);
        }

        return new ResolvedRevision(revisions[0], null, false);
    }

    private string? Find(string revision)
    {
        if (IsId(revision) && revision.Length >= ShortestId && git.History.Resolve(revision) is { } commit && commit.StartsWith(revision, StringComparison.OrdinalIgnoreCase)) return commit;
        return IsTagName(revision) ? git.History.Resolve("refs/tags/" + revision) : null;
    }

    private static (string Plain, bool IsDirty) Plain(string revision)
    {
        string text = revision.Trim();
        foreach (string mark in DirtyMarks)
        {
            if (text.EndsWith(mark, StringComparison.OrdinalIgnoreCase)) return (text[..^mark.Length], true);
        }

        return (text, false);
    }

    private static bool IsId(string text)
    {
        if (text.Length is 0 or > 64) return false;
        foreach (char c in text)
        {
            if (!char.IsAsciiHexDigit(c)) return false;
        }

        return true;
    }

    // git-check-ref-format(1), as far as it keeps a name from meaning something else.
    private static bool IsTagName(string text)
    {
        if (text.Length is 0 or > 200 || text[0] is '-' or '/' or '.' || text.Contains("..", StringComparison.Ordinal) || text.Contains("@{", StringComparison.Ordinal)) return false;
        foreach (char c in text)
        {
            if (c <= ' ' || c is '~' or '^' or ':' or '?' or '*' or '[' or '\\' or '\x7f') return false;
        }

        return true;
    }
}
