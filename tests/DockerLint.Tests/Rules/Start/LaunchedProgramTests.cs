using Xunit;

namespace DockerLint.Tests.Rules;

/// <summary>What a command loads besides the module it names, and where it looks for it (../shared/reference/python/launchers.md).</summary>
public sealed class LaunchedProgramTests
{
    private static readonly string[] Python = ["IMG1001", "IMG1002", "IMG1004", "IMG1006", "IMG3001", "IMG3002"];

    private static string[] Lines(string command, string files) => Repo.Lines($"""
        # Dockerfile
        FROM python:3.11-slim
        WORKDIR /app
        RUN pip install some-server
        COPY . .
        CMD {command}
        # top.py
        application = app = None
        # svc/main.py
        import helper
        application = app = None
        # svc/helper.py
        # pkg/__init__.py
        # pkg/web.py
        app = None
        {files}
        """, Python);

    private const string Ignored = "# .dockerignore\nabsent.py\n# absent.py\n";

    [Theory]
    [InlineData("python -m pkg", "", "IMG3001 Error Dockerfile:5 pkg.__main__")]
    [InlineData("python -m svc/main", "", "IMG3001 Error Dockerfile:5 svc/main")]
    [InlineData("gunicorn ./svc/main.py:app", "", "IMG3001 Error Dockerfile:5 ./svc/main.py")]
    [InlineData("uvicorn pkg/web:app", "", "IMG3001 Error Dockerfile:5 pkg/web")]
    [InlineData("python -c 'import absent'", Ignored, "IMG3001 Error Dockerfile:5 absent")]
    [InlineData("python -c 'from top import nothing'", "", "IMG3002 Error Dockerfile:5 top")]
    [InlineData("gunicorn -c python:conf.g top:app", Ignored + "# conf/g.py\nimport absent\n", "IMG1001 Error conf/g.py:1 absent")]
    [InlineData("gunicorn -c conf/g.py top:app", "# .dockerignore\nconf\n# conf/g.py\n", "IMG3001 Error Dockerfile:5")]
    [InlineData("gunicorn -c conf/g.py top:app", "", "IMG3001 Warning Dockerfile:5")]
    [InlineData("hypercorn -c file:h.py top:app", Ignored + "# h.py\nimport absent\n", "IMG1001 Error h.py:1 absent")]
    [InlineData("functions-framework --target f --source top.py", "", "IMG3002 Error Dockerfile:5 top")]
    [InlineData("streamlit run top.py", Ignored + "# pages/a.py\nimport absent\n", "IMG1002 Warning pages/a.py:1 absent")]
    [InlineData("celery -A own worker", Ignored + "# own/__init__.py\n# own/celery.py\nimport absent\n", "IMG1001 Error own/celery.py:1 absent")]
    [InlineData("env -i python svc/late.py", "# svc/late.py\nimport top\n", "IMG1001 Error svc/late.py:1 top")]
    [InlineData("pdm run serve", "# pyproject.toml\n[tool.pdm.scripts]\nserve = {cmd = \"python svc/late.py\"}\n# svc/late.py\nimport top\n", "IMG1001 Error svc/late.py:1 top")]
    [InlineData("pipenv run serve", "# Pipfile\n[scripts]\nserve = \"python svc/late.py\"\n# svc/late.py\nimport top\n", "IMG1001 Error svc/late.py:1 top")]
    [InlineData("pytest tests", "# tests/test_a.py\nimport top\n", "IMG1001 Error tests/test_a.py:1 top")]
    [InlineData("pytest tests", Ignored + "# tests/deep/conftest.py\nimport absent\n# tests/deep/b_test.py\n", "IMG1001 Error tests/deep/conftest.py:1 absent")]
    [InlineData("uwsgi --ini u.ini:live", "# u.ini\n[uwsgi]\nmodule = top:app\n[live]\nmodule = main:app\n", "IMG3001 Error Dockerfile:5 main")]
    [InlineData("uwsgi --yaml u.yaml", "# u.yaml\nuwsgi:\n  module: main:app\n", "IMG3001 Error Dockerfile:5 main")]
    [InlineData("uwsgi u.yml", "# u.yml\nuwsgi:\n  http: :80\n  module: main:app\n", "IMG3001 Error Dockerfile:5 main")]
    [InlineData("uwsgi --json u.json", "# u.json\n{\"uwsgi\": {\"master\": true, \"module\": \"main:app\"}}\n", "IMG3001 Error Dockerfile:5 main")]
    [InlineData("uwsgi u.xml", "# u.xml\n<uwsgi>\n  <!-- <module>top:app</module> --><master/>\n  <module>main:app</module>\n</uwsgi>\n", "IMG3001 Error Dockerfile:5 main")]
    [InlineData("gunicorn --logger-class logs.Own top:app", "# .dockerignore\nlogs.py\n# logs.py\nclass Own: pass\n", "IMG3001 Error Dockerfile:5 logs")]
    [InlineData("gunicorn -k workers.Own top:app", "# workers.py\nclass Other: pass\n", "IMG3002 Error Dockerfile:5 workers")]
    [InlineData("gunicorn top:app", "# gunicorn.conf.py\nlogger_class = \"logs.Own\"\n# .dockerignore\nlogs.py\n# logs.py\nclass Own: pass\n", "IMG3001 Error Dockerfile:5 logs")]
    [InlineData("gunicorn my-svc.web:app", "# my-svc/web.py\nimport absent\napp = 1\n# .dockerignore\nabsent.py\n# absent.py\n", "IMG1001 Error my-svc/web.py:1 absent")]
    [InlineData("python -m my-svc.web", "# my-svc/web.py\nimport absent\n# .dockerignore\nabsent.py\n# absent.py\n", "IMG1001 Error my-svc/web.py:1 absent")]
    [InlineData("uvicorn my-svc.gone:app", "# my-svc/web.py\napp = 1\n# my-svc/gone.py\n# .dockerignore\nmy-svc/gone.py\n", "IMG3001 Error Dockerfile:5 my-svc.gone")]
    [InlineData("waitress-serve tpo:app", "", "IMG3001 Error Dockerfile:5 tpo")]
    [InlineData("gunicorn -c python:elsewhere.g main:app", "", "IMG3001 Warning Dockerfile:5 main")]
    [InlineData("python svc/run.py", "# svc/run.py\nimport os, uvicorn\nuvicorn.run(\"top:app\", app_dir=os.environ[\"D\"])\n", "IMG1004 Warning svc/run.py:2 top")]
    public void Reports_what_the_command_certainly_lacks(string command, string files, string expected) =>
        Assert.Equal([expected], Lines(command, files));

    [Theory]
    [InlineData("python -m pkg", "# pkg/__main__.py\n")]
    [InlineData("python -c 'import sys; sys.path.insert(0, \"svc\"); import helper'", "")]
    [InlineData("python -c 'try: import helper\nexcept ImportError: pass'", "")]
    [InlineData("gunicorn -c python:conf.g main:app", "# conf/g.py\nchdir = \"svc\"\n")]
    [InlineData("gunicorn -c python:conf.g main:app", "# conf/__init__.py\n# conf/g/__init__.py\npythonpath = \"svc\"\n")]
    [InlineData("uwsgi u.json", "# u.json\n{\"uwsgi\": {\"pythonpath\": [\"/app/svc\"], \"module\": \"main:app\"}}\n")]
    [InlineData("uwsgi --xml u.xml", "# u.xml\n<uwsgi><pythonpath>svc</pythonpath><module>main:app</module></uwsgi>\n")]
    [InlineData("uwsgi --yaml u.yml", "# u.yml\nuwsgi:\n  pythonpath:\n    - other\n    - svc\n  module: main:app\n")]
    [InlineData("gunicorn --logger-class logs.Own top:app", "# logs.py\nclass Own: pass\n")]
    [InlineData("hypercorn top.py:app", "")]
    [InlineData("hypercorn svc/main.py:app", "")]
    [InlineData("functions-framework --target f --source fn.py", "# fn.py\nfrom more import *\n# more.py\ndef f(): pass\n")]
    [InlineData("honcho start", "# Procfile\nweb: python svc/late.py\n# .env\nPYTHONPATH=/app\n# svc/late.py\nimport top\n")]
    [InlineData("honcho -e prod.env run python svc/late.py", "# prod.env\nPYTHONPATH=/app\n# svc/late.py\nimport top\n")]
    [InlineData("python svc/run.py", "# svc/run.py\nimport uvicorn\nuvicorn.run(\"top:app\", app_dir=\"/app\")\n")]
    [InlineData("celery -A own worker", "# own/__init__.py\nfrom .other import app\n# own/other.py\napp = None\n")]
    [InlineData("env -i PYTHONPATH=/app python svc/late.py", "# svc/late.py\nimport top\n")]
    [InlineData("pytest tests", "# conftest.py\n# tests/test_a.py\nimport top\n")]
    [InlineData("pytest", "# pytest.ini\n[pytest]\npythonpath = . svc\ntestpaths = tests\n# tests/test_a.py\nimport top, helper\n# old/test_b.py\nimport main\n")]
    [InlineData("python -m pytest tests/test_a.py", "# tests/test_a.py\nimport top\n")]
    [InlineData("pytest tests", "# tests/__init__.py\n# tests/unit/__init__.py\n# tests/unit/test_a.py\nimport top\nfrom . import tools\n# tests/unit/tools.py\n")]
    public void Accepts_what_the_command_finds(string command, string files) => Assert.Empty(Lines(command, files));
}
