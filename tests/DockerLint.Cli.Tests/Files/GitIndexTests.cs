using System.Diagnostics;
using System.IO;
using DockerLint.Cli.Files;
using Xunit;

namespace DockerLint.Cli.Tests.Files;

public class GitIndexTests
{
    [Theory]
    [InlineData("2")]
    [InlineData("3")]
    [InlineData("4")]
    public void Knows_what_git_tracks_in_every_index_version(string version)
    {
        using var directory = new TemporaryDirectory();
        directory.Write("a.py", "").Write("pkg/sub/module_with_a_long_name.py", "").Write("pkg/sub/module_with_another.py", "")
            .Write("pkg/ü.py", "").Write("intended.py", "").Write("new.py", "");
        Git(directory.Path, "init", "-q");
        Git(directory.Path, "config", "index.version", version);
        Git(directory.Path, "add", "a.py", "pkg");
        if (version != "2") Git(directory.Path, "add", "-N", "intended.py");
        GitIndex index = GitIndex.Open(directory.Path)!;
        Assert.True(index.IsTracked("/a.py"));
        Assert.True(index.IsTracked("/pkg/sub/module_with_a_long_name.py"));
        Assert.True(index.IsTracked("/pkg/sub/module_with_another.py"));
        Assert.True(index.IsTracked("/pkg/ü.py"));
        Assert.False(index.IsTracked("/new.py"));
        Assert.False(index.IsTracked("/pkg"));
    }

    [Fact]
    public void Paths_start_at_the_root_that_is_checked()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("service/a.py", "").Write("b.py", "").Write("untracked/c.py", "");
        Git(directory.Path, "init", "-q");
        Git(directory.Path, "add", "service", "b.py");
        GitIndex index = GitIndex.Open(directory.At("service"))!;
        Assert.True(index.IsTracked("/a.py"));
        Assert.False(index.IsTracked("/b.py"));
        Assert.Null(GitIndex.Open(directory.At("untracked")));
    }

    [Fact]
    public void Reads_the_index_of_a_linked_work_tree_and_takes_submodules_as_tracked()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("main/a.py", "").Write("main/sub/b.py", "");
        string main = directory.At("main");
        Git(directory.At("main/sub"), "init", "-q");
        Git(directory.At("main/sub"), "add", ".");
        Git(directory.At("main/sub"), "-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x");
        Git(main, "init", "-q");
        Git(main, "-c", "advice.addEmbeddedRepo=false", "add", ".");
        Git(main, "-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x");
        Git(main, "worktree", "add", "-q", "../linked");
        GitIndex index = GitIndex.Open(directory.At("linked"))!;
        Assert.True(index.IsTracked("/a.py"));
        Assert.True(index.IsTracked("/sub/b.py"));
        Assert.False(index.IsTracked("/c.py"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("DIRC")]
    [InlineData("DIRC\0\0\0\u0002\0\0\0\u0009 and then nothing of the nine entries")]
    [InlineData("something else that is long enough to be an index")]
    public void Knows_nothing_where_the_index_is_damaged(string content)
    {
        using var directory = new TemporaryDirectory();
        directory.Write(".git/index", content).Write(".git/HEAD", "");
        Assert.Null(GitIndex.Open(directory.Path));
    }

    private static void Git(string directory, params string[] arguments)
    {
        Directory.CreateDirectory(directory);
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = directory };
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
