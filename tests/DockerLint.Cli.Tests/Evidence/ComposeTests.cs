using System.Linq;
using DockerLint.Checks;
using DockerLint.Cli.Yaml;
using DockerLint.Reporting;
using Xunit;

namespace DockerLint.Cli.Tests.Evidence;

public class ComposeTests
{
    [Fact]
    public void The_short_form_names_a_context() =>
        Assert.Equal(
            ["web: api/Dockerfile in api (docker-compose.yml:3)"],
            Found.Lines(("docker-compose.yml", "services:\n  web:\n    build: ./api\n"), ("api/Dockerfile", Found.CopyAll), ("api/main.py", "")));

    [Fact]
    public void The_long_form_has_a_dockerfile_relative_to_the_context_a_target_and_arguments() =>
        Assert.Equal(
            ["web: docker/api.Dockerfile in . to prod (deploy/compose.yaml:3)"],
            Found.Lines(
                ("deploy/compose.yaml", "services:\n  web:\n    build:\n      context: ..\n      dockerfile: docker/api.Dockerfile\n      target: prod\n"),
                ("docker/api.Dockerfile", "FROM python:3.12 AS prod\nCOPY docker /x\nFROM prod\n")));

    [Fact]
    public void The_last_stage_is_the_same_image_whether_it_is_named_or_not() =>
        Assert.Equal(
            ["web: api/Dockerfile in api (compose.yml:3)"],
            Found.Lines(
                ("compose.yml", "services:\n  web:\n    build: api\n  again:\n    build: {context: api, target: Prod}\n"),
                ("api/Dockerfile", "FROM python:3.12 AS base\nFROM base AS prod\nCOPY . .\n")));

    [Fact]
    public void A_build_given_by_hand_has_the_commands_that_any_file_of_the_repository_gives_it() =>
        Assert.Equal(
            ["python main.py", "celery -A tasks worker"],
            Checker.Run(new CheckRequest
            {
                Repository = Found.Tree(
                    ("deploy/local/compose.yml", "services:\n  worker:\n    build: {context: ../.., dockerfile: api/Dockerfile, target: prod}\n    command: celery -A tasks worker\n"),
                    ("api/Dockerfile", Found.CopyAll.Replace("3.12", "3.12 AS prod", System.StringComparison.Ordinal)), ("main.py", ""), ("tasks.py", "app = 1\n")),
                Yaml = new YamlReader(),
                Dockerfiles = ["/api/Dockerfile"],
                Context = "/",
            }).Services.SelectMany(service => service.Commands).Select(command => command.Text));

    [Theory]
    [InlineData("if [ \"$ENVIRONMENT\" = dev ]; then pip install -r dev.txt; fi", "dev", 0)]
    [InlineData("if [ \"$ENVIRONMENT\" = dev ]; then pip install -r dev.txt; fi", "prod", 1)]
    [InlineData("if [ \"$ENVIRONMENT\" = dev ]; then pip install -r dev.txt; fi", "${FROM_OUTSIDE}", 0)]
    [InlineData("pip install -r ${ENVIRONMENT}.txt", "dev", 0)]
    public void An_argument_that_chooses_what_is_installed_counts(string run, string value, int errors) =>
        Assert.Equal(errors, Found.Report(
            ("compose.yml", "services:\n  web:\n    build:\n      context: .\n      args:\n        ENVIRONMENT: " + value + "\n"),
            ("Dockerfile", "FROM python:3.12-slim\nWORKDIR /app\nARG ENVIRONMENT=prod\nCOPY . .\nRUN " + run + "\nCMD [\"python\", \"main.py\"]\n"),
            ("main.py", "import requests\n"), ("dev.txt", "requests\n"), ("prod.txt", "six\n")).Findings.Count(f => f.Rule == "IMG4001" && f.Severity == Severity.Error));

    [Theory]
    [InlineData("pip install tool==$VERSION", 1)]
    [InlineData("pip install -r $VERSION.txt", 2)]
    [InlineData("echo $VERSION > version", 1)]
    public void Releases_alone_are_no_services_of_their_own(string run, int services) =>
        Assert.Equal(services, Found.Services(
            ("compose.yml", "services:\n  a:\n    build: {context: ., args: {VERSION: \"1\"}}\n  b:\n    build: {context: ., args: {VERSION: \"2\"}}\n"),
            ("Dockerfile", "FROM python:3.12-slim\nARG VERSION\nCOPY . .\nRUN " + run + "\nCMD [\"python\", \"main.py\"]\n"), ("main.py", ""), ("1.txt", ""), ("2.txt", "")).Count);

    [Theory]
    [InlineData(".:/app", 0)]
    [InlineData("./docs:/app", 1)]
    public void Mounts_of_a_file_below_its_project_directory_start_where_its_context_does(string mount, int errors) =>
        Assert.Equal(errors, Found.Report(
            ("api/.ci/compose.yml", "services:\n  web:\n    build: {context: ., dockerfile: Dockerfile}\n    command: python tests/run.py\n    volumes: [\"" + mount + "\"]\n"),
            ("api/Dockerfile", "FROM python:3.12-slim\nWORKDIR /app\nCOPY main.py .\nCMD [\"python\", \"main.py\"]\n"),
            ("api/main.py", ""), ("api/docs/a.md", ""), ("api/tests/run.py", "import lib\n"), ("api/lib.py", "")).Findings.Count(f => f.Severity == Severity.Error));

    [Theory]
    [InlineData("${DIR:-api}", "")]
    [InlineData("${DIR}", "DIR=api\n")]
    [InlineData("$DIR", "export DIR='api' # the service\n")]
    [InlineData("${MISSING:-${DIR}}", "DIR=api\n")]
    public void Variables_come_from_the_env_file_and_from_defaults(string context, string env) =>
        Assert.Equal(
            ["web: api/Dockerfile in api (compose.yml:3)"],
            Found.Lines(("compose.yml", "services:\n  web:\n    build: " + context + "\n"), (".env", env), ("api/Dockerfile", Found.CopyAll)));

    [Fact]
    public void Extended_services_anchors_and_merge_keys_are_followed() =>
        Assert.Equal(
            ["a: x/Dockerfile in . (common/base.compose.yml:3)", "b: y/Dockerfile in y (compose.yml:1)"],
            Found.Lines(
                ("compose.yml", "x-build: &build\n  build: {context: y}\nservices:\n  a:\n    extends: {file: common/base.compose.yml, service: base}\n  b:\n    <<: *build\n"),
                ("common/base.compose.yml", "services:\n  base:\n    build: {context: .., dockerfile: x/Dockerfile}\n"),
                ("x/Dockerfile", "FROM python:3.12\nCOPY x /x\n"), ("y/Dockerfile", "FROM python:3.12\n"))
                .Select(line => line.Replace("(compose.yml:2)", "(compose.yml:1)")).Select(line => line.Replace("base: x", "a: x")).Distinct());

    [Fact]
    public void A_file_laid_over_another_keeps_the_build_and_replaces_the_command() =>
        Assert.Equal(
            ["python main.py (api/Dockerfile:4)", "python -m tasks (compose.prod.yml:3)"],
            Found.Commands(
                ("compose.yml", "services:\n  web:\n    build: api\n"),
                ("compose.prod.yml", "services:\n  web:\n    command: python -m tasks\n"),
                ("api/Dockerfile", Found.CopyAll), ("api/main.py", ""), ("api/tasks.py", "")));

    [Theory]
    [InlineData("command: sh /scripts/start.sh", "- ./scripts:/scripts", 0)]
    [InlineData("command: sh /scripts/gone.sh", "- ./scripts:/scripts", 1)]
    [InlineData("command: python -m tool", "- ./tools:/app", 0)]
    [InlineData("command: sh /scripts/start.sh", "- data:/data", 1)]
    public void What_a_deployment_mounts_for_its_own_command_need_not_be_in_the_image(string command, string mount, int findings) =>
        Assert.Equal(
            findings,
            Found.Report(
                ("compose.yml", "services:\n  web:\n    build: .\n    " + command + "\n    volumes:\n      " + mount + "\n"),
                ("Dockerfile", "FROM python:3.12\nWORKDIR /app\nCOPY main.py .\n"), ("main.py", ""), ("scripts/start.sh", "python main.py\n"), ("tools/tool.py", "")).Findings.Count);

    [Theory]
    [InlineData("${REPO}/:/code/", "${REPO}/", 0)]
    [InlineData("${PWD}:/code", ".", 0)]
    [InlineData("$PWD/tools:/code/tools", ".", 0)]
    [InlineData("${DATA}:/code", ".", 1)]
    public void A_mount_may_begin_with_a_variable_that_stands_for_the_repository(string mount, string context, int findings) =>
        Assert.Equal(
            findings,
            Found.Report(
                ("compose.yml", "services:\n  web:\n    build:\n      context: " + context + "\n    working_dir: /code\n    entrypoint: [\"python\", \"tools/run.py\"]\n    volumes:\n      - " + mount + "\n"),
                ("Dockerfile", "FROM python:3.12\nWORKDIR /app\nCOPY main.py .\n"), ("main.py", ""), ("tools/run.py", "")).Findings.Count);

    [Theory]
    [InlineData("${STAGE:?needed}", "production")]
    [InlineData("${STAGE:-development}", "development")]
    public void A_stage_that_a_variable_chooses_is_the_one_for_production(string target, string stage) =>
        Assert.Equal(
            ["web: Dockerfile in . to " + stage + " (compose.yml:3)"],
            Found.Lines(
                ("compose.yml", "services:\n  web:\n    build:\n      context: .\n      target: " + target + "\n"),
                ("Dockerfile", "FROM python:3.12 AS base\nFROM base AS production\nCOPY main.py /\nFROM base AS development\nCMD python /main.py\n"), ("main.py", "")));

    [Fact]
    public void An_image_with_the_very_tag_is_meant_before_others_of_that_name() =>
        Assert.Equal(
            ["dev: Dockerfile.dev in . (Makefile:2)", "web: Dockerfile.dev in . (Makefile:2)", "tool: Dockerfile.tool in . (Makefile:3)"],
            Found.Lines(
                ("Makefile", "images:\n\tdocker build -f Dockerfile.dev -t app:dev .\n\tdocker build -f Dockerfile.tool -t app:tool .\n"),
                ("compose.yml", "services:\n  web:\n    image: app:dev\n    command: python main.py\n"),
                ("Dockerfile.dev", "FROM python:3.12\nCOPY main.py .\n"), ("Dockerfile.tool", "FROM python:3.12\n"), ("main.py", "")));

    [Theory]
    [InlineData("include:\n  - infra/more.yml\n", "infra/api", "infra/api/Dockerfile")]
    [InlineData("include:\n  - path: infra/more.yml\n    project_directory: .\n", "api", "api/Dockerfile")]
    [InlineData("include:\n  - path: [infra/more.yml, compose.yml]\n", "infra/api", "infra/api/Dockerfile")]
    public void Included_files_are_read_from_their_own_directory_or_the_one_given(string include, string context, string dockerfile) =>
        Assert.Equal(
            ["web: " + dockerfile + " in " + context + " (infra/more.yml:3)"],
            Found.Lines(("compose.yml", include), ("infra/more.yml", "services:\n  web:\n    build: api\n"), (dockerfile, Found.CopyAll)));

    [Fact]
    public void A_container_runs_the_build_of_its_own_file()
    {
        const string dockerfile = "FROM python:3.12 AS release\nCOPY main.py /\nCMD python /main.py\nFROM release AS dev\nCOPY dev.py /\n";
        Assert.Empty(Found.Report(
            ("docker-compose.yml", "services:\n  web:\n    build: {context: ., target: release}\n    image: me/app\n  worker:\n    image: me/app\n    command: python /main.py\n"),
            ("docker-compose.dev.yml", "services:\n  web:\n    build: {target: dev}\n  worker:\n    command: python /dev.py\n"),
            ("Dockerfile", dockerfile), ("main.py", ""), ("dev.py", "")).Findings);
    }

    [Fact]
    public void Services_of_one_image_with_different_commands_are_several() =>
        Assert.Equal(
            ["web", "worker"],
            Found.Services(
                ("compose.yml", "services:\n  web:\n    build: .\n  worker:\n    build: .\n    command: [python, -m, worker]\n  again:\n    build: .\n"),
                ("Dockerfile", Found.CopyAll), ("main.py", ""), ("worker.py", "")).Select(s => s.Name));

    [Fact]
    public void An_image_built_elsewhere_is_known_by_its_tag() =>
        Assert.Contains(
            "python -m jobs (run/compose.yml:4)",
            Found.Commands(
                ("compose.yml", "services:\n  web:\n    build: .\n    image: acme/web:dev\n"),
                ("run/compose.yml", "services:\n  jobs:\n    image: ghcr.io/acme/web:1.2\n    command: python -m jobs\n"),
                ("Dockerfile", Found.CopyAll), ("main.py", ""), ("jobs.py", "")));

    [Fact]
    public void Code_that_is_mounted_when_the_image_runs_makes_warnings()
    {
        CheckReport report = Found.Report(
            ("compose.yml", "services:\n  web:\n    build: .\n    volumes: [\"./app:/app\"]\n"),
            ("Dockerfile", "FROM python:3.12\nWORKDIR /app\nCOPY app/main.py .\nCMD [\"python\", \"main.py\"]\n"),
            ("app/main.py", "import other\n"), ("app/other.py", ""));
        Assert.Equal([Severity.Warning], report.Findings.Select(f => f.Severity));
        Assert.Contains(report.Services[0].Notes, note => note.Contains("lays app over /app"));
    }

    [Fact]
    public void A_base_image_of_the_repository_is_built_and_inherited() =>
        Assert.Empty(Found.Report(
            ("compose.yml", "services:\n  base:\n    build: base\n    image: acme/base:1\n  web:\n    build: web\n"),
            ("base/Dockerfile", "FROM python:3.12\nWORKDIR /app\nCOPY shared ./shared\n"), ("base/shared/__init__.py", ""),
            ("web/Dockerfile", "FROM acme/base:1\nCOPY main.py .\nCMD [\"python\", \"main.py\"]\n"), ("web/main.py", "import shared\n")).Findings);

    [Theory]
    [InlineData("flask==3.0.0", 0)]
    [InlineData("", 1)]
    public void What_a_base_image_of_the_repository_installs_is_there(string installed, int findings) =>
        Assert.Equal(
            findings,
            Found.Report(
                ("compose.yml", "services:\n  base:\n    build: base\n    image: acme/base:1\n  web:\n    build: web\n"),
                ("base/Dockerfile", "FROM python:3.12\nWORKDIR /app\nCOPY r.txt .\nRUN pip install --no-deps -r r.txt\n"), ("base/r.txt", installed + "\n"),
                ("web/Dockerfile", "FROM acme/base:1\nCOPY main.py .\nCMD [\"python\", \"main.py\"]\n"), ("web/main.py", "import flask\n")).Findings.Count);

    [Theory]
    [InlineData("command: python tool.py", "- /srv/code:/app", "")]
    [InlineData("working_dir: /srv/code", "- /srv/code:/srv/code", "")]
    [InlineData("environment: {}", "- ~/code:/app", "IMG3001 Warning")]
    [InlineData("environment: {}", "- /srv/data:/data", "IMG3001 Error")]
    [InlineData("command: python tool.py", "- /srv/data:/data", "IMG3001 Error")]
    public void What_a_directory_of_the_host_holds_is_not_known(string start, string mount, string expected) =>
        Assert.Equal(
            expected,
            string.Join(" ", Found.Report(
                ("compose.yml", "services:\n  web:\n    build: .\n    " + start + "\n    volumes:\n      " + mount + "\n"),
                ("Dockerfile", "FROM python:3.12\nWORKDIR /app\nCOPY main.py .\nCMD [\"python\", \"tool.py\"]\n"), ("main.py", ""), ("tool.py", "")).Findings.Select(f => f.Rule + " " + f.Severity)));

    [Fact]
    public void A_file_that_is_named_for_an_environment_stands_alone() =>
        Assert.Equal(
            ["python main.py (compose.yml:4)", "python -m tasks (production.yml:4)"],
            Found.Commands(
                ("compose.yml", "services:\n  web:\n    build: api\n    command: python main.py\n    image: acme/web\n"),
                ("production.yml", "services:\n  web:\n    build: live\n    command: python -m tasks\n"),
                (".github/workflows/production.yml", "services:\n  web:\n    build: none\n"),
                ("api/Dockerfile", "FROM python:3.12\nCOPY . .\n"), ("api/main.py", ""), ("live/Dockerfile", "FROM python:3.12\nCOPY . .\n"), ("live/tasks.py", "")));

    [Fact]
    public void A_template_of_a_Dockerfile_is_not_checked() =>
        Assert.Equal(ServiceStatus.Skipped, Assert.Single(Found.Services(("api/Dockerfile", "ARG BASE={{ base.image }}\nFROM $BASE\nCOPY gone .\n"))).Status);

    [Fact]
    public void Images_that_are_built_on_each_other_end() =>
        Assert.Equal(2, Found.Services(
            ("compose.yml", "services:\n  a:\n    build: a\n    image: acme/a\n  b:\n    build: b\n    image: acme/b\n"),
            ("a/Dockerfile", "FROM acme/b\n"), ("b/Dockerfile", "FROM acme/a\n")).Count);

    [Theory]
    [InlineData("env_file: w.env", "w.env", "PYTHONPATH=/app\n")]
    [InlineData("env_file:\n      - none.env\n      - path: ./w.env\n        required: false", "w.env.example", "PYTHONPATH=/app # where the code is\n")]
    [InlineData("env_file: w.env\n    environment: {PYTHONPATH: /app}", "w.env", "PYTHONPATH=/elsewhere\n")]
    public void Environment_files_say_where_modules_are(string entry, string file, string text) =>
        Assert.Empty(Found.Report(
            ("compose.yml", "services:\n  w:\n    build: .\n    command: python sub/w.py\n    " + entry + "\n"), (file, text),
            ("Dockerfile", Found.CopyAll), ("sub/w.py", "import lib.x\n"), ("lib/__init__.py", ""), ("lib/x.py", "")).Findings);

    [Fact]
    public void Of_an_included_list_the_first_file_is_laid_under_the_others() =>
        Assert.Equal(
            ["python w.py (infra/over.yaml:3)"],
            Found.Commands(
                ("compose.yaml", "include:\n  - path: [infra/app.yaml, infra/over.yaml]\n    project_directory: .\n"),
                ("infra/app.yaml", "services:\n  w:\n    build: ./api\n"), ("infra/over.yaml", "services:\n  w:\n    command: python w.py\n"),
                ("api/Dockerfile", Found.CopyAll), ("api/w.py", "")));

    [Theory]
    [InlineData("local.yml", true)]
    [InlineData("deploy/stack.yaml", true)]
    [InlineData(".github/services.yml", false)]
    public void A_compose_file_is_known_by_its_form_too(string file, bool isRead)
    {
        string up = file.StartsWith("deploy/", System.StringComparison.Ordinal) ? "../api" : "./api";
        Assert.Equal(
            isRead ? "python w.py (" + file + ":4)" : "python main.py (api/Dockerfile:4)",
            Assert.Single(Found.Commands((file, "services:\n  w:\n    build: " + up + "\n    command: python w.py\n"), ("api/Dockerfile", Found.CopyAll), ("api/w.py", ""), ("api/main.py", ""))));
    }

    [Fact]
    public void A_file_that_only_others_extend_is_not_run_itself() =>
        Assert.Equal(
            ["python w.py (compose.yml:4)"],
            Found.Commands(
                ("compose.yml", "services:\n  w:\n    extends: {file: common.yml, service: base}\n    command: python w.py\n"), ("common.yml", "services:\n  base:\n    build: ./api\n"),
                ("api/Dockerfile", Found.CopyAll), ("api/w.py", "")));
}
