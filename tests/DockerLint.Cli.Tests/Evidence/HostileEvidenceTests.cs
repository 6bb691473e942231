using System;
using System.Linq;
using System.Text;
using DockerLint.Cli.Yaml;
using DockerLint.Reporting;
using DockerLint.Services.Data;
using Xunit;

namespace DockerLint.Cli.Tests.Evidence;

/// <summary>Evidence is a stranger's: it may be wrong, but never stops or stalls a run.</summary>
public class HostileEvidenceTests
{
    [Theory]
    [InlineData("compose.yml", "services:\n  web: [build\n", "compose.yml:")]
    [InlineData("docker-bake.hcl", "target \"a\" {\n  build = \"x\n", "docker-bake.hcl:")]
    [InlineData("docker-bake.json", "{\"target\": {\"build\": }", "docker-bake.json:1")]
    [InlineData(".github/workflows/a.yml", "jobs: {docker: *unknown}\n", ".github/workflows/a.yml:1")]
    public void What_cannot_be_read_is_a_note(string file, string text, string note)
    {
        CheckReport report = Found.Report((file, text), ("Dockerfile", Found.CopyAll), ("main.py", ""));
        Assert.Contains(report.Notes, one => one.StartsWith(note, StringComparison.Ordinal));
        Assert.Single(report.Services);
    }

    [Fact]
    public void Services_that_extend_each_other_end() =>
        Assert.NotEmpty(Found.Services(
            ("compose.yml", "services:\n  a:\n    extends: b\n    build: .\n  b:\n    extends: a\n"), ("Dockerfile", Found.CopyAll)));

    [Fact]
    public void A_bomb_of_aliases_is_refused()
    {
        var text = new StringBuilder("a0: &a0 [build, build, build]\n");
        for (int i = 1; i < 40; i++) text.Append("a" + i + ": &a" + i + " [" + string.Join(", ", Enumerable.Repeat("*a" + (i - 1), 9)) + "]\n");
        DataDocuments documents = new YamlReader().Read(text.ToString());
        Assert.Contains("aliases", documents.Error);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void Deep_nesting_is_refused(string open)
    {
        DataDocuments documents = new YamlReader().Read(string.Concat(Enumerable.Repeat(open, 100_000)));
        Assert.NotNull(documents.Error);
    }

    [Fact]
    public void A_compose_file_of_ten_megabytes_is_not_read_and_noted()
    {
        CheckReport report = Found.Report(("compose.yml", "services:\n" + new string('#', 10 << 20) + "\n  build: .\n"), ("data.yml", new string('#', 10 << 20)), ("Dockerfile", Found.CopyAll), ("main.py", ""));
        Assert.Equal("Dockerfile", Assert.Single(report.Services).Dockerfile);
        Assert.Equal(["compose.yml:1: not read: it is larger than two megabytes"], report.Notes);
    }

    [Fact]
    public void A_script_with_many_choices_ends()
    {
        var script = new StringBuilder();
        for (int i = 0; i < 200; i++) script.Append("case $X" + i + " in a) V" + i + "=1;; b) V" + i + "=2;; c) V" + i + "=3;; esac\n");
        script.Append("docker build .\n");
        Assert.Single(Found.Services(("build.sh", script.ToString()), ("Dockerfile", Found.CopyAll)));
    }

    [Theory]
    [InlineData("target \"a\" { inherits = [\"b\", \"b\"] }\ntarget \"b\" { inherits = [\"a\", \"a\"] }\n")]
    [InlineData("variable \"A\" { default = \"${B}${B}\" }\nvariable \"B\" { default = \"${A}${A}\" }\ntarget \"a\" { target = \"${A}\" }\n")]
    public void Targets_and_variables_that_name_each_other_end(string bake) =>
        Assert.NotEmpty(Found.Services(("docker-bake.hcl", bake), ("Dockerfile", Found.CopyAll)));

    [Fact]
    public void Targets_that_inherit_from_a_tower_of_others_end()
    {
        // Every floor names the next one four times: 4^24 paths, 24 targets.
        var bake = new StringBuilder("target \"t24\" { context = \".\"\n target = \"prod\" }\n");
        for (int i = 0; i < 24; i++) bake.Append("target \"t" + i + "\" { inherits = [\"t" + (i + 1) + "\", \"t" + (i + 1) + "\", \"t" + (i + 1) + "\", \"t" + (i + 1) + "\"] }\n");
        Assert.Contains(Found.Services(("docker-bake.hcl", bake.ToString()), ("Dockerfile", "FROM python:3.12 AS prod\n")), service => service.Target == "prod");
    }

    [Fact]
    public void Files_that_include_each_other_end() =>
        Assert.NotEmpty(Found.Services(
            ("compose.yml", "include: [sub/compose.yml]\nservices:\n  a:\n    build: .\n"), ("sub/compose.yml", "include: [../compose.yml]\n"), ("Dockerfile", Found.CopyAll)));

    [Fact]
    public void Actions_that_use_each_other_end() =>
        Assert.NotEmpty(Found.Services(
            ("a/action.yml", "runs:\n  using: composite\n  steps: [{uses: ./b}, {uses: ./b}, {run: docker build .}]\n"),
            ("b/action.yml", "runs:\n  using: composite\n  steps: [{uses: ./a}, {uses: ./a}]\n"),
            ("Dockerfile", Found.CopyAll)));
}
