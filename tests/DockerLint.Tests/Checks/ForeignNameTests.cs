using Xunit;

namespace DockerLint.Tests.Checks;

/// <summary>Directories of the repository that have the name of something installed.</summary>
public sealed class ForeignNameTests
{
    [Fact]
    public void Accepts_a_directory_around_the_service_that_lacks_the_imported_name() => Assert.Empty(Repositories.Lines("""
        # examples/deepgram/model.py
        from deepgram import DeepgramClient
        # examples/deepgram/requirements.txt
        deepgram-sdk
        # examples/deepgram/Dockerfile
        FROM python:3.12-slim
        WORKDIR /app
        COPY requirements.txt .
        RUN pip install -r requirements.txt
        COPY . .
        CMD ["python", "model.py"]
        """));

    [Theory]
    [InlineData("RUN pip install acme-tool", "pyproject.toml\n[project]\nname = \"Acme.Tool\"\nversion = \"1\"")]
    [InlineData("RUN pip install -r requirements.txt", "setup.py\nfrom setuptools import setup\nsetup(name=\"acme_tool\", packages=[\"tool\"], package_dir={\"\": \"src\"})")]
    public void Accepts_the_published_distribution_of_the_repository(string install, string manifest) => Assert.Empty(Repositories.Lines($"""
        # {manifest}
        # src/tool/__init__.py
        import tool.part
        # src/tool/part.py
        # tool/__init__.py
        import tool.part
        # tool/part.py
        # examples/hello/main.py
        import tool.part
        # examples/hello/requirements.txt
        acme-tool==1.2
        # examples/hello/Dockerfile
        FROM python:3.12-slim
        WORKDIR /app
        COPY . .
        {install}
        CMD ["python", "main.py"]
        """));

    [Theory]
    [InlineData("[project]\nname = \"acme-other\"\nversion = \"1\"")]
    [InlineData("[tool.black]")]
    public void Reports_a_module_of_a_project_that_is_not_installed(string manifest) => Assert.Equal(
        ["IMG1001 error tool not-copied"],
        Repositories.Lines($"""
        # pyproject.toml
        {manifest}
        # tool/__init__.py
        # hello/main.py
        import tool
        # hello/Dockerfile
        FROM python:3.12-slim
        WORKDIR /app
        COPY . .
        RUN pip install acme-tool
        CMD ["python", "main.py"]
        """));

    [Fact]
    public void Accepts_the_short_name_of_the_package_that_asks_for_it() => Assert.Empty(Repositories.Lines("""
        # app/__init__.py
        # app/voice/__init__.py
        # app/voice/speech/__init__.py
        # app/voice/speech/client.py
        import speech
        # app/main.py
        from app.voice.speech import client
        # Dockerfile
        FROM python:3.12-slim
        WORKDIR /srv
        COPY app/ app/
        RUN make install
        CMD ["python", "-m", "app.main"]
        """));

    [Fact]
    public void Accepts_a_neighbour_that_a_manifest_asks_for_where_the_install_step_cannot_be_read() => Assert.Empty(Repositories.Lines("""
        # app/__init__.py
        # app/pay/__init__.py
        # app/pay/chargebee.py
        Client = 1
        # app/pay/cache.py
        from chargebee import Client
        # app/main.py
        import app.pay.cache
        # pyproject.toml
        [tool.poetry.dependencies]
        chargebee = "^2.7"
        # Dockerfile
        FROM python:3.12-slim
        WORKDIR /srv
        COPY pyproject.toml .
        RUN make install
        COPY app/ app/
        CMD ["python", "-m", "app.main"]
        """));

    [Fact]
    public void Reports_a_neighbour_that_only_those_find_who_start_in_its_directory() => Assert.Contains("IMG1001 error routers not-on-search-path", Repositories.Lines("""
        # app/routers.py
        router = None
        # app/main.py
        from routers import router
        app = router
        # Dockerfile
        FROM python:3.12-slim
        WORKDIR /srv
        RUN pip install uvicorn
        COPY app/ app/
        CMD ["uvicorn", "app.main:app"]
        """));

    [Fact]
    public void Accepts_the_model_that_records_history() => Assert.Empty(Repositories.Lines("""
        # app/models.py
        class State: ...
        # app/main.py
        from models import HistoricalState
        # Dockerfile
        FROM python:3.12-slim
        WORKDIR /srv
        COPY app/ ./
        CMD ["python", "main.py"]
        """));

    [Fact]
    public void Accepts_implicit_relative_imports_of_the_second_python() => Assert.Empty(Repositories.Lines("""
        # app/__init__.py
        # app/tasks.py
        # app/main.py
        import tasks
        # Dockerfile
        FROM python:2-slim
        WORKDIR /srv
        COPY app/ app/
        CMD ["python", "-m", "app.main"]
        """));

    [Fact]
    public void Accepts_a_neighbour_in_the_package_that_imports_its_own_name_from_elsewhere() => Assert.Empty(Repositories.Lines("""
        # app/__init__.py
        # app/utils/__init__.py
        # app/utils/stix2.py
        from stix2 import Bundle
        # app/utils/indicators.py
        from stix2 import Bundle
        # app/main.py
        import app.utils.indicators, app.utils.stix2
        # Dockerfile
        FROM python:3.12-slim
        WORKDIR /srv
        COPY app/ app/
        RUN pip install pycti
        CMD ["python", "-m", "app.main"]
        """));

    [Fact]
    public void Reports_a_neighbour_in_the_package_that_only_its_long_name_leads_to() => Assert.Equal(["IMG1001 error tools not-on-search-path"], Repositories.Lines("""
        # app/__init__.py
        # app/tools.py
        x = 1
        # app/main.py
        from tools import x
        # Dockerfile
        FROM python:3.12-slim
        WORKDIR /srv
        COPY app/ app/
        CMD ["python", "-m", "app.main"]
        """));

    [Fact]
    public void Accepts_a_file_that_is_loaded_by_one_of_two_names() => Assert.Empty(Repositories.Lines("""
        # src/__init__.py
        # src/__main__.py
        from .tool import A
        # src/tool/__init__.py
        from .convert import A
        import gone_distribution
        # src/tool/convert.py
        try:
            from report import build
        except ImportError:
            from .report import build
        A = build
        # src/tool/report.py
        def build(): pass
        # Dockerfile
        FROM python:3.12-slim
        WORKDIR /srv
        COPY src src
        RUN pip install gone-distribution
        CMD ["python", "-m", "src"]
        """));
}
