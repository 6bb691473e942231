using System;
using System.Linq;
using DockerLint.Cli.Commands;
using Xunit;

namespace DockerLint.Cli.Tests;

public class ArgumentTests
{
    [Theory]
    [InlineData("chek", "unknown command chek; did you mean check?")]
    [InlineData("check --fromat json", "unknown option --fromat; did you mean --format?")]
    [InlineData("check --format jsno", "unknown format jsno; did you mean json?")]
    [InlineData("check --fail-on eror", "did you mean error?")]
    [InlineData("check --format", "--format needs a value: --format F[=FILE]")]
    [InlineData("check --exit-zero=1", "--exit-zero takes no value")]
    [InlineData("check no/such/directory", "there is no directory no/such/directory")]
    [InlineData("check . --dockerfile nope", "there is no file nope below")]
    [InlineData("check . --dockerfile ../x", "../x lies outside of ROOT")]
    [InlineData("check a b", "b is one too many")]
    [InlineData("check --format json --format concise", "the others need a file")]
    [InlineData("rule IMG0000", "there is no rule IMG0000")]
    public void Reports_bad_usage_in_one_line_with_exit_code_2(string arguments, string expected)
    {
        using var directory = new TemporaryDirectory();
        CommandResult result = CommandLine.Run(directory.Path, arguments.Split(' '));
        Assert.Equal(ExitCodes.Failure, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.Contains(expected, result.Error);
        Assert.DoesNotContain("   at ", result.Error);
        Assert.StartsWith("dockerlint: ", result.Error);
    }

    [Fact]
    public void Accepts_a_repository_without_dockerfiles()
    {
        using var directory = new TemporaryDirectory();
        CommandResult result = CommandLine.Run(directory.Path, "check");
        Assert.Equal((ExitCodes.Clean, "no Dockerfile found below .\n", ""), (result.ExitCode, result.Output, result.Error));
    }

    [Theory]
    [InlineData("", "nothing missing in 1 service (1 info hidden: --verbose), ")]
    [InlineData("--min-severity info", "1 info in 1 service, ")]
    [InlineData("--verbose", "1 info in 1 service, ")]
    [InlineData("--select IMG1003", "1 info in 1 service, ")]
    [InlineData("--fail-on info", "1 info in 1 service, ")]
    [InlineData("--min-severity error --verbose", "nothing missing in 1 service (1 info hidden), ")]
    [InlineData("--format json", "\"infos\": 1")]
    public void Shows_notes_to_who_asks_for_them(string arguments, string expected)
    {
        using var directory = new TemporaryDirectory();
        directory.Write("Dockerfile", "FROM python:3.12\nWORKDIR /app\nCOPY main.py .\nCMD [\"python\", \"main.py\"]\n");
        directory.Write("main.py", "try:\n    import extras\nexcept ImportError:\n    extras = None\n");
        directory.Write("extras.py", "");
        CommandResult result = CommandLine.Run(directory.Path, ["check", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Contains(expected, result.Output);
        Assert.Equal(arguments.Contains("fail-on") ? ExitCodes.Findings : ExitCodes.Clean, result.ExitCode);
        Assert.Equal(!expected.StartsWith("nothing"), result.Output.Contains("IMG1003"));
    }

    [Fact]
    public void Reports_hostile_arguments_without_their_controls()
    {
        using var directory = new TemporaryDirectory();
        CommandResult result = CommandLine.Run(directory.Path, "check", "\u001b[2J\n::error::x");
        Assert.DoesNotContain('\u001b', result.Error);
        Assert.DoesNotContain("\n::error", result.Error);
    }

    [Fact]
    public void The_help_of_every_command_names_its_options()
    {
        using var directory = new TemporaryDirectory();
        CommandResult overview = CommandLine.Run(directory.Path, "--help");
        Assert.Equal(ExitCodes.Clean, overview.ExitCode);
        foreach (ICommand command in CommandCatalog.All)
        {
            Assert.Contains("  " + command.Name + " ", overview.Output);
            CommandResult help = CommandLine.Run(directory.Path, command.Name, "--help");
            Assert.Equal(ExitCodes.Clean, help.ExitCode);
            // The native command goes without MSBuild.
            Assert.All(command.Options, option => Assert.True(CommandLine.Native is not null && option.Name == "--msbuild" || help.Output.Contains(option.Name), option.Name));
        }
    }

    [Fact]
    public void The_catalogue_is_sorted() =>
        Assert.Equal(CommandCatalog.Names.Order(StringComparer.Ordinal), CommandCatalog.Names);
}
