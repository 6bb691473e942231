using DockerLint.Projects.Evaluation;
using PyImportScanner.Files;
using Xunit;

namespace DockerLint.Tests.Projects;

public class ItemGlobTests
{
    [Theory]
    [InlineData("/a/*.cs", "/a/b.cs", true)]
    [InlineData("/a/*.cs", "/a/b/c.cs", false)]
    [InlineData("/a/**/*.cs", "/a/b.cs", true)]
    [InlineData("/a/**/*.cs", "/a/b/c/d.cs", true)]
    [InlineData("/a/**", "/a/b/c", true)]
    [InlineData("/a/b?/x", "/a/bc/x", true)]
    [InlineData("/a/**/b/*.cs", "/a/b/b/c.cs", true)]
    [InlineData("/a/*/c", "/a/c", false)]
    public void Matches(string pattern, string path, bool expected) => Assert.Equal(expected, ItemGlob.Matches(pattern, path));

    [Fact]
    public void Expands_only_what_matches_and_says_what_it_cannot_see()
    {
        InMemoryFileTree tree = new InMemoryFileTree().Add("/a/x/X.csproj", "").Add("/a/y/Y.csproj", "").Add("/a/y/deep/Z.csproj", "").Add("/a/n.txt", "");
        Assert.Equal(["/a/x/X.csproj", "/a/y/Y.csproj"], ItemGlob.Expand(tree, "/a/*/*.csproj").Files);
        Assert.Equal(3, ItemGlob.Expand(tree, "/a/**/*.csproj").Files.Count);
        Assert.Equal("dark", ItemGlob.Expand(new InMemoryFileTree().AddUnknown("/a", "dark"), "/a/**/*.csproj").UnknownBecause);
    }
}
