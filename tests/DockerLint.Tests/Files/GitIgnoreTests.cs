using DockerLint.Files;
using PyImportScanner.Files;
using Xunit;

namespace DockerLint.Tests.Files;

public sealed class GitIgnoreTests
{
    // Each row was answered by `git check-ignore` (git 2.39).
    [Theory]
    [InlineData("*.pyc", "/a/b.pyc", true)]
    [InlineData("/dist", "/dist/x.js", true)]
    [InlineData("/dist", "/web/dist/x.js", false)]
    [InlineData("dist/", "/web/dist/x.js", true)]
    [InlineData("dist/", "/dist", true)]
    [InlineData("web/dist", "/web/dist/x.js", true)]
    [InlineData("web/dist", "/a/web/dist", false)]
    [InlineData("**/gen/*_pb2.py", "/a/b/gen/x_pb2.py", true)]
    [InlineData("**/gen/*_pb2.py", "/gen/x_pb2.py", true)]
    [InlineData("a/**/z", "/a/z", true)]
    [InlineData("a/**/z", "/a/b/c/z", true)]
    [InlineData("a/**", "/a/b/c", true)]
    [InlineData("a/**", "/a", false)]
    [InlineData("a/*", "/a/b/c", true)]
    [InlineData("*.log\n!keep.log", "/keep.log", false)]
    [InlineData("d/\n!d/keep", "/d/keep", true)]
    [InlineData("# dist", "/dist", false)]
    [InlineData("\\#x", "/#x", true)]
    [InlineData("f[0-9].txt", "/f3.txt", true)]
    [InlineData("f[!0-9].txt", "/f3.txt", false)]
    [InlineData("name  ", "/name", true)]
    [InlineData("a**b", "/axxb", true)]
    [InlineData("a?c", "/a/c", false)]
    public void A_path_is_ignored_as_git_does(string gitignore, string path, bool expected) =>
        Assert.Equal(expected, new GitIgnore(new InMemoryFileTree().Add("/.gitignore", gitignore + "\n")).IsIgnored(path));

    [Fact]
    public void The_nearest_file_wins()
    {
        var ignore = new GitIgnore(new InMemoryFileTree().Add("/.gitignore", "*.cfg\n").Add("/a/.gitignore", "!x.cfg\n"));
        Assert.True(ignore.IsIgnored("/x.cfg"));
        Assert.False(ignore.IsIgnored("/a/x.cfg"));
    }

    [Fact]
    public void A_hostile_pattern_ends() =>
        Assert.False(new GitIgnore(new InMemoryFileTree().Add("/.gitignore", new string('*', 5) + string.Concat(System.Linq.Enumerable.Repeat("a*", 200)) + "b\n"))
            .IsIgnored("/" + new string('a', 500)));
}
