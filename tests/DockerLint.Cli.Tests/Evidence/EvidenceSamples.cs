using System.Linq;

namespace DockerLint.Cli.Tests.Evidence;

/// <summary>A small good file of every kind that tells of builds and starts, for tests that break them.</summary>
internal static class EvidenceSamples
{
    private static readonly string[] Commands =
    [
        "gunicorn -c gunicorn.conf.py -k uvicorn.workers.UvicornWorker 'main:create(1)'",
        "uvicorn --factory main:app --reload-dir=. --env-file .env",
        "flask --app main:app run",
        "FLASK_APP=main flask run",
        "celery -A main.app worker -l info",
        "uwsgi --ini uwsgi.ini:x --module=main:app",
        "supervisord -c supervisord.conf",
        "poetry run python -m main",
        "honcho start -f Procfile web",
        "python -m gunicorn main",
        "opentelemetry-instrument --a b python main.py",
        "ddtrace-run python -c 'import main'",
        "daphne -b 0 main:app",
        "hypercorn file:main.py:app",
        "fastapi run main.py",
        "django-admin runserver --settings=main",
        "python manage.py migrate && exec python main.py",
        "tini -- gosu a env A=b nice -n 5 timeout 3 python main.py",
        "pytest -q main.py",
        "streamlit run main.py",
        "uv run --with x python main.py",
        "alembic -c a.ini upgrade head",
        "newrelic-admin run-program python main.py",
        "functions-framework --target=x --source main.py",
    ];

    public static readonly (string Path, string Text)[] All =
    [
        .. Commands.Select((command, i) => ($"l{i}/Dockerfile",
            "FROM python:3.12-slim AS a\nARG V=1\nENV P=/app:$V F=\"a b\"\nWORKDIR /app\nRUN --mount=type=bind,source=a,target=/b pip install -e ./a[x] && python -m venv /v; apt-get install -y python3-yaml\n"
            + $"COPY --chown=a:b --exclude=*.md . ./\nHEALTHCHECK --interval=5s CMD python -c 'import main'\nUSER a\nCMD {command}\n")),
        (".env", "TAG=1.0\nNAME=\"a b\"\nexport X=${TAG:-2}\n"),
        (".do/app.yaml", "services:\n- name: web\n  dockerfile_path: Dockerfile\n  source_dir: .\n  run_command: python main.py\n"),
        (".github/workflows/ci.yml",
            "on: push\nenv:\n  F: Dockerfile\njobs:\n  a:\n    strategy:\n      matrix:\n        s: [a, b]\n        exclude:\n        - s: b\n    steps:\n"
            + "    - uses: docker/build-push-action@v6\n      with:\n        context: .\n        file: ${{ env.F }}\n        build-args: |\n          A=${{ matrix.s }}\n"
            + "    - run: docker build -f \"${{ env.F }}\" --target x -t ${{ matrix.s }} .\n      working-directory: .\n"),
        (".gitlab-ci.yml", "variables:\n  C: .\nbuild:\n  extends: .b\n  script:\n  - /kaniko/executor --context $C --dockerfile Dockerfile\n  - docker build -t a .\n"),
        ("Makefile", "D := Dockerfile\ndefine run\n\tdocker build -f $(1) .\nendef\nall: a\na:\n\t$(call run,$(D))\n%.img: %\n\t@docker build -f $< -t $* . $(addprefix --tag ,x y)\n"),
        ("Procfile", "web: gunicorn main:app --bind :$PORT\nworker: celery -A main worker\n"),
        ("Taskfile.yml", "version: '3'\nvars: {D: Dockerfile}\ntasks:\n  b:\n    cmds:\n    - docker build -f {{.D}} .\n"),
        ("a/a.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup><ProjectReference Include=\"../b/b.csproj\" /></ItemGroup></Project>"),
        ("a/Dockerfile", "FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build\nWORKDIR /src\nCOPY a/a.csproj a/\nRUN dotnet restore a/a.csproj\nCOPY . .\nRUN dotnet publish a -o /out\nFROM scratch\nCOPY --from=build /out /\nENTRYPOINT [\"dotnet\", \"a.dll\"]\n"),
        ("a.sln", "Microsoft Visual Studio Solution File, Format Version 12.00\nProject(\"{1}\") = \"a\", \"a\\a.csproj\", \"{2}\"\nEndProject\nGlobal\n\tGlobalSection(ProjectConfigurationPlatforms) = postSolution\n\t\t{2}.Debug|Any CPU.Build.0 = Debug|Any CPU\n\tEndGlobalSection\nEndGlobal\n"),
        ("a.slnx", "<Solution><Project Path=\"a/a.csproj\"><Build Project=\"false\" /></Project></Solution>"),
        ("build.sh", "set -e\nd=${1:-Dockerfile}\nfor s in a b; do\n  case $s in a) f=$d;; *) f=Dockerfile;; esac\n  docker build -f \"$f\" -t $s \"$(dirname \"$f\")\"\ndone\nx=(a b); echo \"${x[@]}\"\n"),
        ("chart/Chart.yaml", "name: a\nversion: 1\nappVersion: 2\n"),
        ("chart/values.yaml", "image: {repository: a, tag: b}\ncommand: [python, main.py]\n"),
        ("chart/templates/d.yaml",
            "{{- if .Values.on }}\napiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n      - name: {{ .Chart.Name }}\n        image: \"{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}\"\n"
            + "        command: {{ toYaml .Values.command | nindent 8 }}\n        args: [{{ .Values.x | default \"a\" | quote }}]\n{{- end }}\n"),
        ("cloudbuild.yaml", "steps:\n- name: gcr.io/cloud-builders/docker\n  args: [build, -f, Dockerfile, -t, $_T, .]\nsubstitutions: {_T: a}\n"),
        ("compose.yaml",
            "x-a: &a\n  environment: [A=1]\nservices:\n  web:\n    <<: *a\n    build: {context: ., dockerfile: Dockerfile, args: {V: \"${TAG:?no}\"}, additional_contexts: {d: ./a}}\n    command: [python, main.py]\n    volumes: ['.:/app:ro', {type: bind, source: ./a, target: /b}]\n"
            + "    env_file: [.env]\n  b:\n    extends: {service: web}\n    entrypoint: sh -c 'exec python main.py'\ninclude: [other.yaml]\n"),
        ("copilot/a/manifest.yml", "name: a\ntype: Backend Service\nimage:\n  build: {dockerfile: Dockerfile, context: ., args: {A: b}}\ncommand: python main.py\nentrypoint: [sh]\n"),
        ("docker-bake.hcl", "variable \"T\" { default = \"a\" }\nfunction \"f\" {\n  params = [x]\n  result = \"${x}-1\"\n}\ngroup \"default\" { targets = [\"a\"] }\ntarget \"a\" {\n  context = \".\"\n  matrix = { s = [\"x\", \"y\"] }\n  name = \"a-${s}\"\n  tags = [f(T)]\n  args = { A = \"${T}\" }\n}\n"),
        ("docker-bake.json", "{\"target\": {\"j\": {\"context\": \".\", \"dockerfile\": \"Dockerfile\", \"inherits\": [\"a\"]}}}"),
        ("fly.toml", "app = \"a\"\n[build]\ndockerfile = \"Dockerfile\"\n[build.args]\nA = \"b\"\n[processes]\nweb = \"python main.py\"\n[deploy]\nrelease_command = \"python -m main\"\n"),
        ("global.json", "{\"sdk\": {\"version\": \"10.0.100\", \"rollForward\": \"latestFeature\"}}"),
        ("gunicorn.conf.py", "bind = ':8000'\nworker_class = 'main.Worker'\n"),
        ("heroku.yml", "build:\n  docker:\n    web: Dockerfile\n    worker: {dockerfile: a/Dockerfile, target: build}\nrun:\n  web: python main.py\n"),
        ("justfile", "d := 'Dockerfile'\nbuild name='a':\n    docker build -f {{d}} -t {{name}} .\n"),
        ("k8s/d.yaml", "apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n      - image: reg/a:1\n        command: [python]\n        args: [$(X), main.py]\n        env: [{name: X, value: -u}]\n"),
        ("nuget.config", "<configuration><packageSources><add key=\"a\" value=\"./feed\" /></packageSources></configuration>"),
        ("pyproject.toml", "[project]\nname = \"a\"\ndependencies = [\"x>=1; python_version<'4'\"]\n[project.scripts]\na = \"main:run\"\n[tool.uv.sources]\nx = { workspace = true }\n[build-system]\nrequires = [\"hatchling\"]\n"),
        ("railway.json", "{\"build\": {\"builder\": \"DOCKERFILE\", \"dockerfilePath\": \"Dockerfile\"}, \"deploy\": {\"startCommand\": \"python main.py\"}}"),
        ("README.md", "# a\n```bash\ndocker build -t a -f Dockerfile . && docker run a python main.py\n```\n"),
        ("render.yaml", "services:\n- type: web\n  runtime: docker\n  rootDir: .\n  dockerfilePath: ./Dockerfile\n  dockerCommand: python main.py\n"),
        ("requirements.txt", "-r other.txt\nx[y]==1.0 ; sys_platform == 'linux' --hash=sha256:00\n-e ./a\nz @ https://e.org/z.whl\n"),
        ("skaffold.yaml", "build:\n  artifacts:\n  - image: a\n    context: .\n    docker: {dockerfile: Dockerfile, target: x, buildArgs: {A: '{{.B}}'}}\n"),
        ("supervisord.conf", "[program:a]\ncommand=python %(here)s/main.py\ndirectory=/app\nenvironment=A=\"b\",C=d\n"),
        ("uwsgi.ini", "[uwsgi]\nmodule = main:app\npythonpath = %d\nini = :other\n"),
    ];
}
