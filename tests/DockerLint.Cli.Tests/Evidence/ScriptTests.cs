using DockerLint.Reporting;
using System.Linq;
using Xunit;

namespace DockerLint.Cli.Tests.Evidence;

public class ScriptTests
{
    private static readonly (string, string) A = ("services/a/Dockerfile", "FROM python:3.12\nCOPY services/a /a\n");
    private static readonly (string, string) B = ("services/b/Dockerfile", "FROM python:3.12\nCOPY services/b /b\n");

    [Fact]
    public void A_command_names_file_and_context() =>
        Assert.Equal(["a: services/a/Dockerfile in . (build.sh:2)"], Found.Lines(("build.sh", "#!/bin/sh\nDOCKER_BUILDKIT=1 docker build --platform linux/amd64 -t x -f services/a/Dockerfile .\n"), A));

    [Fact]
    public void The_directory_of_the_script_is_worked_out() =>
        Assert.Equal(
            ["a: services/a/Dockerfile in . (bin/build.sh:3)"],
            Found.Lines(("bin/build.sh", "ROOT=\"$(cd \"$(dirname \"${BASH_SOURCE[0]}\")/..\" && pwd)\"\ncd \"$ROOT\" || exit 1\ndocker build -f \"$ROOT/services/a/Dockerfile\" \"$ROOT\"\n"), A));

    [Fact]
    public void A_case_on_an_argument_is_tried_with_every_pattern() =>
        Assert.Equal(
            ["a: services/a/Dockerfile in . (deploy.sh:7)", "b: services/b/Dockerfile in . (deploy.sh:7)"],
            Found.Lines(("deploy.sh", "set -e\ncase \"$1\" in\n  a) DOCKERFILE=services/a/Dockerfile ;;\n  b) DOCKERFILE=services/b/Dockerfile ;;\n  *) echo usage; exit 1 ;;\nesac\ndocker build -f \"$DOCKERFILE\" -t img/$1 .\n"), A, B));

    [Theory]
    [InlineData("for s in a b; do\n  docker build -f services/$s/Dockerfile .\ndone\n")]
    [InlineData("ALL=(a b)\nfor s in \"${ALL[@]}\"; do docker build -f \"services/$s/Dockerfile\" .; done\n")]
    [InlineData("build() {\n  docker build -f services/$1/Dockerfile . || exit 1\n}\nbuild a\nbuild b\n")]
    [InlineData("build() { podman build --file=services/$1/Dockerfile .; }\n\"$@\"\n")]
    public void Loops_arrays_and_functions_are_followed(string script) =>
        Assert.Equal(2, Found.Services(("build.sh", script), A, B).Count);

    [Theory]
    [InlineData("[ -z \"$1\" ] && exit 1\ndocker build -f services/a/Dockerfile .\n", 2)]
    [InlineData("verb=build # docker build\ndocker $verb -f services/a/Dockerfile .\n", 2)]
    [InlineData("docker push x\ndocker --debug build -f services/a/Dockerfile .\n", 2)]
    [InlineData("docker tag x y\ndocker buildx build -f services/a/Dockerfile .\n", 2)]
    [InlineData("docker run x\ndocker {build,-f,services/a/Dockerfile,.}\n", 2)]
    [InlineData("FILE=services/a/Dockerfile\nsudo docker push x; sudo docker build -f $FILE .\n", 2)]
    [InlineData("set -e\nif ! docker build -f services/a/Dockerfile .; then exit 1; fi\n", 2)]
    [InlineData("set -e\nid=$(docker build -q -f services/a/Dockerfile .)\n", 2)]
    [InlineData("run() { \"$@\"; }\nlocal id=$(cd services && docker build -q -f a/Dockerfile ..)\n", 2)]
    [InlineData("x=1\nbash -c 'F=services/a/Dockerfile; docker build -f $F .'\n", 2)]
    [InlineData("sub=services\npick() { f=$sub/a/Dockerfile; }\npick\n\ndocker build -f \"$f\" .\n", 5)]
    [InlineData("for d in services/*/; do\n  if [ -f \"$d/Dockerfile\" ]; then n=$(basename $d); fi\n  docker build -f services/$n/Dockerfile .\ndone\n", 3)]
    public void What_a_build_depends_on_is_gone_through(string script, int line) =>
        Assert.Contains($"a: services/a/Dockerfile in . (build.sh:{line})", Found.Lines(("build.sh", script), A));

    [Fact]
    public void A_change_of_directory_holds_inside_its_subshell_only() =>
        Assert.Equal(
            ["x: x/Dockerfile in x (build.sh:1)", "y: y/Dockerfile in y (build.sh:2)"],
            Found.Lines(("build.sh", "(cd x && docker build .)\ncd y && docker build .\n"), ("x/Dockerfile", Found.CopyAll), ("y/Dockerfile", Found.CopyAll)));

    [Theory]
    [InlineData("svc/a/Dockerfile", "svc,services")]
    [InlineData("services", "$(NONE),/a/Dockerfile")]
    public void Makefiles_replace_text_and_append_where_nothing_is_sought(string text, string replaced) =>
        Assert.Equal(
            ["a: services/a/Dockerfile in . (Makefile:3)"],
            Found.Lines(("Makefile", "NONE :=\nimage:\n\tdocker build -f $(subst " + replaced + "," + text + ") .\n"), A));

    [Fact]
    public void Makefiles_expand_their_variables() =>
        Assert.Equal(
            ["a: services/a/Dockerfile in . (Makefile:4)"],
            Found.Lines(("Makefile", "DIR := services\nFILE ?= $(DIR)/a/Dockerfile\nimage: ## build\n\t@docker build \\\n\t  -f $(FILE) -t x:$(shell git describe) $(CURDIR)\n"), A));

    [Fact]
    public void An_archive_on_standard_input_is_the_directory() =>
        Assert.Equal(
            ["root: Dockerfile in . (Makefile:2)"],
            Found.Lines(("Makefile", "docker:\n\tgit archive --format=tar HEAD | docker build -t x -\n"), ("Dockerfile", Found.CopyAll)));

    [Fact]
    public void Documents_speak_when_nothing_else_does() =>
        Assert.Equal(
            ["a: services/a/Dockerfile in . (README.md:4)"],
            Found.Lines(("README.md", "# Build\n\n```bash\n$ docker build -f services/a/Dockerfile .\n```\n"), A));

    [Fact]
    public void A_build_under_which_nothing_exists_is_not_believed() =>
        Assert.Equal(
            ["a: services/a/Dockerfile in . (guessed: the directory under which everything that the Dockerfile copies exists)"],
            Found.Lines(("README.md", "```\ndocker build services/a\n```\n"), A));

    [Fact]
    public void Without_evidence_the_directory_that_has_the_sources_is_taken() =>
        Assert.Equal(
            ["a: services/a/Dockerfile in . (guessed: the directory under which everything that the Dockerfile copies exists)"],
            Found.Lines(A, ("services/a/main.py", "")));

    [Theory]
    [InlineData("DIR=\"$(cd \"$1\" && pwd)\"\nFILE=\"$DIR/$2\"\ndocker build -f \"$FILE\" \"$DIR\"\n")]
    [InlineData("DIR=\"$(cd $1/.. && pwd)/$2/../$3\"\ndocker build -f ${DIR}/`echo $4` ${DIR}\n")]
    public void A_place_that_only_arguments_tell_says_nothing_and_ends(string script) =>
        Assert.Equal(
            ["a: services/a/Dockerfile in . (guessed: the directory under which everything that the Dockerfile copies exists)"],
            Found.Lines(("build.sh", script), A, ("services/a/main.py", "")));

    [Fact]
    public void Where_nothing_that_is_copied_exists_nothing_speaks_for_a_context()
    {
        CheckReport report = Found.Report(("Dockerfile.all", "FROM python:3.12\nCOPY src /app\nCMD [\"python\", \"/app/main.py\"]\n"), ("connectors/a/src/main.py", ""));
        Assert.All(report.Findings, static finding => Assert.Equal(Severity.Warning, finding.Severity));
        Assert.NotEmpty(report.Findings);
    }

    private const string Called = "#!/bin/bash\nset -e\nDF=${DF:-services/$1/Dockerfile}\ndocker build -f $DF ${2:-services/a}\n";

    [Theory]
    [InlineData("Makefile", "a:\n\t./bin/build.sh a .\n", "Makefile:2")]
    [InlineData("Makefile", "a:\n\tcd bin && DF=../services/a/Dockerfile bash -eux ../bin/build.sh x ..\n", "Makefile:2")]
    [InlineData("all.sh", "for s in a; do\n  bin/build.sh $s .\ndone\n", "all.sh:2")]
    [InlineData("all.sh", "DF=services/a/Dockerfile exec sh ./bin/build.sh x .\n", "all.sh:1")]
    [InlineData(".github/workflows/ci.yml", "jobs:\n  x:\n    steps:\n      - run: bin/build.sh a .\n", ".github/workflows/ci.yml:4")]
    [InlineData(".gitlab-ci.yml", "x:\n  script:\n    - ./bin/build.sh a .\n", ".gitlab-ci.yml:3")]
    public void A_script_is_read_with_the_arguments_that_its_callers_give(string file, string text, string evidence) =>
        Assert.Equal(
            ["a: services/a/Dockerfile in . (" + evidence + ")"],
            Found.Lines((file, text), ("bin/build.sh", Called), ("services/a/Dockerfile", "FROM python:3.12\nCOPY x .\n"), ("x", ""), ("services/a/x", "")));

    [Fact]
    public void Scripts_that_call_each_other_end() =>
        Assert.Equal(
            ["a: services/a/Dockerfile in . (one.sh:2)"],
            Found.Lines(("one.sh", "./two.sh\ndocker build -f services/a/Dockerfile .\n"), ("two.sh", "./one.sh\ndocker build -f services/a/Dockerfile .\n"), A).Select(line => line.Replace("one.sh:1", "one.sh:2").Replace("two.sh:1", "one.sh:2")).Distinct());

    [Theory]
    [InlineData("define image\n\tdocker build -f services/$(1)/Dockerfile $(2)\nendef\na:\n\t$(call image,a,.)\n")]
    [InlineData("NAMES = a b\nall: $(addprefix image-,$(NAMES))\nimage-%:\n\tdocker build -f services/$*/Dockerfile .\n")]
    [InlineData("all: image-a\nimage-%:\n\tdocker build -f services/$(subst image-,,$@)/Dockerfile .\n")]
    [InlineData("a b:\n\tdocker build -f services/$@/Dockerfile .\n")]
    [InlineData("a: ; docker build -f services/a/Dockerfile .\n")]
    public void Makefiles_have_functions_patterns_and_rules_of_one_line(string makefile) =>
        Assert.Contains("a: services/a/Dockerfile in . (Makefile:", Found.Lines(("Makefile", makefile), A)[0]);

    [Fact]
    public void A_Makefile_whose_variables_multiply_ends()
    {
        string makefile = string.Concat(Enumerable.Range(0, 20).Select(i => $"V{i} = {string.Concat(Enumerable.Repeat($"$(V{i + 1})", 100))}\n")) + "a:\n\tdocker build $(V0) -f services/a/Dockerfile .\n";
        Assert.Single(Found.Services(("Makefile", makefile), A));
    }

    [Theory]
    [InlineData("docker build -f \"$F\" \"$(dirname \"$F\")\"\n")]
    [InlineData("C=$(dirname \"${F}\")\nflags=(\"-f\" \"${F}\" \"-t\" x)\ndocker build \"${flags[@]}\" \"$C\"\n")]
    public void A_file_of_which_nothing_is_known_says_nothing_of_contexts(string script) =>
        Assert.Equal(
            ["b: a/b/Dockerfile in a/b (guessed: the Dockerfile's directory)"],
            Found.Lines(("ci/build.sh", script), ("a/b/Dockerfile", Found.CopyAll), ("a/b/main.py", "")));
}
