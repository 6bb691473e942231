using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using DockerLint.Cli.Files;
using PyImportScanner.Files;
using Xunit;

namespace DockerLint.Cli.Tests.Files;

public class DiskFileTreeTests
{
    [Fact]
    public void Lists_entries_in_ordinal_order_without_following_links()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("b.py", "1").Write("B.py", "2").Write("a/x.py", "").Link("link", "a");
        var tree = new DiskFileTree(directory.Path);
        DirectoryListing listing = tree.List("/");
        Assert.Equal(["B.py", "a", "b.py", "link"], listing.Entries.Select(entry => entry.Name));
        Assert.Equal(
            [NodeKind.File, NodeKind.Directory, NodeKind.File, NodeKind.Link],
            listing.Entries.Select(entry => entry.Node.Kind));
        Assert.Equal("a", listing.Find("link").LinkTarget);
    }

    [Fact]
    public void Follows_links_inside_the_root()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("a/x.py", "x = 1").Link("b/link", "../a").Link("absolute", directory.At("a/x.py"));
        var tree = new DiskFileTree(directory.Path);
        Assert.Equal("/a/x.py", tree.RealPath("/b/link/x.py"));
        Assert.Equal("/a/x.py", tree.Stat("/b/link/x.py").Origin);
        Assert.Equal("x = 1", Encoding.UTF8.GetString(tree.Read("/absolute")!.Value.Span));
        Assert.Equal(NodeKind.Link, tree.LinkStat("/b/link").Kind);
        Assert.Equal(NodeKind.Directory, tree.Stat("/b/link").Kind);
        Assert.Equal(["x.py"], tree.List("/b/link").Entries.Select(entry => entry.Name));
    }

    [Fact]
    public void A_submodule_that_was_not_brought_is_unknown()
    {
        using var directory = new TemporaryDirectory();
        directory.Write(".gitmodules", "[submodule \"a\"]\n\tpath = libs/deep/a\n\turl = https://example.com/a\n[submodule \"b\"]\n\tpath=\"b\"\n[submodule \"c\"]\n\tPath = c\n")
            .Write("c/here.txt", "x").Write("libs/other.txt", "x");
        Directory.CreateDirectory(directory.At("b"));
        var tree = new DiskFileTree(directory.Path);
        Assert.Equal("the submodule b is not checked out", tree.Stat("/b/src/b.csproj").UnknownBecause);
        Assert.Equal("the submodule libs/deep/a is not checked out", tree.Stat("/libs/deep/a/x").UnknownBecause);
        Assert.Equal(NodeKind.Missing, tree.Stat("/libs/gone").Kind);
        // What is there is what it is.
        Assert.Equal(NodeKind.Missing, tree.Stat("/c/gone.txt").Kind);
        Assert.Equal(NodeKind.File, tree.Stat("/c/here.txt").Kind);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../../../../../../etc/passwd")]
    [InlineData("nowhere")]
    [InlineData("self")]
    public void Links_that_lead_out_or_nowhere_are_dangling(string target)
    {
        using var directory = new TemporaryDirectory();
        directory.Link("self", target);
        var tree = new DiskFileTree(directory.Path);
        Assert.Equal(NodeKind.Link, tree.LinkStat("/self").Kind);
        Assert.Equal(NodeKind.Missing, tree.Stat("/self").Kind);
        Assert.Null(tree.RealPath("/self"));
        Assert.Null(tree.Read("/self"));
        Assert.Equal(NodeKind.Missing, tree.List("/self").Kind);
    }

    [Fact]
    public void A_loop_of_directory_links_ends()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("a/x.py", "").Link("a/up", "..").Link("one", "two").Link("two", "one");
        var tree = new DiskFileTree(directory.Path);
        Assert.Equal("/a/x.py", tree.RealPath("/a/up/a/up/a/up/a/x.py"));
        Assert.Equal(NodeKind.Missing, tree.Stat("/one/x").Kind);
    }

    [Fact]
    public void What_is_below_a_file_is_missing()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("a.py", "");
        var tree = new DiskFileTree(directory.Path);
        Assert.Equal(NodeKind.Missing, tree.Stat("/a.py/b").Kind);
        Assert.Equal(NodeKind.File, tree.List("/a.py").Kind);
        Assert.Equal(NodeKind.Missing, tree.Stat("/A.py").Kind);
        Assert.Equal(NodeKind.File, tree.Stat("/../../a.py").Kind);
    }

    [Fact]
    public async Task A_pipe_is_never_opened()
    {
        using var directory = new TemporaryDirectory();
        using (Process mkfifo = Process.Start("mkfifo", directory.At("pipe.py"))) mkfifo.WaitForExit();
        Task<int?> read = Task.Run(() => new DiskFileTree(directory.Path).Read("/pipe.py")?.Length);
        Assert.Equal(0, await read.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void A_file_above_the_bound_has_no_known_content()
    {
        using var directory = new TemporaryDirectory();
        using (FileStream stream = File.Create(directory.At("big.py"))) stream.SetLength(DiskFileTree.MaximumFileSize + 1);
        var tree = new DiskFileTree(directory.Path);
        Assert.Equal(NodeKind.File, tree.Stat("/big.py").Kind);
        Assert.Null(tree.Read("/big.py"));
    }

    [Fact]
    public void Answers_are_the_same_for_readers_at_the_same_time()
    {
        using var directory = new TemporaryDirectory();
        for (int i = 0; i < 50; i++) directory.Write($"d{i % 7}/e{i % 3}/f{i}.py", "x");
        var tree = new DiskFileTree(directory.Path);
        int found = 0;
        Parallel.For(0, 500, i =>
        {
            if (tree.Read($"/d{i % 50 % 7}/e{i % 50 % 3}/f{i % 50}.py") is { Length: 1 }) System.Threading.Interlocked.Increment(ref found);
        });
        Assert.Equal(500, found);
    }
}
