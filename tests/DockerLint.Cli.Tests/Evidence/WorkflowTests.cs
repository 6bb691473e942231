using System.Linq;
using DockerLint.Checks;
using DockerLint.Cli.Yaml;
using DockerLint.Reporting;
using Xunit;

namespace DockerLint.Cli.Tests.Evidence;

public class WorkflowTests
{
    private const string File = ".github/workflows/ci.yml";

    [Fact]
    public void The_build_action_names_context_file_and_target() =>
        Assert.Equal(
            ["docker: docker/Dockerfile in . to prod (.github/workflows/ci.yml:6)"],
            Found.Lines(
                (File, "jobs:\n  image:\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          file: docker/Dockerfile\n          target: prod\n"),
                ("docker/Dockerfile", "FROM python:3.12 AS prod\nCOPY docker /d\nFROM prod\n")));

    [Fact]
    public void Without_a_context_it_is_the_root() =>
        Assert.Equal(
            ["api: api/Dockerfile in . (.github/workflows/ci.yml:6)"],
            Found.Lines(
                (File, "jobs:\n  image:\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          file: api/Dockerfile\n"),
                ("api/Dockerfile", "FROM python:3.12\nCOPY api /api\n")));

    [Fact]
    public void A_matrix_is_expanded() =>
        Assert.Equal(
            ["a: services/a/Dockerfile in services/a (.github/workflows/ci.yml:9)", "b: services/b/Dockerfile in . (.github/workflows/ci.yml:9)"],
            Found.Lines(
                (File, "jobs:\n  image:\n    strategy:\n      matrix:\n        include: [{name: a, dir: services/a}, {name: b, dir: .}]\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: ${{ matrix.dir }}\n          file: services/${{ matrix.name }}/Dockerfile\n"),
                ("services/a/Dockerfile", "FROM python:3.12\n"), ("services/b/Dockerfile", "FROM python:3.12\n")));

    [Fact]
    public void A_run_step_knows_its_directory_and_environment() =>
        Assert.Equal(
            ["api: svc/api/Dockerfile in svc (.github/workflows/ci.yml:10)"],
            Found.Lines(
                (File, "env: {NAME: api}\ndefaults:\n  run:\n    working-directory: svc\njobs:\n  image:\n    steps:\n      - run: |\n          echo hello\n          docker buildx build --push -f $NAME/Dockerfile -t x:${{ github.sha }} .\n"),
                ("svc/api/Dockerfile", "FROM python:3.12\nCOPY api /api\n")));

    [Fact]
    public void A_called_workflow_gets_its_inputs() =>
        Assert.Equal(
            ["api: api/Dockerfile in api (.github/workflows/build.yml:10)"],
            Found.Lines(
                (File, "jobs:\n  api:\n    uses: ./.github/workflows/build.yml\n    with: {dir: api}\n  # docker\n"),
                (".github/workflows/build.yml", "on:\n  workflow_call:\n    inputs:\n      dir: {type: string}\njobs:\n  image:\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: ${{ inputs.dir }}\n"),
                ("api/Dockerfile", Found.CopyAll)));

    [Fact]
    public void An_input_that_nobody_gives_fits_the_files_that_exist() =>
        Assert.Equal(
            ["a: services/a/Dockerfile in services/a (.github/workflows/ci.yml:6)", "b: services/b/Dockerfile in services/b (.github/workflows/ci.yml:6)"],
            Found.Lines(
                (File, "jobs:\n  image:\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: services/${{ inputs.name }}\n"),
                ("services/a/Dockerfile", Found.CopyAll), ("services/b/Dockerfile", Found.CopyAll)));

    [Fact]
    public void Excluded_combinations_of_a_matrix_are_not_built() =>
        Assert.Equal(
            ["a: a/Dockerfile in . (.github/workflows/ci.yml:11)", "b: b/Dockerfile in b (guessed: the Dockerfile's directory)"],
            Found.Lines(
                (".github/workflows/ci.yml", "jobs:\n  x:\n    strategy:\n      matrix:\n        svc: [a, b]\n        exclude:\n          - svc: b\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          file: ${{ matrix.svc }}/Dockerfile\n"),
                ("a/Dockerfile", "FROM python:3.12\nCOPY a /a\n"), ("b/Dockerfile", "FROM python:3.12\nCOPY x.py /b/\n"), ("b/x.py", "")));

    private const string Task = "jobs:\n  migrate:\n    uses: acme/workflows/.github/workflows/eb-task.yml@main\n    with:\n      App: x\n      Command: ";

    [Theory]
    [InlineData("", "")]
    [InlineData("Makefile", "image:\n\tgit archive HEAD | docker build -\n")]
    public void A_command_that_a_reusable_workflow_is_given_runs_in_the_only_image(string file, string text)
    {
        CheckReport report = Found.Report((".github/workflows/tasks.yml", Task + "python -m jobs.migrate\n"), (file.Length == 0 ? "x" : file, text), ("Dockerfile", Found.CopyAll.Replace("COPY . .", "COPY main.py .")), ("main.py", ""), ("jobs/migrate.py", ""), ("jobs/__init__.py", ""));
        Assert.Equal(["python main.py", "python -m jobs.migrate"], report.Services.SelectMany(service => service.Commands).Select(command => command.Text));
        Finding finding = Assert.Single(report.Findings);
        Assert.Equal(("IMG3001", Severity.Warning, "tasks-migrate"), (finding.Rule, finding.Severity, finding.Service));
    }

    [Fact]
    public void A_build_given_by_hand_runs_that_command_too() =>
        Assert.Contains("python -m jobs.migrate", Checker.Run(new CheckRequest
        {
            Repository = Found.Tree((".github/workflows/tasks.yml", Task + "python -m jobs.migrate\n"), ("Dockerfile", Found.CopyAll), ("main.py", ""), ("jobs/migrate.py", "")),
            Yaml = new YamlReader(),
            Dockerfiles = ["/Dockerfile"],
            Context = "/",
        }).Services.SelectMany(service => service.Commands).Select(command => command.Text));

    [Theory]
    [InlineData("pytest tests", "Dockerfile")]
    [InlineData("make lint", "Dockerfile")]
    [InlineData("python w.py", "other/Dockerfile")]
    public void A_command_for_the_runner_or_for_one_of_several_images_is_none(string command, string second) =>
        Assert.All(
            Found.Commands((".github/workflows/tasks.yml", Task + command + "\n"), ("Dockerfile", Found.CopyAll), (second, Found.CopyAll), ("main.py", ""), ("other/main.py", "")),
            found => Assert.StartsWith("python main.py ", found));

    [Fact]
    public void Where_context_and_file_are_both_unknown_neither_is_guessed_from_the_other() =>
        Assert.Equal(
            ["api: ee/api/Dockerfile in ee/api (guessed: the Dockerfile's directory)"],
            Found.Lines(
                (".github/workflows/ci.yml", "jobs:\n  x:\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: ${{ steps.p.outputs.context }}\n          file: ${{ steps.p.outputs.file || format('{0}/x', steps.p.outputs.context) }}\n"),
                ("ee/api/Dockerfile", "FROM python:3.12\nCOPY requirements.txt .\n"), ("ee/api/requirements.txt", "")));
}
