using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using PyImportScanner.Packaging.Names;

namespace PyImportScanner.Packaging.Catalog;

/// <summary>
/// What popular distributions and their extras bring along. General knowledge, incomplete on purpose: it only serves to keep
/// quiet about an import that is not declared but is there.
/// </summary>
public static class KnownDependencies
{
    // What a library of which nothing is known most often needs.
    private static readonly HashSet<string> ubiquitous = new(StringComparer.Ordinal)
    {
        "attrs", "certifi", "charset-normalizer", "click", "cryptography", "httpx", "idna", "jinja2", "jsonschema", "markupsafe", "numpy", "opentelemetry-api",
        "opentelemetry-sdk", "packaging", "protobuf", "pydantic", "python-dateutil", "pytz", "pyyaml", "requests", "six", "tqdm", "typing-extensions", "urllib3",
    };

    /// <summary>Is it among what a library of which nothing is known may well bring along?</summary>
    /// <param name="name">The normalised name (PEP 503).</param>
    public static bool IsUbiquitous(string name) => ubiquitous.Contains(name);

    private static readonly ConcurrentDictionary<string, IReadOnlyCollection<string>> answers = new(StringComparer.Ordinal);

    private static readonly Dictionary<string, string> byName = new(StringComparer.Ordinal)
    {
        ["aiohttp"] = "aiosignal attrs frozenlist multidict yarl idna propcache aiohappyeyeballs async-timeout",
        ["alembic"] = "sqlalchemy mako typing-extensions markupsafe greenlet",
        ["anthropic"] = "httpx pydantic anyio distro jiter sniffio typing-extensions",
        ["apache-airflow"] = "alembic sqlalchemy flask jinja2 werkzeug click croniter cryptography pendulum requests rich tenacity python-dateutil httpx attrs "
            + "gunicorn itsdangerous markupsafe jsonschema marshmallow packaging pluggy psutil pygments pyjwt pyyaml setproctitle tabulate termcolor "
            + "typing-extensions python-slugify python-daemon colorlog cron-descriptor flask-login flask-wtf lazy-object-proxy lockfile "
            + "opentelemetry-api opentelemetry-exporter-otlp rfc3339-validator sqlparse urllib3 idna certifi charset-normalizer",
        ["beanie"] = "pydantic motor pymongo click lazy-model",
        ["black"] = "click mypy-extensions packaging pathspec platformdirs",
        ["boto3"] = "botocore s3transfer jmespath python-dateutil six urllib3",
        ["botocore"] = "jmespath python-dateutil six urllib3",
        ["celery"] = "kombu billiard vine click click-didyoumean click-repl click-plugins amqp tzdata python-dateutil prompt-toolkit six",
        ["celery[redis]"] = "redis",
        ["cryptography"] = "cffi pycparser",
        ["dash"] = "flask plotly werkzeug jinja2 click itsdangerous markupsafe requests typing-extensions importlib-metadata",
        ["django"] = "asgiref sqlparse",
        ["django[argon2]"] = "argon2-cffi",
        ["django[bcrypt]"] = "bcrypt",
        ["djangorestframework"] = "django asgiref sqlparse",
        ["earthengine-api"] = "google-cloud-storage google-api-python-client google-auth google-auth-httplib2 google-api-core httplib2 requests",
        ["fastapi"] = "starlette pydantic pydantic-core typing-extensions annotated-types anyio idna sniffio",
        ["fastapi[all]"] = "uvicorn python-multipart jinja2 httpx email-validator pyyaml orjson ujson itsdangerous h11 click dnspython",
        ["fastapi[standard]"] = "uvicorn fastapi-cli typer rich python-multipart jinja2 httpx email-validator h11 click markupsafe dnspython "
            + "httptools python-dotenv pyyaml uvloop watchfiles websockets",
        ["flask"] = "werkzeug jinja2 click itsdangerous markupsafe blinker",
        ["flask-sqlalchemy"] = "flask sqlalchemy werkzeug jinja2 click itsdangerous markupsafe blinker typing-extensions",
        ["firebase-admin"] = "google-api-core google-api-python-client google-cloud-firestore google-cloud-storage google-auth cachecontrol pyjwt cryptography "
            + "requests protobuf httplib2 msgpack uritemplate",
        ["flask-admin"] = "flask wtforms werkzeug jinja2 click itsdangerous markupsafe blinker",
        ["flask-cors"] = "flask werkzeug jinja2 click itsdangerous markupsafe blinker",
        ["flask-jwt-extended"] = "flask pyjwt werkzeug jinja2 click itsdangerous markupsafe blinker",
        ["flask-login"] = "flask werkzeug jinja2 click itsdangerous markupsafe blinker",
        ["flask-migrate"] = "flask flask-sqlalchemy alembic sqlalchemy mako werkzeug jinja2 click itsdangerous markupsafe blinker",
        ["flask-restful"] = "flask aniso8601 pytz six werkzeug jinja2 click itsdangerous markupsafe blinker",
        ["flask-socketio"] = "flask python-socketio python-engineio simple-websocket bidict werkzeug jinja2 click itsdangerous markupsafe blinker",
        ["flask-wtf"] = "flask wtforms werkzeug jinja2 click itsdangerous markupsafe blinker",
        ["geopandas"] = "pandas numpy shapely pyproj fiona pyogrio packaging python-dateutil pytz tzdata six",
        ["azure-core"] = "requests six typing-extensions urllib3 idna certifi charset-normalizer",
        ["azure-identity"] = "azure-core msal msal-extensions cryptography cffi pycparser pyjwt requests six typing-extensions",
        ["azure-keyvault-secrets"] = "azure-core isodate typing-extensions requests",
        ["azure-storage-blob"] = "azure-core cryptography cffi isodate typing-extensions requests",
        ["google-cloud-aiplatform"] = "google-cloud-storage google-cloud-bigquery google-cloud-resource-manager google-genai shapely numpy pydantic docstring-parser "
            + "google-api-core google-auth google-cloud-core proto-plus protobuf requests grpcio google-resumable-media packaging",
        ["google-cloud-logging"] = "google-cloud-audit-log google-cloud-appengine-logging google-api-core google-auth google-cloud-core proto-plus protobuf "
            + "grpc-google-iam-v1 opentelemetry-api requests grpcio packaging",
        ["google-cloud-spanner"] = "google-api-core google-cloud-core google-cloud-monitoring grpc-google-iam-v1 proto-plus protobuf sqlparse opentelemetry-api "
            + "opentelemetry-sdk opentelemetry-semantic-conventions google-auth requests grpcio packaging",
        ["opentelemetry-api"] = "deprecated importlib-metadata typing-extensions wrapt zipp",
        ["opentelemetry-exporter-otlp"] = "opentelemetry-exporter-otlp-proto-grpc opentelemetry-exporter-otlp-proto-http",
        ["opentelemetry-exporter-otlp-proto-grpc"] = "opentelemetry-api opentelemetry-sdk opentelemetry-proto opentelemetry-exporter-otlp-proto-common "
            + "googleapis-common-protos grpcio",
        ["opentelemetry-exporter-otlp-proto-http"] = "opentelemetry-api opentelemetry-sdk opentelemetry-proto opentelemetry-exporter-otlp-proto-common "
            + "googleapis-common-protos requests",
        ["opentelemetry-instrumentation"] = "opentelemetry-api opentelemetry-semantic-conventions wrapt packaging",
        ["opentelemetry-instrumentation-django"] = "opentelemetry-instrumentation opentelemetry-instrumentation-wsgi opentelemetry-util-http opentelemetry-api",
        ["opentelemetry-instrumentation-fastapi"] = "opentelemetry-instrumentation opentelemetry-instrumentation-asgi opentelemetry-util-http opentelemetry-api asgiref",
        ["opentelemetry-instrumentation-flask"] = "opentelemetry-instrumentation opentelemetry-instrumentation-wsgi opentelemetry-util-http opentelemetry-api packaging",
        ["opentelemetry-instrumentation-requests"] = "opentelemetry-instrumentation opentelemetry-util-http opentelemetry-api",
        ["opentelemetry-sdk"] = "opentelemetry-api opentelemetry-semantic-conventions typing-extensions",
        ["google-api-core"] = "google-auth googleapis-common-protos protobuf requests proto-plus urllib3 idna certifi charset-normalizer",
        ["google-auth"] = "cachetools pyasn1 pyasn1-modules rsa",
        ["google-cloud-*"] = "google-api-core google-auth google-cloud-core proto-plus protobuf requests grpcio grpcio-status googleapis-common-protos "
            + "google-resumable-media google-crc32c grpc-google-iam-v1 cachetools pyasn1 pyasn1-modules rsa urllib3 idna certifi charset-normalizer "
            + "packaging python-dateutil six",
        ["google-api-python-client"] = "httplib2 google-auth google-auth-httplib2 google-api-core uritemplate",
        ["google-generativeai"] = "google-ai-generativelanguage google-api-core google-api-python-client google-auth protobuf pydantic tqdm typing-extensions proto-plus",
        ["gradio"] = "fastapi uvicorn httpx pandas numpy pillow pydantic jinja2 pyyaml markupsafe orjson python-multipart typer websockets aiofiles ffmpy "
            + "gradio-client huggingface-hub pydub ruff semantic-version starlette tomlkit",
        ["grpcio-tools"] = "grpcio protobuf setuptools",
        ["gunicorn"] = "packaging",
        ["gunicorn[gevent]"] = "gevent greenlet",
        ["httpx"] = "httpcore h11 anyio certifi idna sniffio",
        ["httpx[http2]"] = "h2 hpack hyperframe",
        ["huggingface-hub"] = "filelock fsspec packaging pyyaml requests tqdm typing-extensions",
        ["ipykernel"] = "ipython jupyter-client jupyter-core traitlets tornado pyzmq psutil packaging nest-asyncio debugpy comm matplotlib-inline",
        ["jinja2"] = "markupsafe",
        ["jsonschema"] = "attrs referencing rpds-py jsonschema-specifications",
        ["langchain"] = "langchain-core langchain-text-splitters langsmith pydantic sqlalchemy requests pyyaml",
        ["langchain-core"] = "pydantic langsmith tenacity jsonpatch pyyaml packaging typing-extensions",
        ["matplotlib"] = "numpy pillow python-dateutil six packaging pyparsing cycler kiwisolver fonttools contourpy",
        ["lightgbm"] = "numpy scipy",
        ["mlflow"] = "flask pandas numpy scikit-learn matplotlib sqlalchemy alembic docker pyyaml requests gunicorn click cloudpickle gitpython packaging "
            + "protobuf pytz sqlparse entrypoints jinja2 markdown pyarrow querystring-parser mlflow-skinny graphene scipy",
        ["motor"] = "pymongo dnspython",
        ["nltk"] = "click joblib regex tqdm",
        ["openai"] = "httpx pydantic anyio distro jiter sniffio tqdm typing-extensions httpcore h11 certifi idna",
        ["pandas"] = "numpy python-dateutil pytz tzdata six",
        ["passlib[bcrypt]"] = "bcrypt",
        ["pdm"] = "blinker cachecontrol certifi dep-logic filelock findpython hishel httpx importlib-metadata importlib-resources installer msgpack packaging "
            + "pbs-installer pdm-pep517 pep517 platformdirs pyproject-hooks python-dotenv requests requests-toolbelt resolvelib rich shellingham tomli tomlkit "
            + "truststore typing-extensions unearth virtualenv wheel zipp zstandard pygments markdown-it-py mdurl httpcore h11 anyio sniffio idna urllib3 "
            + "charset-normalizer pysocks distlib python-discovery socksio backports-zstd",
        ["pip-tools"] = "build click importlib-metadata packaging pep517 pip pyproject-hooks setuptools tomli wheel zipp",
        ["pipenv"] = "virtualenv certifi setuptools packaging platformdirs filelock distlib virtualenv-clone importlib-metadata zipp importlib-resources six appdirs python-discovery typing-extensions",
        ["plotly"] = "packaging tenacity narwhals",
        ["poetry"] = "poetry-core requests cachecontrol cleo crashtest dulwich fastjsonschema installer keyring packaging pexpect pkginfo platformdirs "
            + "pyproject-hooks requests-toolbelt shellingham tomlkit trove-classifiers virtualenv build msgpack urllib3 idna certifi charset-normalizer "
            + "filelock distlib rapidfuzz cffi cryptography jeepney secretstorage jaraco-classes jaraco-context jaraco-functools more-itertools ptyprocess "
            + "pycparser importlib-metadata importlib-resources zipp html5lib webencodings six lockfile pylev clikit pastel tomli xattr findpython pbs-installer "
            + "zstandard httpx httpcore h11 anyio sniffio backports-tarfile backports-cached-property jsonschema attrs pyrsistent entrypoints "
            + "poetry-plugin-export typing-extensions lark lark-parser python-discovery pyyaml",
        ["poetry-plugin-export"] = "poetry poetry-core",
        ["psycopg[binary]"] = "psycopg-binary typing-extensions",
        ["psycopg[c]"] = "psycopg-c typing-extensions",
        ["psycopg[pool]"] = "psycopg-pool typing-extensions",
        ["pydantic"] = "pydantic-core typing-extensions annotated-types typing-inspection",
        ["pydantic-settings"] = "pydantic pydantic-core python-dotenv typing-extensions annotated-types typing-inspection",
        ["pydantic[email]"] = "email-validator dnspython idna",
        ["pytest"] = "pluggy iniconfig packaging",
        ["python-jose"] = "ecdsa rsa pyasn1 six",
        ["python-jose[cryptography]"] = "cryptography cffi pycparser",
        ["requests"] = "urllib3 idna certifi charset-normalizer",
        ["requests[socks]"] = "pysocks",
        ["scikit-learn"] = "numpy scipy joblib threadpoolctl",
        ["scipy"] = "numpy",
        ["scrapy"] = "twisted cryptography cssselect itemloaders itemadapter parsel pyopenssl queuelib service-identity w3lib zope-interface lxml "
            + "protego pydispatcher tldextract packaging",
        ["seaborn"] = "matplotlib numpy pandas",
        ["sentence-transformers"] = "torch transformers huggingface-hub numpy scipy scikit-learn tqdm pillow",
        ["sentry-sdk"] = "urllib3 certifi",
        ["spacy"] = "numpy requests pydantic jinja2 tqdm typer thinc srsly catalogue cymem preshed murmurhash wasabi spacy-legacy spacy-loggers weasel "
            + "langcodes packaging setuptools",
        ["sqlalchemy"] = "greenlet typing-extensions",
        ["sqlmodel"] = "sqlalchemy pydantic pydantic-core typing-extensions annotated-types greenlet",
        ["starlette"] = "anyio idna sniffio typing-extensions",
        ["streamlit"] = "altair blinker cachetools click numpy packaging pandas pillow protobuf pyarrow requests rich tenacity toml tornado "
            + "typing-extensions gitpython pydeck watchdog jinja2 python-dateutil pytz tzdata six urllib3 idna certifi charset-normalizer",
        ["torch"] = "filelock typing-extensions sympy networkx jinja2 fsspec markupsafe mpmath",
        ["transformers"] = "filelock huggingface-hub numpy packaging pyyaml regex requests tokenizers safetensors tqdm fsspec typing-extensions urllib3",
        ["torchvision"] = "torch numpy pillow",
        ["typer"] = "click rich shellingham typing-extensions",
        ["uvicorn"] = "click h11",
        ["uvicorn[standard]"] = "httptools python-dotenv pyyaml uvloop watchfiles websockets anyio",
        ["virtualenv"] = "distlib filelock platformdirs appdirs six importlib-metadata importlib-resources zipp typing-extensions python-discovery",
        ["werkzeug"] = "markupsafe",
        ["xgboost"] = "numpy scipy",
    };

    // Programs for installing: what any release of them has ever drawn in is listed above, if anything.
    private static readonly HashSet<string> tools = new(StringComparer.Ordinal)
    {
        "pdm", "pip", "pip-tools", "pipenv", "poetry", "poetry-core", "poetry-plugin-export", "setuptools", "uv", "virtualenv", "wheel",
    };

    // Popular distributions that depend on none.
    private static readonly HashSet<string> alone = new(StringComparer.Ordinal)
    {
        "attrs", "blinker", "certifi", "charset-normalizer", "click", "colorama", "idna", "itsdangerous", "markupsafe", "numpy", "orjson", "packaging",
        "pillow", "psutil", "psycopg2", "psycopg2-binary", "pyjwt", "pymysql", "python-dotenv", "pytz", "pyyaml", "redis", "simplejson", "six", "sqlparse",
        "tabulate", "toml", "tomli", "typing-extensions", "tzdata", "ujson", "urllib3", "uvloop",
    };

    private static HashSet<string>? known;

    /// <summary>Are the usual dependencies of the distribution listed here, if it has any?</summary>
    /// <param name="distribution">Any spelling.</param>
    public static bool AreListed(string distribution)
    {
        string name = DistributionName.Normalize(distribution);
        return alone.Contains(name) || tools.Contains(name) || byName.ContainsKey(name);
    }

    /// <summary>Does the distribution occur here at all?</summary>
    /// <param name="distribution">Any spelling.</param>
    public static bool IsKnown(string distribution)
    {
        if (known is null)
        {
            var names = new HashSet<string>(alone, StringComparer.Ordinal);
            foreach (KeyValuePair<string, string> pair in byName)
            {
                names.Add(pair.Key);
                names.UnionWith(pair.Value.Split(' '));
            }

            known = names;
        }

        return known.Contains(DistributionName.Normalize(distribution));
    }

    /// <summary>Is everything listed that may come with the distribution?</summary>
    /// <param name="distribution">Any spelling.</param>
    public static bool AreAllKnown(string distribution) => tools.Contains(DistributionName.Normalize(distribution));

    /// <summary>Distributions that come with a requirement, as far as is known; itself not among them.</summary>
    /// <param name="distribution">Any spelling.</param>
    /// <param name="extras">Extras asked for.</param>
    public static IReadOnlyCollection<string> Of(string distribution, IReadOnlyList<string> extras)
    {
        string name = DistributionName.Normalize(distribution);
        // Every service of a repository installs the same few frameworks.
        string question = extras.Count == 0 ? name : name + "[" + string.Join(",", extras) + "]";
        return answers.TryGetValue(question, out IReadOnlyCollection<string>? answer) ? answer : answers.GetOrAdd(question, Find(name, extras));
    }

    private static HashSet<string> Find(string name, IReadOnlyList<string> extras)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Queue<string>();
        pending.Enqueue(name);
        foreach (string extra in extras) pending.Enqueue(name + "[" + DistributionName.Normalize(extra) + "]");
        while (pending.Count > 0)
        {
            string key = pending.Dequeue();
            if (!byName.ContainsKey(key) && key.StartsWith("google-cloud-", StringComparison.Ordinal)) key = "google-cloud-*";
            if (!byName.TryGetValue(key, out string? list)) continue;
            foreach (string dependency in list.Split(' '))
            {
                if (dependency != name && found.Add(dependency)) pending.Enqueue(dependency);
            }
        }

        return found;
    }
}
