using System;
using System.Collections.Generic;
using System.IO;
using DockerLint.Cli.Tests.Git;
using Xunit;

namespace DockerLint.Cli.Tests;

/// <summary><c>check --staged</c>: what the next commit would hold, whatever the disk has.</summary>
public class StagedTests
{
    [Fact]
    public void Reports_a_module_that_the_staged_code_imports()
    {
        using GitSandbox git = Healthy();
        git.Write("app/main.py", "import lib.tool\n").Run("add", "--all");
        CommandResult result = Check(git);
        Assert.Equal(ExitCodes.Findings, result.ExitCode);
        Assert.Contains("IMG1001: module 'lib' is not in the image", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Accepts_a_fault_that_is_not_staged()
    {
        using GitSandbox git = Healthy();
        git.Write("app/main.py", "import lib.tool\n");
        Assert.Equal(ExitCodes.Clean, Check(git).ExitCode);
        Assert.Equal(ExitCodes.Findings, CommandLine.Run(git.Path, "check").ExitCode);
    }

    [Fact]
    public void Reports_a_fault_that_is_staged_and_mended_on_disk_only()
    {
        using GitSandbox git = Healthy();
        git.Write("app/main.py", "import lib.tool\n").Run("add", "--all");
        git.Write("app/main.py", "import app.util\n");
        Assert.Equal(ExitCodes.Findings, Check(git).ExitCode);
        Assert.Equal(ExitCodes.Clean, CommandLine.Run(git.Path, "check").ExitCode);
    }

    [Fact]
    public void Reports_a_commit_that_only_deletes()
    {
        using GitSandbox git = Healthy();
        git.Run("rm", "--quiet", "requirements.txt");
        CommandResult result = Check(git);
        Assert.Equal(ExitCodes.Findings, result.ExitCode);
        Assert.Contains("IMG2001", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_a_file_that_the_commit_deletes_and_the_disk_keeps()
    {
        using GitSandbox git = Healthy();
        git.Run("rm", "--quiet", "--cached", "app/util.py");
        CommandResult result = Check(git);
        Assert.Equal(ExitCodes.Findings, result.ExitCode);
        Assert.Contains("error IMG1008: module 'app.util' is only on this disk", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Accepts_a_file_that_only_the_disk_has_lost()
    {
        using GitSandbox git = Healthy();
        git.Delete("app/util.py").Delete("requirements.txt");
        Assert.Equal(ExitCodes.Clean, Check(git).ExitCode);
    }

    [Fact]
    public void Reports_a_module_that_nobody_added()
    {
        using GitSandbox git = Healthy();
        git.Write("app/main.py", "import app.fresh\n").Run("add", "--all");
        git.Write("app/fresh.py", "");
        CommandResult result = Check(git);
        Assert.Equal(ExitCodes.Findings, result.ExitCode);
        Assert.Contains("git does not track it: 'git add' it", result.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        git.Run("add", "--all");
        Assert.Equal(ExitCodes.Clean, Check(git).ExitCode);
    }

    [Fact]
    public void Accepts_a_module_that_git_ignores()
    {
        using GitSandbox git = Healthy();
        git.Write(".gitignore", "fresh.py\n").Write("app/main.py", "import app.fresh\n").Write("app/fresh.py", "").Run("add", "--all");
        Assert.Equal(ExitCodes.Clean, Check(git).ExitCode);
    }

    [Fact]
    public void Accepts_a_faulty_Dockerfile_that_is_no_part_of_the_commit()
    {
        using GitSandbox git = Healthy();
        git.Write("scratch/Dockerfile", "FROM python:3.12\nCOPY nothing /\n");
        Assert.Equal(ExitCodes.Clean, Check(git).ExitCode);
    }

    [Fact]
    public void Links_count_as_they_are_staged()
    {
        using GitSandbox git = Healthy();
        File.CreateSymbolicLink(Path.Combine(git.Path, "app", "alias.py"), "util.py");
        git.Write("app/main.py", "import app.alias\n").Run("add", "--all");
        Assert.Equal(ExitCodes.Clean, Check(git).ExitCode);
        File.Delete(Path.Combine(git.Path, "app", "alias.py"));
        Assert.Equal(ExitCodes.Clean, Check(git).ExitCode);
    }

    [Theory]
    [InlineData("--split-index")]
    [InlineData("--index-version=4")]
    public void Indexes_of_other_forms_are_read_too(string option)
    {
        using GitSandbox git = Healthy();
        git.Write("app/main.py", "import lib.tool\n").Run("add", "--all");
        git.Run("update-index", option);
        git.Write("app/main.py", "import app.util\n");
        Assert.Equal(ExitCodes.Findings, Check(git).ExitCode);
    }

    [Fact]
    public void The_index_of_a_hook_is_the_one_that_git_names()
    {
        using GitSandbox git = Healthy();
        File.Copy(Path.Combine(git.Path, ".git", "index"), Path.Combine(git.Path, ".git", "next-index"));
        git.Write("app/main.py", "import lib.tool\n").Run("add", "--all");
        var environment = new Dictionary<string, string> { ["GIT_INDEX_FILE"] = ".git/next-index" };
        Assert.Equal(ExitCodes.Clean, CommandLine.RunWith(git.Path, environment, null, "check", "--staged").ExitCode);
        Assert.Equal(ExitCodes.Findings, Check(git).ExitCode);
    }

    [Fact]
    public void A_directory_of_the_work_tree_is_checked_alone()
    {
        using var git = new GitSandbox();
        git.Write("services/one/Dockerfile", "FROM python:3.12\nWORKDIR /app\nCOPY main.py .\nCMD [\"python\", \"main.py\"]\n").Write("services/one/main.py", "import helper\n");
        git.Write("services/one/helper.py", "").Write("Dockerfile", "FROM python:3.12\nCOPY nothing /\n").Commit();
        CommandResult result = CommandLine.Run(Path.Combine(git.Path, "services"), "check", "--staged");
        Assert.Equal(ExitCodes.Findings, result.ExitCode);
        Assert.Contains("module 'helper'", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fix_is_written_to_the_disk_and_the_commit_does_not_go_through()
    {
        using GitSandbox git = Healthy();
        git.Write("app/main.py", "import lib.tool\n").Run("add", "--all");
        CommandResult result = CommandLine.Run(git.Path, "check", "--staged", "--fix");
        Assert.Equal(ExitCodes.Findings, result.ExitCode);
        Assert.Equal("mended Dockerfile; git add it\n", result.Error);
        Assert.Contains("nothing missing", result.Output, StringComparison.Ordinal);
        Assert.Contains("COPY lib/ ", File.ReadAllText(Path.Combine(git.Path, "Dockerfile")), StringComparison.Ordinal);
        git.Run("add", "--all");
        Assert.Equal(ExitCodes.Clean, CommandLine.Run(git.Path, "check", "--staged", "--fix").ExitCode);
    }

    [Fact]
    public void A_file_with_changes_that_are_not_staged_is_not_overwritten()
    {
        using GitSandbox git = Healthy();
        git.Write("app/main.py", "import lib.tool\n").Run("add", "--all");
        string edited = File.ReadAllText(Path.Combine(git.Path, "Dockerfile")) + "# not staged\n";
        git.Write("Dockerfile", edited);
        CommandResult result = CommandLine.Run(git.Path, "check", "--staged", "--fix");
        Assert.Equal(ExitCodes.Findings, result.ExitCode);
        Assert.Contains("Dockerfile was not mended: the disk differs from what is staged", result.Error, StringComparison.Ordinal);
        Assert.Equal(edited, File.ReadAllText(Path.Combine(git.Path, "Dockerfile")));
    }

    [Fact]
    public void Without_a_repository_one_line_says_so()
    {
        using var directory = new TemporaryDirectory();
        CommandResult result = CommandLine.Run(directory.Path, "check", "--staged");
        Assert.Equal(ExitCodes.Failure, result.ExitCode);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.Contains("not in a git repository", result.Error, StringComparison.Ordinal);
    }

    private static CommandResult Check(GitSandbox git) => CommandLine.Run(git.Path, "check", "--staged");

    private static GitSandbox Healthy()
    {
        var git = new GitSandbox();
        git.Write("Dockerfile", """
            FROM python:3.12-slim
            WORKDIR /srv
            COPY requirements.txt ./
            RUN pip install -r requirements.txt
            COPY app/ ./app/
            CMD ["python", "-m", "app.main"]

            """);
        git.Write("requirements.txt", "").Write("app/__init__.py", "").Write("app/main.py", "import app.util\n").Write("app/util.py", "");
        git.Write("lib/__init__.py", "").Write("lib/tool.py", "").Commit();
        return git;
    }
}
