using System.IO;
using DockerLint.Configuration;
using Xunit;

namespace DockerLint.Cli.Tests.Configuration;

public class SettingsTests
{
    private const string Dockerfile = "FROM python:3.12\nWORKDIR /app\nCOPY main.py .\nCMD [\"python\", \"main.py\"]\n";

    [Theory]
    [InlineData("servces: []\n", "dockerlint.yaml:1: unknown key servces; did you mean services?")]
    [InlineData("rules:\n  IMG1001: eror\n", "dockerlint.yaml:2: rules.IMG1001 is one of error, warning, info, none, not 'eror'; did you mean error?")]
    [InlineData("rules:\n  IMG1O01: error\n", "dockerlint.yaml:2: there is no rule IMG1O01; did you mean IMG1001?")]
    [InlineData("services:\n- name: a\n", "dockerlint.yaml:2: services needs the key dockerfile")]
    [InlineData("services:\n- dockerfile: [a]\n", "dockerlint.yaml:2: dockerfile must be a text, not a list")]
    [InlineData("ignore:\n- path: a\n  reason: b\n  until: tomorrow\n", "dockerlint.yaml:4: until is a date such as 2030-01-31, not 'tomorrow'")]
    [InlineData("exclude: {a: b}\n", "dockerlint.yaml:1: exclude must be a text or a list of texts, not keys with values")]
    [InlineData("a: [\n", "not valid YAML")]
    public void Reports_a_wrong_key_or_value(string text, string message)
    {
        using var root = new TemporaryDirectory();
        root.Write("dockerlint.yaml", text).Write("Dockerfile", Dockerfile);
        CommandResult result = CommandLine.Run(root.Path, "check");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error);
    }

    [Fact]
    public void Accepts_a_service_with_its_context_and_command()
    {
        using var root = new TemporaryDirectory();
        root.Write("dockerlint.yaml", "services:\n- name: jobs\n  dockerfile: docker/Dockerfile\n  context: .\n  commands: [python -m jobs]\n")
            .Write("docker/Dockerfile", "FROM python:3.12\nWORKDIR /app\nCOPY jobs.py .\n").Write("jobs.py", "");
        string output = CommandLine.Run(root.Path, "services").Output;
        Assert.Contains("jobs", output);
        Assert.Contains("context     .  (dockerlint.yaml:2)", output);
        Assert.Contains("python -m jobs", output);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("rules: {IMG1: warning}\n", 0)]
    [InlineData("rules: {missing-module: none}\n", 0)]
    [InlineData("ignore: [{path: main.py, reason: known, rules: IMG1001}]\n", 0)]
    [InlineData("ignore: [{path: main.py, reason: known, until: 2001-01-01}]\n", 1)]
    [InlineData("ignore: [{path: elsewhere, reason: known}]\n", 1)]
    [InlineData("exclude: ['*']\n", 0)]
    [InlineData("services: [{dockerfile: Dockerfile, context: ., ignore: IMG1001}]\n", 0)]
    public void Changes_what_is_told(string settings, int exitCode)
    {
        using var root = new TemporaryDirectory();
        root.Write("dockerlint.yaml", settings).Write("Dockerfile", Dockerfile).Write("main.py", "import other\n").Write("other.py", "");
        Assert.Equal(exitCode, CommandLine.Run(root.Path, "check").ExitCode);
        Assert.Equal(1, CommandLine.Run(root.Path, "check", "--no-config").ExitCode);
    }

    [Theory]
    [InlineData("[*.py]\ndotnet_diagnostic.IMG1001.severity = none\n", 0)]
    [InlineData("root = true\n[{main,other}.py]\ndotnet_diagnostic.img1001.severity = warning\n", 0)]
    [InlineData("[*.cs]\ndotnet_diagnostic.IMG1001.severity = none\n", 1)]
    [InlineData("[*.py]\ndotnet_diagnostic.IMG1001.severity = default\n", 1)]
    public void Severities_of_editorconfig_hold(string text, int exitCode)
    {
        using var root = new TemporaryDirectory();
        root.Write(".editorconfig", text).Write("Dockerfile", Dockerfile).Write("main.py", "import other\n").Write("other.py", "");
        Assert.Equal(exitCode, CommandLine.Run(root.Path, "check").ExitCode);
    }

    [Fact]
    public void The_nearest_file_above_the_root_holds()
    {
        using var root = new TemporaryDirectory();
        root.Write("dockerlint.yaml", "ignore: [{path: svc/main.py, reason: known}]\n").Write("svc/Dockerfile", Dockerfile).Write("svc/main.py", "import other\n").Write("svc/other.py", "");
        Assert.Equal(0, CommandLine.Run(root.Path, "check", "svc").ExitCode);
        Assert.Contains("ignore main.py: known", CommandLine.Run(root.Path, "check", "svc", "--show-settings").Output);
    }

    [Fact]
    public void The_published_schema_is_the_one_that_the_reader_checks_with()
    {
        string path = Path.Combine(ProjectRoot.Path, "docs", "dockerlint.schema.json");
        if (System.Environment.GetEnvironmentVariable("UPDATE_APPROVED") == "1") File.WriteAllText(path, SettingsSchema.Text());
        Assert.Equal(File.ReadAllText(path), SettingsSchema.Text());
    }
}
