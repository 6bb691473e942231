using System;
using System.Collections.Generic;
using DockerLint.Cli.Git;

namespace DockerLint.Cli.Drift;

/// <summary>The part of history that lies between the head and all deployed commits, read with one <c>git log</c>.</summary>
internal sealed class CommitGraph
{
    private readonly Dictionary<string, GitCommit> commits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> reached = new(StringComparer.Ordinal);
    private readonly List<GitCommit> ordered;
    private readonly string? common;

    private CommitGraph(IReadOnlyList<GitCommit> log, string? common)
    {
        ordered = [.. log];
        this.common = common;
        foreach (GitCommit commit in log) commits.TryAdd(commit.Id, commit);
    }

    /// <summary>Reads it.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="tips">The head and every deployed commit.</param>
    public static CommitGraph Read(GitRepository git, IReadOnlyList<string> tips)
    {
        // In history that is cut off there may be no common commit; then everything there is is read.
        string? common = git.History.CommonAncestor(tips);
        return new CommitGraph(git.History.Log(tips, common is null ? [] : [common]), common);
    }

    /// <summary>The commits that <paramref name="tip"/> has and <paramref name="other"/> has not, the newest first.</summary>
    public IReadOnlyList<GitCommit> Only(string tip, string other)
    {
        HashSet<string> mine = Reach(tip), theirs = Reach(other);
        return ordered.FindAll(commit => mine.Contains(commit.Id) && !theirs.Contains(commit.Id));
    }

    /// <summary>Do the two have any commit in common?</summary>
    public bool AreRelated(string first, string second) => common is not null || Reach(first).Overlaps(Reach(second));

    private HashSet<string> Reach(string tip)
    {
        lock (reached)
        {
            if (reached.TryGetValue(tip, out HashSet<string>? known)) return known;
            var found = new HashSet<string>(StringComparer.Ordinal);
            var open = new Stack<string>();
            open.Push(tip);
            while (open.Count > 0)
            {
                string id = open.Pop();
                if (!commits.TryGetValue(id, out GitCommit? commit) || !found.Add(id)) continue;
                foreach (string parent in commit.Parents) open.Push(parent);
            }

            return reached[tip] = found;
        }
    }
}
