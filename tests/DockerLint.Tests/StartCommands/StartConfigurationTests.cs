using System.Collections.Generic;
using DockerLint.StartCommands;
using PyImportScanner.Files;
using Xunit;

namespace DockerLint.Tests.StartCommands;

// The words are those that an engine put into the configuration of the same Dockerfile.
public sealed class StartConfigurationTests
{
    private static readonly StartConfiguration Base = StartConfiguration.Empty.WithEntrypoint(["python"]).WithCommand(["a.py"]);

    [Fact]
    public void A_child_inherits_both() => Assert.Equal(["python", "a.py"], StartCommandJoin.Join(Base.Inherit()));

    [Fact]
    public void A_command_before_the_entry_point_of_its_stage_stays() => Assert.Equal(
        ["python", "a.py"], StartCommandJoin.Join(StartConfiguration.Empty.WithCommand(["a.py"]).WithEntrypoint(["python"])));

    [Fact]
    public void An_entry_point_drops_an_inherited_command() => Assert.Equal(
        ["python"], StartCommandJoin.Join(StartConfiguration.Empty.WithCommand(["base"]).Inherit().WithEntrypoint(["python"])));

    [Fact]
    public void An_empty_entry_point_clears_it() => Assert.Equal(
        ["python", "b.py"], StartCommandJoin.Join(Base.Inherit().WithEntrypoint([]).WithCommand(["python", "b.py"])));

    [Fact]
    public void The_last_one_wins() => Assert.Equal(
        ["e2", "2"],
        StartCommandJoin.Join(StartConfiguration.Empty.WithCommand(["1"]).WithEntrypoint(["e1"]).WithCommand(["2"]).WithEntrypoint(["e2"])));

    [Fact]
    public void Shell_form_is_SHELL_with_the_text()
    {
        StartConfiguration shell = StartConfiguration.Empty with { Shell = ["/bin/bash", "-lc"] };
        Assert.Equal(["/bin/bash", "-lc", "python a.py"], StartCommandJoin.Join(shell.Inherit().WithCommand(shell.ShellForm("python a.py"))));
    }

    [Fact]
    public void A_shell_form_entry_point_ignores_the_command()
    {
        StartConfiguration both = StartConfiguration.Empty;
        both = both.WithEntrypoint(both.ShellForm("python a.py")).WithCommand(["b.py"]);
        Assert.Equal("/a.py", Assert.Single(Resolve(both)).FilePath);
    }

    [Fact]
    public void A_deployment_that_replaces_the_entry_point_drops_the_command() =>
        Assert.Equal(["run"], StartCommandJoin.Join(Base.Override(["run"], null)));

    [Fact]
    public void A_deployment_that_replaces_the_command_keeps_the_entry_point() =>
        Assert.Equal(["python", "c.py"], StartCommandJoin.Join(Base.Override(null, ["c.py"])));

    [Fact]
    public void Nothing_configured_is_unknown_with_a_cause()
    {
        EntryPoint entry = Assert.Single(Resolve(StartConfiguration.Empty));
        Assert.Equal((EntryKind.Unknown, "the image has neither ENTRYPOINT nor CMD"), (entry.Kind, entry.UnknownBecause));
        entry = Assert.Single(Resolve(StartConfiguration.Empty with { UnknownBecause = "base image x is not known" }));
        Assert.Equal("base image x is not known", entry.UnknownBecause);
    }

    [Fact]
    public void An_unknown_working_directory_makes_relative_files_unknown()
    {
        EntryPoint entry = Assert.Single(StartCommandResolver.Resolve(new StartRequest
        {
            Image = new InMemoryFileTree(),
            Configuration = StartConfiguration.Empty.WithCommand(["python", "a.py"]),
            WorkingDirectory = null,
            WorkingDirectoryUnknown = "base image x is not known",
        }));
        Assert.Equal((EntryKind.Unknown, "base image x is not known"), (entry.Kind, entry.UnknownBecause));
    }

    [Theory]
    [InlineData("a 'b c' \"d\\\"e\" f\\ g ''", "a|b c|d\"e|f g|")]
    [InlineData("  ", "")]
    [InlineData("a'b'c \"x", "abc|x")]
    public void Splits_without_a_shell(string text, string expected) => Assert.Equal(expected, string.Join("|", CommandLine.Split(text)));

    private static IReadOnlyList<EntryPoint> Resolve(StartConfiguration configuration) => StartCommandResolver.Resolve(
        new StartRequest { Image = new InMemoryFileTree(), Configuration = configuration });
}
