using System.Linq;
using DockerLint.Checks;
using DockerLint.Configuration;
using DockerLint.Reporting;
using Xunit;

namespace DockerLint.Tests.Rules.Requirements;

/// <summary>Names that distributions bring in unexpected ways, and files that say what is installed.</summary>
public class InstalledNamesTests
{
    private static string[] Lines(string files, string main, string install = "RUN pip install -r requirements.txt") => Repo.Lines(
        $"# Dockerfile\nFROM python:3.11-slim\nWORKDIR /app\nCOPY . .\n{install}\nCMD [\"python\", \"main.py\"]\n# main.py\n{main}\n{files}", "IMG4001", "IMG1001", "IMG1010", "IMG1007");

    [Theory]
    [InlineData("uvicorn[standard]", "import uvicorn, uvloop, httptools, watchfiles, websockets, dotenv, yaml, h11, click")]
    [InlineData("fastapi[standard]", "import fastapi, starlette, pydantic, uvicorn, jinja2, httpx, email_validator, python_multipart")]
    [InlineData("celery[redis]", "import celery, kombu, redis, billiard, vine")]
    [InlineData("google-cloud-storage", "from google.cloud import storage\nimport google.auth\nfrom google.api_core import retry\nfrom google.oauth2 import service_account")]
    [InlineData("google-cloud-bigquery\ngoogle-cloud-firestore", "from google.cloud import bigquery, firestore\nfrom google.cloud.firestore_v1 import Client")]
    [InlineData("google-cloud-pubsub", "from google.cloud import pubsub_v1\nfrom google.protobuf import json_format")]
    [InlineData("firebase-admin", "import firebase_admin\nfrom firebase_admin import credentials")]
    [InlineData("azure-identity\nazure-storage-blob", "from azure.identity import X\nfrom azure.storage.blob import Y\nimport azure.core")]
    [InlineData("opencv-python-headless", "import cv2, numpy")]
    [InlineData("psycopg2-binary", "import psycopg2.extras")]
    [InlineData("psycopg[binary]", "import psycopg")]
    [InlineData("boto3", "import boto3, botocore, dateutil, urllib3")]
    [InlineData("earthengine-api", "import google.auth, requests")]
    [InlineData("pandas", "import pandas, numpy, pytz, dateutil")]
    [InlineData("scikit-learn", "import sklearn, joblib, numpy, scipy")]
    [InlineData("requests", "import requests, urllib3, certifi, idna, charset_normalizer")]
    [InlineData("PyJWT\npython-jose[cryptography]\npycryptodome\npython-dotenv\nPillow\nbeautifulsoup4\nattrs", "import jwt, jose, Crypto, dotenv, PIL, bs4, attr, attrs, cryptography")]
    [InlineData("protobuf\ngrpcio\ngrpcio-tools", "import google.protobuf, grpc, grpc_tools")]
    [InlineData("ruamel.yaml", "import ruamel.yaml")]
    [InlineData("mysqlclient\npython-magic\ndiscord.py\npyserial\nfaiss-cpu\numap-learn", "import MySQLdb, magic, discord, serial, faiss, umap")]
    [InlineData("opentelemetry-api\nopentelemetry-sdk\nopentelemetry-instrumentation-flask\nopentelemetry-exporter-otlp", "from opentelemetry import trace\nfrom opentelemetry.sdk.trace import X\nfrom opentelemetry.instrumentation.flask import Y\nfrom opentelemetry.exporter.otlp.proto.grpc.trace_exporter import Z")]
    [InlineData("djangorestframework\ndjango-cors-headers\ndjango-environ\ndjango-filter\ndj-database-url", "import django, rest_framework, corsheaders, environ, django_filters, dj_database_url")]
    [InlineData("Flask-SQLAlchemy\nFlask-Cors\nflask-login\nFlask-WTF", "import flask, flask_sqlalchemy, flask_cors, flask_login, flask_wtf, sqlalchemy, wtforms")]
    [InlineData("sentry-sdk[flask]\npython-telegram-bot\nslack_sdk\nPyGithub", "import sentry_sdk, telegram, slack_sdk, github")]
    [InlineData("langchain\nlangchain-openai\nopenai", "import langchain, langchain_core, langchain_openai, openai")]
    [InlineData("torch==2.1.0\ntransformers", "import torch, transformers, numpy, tqdm, huggingface_hub")]
    [InlineData("tensorflow-cpu", "import tensorflow, keras, numpy")]
    [InlineData("SQLAlchemy[asyncio]\nasyncpg\naiosqlite", "import sqlalchemy, greenlet, asyncpg, aiosqlite")]
    [InlineData("apache-airflow==2.9.0", "import airflow, jinja2")]
    [InlineData("pywin32 ; sys_platform == 'win32'\nwin-only; os_name == 'nt'\nidna", "import idna")]
    [InlineData("msgpack-python\nzope.interface\njaraco.text", "import msgpack, zope.interface, jaraco.text")]
    [InlineData("acme-unknown-thing", "import acme_unknown_thing, acme")]
    [InlineData("git+https://example.com/acme/thing.git#egg=thing", "import thing, whatever_it_brings")]
    [InlineData("https://example.com/files/thing-1.0-py3-none-any.whl", "import thing")]
    [InlineData("./vendor/thing-1.0-py3-none-any.whl", "import thing")]
    public void Accepts_what_comes_with_a_distribution(string requirements, string main) =>
        Assert.Empty(Lines("# requirements.txt\n" + requirements, main));

    [Theory]
    [InlineData("# requirements.txt\n-r base.txt\n# base.txt\npyyaml")]
    [InlineData("# requirements.txt\n-r reqs/base.txt\n# reqs/base.txt\n-r other.txt\n# reqs/other.txt\npyyaml")]
    [InlineData("# requirements.txt\npyyaml==6.0.1 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb")]
    [InlineData("# requirements.txt\nPyYAML>=5 ; python_version >= '3.8'")]
    [InlineData("# requirements.txt\nPyYAML @ https://example.com/pyyaml.tar.gz")]
    public void Accepts_every_way_to_write_a_requirement(string files) => Assert.Empty(Lines(files, "import yaml"));

    [Theory]
    [InlineData("RUN pip install .", "# pyproject.toml\n[project]\nname = \"x\"\nversion = \"1\"\ndependencies = [\"pyyaml\"]\n[tool.setuptools]\npy-modules = [\"main\"]")]
    [InlineData("RUN pip install '.[web]'", "# pyproject.toml\n[project]\nname = \"x\"\nversion = \"1\"\n[project.optional-dependencies]\nweb = [\"pyyaml\"]\n[tool.setuptools]\npy-modules = [\"main\"]")]
    [InlineData("RUN pip install poetry && poetry config virtualenvs.create false && poetry install --no-root", "# pyproject.toml\n[tool.poetry]\nname = \"x\"\nversion = \"1\"\n[tool.poetry.dependencies]\npython = \"^3.11\"\nPyYAML = \"^6\"\n[build-system]\nrequires = [\"poetry-core\"]\nbuild-backend = \"poetry.core.masonry.api\"")]
    [InlineData("RUN pip install uv && uv pip install --system -r requirements.in", "# requirements.in\npyyaml")]
    [InlineData("RUN pip install pipenv && pipenv install --deploy --system", "# Pipfile\n[packages]\npyyaml = \"*\"\n# Pipfile.lock\n{\"default\": {\"pyyaml\": {\"version\": \"==6.0.1\"}}, \"develop\": {}}")]
    public void Accepts_every_installer(string install, string files) => Assert.Empty(Lines(files, "import yaml", install));

    [Theory]
    [InlineData("RUN pip install uv && uv sync --frozen --no-dev --no-install-project", "# pyproject.toml\n[project]\nname = \"x\"\nversion = \"1\"\ndependencies = [\"idna\"]\n# uv.lock\nversion = 1\n[[package]]\nname = \"x\"\nversion = \"1\"\nsource = { virtual = \".\" }\ndependencies = [{ name = \"idna\" }]\n[[package]]\nname = \"idna\"\nversion = \"3.10\"\nsource = { registry = \"https://pypi.org/simple\" }")]
    [InlineData("RUN pipx install poetry==1.8 && poetry config virtualenvs.create false && poetry install --no-root --only main", "# pyproject.toml\n[tool.poetry]\nname = \"x\"\nversion = \"1\"\n[tool.poetry.dependencies]\npython = \"^3.11\"\nidna = \"*\"\n# poetry.lock\n[[package]]\nname = \"idna\"\nversion = \"3.10\"\noptional = false\npython-versions = \">=3.6\"\nfiles = []\n[metadata]\nlock-version = \"2.0\"")]
    [InlineData("RUN pip install --require-hashes -r requirements.txt", "# requirements.txt\nidna==3.10 \\\n    --hash=sha256:aa")]
    [InlineData("RUN pip install --no-deps -r requirements.txt", "# requirements.txt\nidna==3.10")]
    public void Is_an_error_where_the_whole_set_is_known(string install, string files) =>
        Assert.Equal(["IMG4001 Error main.py:1 requests"], Lines(files, "import requests", install));

    [Theory]
    [InlineData("RUN pip install -r requirements.txt", "# requirements.txt\nidna==3.10")]
    [InlineData("RUN pip install idna", "")]
    [InlineData("RUN pip install .", "# pyproject.toml\n[project]\nname = \"x\"\nversion = \"1\"\ndependencies = [\"idna\"]\n[tool.setuptools]\npy-modules = [\"main\"]")]
    public void Is_a_warning_where_it_may_come_along(string install, string files) =>
        Assert.Equal(["IMG4001 Warning main.py:1 requests"], Lines(files, "import requests", install));

    [Fact]
    public void Takes_the_configuration_for_what_is_installed()
    {
        const string Text = """
            # Dockerfile
            FROM python:3.11-slim
            WORKDIR /app
            COPY main.py .
            RUN mkdir /data
            CMD ["python", "main.py"]
            # main.py
            import yaml, tools
            # tools/__init__.py
            x = 1
            """;
        Assert.Equal(["IMG1001 tools", "IMG4001 yaml"], Run(Text, new Settings()));
        Assert.Empty(Run(Text, new Settings { ThirdParty = ["yaml", "tools"] }));
        Assert.Equal(["IMG1001 tools"], Run(Text, new Settings { ThirdParty = ["yaml"] }));
    }

    private static string[] Run(string text, Settings settings) =>
        Checker.Run(new CheckRequest { Repository = Repo.Tree(text), Context = "/", Settings = settings, Select = ["IMG1", "IMG4"], Parallelism = 1 })
            .Findings.Where(f => f.Severity > Severity.Info).Select(f => f.Rule + " " + f.Module).Order().ToArray();

    [Theory]
    [InlineData("acme-client", "import requests, yaml, dateutil, pydantic", 0)]
    [InlineData("acme-client", "import git", 1)]
    [InlineData("flask", "import requests", 1)]
    public void A_library_of_which_no_table_tells_may_bring_what_most_bring(string requirements, string main, int findings) =>
        Assert.Equal(findings, Lines("# requirements.txt\n" + requirements, main).Length);
}
