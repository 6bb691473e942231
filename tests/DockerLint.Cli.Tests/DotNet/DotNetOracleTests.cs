using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace DockerLint.Cli.Tests.DotNet;

/// <summary>
/// The check of a .NET Dockerfile against the real <c>dotnet</c>: an error is reported where a command really fails and only
/// there, and the codes that a message names are those that the command prints.
/// </summary>
public abstract partial class DotNetOracleTests
{
    private protected static void Compare(string name)
    {
        DotNetCase example = DotNetCase.Read(name);
        using var directory = new TemporaryDirectory();
        example.WriteTo(directory);
        CommandResult result = CommandLine.Run(directory.Path, "check", "--dockerfile", "Dockerfile", "--context", ".", "--format", "json", "--exit-zero");
        JsonElement[] findings = [.. JsonDocument.Parse(result.Output).RootElement.GetProperty("findings").EnumerateArray()];
        Assert.Equal(example.Expected, findings.Select(finding => Text(finding, "rule") + " " + Text(finding, "severity")));

        using var stage = new TemporaryDirectory();
        List<RealDotNet.Step> steps = RealDotNet.Run(example, stage);
        string real = string.Join("\n", steps.Select(step => "$ " + step.Command + "\n" + step.Output + "\nexit code " + step.ExitCode));
        bool fails = steps.Exists(step => step.ExitCode != 0);
        Assert.True(fails == findings.Any(finding => Text(finding, "severity") == "error" && Text(finding, "rule") != "IMG3003"), real);
        foreach (JsonElement finding in findings)
        {
            // One of the codes that a message names, as the compiler may find one thing or another first; what may happen later is not shown here.
            if (Text(finding, "severity") != "error" && !Text(finding, "message").Contains("(only ", StringComparison.Ordinal)) continue;
            string[] codes = [.. Code().Matches(Text(finding, "message")).Select(match => match.Value)];
            Assert.True(codes.Length == 0 || codes.Any(code => real.Contains(code, StringComparison.Ordinal)), Text(finding, "message") + "\n" + real);
        }
    }

    private static string Text(JsonElement finding, string name) => finding.GetProperty(name).GetString()!;

    [GeneratedRegex(@"\b(?:NETSDK|MSB|NU|CS)\d{4}\b|exit code 155")]
    private static partial Regex Code();
}

/// <summary>Half of the cases: classes run side by side, and the real commands are what takes the time.</summary>
public sealed class DotNetOracleEvenTests : DotNetOracleTests
{
    public static TheoryData<string> Names => [.. DotNetCase.Names.Where((_, i) => i % 2 == 0)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Says_what_the_real_command_does(string name) => Compare(name);
}

/// <summary>The other half.</summary>
public sealed class DotNetOracleOddTests : DotNetOracleTests
{
    public static TheoryData<string> Names => [.. DotNetCase.Names.Where((_, i) => i % 2 == 1)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Says_what_the_real_command_does(string name) => Compare(name);
}
