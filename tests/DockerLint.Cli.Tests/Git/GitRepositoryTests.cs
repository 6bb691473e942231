using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using DockerLint.Cli.Git;
using PyImportScanner.Files;
using Xunit;

namespace DockerLint.Cli.Tests.Git;

public class GitRepositoryTests
{
    [Fact]
    public void A_commit_is_a_tree_without_a_checkout()
    {
        using var sandbox = new GitSandbox();
        File.CreateSymbolicLink(Path.Combine(sandbox.Write("a/b/c.py", "x = 1\n").Path, "link"), "a/b");
        File.CreateSymbolicLink(Path.Combine(sandbox.Path, "out"), "../elsewhere");
        File.CreateSymbolicLink(Path.Combine(sandbox.Path, "absolute"), "/a/b/c.py");
        string commit = sandbox.Write("a.py", "old").Commit();
        sandbox.Write("a.py", "new").Delete("a/b/c.py");

        using GitRepository repository = GitRepository.Open(sandbox.Path);
        GitFileTree tree = repository.Tree(commit);
        Assert.Equal("old", Text(tree, "/a.py"));
        Assert.Equal("x = 1\n", Text(tree, "/link/c.py"));
        Assert.Equal("/a/b/c.py", tree.RealPath("/link/c.py"));
        Assert.Equal(NodeKind.Link, tree.LinkStat("/link").Kind);
        Assert.Equal(NodeKind.Missing, tree.Stat("/out").Kind);
        Assert.Equal(NodeKind.Missing, tree.Stat("/absolute").Kind);
        Assert.Equal(["a", "a.py", "absolute", "link", "out"], tree.List("/").Entries.Select(entry => entry.Name));
        Assert.Equal(NodeKind.Missing, tree.List("/nowhere").Kind);
        Assert.Null(tree.Read("/a"));
    }

    [Fact]
    public void A_commit_read_when_asked_is_the_same_tree()
    {
        using var sandbox = new GitSandbox();
        sandbox.Write("a/b/c.py", "x = 1\n").Write("a.py", "y").Write("a-b/x", "z").Write("sub/deep/er/file", "f");
        File.CreateSymbolicLink(Path.Combine(sandbox.Path, "link"), "a/b");
        string commit = sandbox.Commit();

        using GitRepository repository = GitRepository.Open(sandbox.Path);
        GitFileTree whole = repository.Tree(commit);
        GitLazyTree lazy = repository.LazyTree(commit)!;
        foreach (string directory in new[] { "/", "/a", "/a/b", "/a-b", "/sub/deep", "/link", "/nowhere", "/a.py" })
        {
            Assert.Equal(whole.List(directory).Kind, lazy.List(directory).Kind);
            Assert.Equal(whole.List(directory).Entries, lazy.List(directory).Entries);
        }

        Assert.All(whole.Paths, path => Assert.Equal(whole.ContentId(path), lazy.ContentId(path)));
        Assert.Equal("x = 1\n", Encoding.UTF8.GetString(lazy.Read("/link/c.py")!.Value.Span));
        Assert.Null(lazy.ContentId("/a"));
        Assert.Null(lazy.Read("/nowhere"));
        using GitRepository below = GitRepository.Open(Path.Combine(sandbox.Path, "sub"));
        Assert.Equal(["deep"], below.LazyTree(commit)!.List("/").Entries.Select(entry => entry.Name));
    }

    [Fact]
    public void A_commit_read_beside_another_is_the_same_tree()
    {
        using var sandbox = new GitSandbox();
        sandbox.Write("same/deep/a.py", "a").Write("edited/x.py", "1").Write("edited/sub/y.py", "y").Write("gone/z.py", "z").Write("thing", "a file").Write("swap/one", "1").Write("pair/two", "2");
        File.CreateSymbolicLink(Path.Combine(sandbox.Path, "link"), "same/deep");
        string first = sandbox.Commit();
        sandbox.Write("edited/x.py", "2").Delete("gone/z.py").Delete("thing").Write("thing/inside.py", "a directory now").Write("new/n.py", "n").Move("swap/one", "pair/one");
        string second = sandbox.Commit();

        foreach (string root in new[] { "", "edited" })
        {
            using GitRepository repository = GitRepository.Open(Path.Combine(sandbox.Path, root));
            foreach ((string older, string newer) in new[] { (first, second), (second, first), (first, first) })
            {
                GitFileTree whole = repository.Tree(older);
                GitLazyTree beside = repository.LazyTree(older, repository.Tree(newer))!;
                foreach (string directory in new[] { "/", "/same", "/same/deep", "/edited", "/edited/sub", "/sub", "/gone", "/thing", "/new", "/swap", "/pair", "/link", "/nowhere" })
                {
                    Assert.Equal(whole.List(directory).Kind, beside.List(directory).Kind);
                    Assert.Equal(whole.List(directory).Entries, beside.List(directory).Entries);
                }

                Assert.All(whole.Paths, path => Assert.Equal(whole.ContentId(path), beside.ContentId(path)));
                Assert.All(whole.Paths.Where(path => path != "/link"), path => Assert.Equal(Text(whole, path), Text(beside, path)));
            }
        }
    }

    [Fact]
    public void Names_that_need_quoting_come_as_they_are()
    {
        using var sandbox = new GitSandbox();
        string[] names = ["with space", "quo\"te", "tab\there", "line\nfeed", "ümläut", "--output=x", "\u001b[31m"];
        foreach (string name in names) sandbox.Write("d/" + name, name);
        string first = sandbox.Commit();
        foreach (string name in names) sandbox.Write("d/" + name, name + "!");
        string second = sandbox.Commit();

        using GitRepository repository = GitRepository.Open(sandbox.Path);
        Assert.Equal(names.Order(System.StringComparer.Ordinal), repository.Tree(first).List("/d").Entries.Select(entry => entry.Name));
        Assert.All(names, name => Assert.Equal(name, Text(repository.Tree(first), "/d/" + name)));
        Assert.Equal(names.Select(name => "/d/" + name).ToHashSet(), repository.Changes.Between(first, second).Select(change => change.Path).ToHashSet());
        Assert.Equal(names.Length, repository.History.Log(second, [first]).Single().Files.Count);
    }

    [Fact]
    public void The_index_is_what_the_next_commit_holds()
    {
        using var sandbox = new GitSandbox();
        sandbox.Write("a.py", "1").Write("b.py", "1").Commit();
        sandbox.Write("a.py", "staged").Write("new.py", "n").Run("add", "--all");
        sandbox.Write("a.py", "on disk").Write("untracked.py", "u");

        using GitRepository repository = GitRepository.Open(sandbox.Path);
        GitFileTree index = repository.Index();
        Assert.Equal("staged", Text(index, "/a.py"));
        Assert.Equal(["a.py", "b.py", "new.py"], index.List("/").Entries.Select(entry => entry.Name));
        string head = repository.History.Resolve("HEAD")!;
        Assert.Equal(["/a.py", "/new.py"], repository.Changes.Staged(head).Select(change => change.Path));
        Assert.Equal(["/a.py", "/new.py", "/untracked.py"], repository.Changes.Uncommitted(head).Select(change => change.Path));
    }

    [Fact]
    public void Changes_tell_both_names_of_a_moved_file()
    {
        using var sandbox = new GitSandbox();
        string text = string.Concat(Enumerable.Range(0, 50).Select(i => $"line{i} = {i}\n"));
        string first = sandbox.Write("a/one.py", text).Write("a/gone.py", "g").Write("a/same.py", "s").Commit();
        string second = sandbox.Move("a/one.py", "b/two.py").Delete("a/gone.py").Write("c.py", "c").Commit();

        using GitRepository repository = GitRepository.Open(sandbox.Path);
        Assert.Equal(
            [new(GitChangeKind.Deleted, "/a/gone.py", null), new(GitChangeKind.Renamed, "/b/two.py", "/a/one.py"), new(GitChangeKind.Added, "/c.py", null)],
            repository.Changes.Between(first, second));
        Assert.Equal(["/a/gone.py", "/a/one.py", "/b/two.py", "/c.py"], repository.History.Log(second, [first]).Single().Files.Select(file => file.Path));
    }

    [Fact]
    public void A_root_below_the_top_sees_its_own_files_only()
    {
        using var sandbox = new GitSandbox();
        string text = string.Concat(Enumerable.Range(0, 50).Select(i => $"line{i} = {i}\n"));
        string first = sandbox.Write("sub/a.py", "1").Write("other/b.py", text).Write("sub/away.py", text + "x").Write("subway.py", "s").Commit();
        string second = sandbox.Move("other/b.py", "sub/b.py").Move("sub/away.py", "other/away.py").Write("subway.py", "t").Commit();

        using GitRepository repository = GitRepository.Open(Path.Combine(sandbox.Path, "sub"));
        Assert.Equal(["a.py", "away.py"], repository.Tree(first).List("/").Entries.Select(entry => entry.Name));
        Assert.Equal(["a.py", "b.py"], repository.Index().List("/").Entries.Select(entry => entry.Name));
        Assert.Equal(
            new HashSet<(GitChangeKind, string)> { (GitChangeKind.Deleted, "/away.py"), (GitChangeKind.Added, "/b.py") },
            repository.Changes.Between(first, second).Select(change => (change.Kind, change.Path)).ToHashSet());
        Assert.Equal(["/away.py", "/b.py"], repository.History.Log(second, [first]).Single().Files.Select(file => file.Path).Order());
    }

    [Theory]
    [InlineData("--output=/tmp/dockerlint-was-here")]
    [InlineData("-h")]
    [InlineData("HEAD\nHEAD")]
    [InlineData("HEAD\0")]
    [InlineData("")]
    [InlineData("no-such-branch")]
    [InlineData("HEAD:a.py")]
    [InlineData("0123456789012345678901234567890123456789")]
    public void A_name_that_is_no_commit_is_none(string name)
    {
        using var sandbox = new GitSandbox();
        sandbox.Write("a.py", "1").Commit();
        using GitRepository repository = GitRepository.Open(sandbox.Path);
        Assert.Null(repository.History.Resolve(name));
        Assert.NotNull(repository.History.Resolve("HEAD"));
        Assert.False(File.Exists("/tmp/dockerlint-was-here"));
    }

    [Fact]
    public void Abbreviated_ids_branches_and_tags_are_commits()
    {
        using var sandbox = new GitSandbox();
        string commit = sandbox.Write("a.py", "1").Commit();
        sandbox.Run("tag", "-a", "v1", "-m", "one");
        using GitRepository repository = GitRepository.Open(sandbox.Path);
        Assert.All(new[] { "HEAD", "main", "v1", commit, commit[..7] }, name => Assert.Equal(commit, repository.History.Resolve(name)));
        Assert.Equal(1_700_003_600, repository.History.Time(commit));
    }

    [Fact]
    public void History_knows_merge_bases_and_counts()
    {
        using var sandbox = new GitSandbox();
        string root = sandbox.Write("a.py", "1").Commit();
        string left = sandbox.Write("left.py", "1").Commit();
        sandbox.Run("checkout", "--quiet", "-b", "side", root);
        sandbox.Write("right.py", "1").Commit();
        string right = sandbox.Write("right.py", "2").Commit();
        using GitRepository repository = GitRepository.Open(sandbox.Path);
        Assert.Equal(root, repository.History.MergeBase(left, right));
        Assert.Equal((1, 2), repository.History.Counts(left, right));
        Assert.Equal(2, repository.History.Log(right, [left]).Count);
    }

    [Fact]
    public void Nothing_that_the_repository_names_is_run()
    {
        using var sandbox = new GitSandbox();
        string mark = Path.Combine(sandbox.Path, "ran");
        sandbox.Write("git", "#!/bin/sh\ntouch " + mark + "\n").Write("evil.sh", "#!/bin/sh\ntouch " + mark + "\ncat\n").Write("a.txt", "1\n").Write(".gitattributes", "*.txt diff=evil\n");
        if (System.OperatingSystem.IsWindows()) return;
        foreach (string script in new[] { "git", "evil.sh" }) File.SetUnixFileMode(Path.Combine(sandbox.Path, script), (UnixFileMode)0b111_101_101);
        string evil = Path.Combine(sandbox.Path, "evil.sh");
        foreach (string key in new[] { "core.fsmonitor", "diff.external", "diff.evil.textconv", "diff.evil.command", "core.pager" }) sandbox.Run("config", key, evil);
        string first = sandbox.Commit();
        string second = sandbox.Write("a.txt", "2\n").Commit();
        File.Delete(mark);
        sandbox.Write("a.txt", "3\n");

        using (GitRepository repository = GitRepository.Open(sandbox.Path))
        {
            Assert.Single(repository.Changes.Between(first, second));
            Assert.NotEmpty(repository.Changes.Uncommitted(second));
            Assert.Empty(repository.Changes.Staged(second));
            Assert.Single(repository.History.Log(second, [first]));
        }

        Assert.False(File.Exists(mark));
    }

    [Fact]
    public async Task Many_threads_may_read_at_once()
    {
        using var sandbox = new GitSandbox();
        for (int i = 0; i < 40; i++) sandbox.Write($"f{i}.py", $"x = {i}\n");
        string commit = sandbox.Commit();
        using GitRepository repository = GitRepository.Open(sandbox.Path);
        GitFileTree tree = repository.Tree(commit);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => Assert.Equal($"x = {i % 40}\n", Text(tree, $"/f{i % 40}.py")))));
    }

    private static string Text(IFileTree tree, string path) => Encoding.UTF8.GetString(tree.Read(path)!.Value.Span);
}
