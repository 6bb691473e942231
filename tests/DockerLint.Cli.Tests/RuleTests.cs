using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace DockerLint.Cli.Tests;

/// <summary><c>rule</c> as a process.</summary>
public sealed class RuleTests
{
    [Fact]
    public void Prints_the_published_page()
    {
        string pages = Path.Combine(ProjectRoot.Path, "docs", "rules");
        Assert.Equal(File.ReadAllText(Path.Combine(pages, "IMG1001.md")), Run("img1001", "--format", "markdown").Output);
        Assert.Equal(File.ReadAllText(Path.Combine(pages, "README.md")), Run("--format", "markdown").Output);
    }

    [Fact]
    public void Takes_ids_names_and_beginnings()
    {
        string[] ids = Run("missing-module", "IMG200", "--format", "json").Output.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!).ToArray();
        Assert.Equal(["IMG1001", "IMG2001", "IMG2002", "IMG2003"], ids);
        Assert.Contains("# dockerlint ignore=IMG2001 # the reason", Run("IMG2001").Output);
    }

    [Fact]
    public void An_unknown_rule_is_one_line_with_the_nearest()
    {
        CommandResult result = Run("IMG1O01");
        Assert.Equal((2, "dockerlint: there is no rule IMG1O01; did you mean IMG1001?\n"), (result.ExitCode, result.Error));
    }

    private static CommandResult Run(params string[] arguments) => CommandLine.Run(ProjectRoot.Path, ["rule", .. arguments]);
}
