using Xunit;

namespace DockerLint.Tests.Rules.Requirements;

/// <summary>IMG4001 and IMG1010.</summary>
public class MissingDistributionTests
{
    private static string[] Lines(string steps, string main, string files = "", string image = "python:3.12-slim") =>
        Repo.Lines($"# Dockerfile\nFROM {image}\nWORKDIR /app\n{steps}\nCOPY main.py .\nCMD [\"python\", \"main.py\"]\n# main.py\n{main}{files}", "IMG4001", "IMG1010", "IMG1001");

    [Fact]
    public void Reports_a_module_where_nothing_is_installed() =>
        Assert.Equal(["IMG4001 Error main.py:1 yaml"], Lines("RUN mkdir /data", "import yaml"));

    [Fact]
    public void Reports_a_module_that_a_complete_list_lacks() =>
        Assert.Equal(
            ["IMG4001 Error main.py:1 yaml"],
            Lines("COPY r.txt .\nRUN pip install --no-deps -r r.txt", "import yaml.nodes", "\n# r.txt\nidna==3.10"));

    [Fact]
    public void Names_the_distribution_and_the_file()
    {
        var finding = Repo.Single("# Dockerfile\nFROM python:3.12-slim\nWORKDIR /app\nCOPY . .\nRUN pip install --no-deps -r r.txt\nCMD [\"python\", \"main.py\"]\n# main.py\nimport yaml\n# r.txt\nidna==3.10", "IMG4001");
        Assert.Equal("no install step brings module 'yaml'; add pyyaml to r.txt", finding.Message);
        Assert.Equal("not-installed", finding.Reason);
        Assert.False(finding.Fix!.IsSafe);
        Assert.Equal("pyyaml\n", Assert.Single(finding.Fix.Edits).Insert);
    }

    [Theory]
    [InlineData("import yaml", "Warning")]
    [InlineData("def f():\n    import yaml", "Info")]
    public void Reports_weaker_what_may_come_along(string main, string severity) =>
        Assert.Equal(severity, Assert.Single(Lines("RUN pip install idna", main)).Split(' ')[1]);

    [Fact]
    public void Reports_a_package_of_the_system_for_another_python() =>
        Assert.Equal(["IMG4001 Error main.py:1 yaml"], Lines("RUN apt-get update && apt-get install -y python3-yaml", "import yaml"));

    [Theory]
    [InlineData("RUN pip install pyyaml", "import yaml")]
    [InlineData("RUN pip install --no-deps pyyaml", "import yaml")]
    [InlineData("RUN ./setup.sh", "import yaml")]
    [InlineData("RUN make deps", "import yaml")]
    [InlineData("RUN pip install idna", "try:\n    import yaml\nexcept ImportError:\n    yaml = None")]
    [InlineData("RUN pip install flask", "import werkzeug, jinja2")]
    [InlineData("RUN pip install $(./list-packages)", "import yaml")]
    [InlineData("RUN pip install idna", "import nobody_knows_this_name")]
    [InlineData("RUN pip install idna", "import os, sys, json, email.mime, zoneinfo")]
    [InlineData("COPY --from=acme/builder /venv /usr/local/lib/python3.12/site-packages", "import yaml")]
    public void Accepts_what_is_installed_or_may_be(string steps, string main) => Assert.Empty(Lines(steps, main));

    [Theory]
    [InlineData("acme/app:1")]
    [InlineData("tiangolo/uvicorn-gunicorn-fastapi:python3.11")]
    [InlineData("pytorch/pytorch:2.4.0-cuda12.1-cudnn9-runtime")]
    public void Accepts_images_with_packages_of_their_own(string image) => Assert.Empty(Lines("RUN mkdir /data", "import yaml", image: image));

    [Fact]
    public void Accepts_what_is_installed_at_start() =>
        Assert.Empty(Repo.Lines("# Dockerfile\nFROM python:3.12-slim\nWORKDIR /app\nCOPY . .\nCMD [\"sh\", \"start.sh\"]\n# start.sh\npip install pyyaml\nexec python main.py\n# main.py\nimport yaml", "IMG4001"));

    [Theory]
    [InlineData("python:3.13-slim", "import telnetlib")]
    [InlineData("python:3.12-slim", "import imp")]
    [InlineData("python:3.10-slim", "import tomllib")]
    public void Reports_modules_of_other_releases(string image, string main) =>
        Assert.Equal("IMG1010 Error main.py:1", Assert.Single(Lines("RUN mkdir /data", main, image: image)).Substring(0, 23));

    [Theory]
    [InlineData("python:3.12-slim", "import telnetlib")]
    [InlineData("python:3.11-slim", "import distutils.core, imp, tomllib")]
    [InlineData("python:3.10-slim", "import sys\nif sys.version_info >= (3, 11):\n    import tomllib")]
    [InlineData("python:3.10-slim", "try:\n    import tomllib\nexcept ImportError:\n    tomllib = None")]
    [InlineData("debian:12", "import telnetlib")]
    public void Accepts_modules_of_this_release(string image, string main) => Assert.Empty(Lines("RUN mkdir /data", main, image: image));

    [Fact]
    public void Accepts_an_installed_backport() => Assert.Empty(Lines("RUN pip install legacy-cgi", "import cgi", image: "python:3.13-slim"));

    private const string Poetry = "\n# pyproject.toml\n[tool.poetry]\nname = \"s\"\nversion = \"1\"\npackage-mode = false\n[tool.poetry.dependencies]\npython = \"^3.11\"\nflask = \"*\"\n"
        + "# poetry.lock\n[[package]]\nname = \"flask\"\nversion = \"3.0\"\noptional = false\npython-versions = \"*\"\nfiles = []\n[metadata]\nlock-version = \"2.0\"\n";

    [Theory]
    [InlineData("COPY . .\nRUN pip install poetry && poetry config virtualenvs.create false && poetry install", "import yaml.nodes, boto3", Poetry, "boto3")]
    [InlineData("RUN pip install pip-tools pipenv", "import boto3", "", "boto3")]
    [InlineData("COPY r.txt .\nRUN pip install --no-deps -r r.txt", "import boto3", "\n# r.txt\ny @ git+https://host/y", "boto3")]
    public void Reports_what_a_complete_list_lacks_beside_its_installer(string steps, string main, string files, string module) =>
        Assert.Equal(["IMG4001 Error main.py:1 " + module], Lines(steps, main, files));

    [Theory]
    [InlineData("import requests, tomlkit, packaging")]
    [InlineData("import flask")]
    public void Accepts_what_an_installer_brings(string main) =>
        Assert.Empty(Lines("COPY . .\nRUN pip install poetry && poetry config virtualenvs.create false && poetry install", main, Poetry));

    [Theory]
    [InlineData("git+https://host/y.git")]
    [InlineData("git+https://host/y.git#egg=y")]
    [InlineData("-e git+https://host/y.git#egg=y")]
    [InlineData("y @ git+https://host/y.git")]
    [InlineData("y @ https://host/y-1.0.tar.gz")]
    [InlineData("https://host/y-1.0-py3-none-any.whl")]
    public void Accepts_anything_beside_a_requirement_whose_dependencies_nobody_knows(string requirement)
    {
        Assert.Empty(Lines("COPY r.txt .\nRUN pip install -r r.txt", "import yaml", "\n# r.txt\nidna\n" + requirement));
        Assert.Empty(Lines("RUN pip install idna '" + requirement.Replace("-e ", "", System.StringComparison.Ordinal) + "'", "import yaml"));
    }

    [Theory]
    [InlineData("FROM debian:12\nRUN apt-get update && apt-get install -y python3 python3-yaml")]
    [InlineData("FROM ubuntu:22.04\nRUN apt-get update && apt-get install -y python3-yaml")]
    [InlineData("FROM alpine:3.20\nRUN apk add --no-cache python3 py3-yaml")]
    public void Accepts_packages_of_the_system_for_its_own_python(string head) => Assert.Empty(Repo.Lines(
        "# Dockerfile\n" + head + "\nWORKDIR /app\nCOPY main.py .\nCMD [\"python3\", \"main.py\"]\n# main.py\nimport yaml\n", "IMG4001", "IMG1001"));

    [Fact]
    public void Accepts_after_a_list_that_is_not_there() =>
        Assert.Empty(Lines("RUN pip install -r r.txt", "import yaml"));

    [Theory]
    [InlineData("import google.cloud.storage", "google-cloud-pubsub", "google.cloud.storage")]
    [InlineData("from google.cloud import storage", "google-cloud-pubsub", "google.cloud.storage")]
    [InlineData("from opentelemetry.instrumentation.django import DjangoInstrumentor", "opentelemetry-instrumentation-flask", "opentelemetry.instrumentation.django")]
    public void Reports_another_child_of_a_shared_namespace(string main, string installed, string module) =>
        Assert.Equal(["IMG4001 Warning main.py:1 " + module], Lines("RUN pip install " + installed, main));

    [Theory]
    [InlineData("from google.cloud import pubsub_v1", "google-cloud-pubsub")]
    [InlineData("from google.protobuf import json_format\nfrom google.api_core import retry\nimport google.auth", "google-cloud-pubsub")]
    [InlineData("import google.cloud, google", "google-cloud-pubsub")]
    [InlineData("from google.cloud import storage, bigquery", "google-cloud-aiplatform")]
    [InlineData("from opentelemetry import trace\nfrom opentelemetry.instrumentation.utils import x", "opentelemetry-instrumentation-flask")]
    [InlineData("from opentelemetry import trace\nfrom opentelemetry.sdk.trace import TracerProvider", "opentelemetry-exporter-otlp")]
    [InlineData("from azure.core.exceptions import X\nfrom azure.identity import Y", "azure-identity")]
    [InlineData("from opentelemetry.trace import x", "opentelemetry-something-new")]
    public void Accepts_what_a_shared_namespace_holds(string main, string installed) => Assert.Empty(Lines("RUN pip install " + installed, main));

    [Fact]
    public void Reports_a_name_that_no_table_knows_where_all_is_known() =>
        Assert.Equal(["IMG4001 Warning main.py:1 uvloop"], Lines("RUN mkdir /data", "import uvloop"));

    [Fact]
    public void Accepts_a_name_that_no_table_knows_where_something_may_bring_it() =>
        Assert.Empty(Lines("RUN pip install idna something-else", "import pandas"));

    [Fact]
    public void Reports_a_popular_name_that_nothing_known_brings() =>
        Assert.Equal(["IMG4001 Warning main.py:1 pandas"], Lines("RUN pip install flask requests", "import pandas"));

    [Fact]
    public void Reports_weaker_what_is_imported_later() =>
        Assert.Equal(["IMG4001 Warning main.py:2 yaml"], Lines("RUN mkdir /data", "def f():\n    import yaml"));

    [Fact]
    public void Reports_distutils_without_setuptools() =>
        Assert.Equal(["IMG1010 Error main.py:1 distutils"], Lines("RUN mkdir /data", "import distutils.util"));
}
