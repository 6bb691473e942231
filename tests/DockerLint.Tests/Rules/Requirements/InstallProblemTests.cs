using Xunit;

namespace DockerLint.Tests.Rules.Requirements;

/// <summary>IMG4002, IMG4003 and the part of IMG2003 that stops the build.</summary>
public class InstallProblemTests
{
    private const string Manifest = "\n# requirements.txt\nflask==3.1.0\n# requirements/prod.txt\n-r base.txt\nflask==3.1.0\n# requirements/base.txt\nidna==3\n# main.py\nprint(1)";

    private static string[] Lines(string steps, string files = Manifest) =>
        Repo.Lines("# Dockerfile\nFROM python:3.12-slim\nWORKDIR /app\n" + steps + "\nCMD [\"python\", \"main.py\"]" + files, "IMG4002", "IMG4003", "IMG2003");

    [Theory]
    [InlineData("RUN pip install -r requirements.txt\nCOPY . .", 3)]
    [InlineData("COPY . /srv/\nRUN pip install -r requirements.txt", 4)]
    [InlineData("COPY requirements/prod.txt requirements/\nRUN pip install -r requirements/prod.txt", 4)]
    [InlineData("COPY main.py .\nRUN uv pip install --system -r requirements.txt", 4)]
    [InlineData("COPY main.py .\nRUN poetry install", 4)]
    [InlineData("COPY main.py .\nRUN uv sync --frozen", 4)]
    public void Reports_a_file_that_is_not_there(string steps, int line) =>
        Assert.Equal($"IMG4002 Error Dockerfile:{line}", Assert.Single(Lines(steps)));

    [Fact]
    public void Reports_that_the_file_is_copied_only_later()
    {
        var finding = Repo.Single("# Dockerfile\nFROM python:3.12-slim\nWORKDIR /app\nRUN pip install -r requirements.txt\nCOPY . .\nCMD [\"python\", \"main.py\"]" + Manifest, "IMG4002");
        Assert.Equal("pip install reads /app/requirements.txt, which is not there when the step runs: line 4 copies it only later", finding.Message);
        Assert.Equal("copied-after-install", finding.Reason);
        Assert.Equal("requirements.txt", finding.RepositoryPath);
    }

    [Theory]
    [InlineData("COPY requirements.txt .\nRUN pip install -r requirements.txt")]
    [InlineData("RUN --mount=type=bind,source=requirements.txt,target=requirements.txt pip install -r requirements.txt")]
    [InlineData("RUN if [ -f requirements.txt ]; then pip install -r requirements.txt; fi")]
    [InlineData("RUN pip install -r requirements.txt || true")]
    [InlineData("RUN echo flask > requirements.txt && pip install -r requirements.txt")]
    [InlineData("RUN ./make-requirements && pip install -r requirements.txt")]
    [InlineData("COPY requirements ./requirements\nRUN pip install -r requirements/prod.txt")]
    [InlineData("ARG F=requirements.txt\nCOPY ${F} .\nRUN pip install -r ${F}")]
    [InlineData("ADD https://example.org/requirements.txt .\nRUN pip install -r requirements.txt")]
    [InlineData("COPY requirements.txt /tmp/\nRUN cd /tmp && pip install -r requirements.txt")]
    public void Accepts_files_that_are_there_or_may_be(string steps) => Assert.Empty(Lines(steps));

    [Fact]
    public void Reports_only_the_copy_that_fails_first() => Assert.Empty(Lines("COPY nothere.txt .\nRUN pip install -r requirements.txt"));

    private const string Library = "\n# requirements.txt\nflask==3.1.0\n-e ./libs/common\n# libs/common/pyproject.toml\n[project]\nname = \"common\"\nversion = \"1\"\n# libs/common/common.py\nx = 1\n# main.py\nprint(1)";

    [Fact]
    public void Reports_a_local_requirement_that_is_not_copied()
    {
        Assert.Equal(["IMG4003 Error requirements.txt:2"], Lines("COPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .", Library));
        Assert.Equal(["IMG4003 Error requirements.txt:2"], Lines("COPY requirements.txt main.py ./\nRUN pip install -r requirements.txt", Library));
    }

    [Fact]
    public void Accepts_a_local_requirement_that_is_copied_before() =>
        Assert.Empty(Lines("COPY requirements.txt .\nCOPY libs ./libs\nRUN pip install -r requirements.txt\nCOPY main.py .", Library));

    [Fact]
    public void Accepts_a_local_requirement_whose_marker_does_not_apply() =>
        Assert.Empty(Lines("COPY requirements.txt .\nRUN pip install -r requirements.txt", Library.Replace("-e ./libs/common", "common @ file:///app/libs/common ; sys_platform == 'win32'", System.StringComparison.Ordinal)));

    [Theory]
    [InlineData("poetry==2.1.0", "Error")]
    [InlineData("poetry", "Warning")]
    public void Reports_what_poetry_refuses_since_its_second_release(string poetry, string severity) =>
        Assert.Equal(
            [$"IMG2003 {severity} Dockerfile:5"],
            Lines($"RUN pip install {poetry}\nCOPY pyproject.toml .\nRUN poetry install\nCOPY . .", Poetry));

    [Fact]
    public void Accepts_what_the_first_releases_of_poetry_only_warn_of() =>
        Assert.Empty(Lines("RUN pip install poetry==1.8.3\nCOPY pyproject.toml .\nRUN poetry install\nCOPY . .", Poetry));

    [Theory]
    [InlineData("[project]\nname = \"shop\"\nversion = \"1\"", "Error")]
    [InlineData("[tool.poetry]\nname = \"shop\"\nversion = \"1\"", "Warning")]
    public void Poetry_installs_its_project_itself_where_no_back_end_is_named(string table, string severity)
    {
        string files = "\n# pyproject.toml\n" + table + "\n# shop/__init__.py\n\n# main.py\nimport shop";
        Assert.Equal(["IMG2003 " + severity + " Dockerfile:5"], Lines("RUN pip install poetry\nCOPY pyproject.toml .\nRUN poetry install\nCOPY . .", files));
        Assert.Empty(Lines("RUN pip install poetry\nCOPY . .\nRUN poetry install", files));
    }

    private const string Poetry = "\n# pyproject.toml\n[build-system]\nbuild-backend = \"poetry.core.masonry.api\"\n[tool.poetry]\nname = \"shop\"\nversion = \"1\"\n# shop/__init__.py\n\n# main.py\nimport shop";

    [Fact]
    public void Accepts_a_project_that_cannot_be_installed_anywhere() =>
        Assert.Empty(Lines("COPY . .\nRUN pip install .", "\n# pyproject.toml\n[project]\nname = \"x\"\nversion = \"1\"\n# a.py\n# b.py\n# main.py\nimport a"));

    private const string Project = "\n# pyproject.toml\n[build-system]\nrequires = [\"hatchling\"]\nbuild-backend = \"hatchling.build\"\n[project]\nname = \"shop\"\nversion = \"1\"\nreadme = \"README.md\"\n# README.md\nhello\n# shop/__init__.py\n# main.py\nimport shop";

    [Theory]
    [InlineData("RUN pip install .\nCOPY . .")]
    [InlineData("COPY pyproject.toml .\nRUN pip install .\nCOPY . .")]
    [InlineData("COPY pyproject.toml README.md ./\nRUN pip install -e .\nCOPY . .")]
    public void Reports_a_project_whose_files_come_later(string steps) =>
        Assert.All(Lines(steps, Project), line => Assert.StartsWith("IMG2003 Error Dockerfile:", line, System.StringComparison.Ordinal));

    [Theory]
    [InlineData("COPY . .\nRUN pip install .")]
    [InlineData("RUN pip wheel -w /wheels shop\nRUN pip install /wheels/*\nCOPY . .")]
    [InlineData("COPY pyproject.toml README.md ./\nCOPY shop ./shop\nRUN pip install .\nCOPY . .")]
    public void Accepts_a_project_that_is_complete(string steps) => Assert.Empty(Lines(steps, Project));
}
