using System.Linq;
using DockerLint.Checks;
using DockerLint.Reporting;
using DockerLint.Tests.Checks;
using Xunit;

namespace DockerLint.Tests.Rules.Tool;

/// <summary>IMG9003, and what suppressions take out.</summary>
public sealed class UselessSuppressionTests
{
    private const string Dockerfile = """
        # Dockerfile
        FROM python:3.12-slim
        WORKDIR /srv
        COPY app/ ./app/
        CMD ["python", "-m", "app.main"]
        # app/__init__.py
        # lib/__init__.py
        # lib/part.py
        X = 1
        # app/main.py
        """;

    [Theory]
    [InlineData("import lib  # dockerlint: ignore[IMG1001] laid over it when it runs")]
    [InlineData("import lib  #dockerlint: ignore[IMG1001] laid over it")]
    [InlineData("import lib  # noqa: F401  # dockerlint: ignore[IMG1001] laid over it  # more")]
    [InlineData("import lib  # dockerlint: ignore[IMG1001, IMG2001] laid over it")]
    [InlineData("import lib  # dockerlint: ignore[img10] all of them")]
    [InlineData("import lib  # dockerlint: ignore[missing-module] by name")]
    [InlineData("import lib  # dockerlint ignore=IMG1001 # the other spelling")]
    [InlineData("from lib import (\n    part,  # dockerlint: ignore[IMG1001] inside of the statement\n)")]
    [InlineData("from lib import (\n    part,\n)  # dockerlint: ignore[IMG1001] at its end")]
    [InlineData("import os; import lib  # dockerlint: ignore[IMG1001] second on the line")]
    [InlineData("if True: import lib  # dockerlint: ignore[IMG1001] behind a header")]
    [InlineData("# dockerlint: ignore[IMG1001] above it\nimport lib")]
    [InlineData("# dockerlint: ignore-file[IMG1001] all of this file\nimport os\n\nimport lib")]
    [InlineData("# dockerlint global ignore=IMG1001 # all of this file\nimport lib")]
    public void Takes_out_the_finding_of_the_statement(string source)
    {
        CheckReport report = Run(source);
        Assert.DoesNotContain(report.Findings, finding => finding.Rule == "IMG1001");
        SuppressedFinding one = Assert.Single(report.SuppressedFindings);
        Assert.Equal(("IMG1001", SuppressionKind.InSource, 1), (one.Finding.Rule, one.Kind, report.Suppressed));
        Assert.NotNull(one.Reason);
    }

    [Theory]
    [InlineData("import lib  # dockerlint: ignore[IMG1002] another rule")]
    [InlineData("import lib\nimport os  # dockerlint: ignore[IMG1001] another statement")]
    [InlineData("import lib; x = '# dockerlint: ignore[IMG1001] a string'")]
    [InlineData("import lib\n\"\"\"\n# dockerlint: ignore-file[IMG1001] a string\n\"\"\"")]
    [InlineData("import lib  # dockerlint: ignore")]
    [InlineData("import lib  # dockerlint: ignore[IMG1001")]
    [InlineData("import lib  # see the dockerlint: ignore[IMG1001] of the other file")]
    public void Leaves_what_is_not_suppressed(string source) => Assert.Contains(Run(source).Findings, finding => finding.Rule == "IMG1001");

    [Theory]
    [InlineData("import os  # dockerlint: ignore[IMG1001] not needed", "there is no IMG1001 on this line to suppress")]
    [InlineData("import lib  # dockerlint: ignore[IMG1001,IMG1005] half of it", "there is no IMG1005 on this line")]
    [InlineData("# dockerlint: ignore-file[IMG1002] nothing\nimport lib", "there is no IMG1002 in this file")]
    [InlineData("import os  # dockerlint: ignore[IMG1O01] slip", "there is no rule IMG1O01; did you mean IMG1001?")]
    [InlineData("import os  # dockerlint: ingore[IMG1001] slip", "there is no 'ingore'; did you mean ignore?")]
    [InlineData("import os  # dockerlint: disable=IMG1001", "there is no 'disable'; write ignore[IMG1001]")]
    [InlineData("import os  # dockerlint: ignore", "it names no rule")]
    [InlineData("import os  # dockerlint: ignore[]", "it names no rule")]
    [InlineData("import os  # dockerlint: ignore[IMG1001", "']' is missing")]
    public void Reports_a_suppression_without_effect(string source, string message) =>
        Assert.Contains(message, Assert.Single(Run(source).Findings, finding => finding is { Rule: "IMG9003", Severity: Severity.Warning }).Message);

    [Theory]
    [InlineData("import lib  # dockerlint: ignore[IMG1001]")]
    [InlineData("import lib  # dockerlint: ignore[IMG1001]  # noqa: F401")]
    [InlineData("import lib  # dockerlint ignore=IMG1001 #")]
    public void Reports_a_missing_reason_as_a_note(string source) =>
        Assert.Equal(Severity.Info, Assert.Single(Run(source).Findings, finding => finding.Rule == "IMG9003").Severity);

    [Theory]
    [InlineData("# dockerlint is a tool that we use\nimport os")]
    [InlineData("# dockerlint ignores what is not imported\nimport os")]
    [InlineData("# dockerlint: see the documentation\nimport os")]
    [InlineData("import lib  # dockerlint: ignore[IMG1001] one\nimport lib.part  # dockerlint: ignore[IMG1001] told at the other import only")]
    [InlineData("import lib  # dockerlint: ignore[IMG1001] why\nimport os  # dockerlint: ignore[IMG9003] why")]
    public void Accepts_what_is_none_or_is_needed(string source) => Assert.DoesNotContain(Run(source).Findings, finding => finding.Rule == "IMG9003");

    [Fact]
    public void Accepts_what_only_rules_that_did_not_run_could_need()
    {
        const string source = "import os  # dockerlint: ignore[IMG1001] x\nimport sys  # dockerlint: ignore[IMG] x";
        Assert.Empty(Run(source, request => request with { Select = ["IMG1002", "IMG9003"] }).Findings);
        Assert.Equal(["IMG1001"], Run(source, request => request with { Select = ["IMG1001", "IMG9003"] }).Findings.Select(f => f.Message.Split(' ')[3]));
        Assert.Empty(Run(source, request => request with { Ignore = ["IMG9003"] }).Findings);
    }

    [Fact]
    public void Accepts_what_a_service_that_was_left_out_may_need()
    {
        const string second = "# other/Dockerfile\nFROM python:3.12-slim\nCOPY app/ /app/app/\n";
        const string source = "import os  # dockerlint: ignore[IMG1001] x";
        Assert.Empty(Run(source + "\n" + second, request => request with { Dockerfiles = ["/Dockerfile"], Context = "/" }).Findings);
        Assert.Single(Run(source, request => request with { Dockerfiles = ["/Dockerfile"], Context = "/" }).Findings);
    }

    [Fact]
    public void Ignored_suppressions_neither_take_out_nor_are_judged()
    {
        CheckReport report = Run("import lib  # dockerlint: ignore[IMG1001, IMG1005]", request => request with { IgnoresSuppressions = true });
        Assert.Equal("IMG1001", Assert.Single(report.Findings).Rule);
        Assert.Equal(0, report.Suppressed);
    }

    [Theory]
    [InlineData("# dockerlint ignore=IMG2001 # CI makes it\nCOPY lost.txt ./", 0)]
    [InlineData("# dockerlint: ignore[IMG2001] CI makes it\n# another comment\n\nCOPY lost.txt ./", 0)]
    [InlineData("COPY lost.txt \\\n# dockerlint ignore=IMG2001 # inside of it\n ./", 0)]
    [InlineData("# dockerlint global ignore=IMG2001 # CI makes it\nCOPY app/ ./app/\nCOPY lost.txt ./", 0)]
    [InlineData("COPY lost.txt ./\n# dockerlint ignore=IMG2001 # below it\nRUN true", 1)]
    [InlineData("RUN <<EOF\n# dockerlint global ignore=IMG2001 # a script\nEOF\nCOPY lost.txt ./", 1)]
    public void Comments_of_a_dockerfile_hold_for_the_instruction_below(string lines, int told)
    {
        CheckReport report = Checker.Run(new CheckRequest { Repository = Repositories.Of("# Dockerfile\n" + "FROM python:3.12-slim\n").Add("/Dockerfile", "FROM python:3.12-slim\n" + lines + "\n").Add("/app/a.py", "") });
        Assert.Equal(told, report.Findings.Count(finding => finding.Rule == "IMG2001"));
        Assert.Equal(1 - told, report.Suppressed);
    }

    [Fact]
    public void A_comment_above_the_start_command_is_about_what_it_starts()
    {
        CheckReport report = Checker.Run(new CheckRequest
        {
            Repository = Repositories.Of(Dockerfile + "\nimport lib\n").Add("/Dockerfile", "FROM python:3.12-slim\nWORKDIR /srv\nCOPY app/ ./app/\n# dockerlint ignore=IMG1001 # mounted\nCMD [\"python\", \"-m\", \"app.main\"]\n"),
        });
        Assert.Empty(report.Findings);
        Assert.Equal("mounted", Assert.Single(report.SuppressedFindings).Reason);
    }

    private static CheckReport Run(string source) => Run(source, request => request);

    private static CheckReport Run(string source, System.Func<CheckRequest, CheckRequest> with) =>
        Checker.Run(with(new CheckRequest { Repository = Repositories.Of(Dockerfile + "\n" + source + "\n") }));
}
