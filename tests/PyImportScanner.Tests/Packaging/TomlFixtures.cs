namespace PyImportScanner.Tests.Packaging;

/// <summary>Documents as projects have them, written for these tests.</summary>
internal static class TomlFixtures
{
    public const string Pyproject = """
        [build-system]
        requires = ["hatchling>=1.20", 'hatch-vcs']
        build-backend = "hatchling.build"

        [project]
        name = "Order_Service"
        dynamic = ["version"]
        readme = "README.md"
        requires-python = ">=3.10"
        dependencies = [
            "fastapi[standard]>=0.110",   # the web part
            "sqlalchemy>=2 ; python_version >= '3.8'",
            'uvloop ; sys_platform != "win32"',
            "shared-lib",
        ]

        [project.optional-dependencies]
        postgres = ["psycopg[binary]>=3"]
        all = ["order-service[postgres]"]

        [project.scripts]
        orders = "order_service.cli:main"

        [project.entry-points."order_service.plugins"]
        csv = "order_service.plugins.csv"

        [dependency-groups]
        test = ["pytest", "coverage[toml]"]
        lint = ["ruff==0.4.1"]
        dev = [{ include-group = "test" }, {include-group="lint"}, "ipython"]

        [tool.hatch.build.targets.wheel]
        packages = ["src/order_service"]

        [tool.uv.sources]
        shared-lib = { workspace = true }

        [tool.uv.workspace]
        members = ["libs/*"]
        exclude = ["libs/old"]

        [tool.ruff.lint.per-file-ignores]
        "tests/**/*.py" = ["S101"]
        """;

    public const string Poetry = """"
        [tool.poetry]
        name = "billing-api"
        version = "0.3.0"
        description = """
        Bills, \
            and what belongs to them
        """
        packages = [{ include = "billing", from = "src" }, {include = "billing_cli"}]

        [tool.poetry.dependencies]
        python = "^3.11"
        Flask = "^3.0"
        requests = {version = "*", extras = ["socks"]}
        common = {path = "../common", develop = true}
        psycopg2 = {version = "2.9.9", optional = true}
        numpy = [
            {version = "1.24.4", python = "<3.9"},
            {version = "^1.26", python = ">=3.9"},
        ]

        [tool.poetry.extras]
        pg = ["psycopg2"]

        [tool.poetry.group.dev.dependencies]
        pytest = "^8"

        [tool.poetry.group.docs]
        optional = true

        [tool.poetry.group.docs.dependencies]
        sphinx = "*"

        [tool.poetry.scripts]
        bill = "billing_cli.main:run"

        [build-system]
        requires = ["poetry-core"]
        build-backend = "poetry.core.masonry.api"
        """";

    public const string Everything = """""""
        # every kind of value
        title = "TOML \"quoted\" \u00e9 \U0001F600"
        literal = 'C:\path'
        multi = """
        first
          second \
             joined"""
        raw = '''
        it's
        '''
        quotes = """"two""""""
        empty = ""
        int = +1_000
        hex = 0xDEAD_BEEF
        oct = 0o755
        bin = 0b1101
        float = -1.5e+10
        special = [inf, -inf, nan]
        yes = true
        day = 1979-05-27
        time = 07:32:00.999
        stamp = 1979-05-27 00:32:00-07:00
        nested = [[1, 2], ["a", {b.c = 1, d = {}}], ]
        a.b.c = 1
        a.b.d = 2
        "quoted key".x = 1
        [table]
        [table."with.dot".sub]
        k = 1
        [[array]]
        name = "one"
        [[array.inner]]
        v = 1
        [[array]]
        name = "two"
        [array.sub]
        w = 2
        """"""";

    public const string UvLock = """
        version = 1
        requires-python = ">=3.10"
        resolution-markers = ["python_full_version >= '3.12'", "python_full_version < '3.12'"]

        [manifest]
        members = ["app", "shared"]

        [[package]]
        name = "app"
        version = "0.1.0"
        source = { editable = "." }
        dependencies = [
            { name = "fastapi", extra = ["standard"] },
            { name = "shared" },
            { name = "tomli", marker = "python_full_version < '3.11'" },
        ]

        [package.optional-dependencies]
        pg = [{ name = "psycopg2" }]

        [package.dev-dependencies]
        dev = [{ name = "pytest" }]

        [package.metadata]
        requires-dist = [{ name = "fastapi", extras = ["standard"] }]

        [[package]]
        name = "fastapi"
        version = "0.111.0"
        source = { registry = "https://pypi.org/simple" }
        dependencies = [{ name = "starlette" }]
        sdist = { url = "https://example.org/f.tar.gz", hash = "sha256:00", size = 1 }
        wheels = [
            { url = "https://example.org/f.whl", hash = "sha256:00", size = 2 },
        ]

        [package.optional-dependencies]
        standard = [{ name = "uvicorn" }]

        [[package]]
        name = "starlette"
        version = "0.37.2"
        source = { registry = "https://pypi.org/simple" }

        [[package]]
        name = "uvicorn"
        version = "0.30.0"
        source = { registry = "https://pypi.org/simple" }

        [[package]]
        name = "shared"
        version = "0.1.0"
        source = { editable = "libs/shared" }
        dependencies = [{ name = "pyyaml" }]

        [[package]]
        name = "pyyaml"
        version = "6.0.1"
        source = { registry = "https://pypi.org/simple" }

        [[package]]
        name = "tomli"
        version = "2.0.1"
        source = { registry = "https://pypi.org/simple" }

        [[package]]
        name = "psycopg2"
        version = "2.9.9"
        source = { registry = "https://pypi.org/simple" }

        [[package]]
        name = "pytest"
        version = "8.2.0"
        source = { registry = "https://pypi.org/simple" }
        """;

    public static readonly string[] All = [Pyproject, Poetry, Everything, UvLock];
}
