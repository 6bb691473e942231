using System;
using System.Linq;
using Xunit;

namespace DockerLint.Cli.Tests.Smoke;

/// <summary>Every class of outcome, each by an image that yields it.</summary>
public sealed class SmokeImportTests
{
    private const string Dockerfile = "FROM " + TestEngine.Base + "\nWORKDIR /app\nCOPY main.py ./\nCOPY pkg/ ./pkg/\nCMD [\"python3\", \"-m\", \"main\"]\n";

    private static TestImage Image(string main, params (string, string)[] more) =>
        new([("Dockerfile", Dockerfile), ("main.py", main), ("pkg/__init__.py", ""), .. more]);

    [EngineFact]
    public void A_healthy_image_passes()
    {
        using TestImage image = Image("import pkg.a\n", ("pkg/a.py", "print('noise')\nimport json, pkg.space.inner.part\n"), ("pkg/space/inner/part.py", ""));
        SmokeResult result = image.Smoke();
        Assert.Empty(result.Findings);
        Assert.Equal(0, result.Result.ExitCode);
        Assert.Equal("", image.Leftovers());
    }

    [EngineTheory]
    [InlineData("import ssl", "IMG6004 error shared-library")]
    [InlineData("import yaml", "IMG6001 error not-installed")]
    [InlineData("from json import no_such_name", "IMG6004 error missing-name")]
    [InlineData("open('template.html')", "IMG6004 error data-file")]
    [InlineData("open('/app/mounted.cfg')", "IMG6004 warning data-file")]
    [InlineData("import os\nos.environ['DATABASE_URL']", "IMG6003 info environment")]
    [InlineData("class ValidationError(Exception): pass\nraise ValidationError('1 validation error for Settings')", "IMG6003 info environment")]
    [InlineData("import socket\nsocket.create_connection(('db.internal', 5432), 2)", "IMG6003 info network")]
    [InlineData("import sys\nsys.exit(3)", "IMG6004 warning exit")]
    [InlineData("import os\nos._exit(7)", "IMG6004 warning hard-exit")]
    [InlineData("import os\nos.kill(os.getpid(), 11)", "IMG6004 error signal")]
    [InlineData("import time\ntime.sleep(60)", "IMG6004 warning timeout")]
    [InlineData("raise RuntimeError('no')", "IMG6003 warning inconclusive")]
    [InlineData("match = 1\nprint 'two'", "IMG6004 error syntax")]
    [InlineData("try:\n    import pkg.gone\nexcept ImportError:\n    raise SystemError('x') from None", "IMG6001 error missing-in-container; IMG6003 warning inconclusive")]
    public void What_an_import_ends_in_is_told_apart(string main, string classes)
    {
        using TestImage image = Image(main + "\n", ("template.html", ""), ("pkg/gone.py", ""), (".dockerignore", "pkg/gone.py\n"));
        SmokeResult result = image.Smoke("--timeout", "3");
        Assert.Equal(classes, string.Join("; ", result.Findings.Where(finding => finding.Verdict.Length == 0 || finding.Rule == "IMG6001").Select(finding => $"{finding.Rule} {finding.Severity} {finding.Reason}")));
        Assert.Equal("", image.Leftovers());
    }

    [EngineFact]
    public void A_file_system_that_was_asked_to_be_read_only_is_told_apart()
    {
        using TestImage image = Image("open('/app/app.log', 'a')\n");
        Assert.Equal("", image.Smoke().Classes);
        Assert.Equal("IMG6003 info read-only", image.Smoke("--read-only").Classes);
    }

    [EngineFact]
    public void One_run_lists_all_modules_that_are_missing()
    {
        using TestImage image = Image(
            "import pkg.a\nimport pkg.b\n", ("pkg/a.py", "import first\nfrom pkg import third\n"), ("pkg/b.py", "from second import x\n"),
            ("first.py", ""), ("second.py", "x = 1\n"), ("pkg/third.py", ""), (".dockerignore", "pkg/third.py\n"));
        SmokeResult result = image.Smoke();
        Assert.Equal(["first", "pkg.third", "second"], result.Findings.Where(finding => finding.Rule == "IMG6001" && finding.Severity == "error").Select(finding => finding.Module).Order(StringComparer.Ordinal));
        Assert.All(result.Findings, finding => Assert.Equal("IMG1001 confirmed", finding.Verdict));
        Assert.Equal(1, result.Result.ExitCode);
    }

    [EngineFact]
    public void A_missing_module_that_the_code_swallows_is_a_warning()
    {
        using TestImage image = Image("try:\n    import optional\nexcept ImportError:\n    optional = None\n", ("optional.py", ""));
        SmokeFinding finding = Assert.Single(image.Smoke().Findings);
        Assert.Equal(("IMG6001", "warning", "masked", "optional", "IMG1003 confirmed"), (finding.Rule, finding.Severity, finding.Reason, finding.Module, finding.Verdict));
    }

    [EngineFact]
    public void A_missing_module_is_found_behind_another_exception()
    {
        using TestImage image = Image("try:\n    import gone\nexcept ImportError as e:\n    raise RuntimeError('cannot start') from e\n", ("gone.py", ""));
        Assert.Contains(image.Smoke().Findings, finding => finding is { Rule: "IMG6001", Severity: "error", Module: "gone" });
    }

    [EngineFact]
    public void An_image_from_another_state_refutes_the_check()
    {
        using TestImage image = Image("import late\n", ("late.py", ""));
        image.Repository.Write("Dockerfile", Dockerfile.Replace("COPY main.py", "COPY late.py main.py", StringComparison.Ordinal));
        image.Build();
        image.Repository.Write("Dockerfile", Dockerfile);
        SmokeFinding finding = Assert.Single(image.Smoke().Findings);
        Assert.Equal(("IMG6002", "warning", "refuted", "IMG1001 refuted"), (finding.Rule, finding.Severity, finding.Reason, finding.Verdict));
    }

    [EngineFact]
    public void Variables_reach_the_imports_and_no_report()
    {
        using TestImage image = Image("import os\nassert os.environ['A'] == '1'\nraise ValueError(os.environ['TOKEN'])\n");
        image.Repository.Write("smoke.env", "# comment\nA=1\nTOKEN=hunter2secret\n");
        SmokeResult result = image.Smoke("--env-file", image.Repository.At("smoke.env"), "--verbose");
        Assert.Contains("ValueError: ***", Assert.Single(result.Findings).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", result.Result.Output + result.Result.Error, StringComparison.Ordinal);
        image.Repository.Write("dockerlint.yaml", "smoke:\n  env-file: smoke.env\n  env:\n    TOKEN: another9secret\n");
        result = image.Smoke();
        Assert.Contains("ValueError: ***", Assert.Single(result.Findings).Message, StringComparison.Ordinal);
    }

    [EngineFact]
    public void Variables_that_nobody_gave_can_be_invented()
    {
        using TestImage image = Image("import os\nos.environ['DATABASE_URL']\n");
        Assert.Equal("IMG6003 info environment", image.Smoke().Classes);
        Assert.Equal("", image.Smoke("--stub-env").Classes);
    }

    [EngineFact]
    public void Locating_runs_no_code()
    {
        using TestImage image = Image("raise RuntimeError('ran')\nimport gone\n", ("gone.py", ""));
        SmokeFinding finding = Assert.Single(image.Smoke("--level", "locate").Findings);
        Assert.Equal(("IMG6001", "gone"), (finding.Rule, finding.Module));
    }

    [EngineFact]
    public void Listing_compares_files_and_starts_nothing()
    {
        using TestImage image = Image("import pkg.a\n", ("pkg/a.py", ""));
        Assert.Empty(image.Smoke("--level", "list").Findings);
        image.Repository.Write("pkg/new.py", "");
        SmokeFinding finding = Assert.Single(image.Smoke("--level", "list").Findings);
        Assert.Equal(("IMG6002", "absent"), (finding.Rule, finding.Reason));
        Assert.Contains("/app/pkg/new.py", finding.Message, StringComparison.Ordinal);
        System.IO.File.Delete(image.Repository.At("pkg/a.py"));
        Assert.Contains(image.Smoke("--level", "list").Findings, other => other.Reason == "surplus" && other.Message.Contains("/app/pkg/a.py", StringComparison.Ordinal));
        Assert.Equal("", image.Leftovers());
    }

    [EngineFact]
    public void Starting_tells_an_early_end_and_a_service_that_stays()
    {
        using TestImage stays = Image("import time\nif __name__ == '__main__':\n    time.sleep(100)\n");
        Assert.Equal("", stays.Smoke("--level", "start", "--start-time", "3").Classes);
        using TestImage ends = Image("import sys\nif __name__ == '__main__':\n    from gone import x\n", ("gone.py", "x = 1\n"));
        Assert.Contains("IMG6004 error exits", ends.Smoke("--level", "start", "--start-time", "20").Classes, StringComparison.Ordinal);
        Assert.Equal("", stays.Leftovers() + ends.Leftovers());
    }
}
