using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using DockerLint.Cli.Processes;

namespace DockerLint.Cli.Git;

/// <summary>A commit with the files that it changes.</summary>
/// <param name="Id">Its id in hexadecimal digits.</param>
/// <param name="Parents">The ids of its parents.</param>
/// <param name="Time">When it was committed, in seconds since 1970.</param>
/// <param name="Author">The author's name, as a stranger wrote it.</param>
/// <param name="Subject">The first line of the message, likewise.</param>
/// <param name="Files">
/// The files below ROOT that it changes; of a merge, those that differ from every parent. A renamed file counts with both names.
/// </param>
internal sealed record GitCommit(string Id, IReadOnlyList<string> Parents, long Time, string Author, string Subject, IReadOnlyList<GitCommitFile> Files);

/// <summary>A file that a commit changes.</summary>
/// <param name="Path">The path, with a leading slash.</param>
/// <param name="OldId">The blob before; zeros for a new file, null for a merge.</param>
/// <param name="NewId">The blob after; zeros for a deleted file.</param>
internal readonly record struct GitCommitFile(string Path, string? OldId, string NewId);

/// <summary>Commits: what names stand for, and how they hang together.</summary>
internal sealed class GitHistory(GitProgram git, GitObjects objects, string prefix)
{
    // No status of a file reads so.
    private const string Mark = "\u0001commit";

    /// <summary>The id of the commit that a name stands for: a branch, a tag, an abbreviated id; null where there is none.</summary>
    public string? Resolve(string revision)
    {
        if (revision.Length == 0 || revision[0] == '-') return null;
        return objects.Find(revision + "^{commit}") is { Type: "commit" } commit ? commit.Id : null;
    }

    /// <summary>When a commit was made, in seconds since 1970; null where it cannot be read.</summary>
    public long? Time(string commit)
    {
        if (objects.Find(commit) is not { Type: "commit", Content: { } content }) return null;
        foreach (string line in Encoding.UTF8.GetString(content).Split('\n'))
        {
            if (line.Length == 0) return null;
            if (!line.StartsWith("committer ", StringComparison.Ordinal)) continue;
            string[] words = line.Split(' ');
            return words.Length > 2 && long.TryParse(words[^2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long time) ? time : null;
        }

        return null;
    }

    /// <summary>The best common ancestor; null where there is none, or history is cut off before it.</summary>
    public string? MergeBase(string first, string second)
    {
        ProcessResult result = git.Run("merge-base", "--end-of-options", first, second);
        if (result.ExitCode == 1) return null;
        GitRepository.Check(result, "merge-base");
        return result.Text.Trim();
    }

    /// <summary>The best commit that all of them have in their history; null where there is none.</summary>
    public string? CommonAncestor(IReadOnlyList<string> commits)
    {
        ProcessResult result = git.Run(["merge-base", "--octopus", "--end-of-options", .. commits]);
        if (result.ExitCode == 1) return null;
        GitRepository.Check(result, "merge-base");
        return result.Text.Trim();
    }

    /// <summary>How many commits each side has that the other has not: of <paramref name="first"/>, then of <paramref name="second"/>.</summary>
    public (int First, int Second) Counts(string first, string second)
    {
        ProcessResult result = git.Run("rev-list", "--left-right", "--count", "--end-of-options", first + "..." + second, "--");
        GitRepository.Check(result, "rev-list");
        string[] numbers = result.Text.Trim().Split('\t');
        return (int.Parse(numbers[0], CultureInfo.InvariantCulture), int.Parse(numbers[1], CultureInfo.InvariantCulture));
    }

    /// <summary>The commit of a history that first brings a blob; null where none does.</summary>
    public string? WithObject(string blob, string head)
    {
        ProcessResult result = git.Run("log", "--format=%H", "--find-object=" + blob, "--no-ext-diff", "--no-textconv", "--end-of-options", head, "--");
        // The newest are those that take it away again.
        string[] commits = result.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return result.Succeeded && commits.Length > 0 ? commits[^1] : null;
    }

    /// <summary>The commits that <paramref name="to"/> has and none of <paramref name="without"/>, the newest first.</summary>
    public IReadOnlyList<GitCommit> Log(string to, IReadOnlyList<string> without) => Log([to], without);

    /// <summary>The commits that any of <paramref name="tips"/> has and none of <paramref name="without"/>, the newest first.</summary>
    public IReadOnlyList<GitCommit> Log(IReadOnlyList<string> tips, IReadOnlyList<string> without)
    {
        List<string> arguments =
        [
            "log", "-z", "--raw", "--no-abbrev", "--no-renames", "-c", "--no-ext-diff", "--no-textconv", "--no-color", "--no-show-signature",
            "--format=" + Mark + "%x00%H%x00%P%x00%ct%x00%an%x00%s", "--end-of-options", .. tips,
        ];
        foreach (string commit in without) arguments.Add("^" + commit);
        arguments.Add("--");
        var parser = new LogParser(prefix);
        GitRepository.Check(git.Run(arguments, output => GitRecords.Read(output, record => parser.Take(record))), "log");
        return parser.Finish();
    }

    /// <summary>Puts the records of one <c>git log -z</c> together.</summary>
    private sealed class LogParser(string prefix)
    {
        private const int Fields = 5;

        private readonly List<GitCommit> commits = [];
        private readonly string[] fields = new string[Fields];
        private List<GitCommitFile> files = [];
        private int expected = -1;
        private (string? Old, string New)? ids;

        // Most files are changed by many commits.
        private readonly HashSet<string> paths = new(StringComparer.Ordinal);

        public void Take(ReadOnlySpan<byte> record)
        {
            if (expected is >= 0 and < Fields)
            {
                fields[expected++] = Encoding.UTF8.GetString(record);
            }
            else if (ids is { } known)
            {
                if (GitRecords.Below(Encoding.UTF8.GetString(record), prefix) is { } path)
                {
                    if (!paths.TryGetValue(path, out string? same)) paths.Add(same = path);
                    files.Add(new GitCommitFile(same, known.Old, known.New));
                }

                ids = null;
            }
            else if (record.SequenceEqual("\u0001commit"u8))
            {
                Flush();
                expected = 0;
            }
            else if (record.Length > 0)
            {
                // The first status comes behind a line feed. A merge that changes nothing ends with an empty record.
                ids = Ids(record[0] == (byte)'\n' ? record[1..] : record);
            }
        }

        // ":mode mode id id status"; of a merge "::mode mode mode id id id status", a mode and an id for each parent.
        private static (string? Old, string New) Ids(ReadOnlySpan<byte> status)
        {
            int last = status.LastIndexOf((byte)' ');
            if (last < 0) return (null, "");
            ReadOnlySpan<byte> front = status[..last];
            string after = Encoding.ASCII.GetString(front[(front.LastIndexOf((byte)' ') + 1)..]);
            if (status.StartsWith("::"u8)) return (null, after);
            for (int word = 0; word < 2; word++)
            {
                int blank = front.IndexOf((byte)' ');
                if (blank < 0) return (null, after);
                front = front[(blank + 1)..];
            }

            int end = front.IndexOf((byte)' ');
            return (end < 0 ? null : Encoding.ASCII.GetString(front[..end]), after);
        }

        public List<GitCommit> Finish()
        {
            Flush();
            return commits;
        }

        private void Flush()
        {
            if (expected < Fields) return;
            string[] parents = fields[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            _ = long.TryParse(fields[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long time);
            commits.Add(new GitCommit(fields[0], parents, time, fields[3], fields[4], files));
            files = [];
            expected = -1;
        }
    }
}
