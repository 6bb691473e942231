using DockerLint.Cli.Tests.Git;
using Xunit;

namespace DockerLint.Cli.Tests.Known;

/// <summary><c>baseline</c>, <c>check --baseline</c> and <c>check --new-since</c> as processes.</summary>
public class KnownFindingsTests
{
    private const string Dockerfile = "FROM python:3.12\nWORKDIR /app\nCOPY main.py ./\nCMD [\"python\", \"main.py\"]\n";

    [Fact]
    public void A_baseline_leaves_only_what_is_new()
    {
        using TemporaryDirectory root = new TemporaryDirectory().Write("Dockerfile", Dockerfile).Write("main.py", "import one\n").Write("one.py", "").Write("two.py", "");
        CommandResult written = CommandLine.Run(root.Path, "baseline", "--output", "known.txt");
        Assert.Equal((0, "1 finding written to known.txt\n"), (written.ExitCode, written.Error));
        Assert.Contains(" IMG1001 main.py: module 'one' is not in the image", root.Read("known.txt"));
        Assert.Equal(root.Read("known.txt"), CommandLine.Run(root.Path, "baseline").Output);

        CommandResult same = CommandLine.Run(root.Path, "check", "--baseline", "known.txt");
        Assert.Equal((0, ""), (same.ExitCode, same.Error));
        Assert.Contains("1 in the baseline", same.Output);

        root.Write("main.py", "\n\nimport two\nimport one\n");
        CommandResult more = CommandLine.Run(root.Path, "check", "--baseline", "known.txt", "--format", "concise");
        Assert.Equal(1, more.ExitCode);
        Assert.Contains("'two'", more.Output);
        Assert.DoesNotContain("'one'", more.Output);

        root.Write("main.py", "import os\n");
        CommandResult gone = CommandLine.Run(root.Path, "check", "--baseline", "known.txt");
        Assert.Equal(0, gone.ExitCode);
        Assert.Contains("known.txt:2: gone: IMG1001 main.py: module 'one'", gone.Error);
        Assert.DoesNotContain("gone", CommandLine.Run(root.Path, "check", "--baseline", "known.txt", "--ignore", "IMG1").Error);
    }

    [Theory]
    [InlineData(null, "there is no baseline known.txt; dockerlint baseline writes one")]
    [InlineData("{}\n", "known.txt:1: a line begins with a fingerprint of 32 hexadecimal digits, not with '{}'")]
    public void A_bad_baseline_is_one_line(string? text, string message)
    {
        using TemporaryDirectory root = new TemporaryDirectory().Write("Dockerfile", Dockerfile).Write("main.py", "");
        if (text is not null) root.Write("known.txt", text);
        CommandResult result = CommandLine.Run(root.Path, "check", "--baseline", "known.txt");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error);
    }

    [Fact]
    public void Only_what_a_change_brings_is_new()
    {
        using GitSandbox git = Repository();
        Assert.Equal(1, Check(git).ExitCode);
        CommandResult before = Check(git, "--new-since", "main");
        Assert.Equal(0, before.ExitCode);
        Assert.Contains("1 not new since main", before.Output);

        git.Run("checkout", "--quiet", "-b", "feature");
        git.Write("main.py", "# moved\nimport one\nimport two\n").Commit();
        git.Run("checkout", "--quiet", "main");
        git.Write("main.py", "import one\nimport three\n").Write("three.py", "").Commit();
        git.Run("checkout", "--quiet", "feature");
        CommandResult after = Check(git, "--new-since", "main");
        Assert.Equal(1, after.ExitCode);
        Assert.Contains("'two'", after.Output);
        Assert.DoesNotContain("'one'", after.Output);

        // What is not committed counts; so does the Dockerfile that the change adds.
        git.Write("main.py", "import one\n").Write("new/Dockerfile", Dockerfile.Replace("main.py ./", "lost.py ./"));
        CommandResult added = Check(git, "--new-since", "main", "--dockerfile", "new/Dockerfile", "--context", ".");
        Assert.Contains("IMG2001", added.Output);
    }

    [Fact]
    public void A_missing_or_cut_off_commit_is_one_line()
    {
        using GitSandbox git = Repository();
        AssertOneLine(Check(git, "--new-since", "nowhere"), "there is no commit nowhere");
        AssertOneLine(Check(git, "--new-since", "--output=x"), "there is no commit --output=x");
        git.Run("checkout", "--quiet", "--orphan", "other");
        git.Commit();
        AssertOneLine(Check(git, "--new-since", "main"), "main and HEAD have no common commit");

        using var elsewhere = new TemporaryDirectory();
        git.Run("checkout", "--quiet", "main");
        git.Write("two.py", "X = 1\n").Commit();
        git.Run("clone", "--quiet", "--depth", "1", "file://" + git.Path, elsewhere.At("clone"));
        AssertOneLine(CommandLine.Run(elsewhere.At("clone"), "check", "--new-since", "HEAD~1"), "the clone is shallow: git fetch --unshallow");

        using TemporaryDirectory none = new TemporaryDirectory().Write("Dockerfile", Dockerfile);
        AssertOneLine(CommandLine.Run(none.Path, "check", "--new-since", "main"), "is not in a git repository");
    }

    [Fact]
    public void Suppressions_are_counted_and_can_be_ignored()
    {
        using TemporaryDirectory root = new TemporaryDirectory().Write("Dockerfile", Dockerfile).Write("main.py", "import one  # dockerlint: ignore[IMG1001] mounted\n").Write("one.py", "");
        CommandResult result = CommandLine.Run(root.Path, "check", "--format", "json", "--format", "sarif=out.sarif");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("\"suppressed\": 1", result.Output);
        Assert.Contains("\"justification\": \"mounted\"", root.Read("out.sarif"));
        Assert.Equal(1, CommandLine.Run(root.Path, "check", "--ignore-suppressions").ExitCode);
        Assert.Contains("did you mean IMG1001?", CommandLine.Run(root.Path, "check", "--select", "IMG1O01").Error);
    }

    private static GitSandbox Repository()
    {
        var git = new GitSandbox();
        git.Write("Dockerfile", Dockerfile).Write("main.py", "import one\n").Write("one.py", "").Write("two.py", "").Commit();
        return git;
    }

    private static CommandResult Check(GitSandbox git, params string[] options) => CommandLine.Run(git.Path, ["check", "--format", "concise", .. options]);

    private static void AssertOneLine(CommandResult result, string message)
    {
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
    }
}
