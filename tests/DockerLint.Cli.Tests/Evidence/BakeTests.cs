using System.Linq;
using Xunit;

namespace DockerLint.Cli.Tests.Evidence;

public class BakeTests
{
    [Fact]
    public void Targets_inherit_and_take_variables() =>
        Assert.Equal(
            ["api: docker/api.Dockerfile in . to prod (docker-bake.hcl:9)"],
            Found.Lines(
                ("docker-bake.hcl", """
                    # comment
                    variable "STAGE" { default = "prod" }
                    group "default" { targets = ["api"] }
                    target "_common" {
                      context = "."
                      target  = "${STAGE}"
                      args    = { A = "1", B = upper("x") }
                    }
                    target "api" {
                      inherits   = ["_common"]
                      dockerfile = "docker/api.Dockerfile"
                    }
                    """),
                ("docker/api.Dockerfile", "FROM python:3.12 AS prod\nCOPY docker /d\nFROM prod\n")));

    [Fact]
    public void A_matrix_makes_one_target_each() =>
        Assert.Equal(
            ["web-a: a/Dockerfile in a (docker-bake.hcl:1)", "web-b: b/Dockerfile in b (docker-bake.hcl:1)"],
            Found.Lines(
                ("docker-bake.hcl", "target \"web\" {\n  name = \"web-${svc}\"\n  matrix = { svc = [\"a\", \"b\"] }\n  context = \"${svc}\"\n}\n"),
                ("a/Dockerfile", Found.CopyAll), ("b/Dockerfile", Found.CopyAll)));

    [Fact]
    public void The_json_form_says_the_same() =>
        Assert.Equal(
            ["api: api/Dockerfile in api (docker-bake.json:1)"],
            Found.Lines(("docker-bake.json", """{"target": {"api": {"context": "api"}}}"""), ("api/Dockerfile", Found.CopyAll)));

    [Fact]
    public void A_context_that_is_another_target_is_built() =>
        Assert.Empty(Found.Report(
            ("docker-bake.hcl", "target \"base\" { context = \"base\" }\ntarget \"app\" {\n  context = \"app\"\n  contexts = { common = \"target:base\" }\n}\n"),
            ("base/Dockerfile", "FROM python:3.12\nWORKDIR /app\nCOPY lib.py .\n"), ("base/lib.py", ""),
            ("app/Dockerfile", "FROM common\nCOPY main.py .\nCMD [\"python\", \"main.py\"]\n"), ("app/main.py", "import lib\n")).Findings);

    [Fact]
    public void Of_several_parents_the_last_wins_and_the_target_itself_over_all() =>
        Assert.Equal(
            ["a: two/Dockerfile in two to own (docker-bake.hcl:7)"],
            Found.Lines(
                ("docker-bake.hcl", "target \"base\" { context = \"none\" }\ntarget \"one\" { inherits = [\"base\"]\n context = \"one\" }\ntarget \"two\" { inherits = [\"base\"]\n context = \"two\"\n target = \"x\" }\ntarget \"a\" { inherits = [\"one\", \"two\"]\n target = \"own\" }\n"),
                ("two/Dockerfile", "FROM python:3.12 AS own\nFROM own AS x\n")).Where(line => line.StartsWith("a: ", System.StringComparison.Ordinal)));

    [Fact]
    public void A_file_that_overrides_is_laid_over_the_other() =>
        Assert.Equal(
            ["a: api/Dockerfile in api to dev (docker-bake.override.hcl:1)"],
            Found.Lines(
                ("docker-bake.hcl", "target \"a\" {\n  context = \"api\"\n  target = \"prod\"\n}\n"), ("docker-bake.override.hcl", "target \"a\" {\n  target = \"dev\"\n}\n"),
                ("api/Dockerfile", "FROM python:3.12 AS dev\nFROM dev AS prod\n")));

    [Fact]
    public void A_file_of_one_target_without_context_is_read() =>
        Assert.Empty(Found.Report(
            ("docker-bake.hcl", "target \"a\" {\n  args = { DIR = \"src\" }\n}\n"),
            ("Dockerfile", "FROM python:3.12\nARG DIR=none\nWORKDIR /app\nCOPY ${DIR}/main.py .\nCMD [\"python\", \"main.py\"]\n"), ("src/main.py", "")).Findings);
}
