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
}
