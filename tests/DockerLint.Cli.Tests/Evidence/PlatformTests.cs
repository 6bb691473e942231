using System.Linq;
using Xunit;

namespace DockerLint.Cli.Tests.Evidence;

public class PlatformTests
{
    private static readonly (string, string) Api = ("svc/api/Dockerfile", "FROM python:3.12\nCOPY api /api\n");

    [Fact]
    public void GitLab_scripts_are_one_script_each() =>
        Assert.Equal(
            ["api: svc/api/Dockerfile in svc (.gitlab-ci.yml:6)"],
            Found.Lines((".gitlab-ci.yml", "variables: {FILE: api/Dockerfile}\nimage:\n  stage: build\n  script:\n    - cd svc\n    - docker build -f $FILE -t $CI_REGISTRY_IMAGE .\n"), Api));

    [Fact]
    public void Azure_tasks_have_inputs() =>
        Assert.Equal(
            ["api: svc/api/Dockerfile in svc (azure-pipelines.yml:2)"],
            Found.Lines(("azure-pipelines.yml", "steps:\n- task: Docker@2\n  inputs:\n    command: buildAndPush\n    Dockerfile: svc/api/Dockerfile\n    buildContext: svc\n"), Api));

    [Theory]
    [InlineData("steps:\n- name: gcr.io/cloud-builders/docker\n  args: [build, -f, '${_FILE}', -t, img, .]\n  dir: svc\nsubstitutions:\n  _FILE: api/Dockerfile\n")]
    [InlineData("steps:\n- name: gcr.io/kaniko-project/executor\n  args: ['--dockerfile=svc/api/Dockerfile', '--context=dir://svc']\n")]
    [InlineData("steps:\n- name: gcr.io/cloud-builders/docker\n  entrypoint: bash\n  args: ['-c', 'cd svc && docker build -f api/Dockerfile .']\n")]
    public void Cloud_build_steps_are_commands(string text) =>
        Assert.Equal(["svc"], [Found.Services(("cloudbuild.yaml", text), Api)[0].Context]);

    [Fact]
    public void Skaffold_artifacts_have_a_context() =>
        Assert.Equal(
            ["api: svc/api/Dockerfile in svc (skaffold.yaml:4)"],
            Found.Lines(("skaffold.yaml", "kind: Config\nbuild:\n  artifacts:\n  - image: acme/api\n    context: svc\n    docker:\n      dockerfile: api/Dockerfile\n"), Api));

    [Fact]
    public void A_development_container_has_comments_in_its_json() =>
        Assert.Equal(
            ["api: svc/api/Dockerfile in svc (.devcontainer/devcontainer.json:3)"],
            Found.Lines((".devcontainer/devcontainer.json", "{\n  // where\n  \"build\": {\"dockerfile\": \"../svc/api/Dockerfile\", \"context\": \"../svc\",},\n}\n"), Api));

    [Fact]
    public void Tiltfiles_call_docker_build() =>
        Assert.Equal(
            ["api: svc/api/Dockerfile in svc (Tiltfile:2)"],
            Found.Lines(("Tiltfile", "k8s_yaml('x.yaml')\ndocker_build('acme/api', 'svc', dockerfile='svc/api/Dockerfile', live_update=[sync('.', '/x')])\n"), Api));

    [Fact]
    public void Kubernetes_replaces_the_start_of_an_image() =>
        Assert.Contains(
            "python -m jobs (k8s/job.yaml:8)",
            Found.Commands(
                ("compose.yml", "services:\n  web:\n    build: .\n    image: acme/web\n"),
                ("k8s/job.yaml", "apiVersion: batch/v1\nkind: Job\nspec:\n  template:\n    spec:\n      containers:\n      - image: registry.example.com/acme/web:1\n        command: [python, -m, jobs]\n"),
                ("Dockerfile", Found.CopyAll), ("main.py", ""), ("jobs.py", "")));

    [Theory]
    [InlineData("", 13)]
    [InlineData("# kind: CustomResourceDefinition\n", 14)]
    public void Kubernetes_definitions_of_kinds_are_left_out_and_what_follows_them_keeps_its_lines(string first, int line) =>
        Assert.Contains(
            $"python -m jobs (k8s/all.yaml:{line})",
            Found.Commands(
                ("compose.yml", "services:\n  web:\n    build: .\n    image: acme/web\n"),
                ("k8s/all.yaml", first + "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec: {containers: [{image: acme/web, command: [python, wrong.py]}]}\n---\n"
                    + "apiVersion: batch/v1\nkind: Job\nspec:\n  template:\n    spec:\n      containers:\n      - name: x\n        image: registry.example.com/acme/web:1\n        command: [python, -m, jobs]\n"),
                ("Dockerfile", Found.CopyAll), ("main.py", ""), ("jobs.py", ""), ("wrong.py", "")));

    private const string Chart = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {{ include "x.fullname" . }}
          labels:
            {{- include "x.labels" . | nindent 4 }}
        spec:
          template:
            spec:
              containers:
                - name: {{ .Chart.Name }}
                  image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
                  {{- if .Values.command }}
                  command: {{ toYaml .Values.command | nindent 12 }}
                  {{- end }}
                  args: ["-m", {{ .Values.job | quote }}]

        """;

    [Theory]
    [InlineData("command: [python]\njob: jobs\n", "python -m jobs (chart/templates/worker.yaml:14)")]
    [InlineData("job: jobs\n", null)]
    [InlineData("command: [python]\n", null)]
    public void The_template_of_a_chart_is_filled_in_with_its_values(string values, string? command) =>
        Assert.Equal(
            command is null ? ["python main.py (svc/api/Dockerfile:4)"] : ["python main.py (svc/api/Dockerfile:4)", command],
            Found.Commands(
                ("build.sh", "docker build -t reg.io/team/api . -f svc/api/Dockerfile\n"), ("chart/Chart.yaml", "name: api\n"), ("chart/templates/worker.yaml", Chart),
                ("chart/values.yaml", "image:\n  repository: reg.io/team/api\n" + values), ("svc/api/Dockerfile", Found.CopyAll), ("jobs.py", ""), ("main.py", "")));

    [Fact]
    public void Variables_of_a_container_stand_in_its_command() =>
        Assert.Contains(
            "python -m jobs (k8s/job.yaml:8)",
            Found.Commands(
                ("build.sh", "docker build -t reg.io/team/api . -f svc/api/Dockerfile\n"),
                ("k8s/job.yaml", "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: c\n      image: team/api\n      env: [{name: MODULE, value: jobs}]\n      command: [python, -m, $(MODULE)]\n"),
                ("svc/api/Dockerfile", Found.CopyAll), ("jobs.py", ""), ("main.py", "")));

    private static readonly (string, string) Copied = ("api/Dockerfile", "FROM python:3.12 AS prod\nWORKDIR /app\nCOPY . .\nENTRYPOINT [\"env\"]\nCMD [\"python\", \"main.py\"]\nFROM prod\n");

    [Theory]
    [InlineData("fly.toml", "app = 'x'\n[build]\n  dockerfile = 'api/Dockerfile'\n  build-target = 'prod'\n[deploy]\n  release_command = 'python w.py'\n", ". to prod", "python main.py;python w.py")]
    [InlineData("fly.toml", "[build]\n  dockerfile = 'api/Dockerfile'\n[processes]\n  web = 'python main.py'\n  worker = 'python w.py'\n", ".", "python main.py;python w.py")]
    [InlineData("render.yaml", "services:\n  - type: web\n    runtime: docker\n    dockerfilePath: ./Dockerfile\n    rootDir: api\n    dockerCommand: python w.py\n", "api", "python w.py")]
    [InlineData("render.yaml", "services:\n  - type: web\n    env: docker\n    dockerfilePath: api/Dockerfile\n    preDeployCommand: cd /app && python w.py\n", ".", "python main.py;python w.py")]
    [InlineData("railway.json", "{\"build\": {\"builder\": \"DOCKERFILE\", \"dockerfilePath\": \"api/Dockerfile\"}, \"deploy\": {\"startCommand\": \"python w.py\"}}", ".", "python w.py")]
    [InlineData("railway.toml", "[build]\ndockerfilePath = \"api/Dockerfile\"\n", ".", "python main.py")]
    [InlineData("heroku.yml", "build:\n  docker:\n    web: api/Dockerfile\nrun:\n  web: python w.py\n", "api", "python w.py")]
    [InlineData(".do/app.yaml", "workers:\n  - name: x\n    dockerfile_path: api/Dockerfile\n    source_dir: /\n    run_command: python w.py\n", ".", "python w.py")]
    [InlineData("copilot/api/manifest.yml", "image:\n  build:\n    dockerfile: api/Dockerfile\n    context: .\n    target: prod\ncommand: [python, w.py]\n", ". to prod", "python w.py")]
    public void Hosting_platforms_name_context_and_command(string file, string text, string context, string commands)
    {
        (string, string)[] files = [(file, text), Copied, ("main.py", ""), ("w.py", ""), ("api/main.py", ""), ("api/w.py", "")];
        Assert.All(Found.Lines(files), line => Assert.Contains(": api/Dockerfile in " + context + " (" + file + ":", line));
        Assert.Equal(commands.Split(';'), Found.Services(files).SelectMany(service => service.Commands).Select(command => command.Text));
    }

    [Theory]
    [InlineData("fly.toml", "[build\n")]
    [InlineData("railway.json", "{")]
    [InlineData("heroku.yml", "build: [\n")]
    public void A_file_of_a_hosting_platform_that_cannot_be_read_is_noted(string file, string text) =>
        Assert.Contains(Found.Report((file, text + "# docker image build\n"), Copied).Notes, note => note.StartsWith(file + ":", System.StringComparison.Ordinal));
}
