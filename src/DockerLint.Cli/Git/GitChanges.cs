using System.Collections.Generic;
using System.Text;
using DockerLint.Cli.Processes;

namespace DockerLint.Cli.Git;

/// <summary>What became of a file.</summary>
internal enum GitChangeKind
{
    Added,
    Modified,
    Deleted,
    Renamed,
    Copied,
    TypeChanged,
    Unmerged,
}

/// <summary>One file that differs.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Path">Its path below ROOT, with a leading slash, in the newer state; of a deleted one in the older.</param>
/// <param name="OldPath">Of a renamed or copied file: where it was.</param>
internal readonly record struct GitChange(GitChangeKind Kind, string Path, string? OldPath);

/// <summary>Lists the files that differ between two states of a repository (git-diff(1), <c>--name-status -z -M</c>).</summary>
internal sealed class GitChanges(GitProgram git, string prefix)
{
    private static readonly string[] Diff = ["diff", "--name-status", "-z", "-M", "--no-ext-diff", "--no-textconv", "--no-color", "--ignore-submodules=dirty"];

    /// <summary>From one commit to another.</summary>
    public IReadOnlyList<GitChange> Between(string from, string to) => Run([.. Diff, "--end-of-options", from, to, "--"]);

    /// <summary>From a commit to the index.</summary>
    public IReadOnlyList<GitChange> Staged(string from) => Run([.. Diff, "--cached", "--end-of-options", from, "--"]);

    /// <summary>From a commit to the work tree, with the files that git does not know and does not ignore.</summary>
    public IReadOnlyList<GitChange> Uncommitted(string from)
    {
        List<GitChange> changes = Run([.. Diff, "--end-of-options", from, "--"]);
        GitRepository.Check(
            git.Run(["ls-files", "--others", "--exclude-standard", "-z", "--full-name", "--"], output => GitRecords.Read(output, record =>
            {
                if (GitRecords.Below(Encoding.UTF8.GetString(record), prefix) is { } path) changes.Add(new GitChange(GitChangeKind.Added, path, null));
            })),
            "ls-files");
        return changes;
    }

    private List<GitChange> Run(IReadOnlyList<string> arguments)
    {
        var changes = new List<GitChange>();
        var parser = new StatusParser(changes, prefix);
        ProcessResult result = git.Run(arguments, output => GitRecords.Read(output, record => parser.Take(Encoding.UTF8.GetString(record))));
        GitRepository.Check(result, "diff");
        return changes;
    }

    /// <summary>Puts together the records of one <c>--name-status -z</c>: a letter, then one or two paths.</summary>
    internal sealed class StatusParser(List<GitChange> changes, string prefix)
    {
        private GitChangeKind? kind;
        private string? old;

        public void Take(string record)
        {
            if (kind is not { } known)
            {
                kind = KindOf(record);
                return;
            }

            if (known is GitChangeKind.Renamed or GitChangeKind.Copied && old is null)
            {
                old = record;
                return;
            }

            Add(known, record);
            kind = null;
            old = null;
        }

        // A file that moves over the border of ROOT is new, or gone.
        private void Add(GitChangeKind known, string path)
        {
            string? here = GitRecords.Below(path, prefix);
            string? before = old is null ? null : GitRecords.Below(old, prefix);
            if (here is null && before is not null && known == GitChangeKind.Renamed) changes.Add(new GitChange(GitChangeKind.Deleted, before, null));
            if (here is null) return;
            changes.Add(old is not null && before is null ? new GitChange(GitChangeKind.Added, here, null) : new GitChange(known, here, before));
        }

        private static GitChangeKind KindOf(string status) => status.Length == 0 ? GitChangeKind.Modified : status[0] switch
        {
            'A' => GitChangeKind.Added,
            'D' => GitChangeKind.Deleted,
            'R' => GitChangeKind.Renamed,
            'C' => GitChangeKind.Copied,
            'T' => GitChangeKind.TypeChanged,
            'U' => GitChangeKind.Unmerged,
            _ => GitChangeKind.Modified,
        };
    }
}
