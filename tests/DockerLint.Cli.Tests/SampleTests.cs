using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using TestSupport;
using Xunit;

namespace DockerLint.Cli.Tests;

/// <summary>The main job, end to end, on the sample that retells the outage.</summary>
public class SampleTests
{
    private const string Dockerfile = "data_processors/grading/nba/Dockerfile";
    private static readonly string Sample = Path.Combine(ProjectRoot.Path, "samples", "grading-outage");

    [Fact]
    public void Reports_the_missing_package_with_its_chain_and_its_fix()
    {
        CommandResult result = CommandLine.Run(Sample, "check", "--format", "json");
        Assert.Equal(ExitCodes.Findings, result.ExitCode);
        JsonElement report = JsonDocument.Parse(result.Output).RootElement;
        JsonElement finding = Assert.Single(report.GetProperty("findings").EnumerateArray());
        Assert.Equal("IMG1001", finding.GetProperty("rule").GetString());
        Assert.Equal("error", finding.GetProperty("severity").GetString());
        Assert.Equal("predictions", finding.GetProperty("module").GetString());
        Assert.Equal("not-copied", finding.GetProperty("reason").GetString());
        Assert.Equal("data_processors/grading/prediction_accuracy_processor.py", finding.GetProperty("file").GetString());
        Assert.Equal(4, finding.GetProperty("line").GetInt32());
        Assert.Equal(
            [
                Dockerfile,
                "data_processors/grading/nba/main_nba_grading_service.py",
                "data_processors/grading/__init__.py",
                "data_processors/grading/prediction_accuracy_processor.py",
            ],
            finding.GetProperty("chain").EnumerateArray().Select(link => link.GetProperty("file").GetString()));
        Assert.Equal(2, report.GetProperty("summary").GetProperty("services").GetInt32());
    }

    [Fact]
    public void Fixing_leaves_nothing_to_fix_and_touches_one_file()
    {
        using var directory = new TemporaryDirectory();
        directory.CopyFrom(Sample);
        CommandResult diff = CommandLine.Run(directory.Path, "check", "--diff");
        Assert.Equal(ExitCodes.Findings, diff.ExitCode);
        Assert.Equal(File.ReadAllText(Path.Combine(Sample, Dockerfile)), directory.Read(Dockerfile));
        Assert.Contains("+++ b/" + Dockerfile, diff.Output);

        CommandResult fix = CommandLine.Run(directory.Path, "fix");
        Assert.Equal((ExitCodes.Clean, "mended " + Dockerfile + "\n"), (fix.ExitCode, fix.Error));
        Assert.Equal(ExitCodes.Clean, CommandLine.Run(directory.Path, "check", "--fail-on", "info").ExitCode);
        Assert.Equal("", CommandLine.Run(directory.Path, "check", "--diff").Output);
        foreach (string file in Directory.EnumerateFiles(Sample, "*", SearchOption.AllDirectories))
        {
            string name = Path.GetRelativePath(Sample, file);
            if (name != Dockerfile.Replace('/', Path.DirectorySeparatorChar)) Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(directory.At(name)));
        }
    }

    [Fact]
    public void The_diff_is_one_that_git_applies()
    {
        using var directory = new TemporaryDirectory();
        directory.CopyFrom(Sample).Write("fix.patch", CommandLine.Run(Sample, "check", "--diff").Output);
        using Process git = Process.Start(new ProcessStartInfo("git", ["apply", "fix.patch"]) { WorkingDirectory = directory.Path })!;
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        Assert.Equal(ExitCodes.Clean, CommandLine.Run(directory.Path, "check").ExitCode);
    }

    [Theory]
    [InlineData(80, "never")]
    [InlineData(160, "never")]
    [InlineData(80, "always")]
    [InlineData(160, "always")]
    public void Looks_as_approved_in_a_terminal(int columns, string color)
    {
        var environment = new Dictionary<string, string> { ["COLUMNS"] = columns.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        string output = CommandLine.RunWith(Sample, environment, null, "check", "--color", color).Output;
        string shown = Regex.Replace(output, "[0-9]+ ms", "N ms").Replace('\u001b', '␛');
        Approve.Text($"sample-{columns}-{color}", shown);
    }

    [Fact]
    public void Colours_only_when_asked_or_on_a_terminal()
    {
        Assert.DoesNotContain('\u001b', CommandLine.Run(Sample, "check").Output);
        Assert.Contains('\u001b', CommandLine.Run(Sample, "check", "--color", "always").Output);
        var environment = new Dictionary<string, string> { ["NO_COLOR"] = "1" };
        Assert.DoesNotContain('\u001b', CommandLine.RunWith(Sample, environment, null, "check", "--color", "auto").Output);
    }

    [Fact]
    public void Several_formats_at_once_go_to_their_files()
    {
        using var directory = new TemporaryDirectory();
        CommandResult result = CommandLine.Run(
            Sample, "check", "--format", "concise", "--format", "sarif=" + directory.At("a.sarif"), "--format", "junit=" + directory.At("b.xml"), "--exit-zero");
        Assert.Equal(ExitCodes.Clean, result.ExitCode);
        Assert.StartsWith("data_processors/grading/prediction_accuracy_processor.py:4:", result.Output);
        Assert.Contains("IMG1001", directory.Read("a.sarif"));
        Assert.Contains("<failure type=\"IMG1001\"", directory.Read("b.xml"));
    }

    [Theory]
    [InlineData("--ignore", "IMG1001", ExitCodes.Clean)]
    [InlineData("--select", "IMG2", ExitCodes.Clean)]
    [InlineData("--select", "IMG1", ExitCodes.Findings)]
    [InlineData("--dockerfile", "predictions/coordinator/Dockerfile", ExitCodes.Clean)]
    [InlineData("--dockerfile", Dockerfile, ExitCodes.Findings)]
    public void Options_choose_what_is_checked(string option, string value, int exitCode) =>
        Assert.Equal(exitCode, CommandLine.Run(Sample, "check", option, value).ExitCode);

    [Fact]
    public void Files_lists_the_image()
    {
        CommandResult result = CommandLine.Run(Sample, "files", "--dockerfile", Dockerfile);
        Assert.Equal(
            [
                "/app/data_processors/__init__.py", "/app/data_processors/grading/__init__.py", "/app/data_processors/grading/nba/Dockerfile",
                "/app/data_processors/grading/nba/main_nba_grading_service.py", "/app/data_processors/grading/nba/requirements.txt",
                "/app/data_processors/grading/prediction_accuracy_processor.py", "/app/data_processors/grading/scoring.py",
                "/app/data_processors/processor_base.py", "/app/main_nba_grading_service.py", "/app/requirements.txt", "/app/shared/__init__.py",
                "/app/shared/clients/__init__.py", "/app/shared/clients/warehouse.py", "/app/shared/settings.py",
            ],
            result.Output.TrimEnd('\n').Split('\n'));
        string record = CommandLine.Run(Sample, "files", "--dockerfile", Dockerfile, "--format", "json").Output.Split('\n')[0];
        Assert.Equal(
            "{\"path\":\"/app/data_processors/__init__.py\",\"source\":\"data_processors/__init__.py\",\"instruction\":{\"file\":\"" + Dockerfile
            + "\",\"line\":16},\"stage\":\"0\"}",
            record);
    }

    [Fact]
    public void Services_names_the_evidence()
    {
        string output = CommandLine.Run(Sample, "services").Output;
        Assert.Contains("dockerfile  " + Dockerfile, output);
        Assert.Contains("dockerfile  predictions/coordinator/Dockerfile", output);
        Assert.Contains("main_nba_grading_service", output);
    }
}
