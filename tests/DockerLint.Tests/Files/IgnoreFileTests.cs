using System.Linq;
using DockerLint.Files;
using FsCheck;
using FsCheck.Fluent;
using PyImportScanner.Files;
using Xunit;

namespace DockerLint.Tests.Files;

/// <summary>Decisions with their reasons, laws, and hostile patterns.</summary>
public class IgnoreFileTests
{
    [Fact]
    public void The_deciding_pattern_has_its_line()
    {
        IgnoreFile file = Parse("# comment\n\n*.log\r\ndocs\n!docs/keep.md\n");
        Assert.Equal((true, 3), (file.Decide("a.log").IsLeftOut, file.Decide("a.log").Pattern!.Line));
        Assert.Equal((true, 4), (file.Decide("docs/x.md").IsLeftOut, file.Decide("docs/x.md").Pattern!.Line));
        Assert.Equal((false, 5), (file.Decide("docs/keep.md").IsLeftOut, file.Decide("docs/keep.md").Pattern!.Line));
        Assert.Null(file.Decide("main.py").Pattern);
    }

    [Fact]
    public void A_file_that_comes_back_only_for_the_walk_arrives_empty()
    {
        IgnoreDecision decision = Parse("x\n!x/d/f.py\nx/d\n").Decide("x/d/f.py");
        Assert.False(decision.IsLeftOut);
        Assert.True(decision.ArrivesEmpty);
    }

    [Fact]
    public void A_directory_below_an_excluded_one_stays_out_when_only_its_parent_comes_back() =>
        Assert.True(Parse("x/d\n!x\n").Decide("x/d/f.py").IsLeftOut);

    [Theory]
    [InlineData("[a", "syntax error in pattern", 1)]
    [InlineData("ok\n!", "illegal exclusion pattern: \"!\"", 2)]
    public void Reports_a_pattern_that_cannot_be_read(string text, string error, int line)
    {
        IgnoreFile file = Parse(text);
        Assert.Equal((error, line), (file.Error, file.ErrorLine));
        Assert.False(file.Decide("a").IsLeftOut);
    }

    [Fact]
    public void Reports_an_unknown_escape_when_it_is_looked_at()
    {
        Assert.Equal("syntax error in pattern", Parse("docs\\keep").Decide("a").Error);
        Assert.Null(Parse("!docs\\keep").Decide("a").Error);
    }

    [Theory]
    [InlineData("a*|b.py", "x/b.py", true)]
    [InlineData("a*|b.py", "abc", true)]
    [InlineData("a*|b.py", "b.pyc", false)]
    [InlineData("a{2}*", "aab", true)]
    [InlineData("a{2}*", "ab", false)]
    [InlineData("{a,b}*", "{a,b}x", true)]
    [InlineData("[[:digit:]]x*", "1x", true)]
    [InlineData("\\d*.log", "7.log", true)]
    [InlineData("\\d*.log", "a.log", false)]
    [InlineData("a[*].py", "a*.py", false)]
    [InlineData("foo**", "food/x", true)]
    [InlineData("d/**", "d", false)]
    [InlineData("**/x", "x", true)]
    [InlineData("**y", "xy", true)]
    [InlineData("?.py", "é.py", true)]
    public void Patterns_become_the_expressions_that_BuildKit_makes(string pattern, string path, bool expected) =>
        Assert.Equal(expected, Parse(pattern).Decide(path).IsLeftOut);

    [Fact]
    public void A_Unicode_class_is_unknown() => Assert.NotNull(Parse("\\p{Han}*").Decide("a").UnknownBecause);

    [Fact]
    public void The_file_beside_the_Dockerfile_replaces_the_one_of_the_context_even_when_empty()
    {
        var tree = new InMemoryFileTree().Add("/c/.dockerignore", "a").Add("/c/b/Dockerfile.dockerignore", "");
        Assert.Equal("/c/b/Dockerfile.dockerignore", IgnoreFileFinder.Find(tree, "/c/b/Dockerfile", "/c").Path);
        Assert.Equal("/c/.dockerignore", IgnoreFileFinder.Find(tree, "/c/Dockerfile", "/c").Path);
        Assert.Same(IgnoreFile.None, IgnoreFileFinder.Find(tree, "/Dockerfile", "/"));
    }

    [Fact]
    public void A_later_negation_brings_back_what_was_left_out() => Prop.ForAll<NonEmptyString>(name =>
    {
        string path = Plain(name.Get);
        return Parse(path + "\n").Decide(path).IsLeftOut && !Parse(path + "\n!" + path + "\n").Decide(path).IsLeftOut
            && Parse("!" + path + "\n" + path + "\n").Decide(path).IsLeftOut;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_lies_below_a_directory_that_is_left_out_is_left_out() => Prop.ForAll<NonEmptyString, NonEmptyString>((a, b) =>
    {
        string directory = Plain(a.Get), path = directory + "/" + Plain(b.Get);
        IgnoreFile file = Parse(directory);
        MatchState state = file.Descend(file.Root, directory);
        return file.Decide(path).IsLeftOut && file.CanSkip(state) && !Parse(path).Decide(directory).IsLeftOut;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_is_read() => Prop.ForAll<NonNull<string>>(text =>
    {
        IgnoreFile file = Parse(text.Get);
        return file.Error is not null || !file.Decide("a/b").IsLeftOut || file.Decide("a/b").Pattern is not null;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Hostile_patterns_are_bounded()
    {
        string path = string.Concat(Enumerable.Repeat("a", 4000));
        Assert.False(Parse(string.Concat(Enumerable.Repeat("*a", 60)) + "b").Decide(path).IsLeftOut);
        Assert.False(Parse(string.Concat(Enumerable.Repeat("**a", 60)) + "b").Decide(path).IsLeftOut);
        Assert.NotNull(Parse(string.Concat(Enumerable.Repeat("a{1000}", 60)) + "*").Decide(path).UnknownBecause);
        Assert.False(FilePathMatch.IsMatch(string.Concat(Enumerable.Repeat("*a", 200)) + "b", path, out _));
        Assert.NotNull(Parse(new string('x', 70_000)).Error);
    }

    // A name without anything special in it.
    private static string Plain(string text) => "n" + new string(text.Where(char.IsAsciiLetterOrDigit).ToArray());

    private static IgnoreFile Parse(string text) => IgnoreFile.Parse("/.dockerignore", text);
}
