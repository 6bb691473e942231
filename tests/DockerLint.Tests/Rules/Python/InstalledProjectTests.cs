using Xunit;

namespace DockerLint.Tests.Rules.Python;

/// <summary>What an installed project of the repository makes importable (../shared/reference/python/resolution.md, 5).</summary>
public sealed class InstalledProjectTests
{
    private static string[] Lines(string steps, string project, string main = "import a", string image = "python:3.11-slim") => Repo.Lines($"""
        # Dockerfile
        FROM {image} AS build
        WORKDIR /src
        COPY . .
        {steps}
        WORKDIR /srv
        COPY run.py .
        CMD ["python", "run.py"]
        # run.py
        {main}
        {project}
        """, "IMG1001", "IMG3001", "IMG4001");

    private const string Source = "# pyproject.toml\n[project]\nname = \"x\"\nversion = \"1\"\n# src/a/__init__.py\n# src/a/m.py\n";

    [Theory]
    [InlineData("# pyproject.toml\n[project]\nname = \"x\"\nversion = \"1\"\n[tool.setuptools]\npackages = [\"a\"]\n# a/__init__.py\n# a/s/__init__.py\n", "import a.s", "a.s")]
    [InlineData("# setup.py\nfrom setuptools import setup, find_packages\nsetup(name='x', packages=find_packages())\n# a/__init__.py\n# a/c/x.py\n", "import a.c.x", "a.c")]
    [InlineData("# setup.py\nfrom setuptools import setup\nsetup(name='x', packages=['a', 'a.b'])\n# a/__init__.py\n# a/b/__init__.py\n# a/d/__init__.py\n", "import a.b, a.d", "a.d")]
    public void Reports_what_the_project_does_not_take_along(string project, string main, string module) =>
        Assert.Equal(["IMG1001 Warning run.py:1 " + module], Lines("RUN pip install .", project, main));

    [Theory]
    [InlineData("RUN python -m venv /venv && /venv/bin/pip install -e .\nFROM python:3.11-slim\nCOPY --from=build /venv /venv\nENV PATH=/venv/bin:$PATH")]
    [InlineData("RUN python -m venv /venv && /venv/bin/pip install .\nFROM python:3.12-slim\nCOPY --from=build /venv /venv\nENV PATH=/venv/bin:$PATH")]
    [InlineData("RUN pip install --target /deps .")]
    public void Reports_what_is_installed_where_nobody_looks(string steps) =>
        Assert.Equal(["IMG1001 Error run.py:1 a"], Lines(steps, Source));

    [Theory]
    [InlineData("RUN python -m venv /venv && /venv/bin/pip install .\nFROM python:3.11-slim\nCOPY --from=build /venv /venv\nENV PATH=/venv/bin:$PATH")]
    [InlineData("RUN python -m venv /venv && /venv/bin/pip install -e .\nFROM python:3.11-slim\nCOPY --from=build /venv /venv\nCOPY --from=build /src /src\nENV PATH=/venv/bin:$PATH")]
    [InlineData("RUN pip install --target /deps .\nENV PYTHONPATH=/deps")]
    [InlineData("RUN pip install --user .")]
    [InlineData("RUN pip install --prefix /install .\nFROM python:3.11-slim\nCOPY --from=build /install /usr/local")]
    [InlineData("RUN pip install -e .")]
    public void Accepts_what_is_installed_where_python_looks(string steps) => Assert.Empty(Lines(steps, Source, "import a.m"));

    [Fact]
    public void Accepts_the_mapping_of_an_editable_install() =>
        Assert.Empty(Lines("RUN pip install -e .", "# pyproject.toml\n[project]\nname = \"x\"\nversion = \"1\"\n[tool.setuptools]\npackages = [\"a\"]\n# a/__init__.py\n"));

    [Theory]
    [InlineData("import glob\nsetup(name='x', packages=[p for p in glob.glob('a*')])")]
    [InlineData("setup(name='x', packages=compute())")]
    public void Accepts_a_project_that_computes_what_it_takes_along(string setup) =>
        Assert.Empty(Lines("RUN pip install .", "# setup.py\nfrom setuptools import setup\n" + setup + "\n# a/__init__.py\n"));

    [Fact]
    public void Accepts_the_interpreter_of_an_environment_by_its_path() => Assert.Empty(Repo.Lines("""
        # Dockerfile
        FROM python:3.11-slim
        WORKDIR /src
        COPY . .
        RUN python -m venv /env && /env/bin/pip install .
        WORKDIR /srv
        COPY run.py .
        CMD ["/env/bin/python", "run.py"]
        # run.py
        import a
        # pyproject.toml
        [project]
        name = "x"
        version = "1"
        # src/a/__init__.py
        """, "IMG1001", "IMG4001"));

    [Theory]
    [InlineData("COPY sc/sitecustomize.py /usr/local/lib/python3.11/site-packages/")]
    [InlineData("COPY sc/sitecustomize.py /cfg/\nENV PYTHONPATH=/cfg")]
    public void Accepts_directories_that_sitecustomize_adds(string steps) =>
        Assert.Empty(Lines(steps + "\nCOPY lib.py /opt/lib/", "# lib.py\n# sc/sitecustomize.py\nimport sys\nsys.path.append('/opt/lib')\n", "import lib"));
}
