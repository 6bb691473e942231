using System;
using System.IO;
using Xunit;

namespace DockerLint.Cli.Tests;

/// <summary><c>init</c>: a repository is set up without losing a byte of what it has.</summary>
public class InitTests
{
    private const string Hooks = ".pre-commit-config.yaml";
    private const string Workflow = ".github/workflows/dockerlint.yml";

    [Fact]
    public void Writes_configuration_hook_and_workflow()
    {
        using TemporaryDirectory directory = Repository();
        CommandResult result = CommandLine.Run(directory.Path, "init");
        Assert.Equal((ExitCodes.Clean, ""), (result.ExitCode, result.Error));
        Assert.Contains("#     dockerfile: services/api/Dockerfile\n#     context: .  # docker-compose.yml:3\n", directory.Read("dockerlint.yaml"), StringComparison.Ordinal);
        Assert.Contains("    - id: dockerlint\n", directory.Read(Hooks), StringComparison.Ordinal);
        Assert.Contains("uses: dockerlint/dockerlint@v", directory.Read(Workflow), StringComparison.Ordinal);
    }

    [Fact]
    public void What_it_writes_changes_no_finding()
    {
        using TemporaryDirectory directory = Repository();
        string before = CommandLine.Run(directory.Path, "check", "--format", "concise", "--quiet").Output;
        CommandLine.Run(directory.Path, "init");
        Assert.Equal(before, CommandLine.Run(directory.Path, "check", "--format", "concise", "--quiet").Output);
        Assert.Contains("IMG1001", before, StringComparison.Ordinal);
    }

    [Fact]
    public void The_services_that_it_names_are_valid_when_uncommented()
    {
        using TemporaryDirectory directory = Repository();
        directory.Write("odd 'name: #1/Dockerfile", "FROM python:3.12\n");
        CommandLine.Run(directory.Path, "init");
        string text = directory.Read("dockerlint.yaml");
        string services = text[text.IndexOf("# services:", StringComparison.Ordinal)..];
        directory.Write("dockerlint.yaml", ("\n" + services).Replace("\n# ", "\n", StringComparison.Ordinal));
        CommandResult result = CommandLine.Run(directory.Path, "services");
        Assert.Equal(ExitCodes.Clean, result.ExitCode);
        Assert.Contains("(dockerlint.yaml:", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dry_run_writes_nothing()
    {
        using TemporaryDirectory directory = Repository();
        string[] before = Directory.GetFileSystemEntries(directory.Path, "*", SearchOption.AllDirectories);
        CommandResult result = CommandLine.Run(directory.Path, "init", "--dry-run");
        Assert.Equal(ExitCodes.Clean, result.ExitCode);
        Assert.Contains("would write dockerlint.yaml", result.Output, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFileSystemEntries(directory.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_second_run_leaves_everything_as_it_is()
    {
        using TemporaryDirectory directory = Repository();
        CommandLine.Run(directory.Path, "init");
        string[] before = [directory.Read("dockerlint.yaml"), directory.Read(Hooks), directory.Read(Workflow)];
        CommandResult result = CommandLine.Run(directory.Path, "init");
        Assert.Equal(ExitCodes.Clean, result.ExitCode);
        Assert.Contains("left   dockerlint.yaml: it is there already", result.Output, StringComparison.Ordinal);
        Assert.Equal(before, (string[])[directory.Read("dockerlint.yaml"), directory.Read(Hooks), directory.Read(Workflow)]);
    }

    [Theory]
    [InlineData("repos:\n  - repo: local\n    hooks:\n      - id: a\n", "    hooks:\n      - id: a\n  - repo: https://")]
    [InlineData("repos:\n- repo: local\n  hooks:\n  - id: a\n", "  - id: a\n- repo: https://")]
    [InlineData("repos:\r\n- repo: local # why\r\n  hooks: [{id: a}]\r\n\r\n# below\r\nci:\r\n  skip: [a]\r\n", "[{id: a}]\r\n- repo: https://")]
    [InlineData("ci: {}\nrepos:\n  # first\n  - repo: local\n    hooks:\n      - id: a\n        entry: |\n          b\n\n          c", "          c\n  - repo: https://")]
    public void Adds_the_hook_to_a_list_of_repositories(string existing, string expected)
    {
        using TemporaryDirectory directory = Repository();
        directory.Write(Hooks, existing);
        CommandResult result = CommandLine.Run(directory.Path, "init");
        Assert.Contains("added  " + Hooks, result.Output, StringComparison.Ordinal);
        string text = directory.Read(Hooks);
        Assert.Contains(expected, text, StringComparison.Ordinal);
        foreach (string line in existing.Split('\n')) Assert.Contains(line, text, StringComparison.Ordinal);
        Assert.Equal(existing.Contains('\r', StringComparison.Ordinal), text.Contains("id: dockerlint\r\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("repos: [{repo: local, hooks: [{id: a}]}]\n")]
    [InlineData("repos: []\n")]
    [InlineData("repos:\n  - repo: local\n   hooks: [\n")]
    [InlineData("")]
    public void A_list_that_cannot_be_added_to_stays_and_the_entry_is_shown(string existing)
    {
        using TemporaryDirectory directory = Repository();
        directory.Write(Hooks, existing);
        CommandResult result = CommandLine.Run(directory.Path, "init");
        Assert.Equal(ExitCodes.Clean, result.ExitCode);
        Assert.Equal(existing, directory.Read(Hooks));
        Assert.Contains("    - id: dockerlint", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_repository_of_another_system_gets_no_workflow()
    {
        using TemporaryDirectory directory = Repository();
        directory.Write(".gitlab-ci.yml", "");
        CommandResult result = CommandLine.Run(directory.Path, "init");
        Assert.Contains("this repository uses GitLab CI", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(directory.At(Workflow)));
    }

    [Fact]
    public void A_link_that_leads_out_of_the_repository_is_not_followed()
    {
        using TemporaryDirectory directory = Repository();
        using var elsewhere = new TemporaryDirectory();
        directory.Link(".github", elsewhere.Path);
        CommandResult result = CommandLine.Run(directory.Path, "init");
        Assert.Equal(ExitCodes.Failure, result.ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(elsewhere.Path));
    }

    private static TemporaryDirectory Repository()
    {
        var directory = new TemporaryDirectory();
        directory.Write("docker-compose.yml", "services:\n  api:\n    build:\n      context: .\n      dockerfile: services/api/Dockerfile\n");
        directory.Write("services/api/Dockerfile", "FROM python:3.12\nWORKDIR /app\nCOPY services/api/main.py .\nCMD [\"python\", \"main.py\"]\n");
        return directory.Write("services/api/main.py", "import helper\n").Write("helper.py", "");
    }
}
