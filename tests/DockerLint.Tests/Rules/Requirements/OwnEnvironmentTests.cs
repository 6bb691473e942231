using Xunit;

namespace DockerLint.Tests.Rules.Requirements;

/// <summary>Installations into an environment that the command does not use.</summary>
public sealed class OwnEnvironmentTests
{
    private const string Poetry = "[tool.poetry]\nname = \"x\"\nversion = \"1\"\n[tool.poetry.dependencies]\npython = \"^3.12\"\nflask = \"*\"\n# poetry.lock\n[[package]]\nname = \"flask\"\nversion = \"3.0.0\"\noptional = false\npython-versions = \"*\"\nfiles = []\n[metadata]\nlock-version = \"2.0\"\n";

    private const string Uv = "[project]\nname = \"x\"\nversion = \"1\"\ndependencies = [\"flask\"]\n# uv.lock\nversion = 1\n[[package]]\nname = \"flask\"\nversion = \"3.0.0\"\nsource = { registry = \"https://pypi.org/simple\" }\n[[package]]\nname = \"x\"\nversion = \"1\"\nsource = { virtual = \".\" }\ndependencies = [{ name = \"flask\" }]\n";

    private const string Pipenv = "\n# Pipfile\n[packages]\nflask = \"*\"\n# Pipfile.lock\n{\"_meta\": {}, \"default\": {\"flask\": {\"version\": \"==3.0.0\"}}, \"develop\": {}}\n";

    private static string[] Lines(string steps, string command, string project) => Repo.Lines(
        $"# Dockerfile\nFROM python:3.12-slim\nWORKDIR /app\nCOPY . .\n{steps}\nCMD {command}\n# main.py\nimport flask\n# pyproject.toml\n{project}", "IMG4001");

    [Theory]
    [InlineData("RUN pip install poetry && poetry install --no-root", "python main.py", Poetry)]
    [InlineData("RUN pip install uv && uv sync --frozen", "[\"python\", \"main.py\"]", Uv)]
    [InlineData("RUN pip install uv\nRUN uv sync --frozen", "gunicorn -b :80 main:app", Uv)]
    [InlineData("RUN pip install pipenv && pipenv install --deploy", "python main.py", Pipenv)]
    public void Reports_a_command_that_runs_another_Python(string steps, string command, string project) =>
        Assert.Equal(["IMG4001 Error main.py:1 flask"], Lines(steps, command, project));

    [Theory]
    [InlineData("RUN pip install poetry && poetry install --no-root", "poetry run python main.py", Poetry)]
    [InlineData("RUN pip install poetry && poetry config virtualenvs.create false && poetry install --no-root", "python main.py", Poetry)]
    [InlineData("ENV POETRY_VIRTUALENVS_CREATE=false\nRUN pip install poetry && poetry install --no-root", "python main.py", Poetry)]
    [InlineData("RUN pip install poetry && poetry install --no-root", "python main.py", Poetry + "# poetry.toml\n[virtualenvs]\ncreate = false\n")]
    [InlineData("RUN pip install uv && uv sync --frozen\nENV PATH=/app/.venv/bin:$PATH", "python main.py", Uv)]
    [InlineData("RUN pip install uv && uv sync --frozen", "/app/.venv/bin/python main.py", Uv)]
    [InlineData("RUN pip install uv && uv sync --frozen", "uv run main.py", Uv)]
    [InlineData("RUN pip install uv && uv sync --frozen", ". .venv/bin/activate && python main.py", Uv)]
    [InlineData("ENV UV_PROJECT_ENVIRONMENT=/usr/local\nRUN pip install uv && uv sync --frozen", "python main.py", Uv)]
    [InlineData("RUN pip install flask==3.0.0 && pip install uv && uv sync --frozen", "python main.py", Uv)]
    [InlineData("RUN pip install pipenv && pipenv install --deploy --system", "python main.py", Pipenv)]
    public void Accepts_a_command_that_runs_the_Python_of_the_environment(string steps, string command, string project) => Assert.Empty(Lines(steps, command, project));

    [Fact]
    public void Says_where_it_is_installed() => Assert.Equal(
        "module 'flask' is not installed for the Python that runs: uv sync installs into /app/.venv, which is not on PATH",
        Repo.Single("# Dockerfile\nFROM python:3.12-slim\nWORKDIR /app\nCOPY . .\nRUN pip install uv && uv sync --frozen\nCMD python main.py\n# main.py\nimport flask\n# pyproject.toml\n" + Uv, "IMG4001").Message);
}
