using System.Linq;
using DockerLint.Reporting;
using Xunit;

namespace DockerLint.Tests.Checks;

public sealed class MissingModuleTests
{
    private const string Application = """
        # app/__init__.py
        # app/main.py
        from shared.locks.lock import Lock
        # shared/__init__.py
        # shared/other.py
        # shared/locks/__init__.py
        # shared/locks/lock.py
        class Lock: ...
        """;

    private const string Editable = """
        # pkg/__init__.py
        # pkg/__main__.py
        import pkg.tools
        def main(): pass
        # pkg/tools.py
        # setup.py
        from setuptools import find_packages, setup
        setup(name="my-tool", packages=find_packages(), entry_points={"console_scripts": ["analyze=pkg.__main__:main"]})
        # Dockerfile
        FROM python:3.12-slim
        WORKDIR /app
        COPY pkg/__*.py pkg/
        COPY setup.py setup.py
        RUN INSTALL
        ENTRYPOINT ["analyze"]
        """;

    [Theory]
    [InlineData("pip install -e .", "error")]
    [InlineData("uv pip install --system -e .", "error")]
    [InlineData("python setup.py develop", "error")]
    // What else lies in a site directory is not listed.
    [InlineData("pip install .", "warning")]
    [InlineData("python setup.py install", "warning")]
    public void Follows_the_console_script_of_an_installed_project(string install, string severity) =>
        Assert.Equal(["IMG1001 " + severity + " pkg.tools not-copied"], Repositories.Lines(Editable.Replace("INSTALL", install, System.StringComparison.Ordinal)));

    [Fact]
    public void The_environment_of_an_image_without_a_known_Python_tells_its_release() => Assert.Empty(Repositories.Lines("""
        # src/acme/__init__.py
        # src/acme/main.py
        app = 1
        # setup.py
        from setuptools import find_packages, setup
        setup(name="acme", packages=find_packages("src"), package_dir={"": "src"})
        # Dockerfile
        FROM example.org/own/base:1 AS base
        ENV VIRTUAL_ENV=/opt/venv PATH=/opt/venv/bin:/usr/bin
        FROM python:3.13 AS build
        ENV VIRTUAL_ENV=/opt/venv PATH=/opt/venv/bin:/usr/local/bin:/usr/bin
        RUN python -m venv /opt/venv
        WORKDIR /build
        COPY . .
        RUN pip install .
        FROM base
        COPY --from=build /opt/venv /opt/venv
        CMD ["uvicorn", "acme.main:app"]
        """));

    [Theory]
    [InlineData("python setup.py develop")]
    [InlineData("python setup.py --quiet install --no-deps")]
    [InlineData("pip install -e .")]
    public void Accepts_what_an_installed_project_brings(string install) =>
        Assert.Empty(Repositories.Lines(Editable.Replace("INSTALL", install, System.StringComparison.Ordinal).Replace("COPY pkg/__*.py pkg/", "COPY pkg pkg", System.StringComparison.Ordinal)));

    [Fact]
    public void Reports_a_package_that_no_instruction_copies_with_its_chain_and_the_smallest_fix()
    {
        Finding finding = Assert.Single(Repositories.Check(Application, """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /srv
            COPY app/ ./app/
            CMD ["python", "-m", "app.main"]
            """));
        Assert.Equal(("IMG1001", Severity.Error, "shared", Reasons.NotCopied), (finding.Rule, finding.Severity, finding.Module, finding.Reason));
        Assert.Equal(("app/main.py", 1, "/srv/shared"), (finding.File, finding.Span.Line, finding.ImagePath));
        Assert.Equal(["Dockerfile:4 python -m app.main", "app/main.py:1 shared.locks.lock"], finding.Chain.Select(l => $"{l.File}:{l.Line} {l.What}"));
        TextEdit edit = Assert.Single(finding.Fix!.Edits);
        Assert.Equal("COPY shared/__init__.py ./shared/__init__.py\nCOPY shared/locks/ ./shared/locks/\n", edit.Insert);
        Assert.Equal(4, edit.Line);
    }

    [Fact]
    public void Accepts_it_when_the_whole_context_is_copied() => Assert.Empty(Repositories.Check(Application, """
        # Dockerfile
        FROM python:3.12-slim
        WORKDIR /srv
        COPY . .
        CMD ["python", "-m", "app.main"]
        """));

    [Fact]
    public void Reports_the_line_of_the_ignore_file()
    {
        Finding finding = Assert.Single(Repositories.Check(Application, """
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /srv
            COPY . .
            CMD ["python", "-m", "app.main"]
            # .dockerignore
            .git
            shared
            """));
        Assert.Equal((Reasons.Ignored, ".dockerignore"), (finding.Reason, Assert.Single(finding.Related).File));
        Assert.Equal(2, finding.Related[0].Span.Line);
        Assert.Equal(".dockerignore", Assert.Single(finding.Fix!.Edits).File);
    }

    [Fact]
    public void Reports_what_only_another_stage_holds()
    {
        Finding finding = Assert.Single(Repositories.Check(Application, """
            # Dockerfile
            FROM python:3.12-slim AS build
            WORKDIR /src
            COPY . .
            FROM python:3.12-slim
            WORKDIR /srv
            COPY --from=build /src/app ./app
            CMD ["python", "-m", "app.main"]
            """));
        Assert.Equal((Reasons.OtherStage, "IMG1001"), (finding.Reason, finding.Rule));
        Assert.Contains("'build'", finding.Message, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_a_directory_that_lost_its_name() => Assert.Equal(["IMG1001 error shared wrong-destination"], Repositories.Lines(Application, """
        # Dockerfile
        FROM python:3.12-slim
        WORKDIR /srv
        COPY app/ ./app/
        COPY shared/ ./common/
        CMD ["python", "-m", "app.main"]
        """));

    [Fact]
    public void Reports_a_place_that_is_not_on_the_search_path() => Assert.Equal(["IMG1001 error shared not-on-search-path"], Repositories.Lines(Application, """
        # Dockerfile
        FROM python:3.12-slim
        WORKDIR /srv
        COPY . .
        CMD ["python", "app/main.py"]
        """));

    [Fact]
    public void Accepts_that_place_when_PYTHONPATH_names_it() => Assert.Empty(Repositories.Check(Application, """
        # Dockerfile
        FROM python:3.12-slim
        WORKDIR /srv
        ENV PYTHONPATH=/srv
        COPY . .
        CMD ["python", "app/main.py"]
        """));

    [Fact]
    public void Reports_what_a_step_removed() => Assert.Equal(["IMG1001 error shared removed"], Repositories.Lines(Application, """
        # Dockerfile
        FROM python:3.12-slim
        WORKDIR /srv
        COPY . .
        RUN rm -r shared
        CMD ["python", "-m", "app.main"]
        """));

    [Fact]
    public void Lists_a_second_module_that_only_the_missing_one_imports() => Assert.Equal(
        ["IMG1001 error shared not-copied", "IMG1001 error deeper not-copied"],
        Repositories.Lines(Application, """
            # shared/locks/lock.py
            import deeper
            class Lock: ...
            # deeper.py
            # Dockerfile
            FROM python:3.12-slim
            WORKDIR /srv
            COPY app/ ./app/
            CMD ["python", "-m", "app.main"]
            """));

    [Fact]
    public void An_unknown_base_image_makes_it_a_warning() => Assert.Equal(["IMG1001 warning shared not-copied"], Repositories.Lines(Application, """
        # Dockerfile
        FROM registry.example/base:1
        WORKDIR /srv
        COPY app/ ./app/
        CMD ["python", "-m", "app.main"]
        """));

    [Fact]
    public void Accepts_a_directory_that_has_the_name_of_an_installed_distribution() => Assert.Empty(Repositories.Check("""
        # web/app.py
        import flask
        # web/requirements.txt
        flask==3.1.0
        # flask/notes.py
        # web/Dockerfile
        FROM python:3.12-slim
        WORKDIR /srv
        COPY requirements.txt app.py ./
        RUN pip install -r requirements.txt
        CMD ["python", "app.py"]
        """));

    [Fact]
    public void Copies_into_the_stage_that_the_last_one_copies_from()
    {
        Finding finding = Assert.Single(Repositories.Check(Application, """
            # Dockerfile
            FROM python:3.12-slim AS build
            WORKDIR /srv
            COPY app/ ./app/
            FROM python:3.12-slim
            COPY --from=build /srv /srv
            WORKDIR /srv
            CMD ["python", "-m", "app.main"]
            """));
        Assert.NotNull(finding.Fix);
        Assert.InRange(finding.Fix!.Edits[0].Line, 3, 8);
    }

    [Fact]
    public void A_failing_import_in_a_function_is_a_warning_and_a_caught_one_a_note() => Assert.Equal(
        ["IMG1002 warning later not-copied", "IMG1003 info maybe not-copied"],
        Repositories.Lines("""
            # app.py
            try:
                import maybe
            except ImportError:
                maybe = None
            def f():
                import later
            # maybe.py
            # later.py
            # Dockerfile
            FROM python:3.12-slim
            COPY app.py /srv/
            CMD ["python", "/srv/app.py"]
            """));
}
