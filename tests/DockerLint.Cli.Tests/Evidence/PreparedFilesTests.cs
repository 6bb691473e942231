using System.Linq;
using DockerLint.Reporting;
using Xunit;

namespace DockerLint.Cli.Tests.Evidence;

/// <summary>Files that a step before the build puts into the context.</summary>
public class PreparedFilesTests
{
    private const string Dockerfile = "FROM alpine:3.20\nCOPY build/tool /usr/bin/tool\nCOPY conf /conf\n";

    [Theory]
    [InlineData("mkdir build && mv target/release/tool build")]
    [InlineData("cargo build && cp target/release/tool build/tool")]
    [InlineData("curl -fsSL -o build/tool https://example.com/tool")]
    [InlineData("go build -o build/tool ./cmd")]
    [InlineData("rsync -a ../out/ build/")]
    public void What_the_builder_makes_first_is_not_missing(string command)
    {
        CheckReport report = Found.Report(
            (".github/workflows/ci.yml", "jobs:\n  a:\n    steps:\n      - run: " + command + "\n      - run: docker build -f api/Dockerfile .\n"),
            ("api/Dockerfile", Dockerfile), ("conf/a.ini", ""));
        Assert.Empty(report.Findings);
        Assert.Contains(report.Services[0].Notes, static note => note.StartsWith("build/tool is made before the build (.github/workflows/ci.yml:4", System.StringComparison.Ordinal));
    }

    [Fact]
    public void What_an_artifact_brings_is_not_missing() =>
        Assert.Empty(Found.Report(
            (".github/workflows/ci.yml", "jobs:\n  a:\n    steps:\n      - uses: actions/download-artifact@v4\n        with:\n          path: build/\n      - run: docker build .\n"),
            ("Dockerfile", Dockerfile), ("conf/a.ini", "")).Findings);

    [Theory]
    [InlineData("prepare.sh", "cp -r ../shared/tool build/tool\n", "prepare.sh:1")]
    [InlineData("scripts/prepare.sh", "mkdir -p build\n", "scripts/prepare.sh:1")]
    [InlineData("README.md", "First run\n`wget -O build/tool https://example.com`, then docker build.\n", "README.md:2")]
    public void What_another_script_makes_is_a_warning(string file, string text, string place)
    {
        Finding finding = Assert.Single(Found.Report((file, text), ("compose.yml", "services:\n  a:\n    build: .\n"), ("Dockerfile", Dockerfile), ("conf/a.ini", "")).Findings);
        Assert.Equal((Severity.Warning, true), (finding.Severity, finding.Message.EndsWith("; " + place + " must make it before the build", System.StringComparison.Ordinal)));
    }

    [Fact]
    public void A_comment_of_the_Dockerfile_counts() =>
        Assert.Equal(
            Severity.Warning,
            Assert.Single(Found.Report(("compose.yml", "services:\n  a:\n    build: .\n"), ("Dockerfile", "# hf download --local-dir build/tool x\n" + Dockerfile), ("conf/a.ini", "")).Findings).Severity);

    [Theory]
    [InlineData("Makefile", "image:\n\tdocker build -t tool .\n\tcp build/tool /usr/local/bin/\n")]
    [InlineData("Makefile", "test:\n\tpytest build/tool\nimage:\n\tdocker build .\n")]
    [InlineData("Makefile", "clean:\n\trm -rf build/tool\nimage:\n\tdocker build .\n")]
    [InlineData("elsewhere/deep/down/x.sh", "mkdir build\n")]
    public void Whoever_reads_or_removes_it_does_not_make_it(string file, string text)
    {
        CheckReport report = Found.Report((file, text), ("compose.yml", "services:\n  a:\n    build: .\n"), ("Dockerfile", Dockerfile), ("conf/a.ini", ""));
        Assert.Equal(["IMG2001 Error"], report.Findings.Select(static f => f.Rule + " " + f.Severity));
    }
}
