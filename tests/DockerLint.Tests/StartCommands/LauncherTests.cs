using System;
using System.Collections.Generic;
using System.Linq;
using DockerLint.Shell;
using DockerLint.StartCommands;
using PyImportScanner.Files;
using Xunit;

namespace DockerLint.Tests.StartCommands;

public sealed class LauncherTests
{
    private static InMemoryFileTree Image() => new InMemoryFileTree()
        .Add("/app/main.py", "").Add("/app/pkg/__init__.py", "").Add("/app/pkg/web.py", "").Add("/app/srv/app.py", "")
        .Add("/app/manage.py", "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'proj.settings')\n")
        .Add("/app/conf/g.py", "wsgi_app = 'pkg.web:app'\nchdir = \"/app/srv\"\nworkers = 4\n")
        .Add("/app/uwsgi.ini", "[uwsgi]\nchdir = %d\nmodule = pkg.web:app\npythonpath = /lib1\npythonpath = lib2\n")
        .Add("/app/conf/app.ini", "[pipeline:main]\npipeline =\n  proxy\n  web\n[app:web]\nuse = call:pkg.web:create\n[filter:proxy]\nuse: egg:PasteDeploy#prefix\n[app:admin]\npaste.app_factory = pkg.admin:main\n")
        .Add("/app/alembic.ini", "[alembic]\nscript_location = migrations\nprepend_sys_path = . src\n")
        .Add("/app/migrations/env.py", "").Add("/app/migrations/versions/0001.py", "")
        .Add("/app/pages/one.py", "").Add("/app/tool/__main__.py", "")
        .Add("/usr/local/bin/gunicorn", "#!/usr/local/bin/python\n").Add("/opt/venv/bin/celery", "#!/opt/venv/bin/python\n");

    // Search path: before the standard library in brackets (? is a directory nobody knows), behind site-packages after a plus.
    public static readonly TheoryData<string, string> Commands = new()
    {
        { "python main.py --x", "python /app/main.py [/app]" },
        { "python pkg/web.py", "python /app/pkg/web.py [/app/pkg]" },
        { "python3.11 -u /app/main.py", "python /app/main.py [/app]" },
        { "/opt/venv/bin/python -Bum pkg.web", "python pkg.web [/app]" },
        { "python -X dev -W ignore -m pkg", "python pkg [/app]" },
        { "python -mpkg", "python pkg [/app]" },
        { "python -c 'import pkg'", "python <import pkg> [/app]" },
        { "python -P main.py", "python /app/main.py []" },
        { "python -I -m pkg", "python pkg []" },
        { "python tool", "python /app/tool/__main__.py [/app/tool]" },
        { "python missing.py", "python /app/missing.py [/app]" },
        { "gunicorn pkg.web", "gunicorn pkg.web:application [/app /usr/local/bin]" },
        { "gunicorn -w4 -b :80 --timeout 0 pkg.web:app", "gunicorn pkg.web:app [/app /usr/local/bin]" },
        { "gunicorn 'pkg.web:create_app(\"x\")'", "gunicorn pkg.web:create_app() [/app /usr/local/bin]" },
        { "gunicorn --chdir srv --pythonpath lib,/l2 app:app -k uvicorn.workers.UvicornWorker", "gunicorn app:app [/l2 /app/srv/lib /app/srv /app /usr/local/bin] &uvicorn.workers.UvicornWorker" },
        { "gunicorn --paste conf/app.ini -b :80", "gunicorn pkg.web:create [/app /usr/local/bin]" },
        { "gunicorn --paste conf/app.ini#admin", "gunicorn pkg.admin:main [/app /usr/local/bin]" },
        { "pserve conf/app.ini http_port=80", "pserve pkg.web:create [?]" },
        { "pserve -n admin conf/app.ini", "pserve pkg.admin:main [?]" },
        { "opentelemetry-instrument --traces_exporter console celery -A pkg worker", "celery pkg [/app ? /app]" },
        { "ddtrace-run celery -A pkg worker", "celery pkg [/app ?]" },
        { "gunicorn -c conf/g.py", "gunicorn pkg.web:app [/app/srv /app /usr/local/bin] &/app/conf/g.py" },
        { "gunicorn -c python:pkg.conf pkg.web:app", "gunicorn pkg.web:app [? /app /usr/local/bin] &pkg.conf" },
        { "python -m gunicorn pkg.web:app", "gunicorn pkg.web:app [/app /app]" },
        { "uvicorn pkg.web:app --host 0.0.0.0 --port 80 --reload", "uvicorn pkg.web:app [/app ?]" },
        { "uvicorn --app-dir src --factory web:create", "uvicorn web:create() [/app/src ?]" },
        { "python -m uvicorn pkg.web:app", "uvicorn pkg.web:app [/app /app]" },
        { "hypercorn srv/app:app", "hypercorn app:app [/app/srv ?]" },
        { "hypercorn asgi:pkg.web:app", "hypercorn pkg.web:app [/app ?]" },
        { "hypercorn wsgi:app", "hypercorn wsgi:app [/app ?]" },
        { "daphne -b 0.0.0.0 -p 80 proj.asgi:application", "daphne proj.asgi:application [/app ?]" },
        { "waitress-serve --port=80 --call pkg.web:create_app", "waitress-serve pkg.web:create_app() [?] +[/app]" },
        { "uwsgi --http :80 --wsgi-file main.py --callable app", "uwsgi /app/main.py:app [/app]" },
        { "uwsgi --ini uwsgi.ini", "uwsgi pkg.web:app [/app/lib2 /lib1 /app]" },
        { "uwsgi none.ini", "uwsgi ? /app/none.ini is not in the image @/app/none.ini" },
        { "flask --app pkg.web:app run -h 0.0.0.0", "flask pkg.web:app [/app ?]" },
        { "flask --app pkg/web.py run", "flask pkg.web [/app ?]" },
        { "flask -A srv/app:create_app run", "flask app:create_app() [/app/srv ?]" },
        { "fastapi run pkg/web.py --port 80", "fastapi pkg.web [/app ?]" },
        { "fastapi run", "fastapi main [/app ?]" },
        { "functions-framework --target f --source srv/app.py", "functions-framework /app/srv/app.py:f [?] +[/app/srv]" },
        { "streamlit run main.py --server.port 80", "streamlit /app/main.py [/app ?] &/app/pages/one.py" },
        { "python manage.py runserver 0.0.0.0:80", "manage.py /app/manage.py [/app] &proj.settings" },
        { "python manage.py migrate --settings=proj.prod --pythonpath lib", "manage.py /app/manage.py [/app/lib /app] &proj.prod" },
        { "django-admin migrate --settings proj.prod", "django-admin django.core.management:execute_from_command_line [?] &proj.prod" },
        { "python -m django migrate", "django-admin django.core.management:execute_from_command_line [/app]" },
        { "celery -A pkg.tasks worker -l info -c 4", "celery pkg.tasks [/app ?]" },
        { "/opt/venv/bin/celery --app=pkg --workdir srv beat", "celery pkg [/app/srv /opt/venv/bin]" },
        { "rq worker -c pkg.settings --path src high low", "rq rq.cli:main [?] +[/app/src] &pkg.settings" },
        { "dramatiq pkg.broker pkg.tasks -p 2", "dramatiq pkg.broker [/app ?] &pkg.tasks" },
        { "arq pkg.worker.Settings", "arq pkg.worker:Settings [?] +[/app]" },
        { "alembic upgrade head", "alembic /app/migrations/env.py [/app /app/src ?] &/app/migrations/versions/0001.py" },
        { "granian --interface asgi pkg.web:app", "granian pkg.web:app [/app ?]" },
        { "sanic pkg.web.app", "sanic pkg.web:app [/app ?]" },
        { "locust -f srv/app.py", "locust /app/srv/app.py [/app/srv ?]" },
        { "locust --headless", "locust /app/locustfile.py [/app ?]" },
        { "awslambdaric pkg.web.handler", "awslambdaric pkg.web:handler [/app ?]" },
        { "python -m debugpy --listen 0.0.0.0:5678 -m pkg.web", "python pkg.web [/app]" },
        { "coverage run main.py", "python /app/main.py [/app]" },
        { "sh -c 'python $(which gunicorn) pkg.web:app'", "gunicorn pkg.web:app [/app /usr/local/bin]" },
        { "own-command --x", "own-command own.cli:main [?]" },
        { "airflow scheduler", "airflow ? the DAG files of airflow are not enumerated" },
        { "nginx -g daemon", "nginx ? nginx is not known to start Python" },
        // Prefixes.
        { "tini -g -- python main.py", "python /app/main.py [/app]" },
        { "dumb-init python -m pkg", "python pkg [/app]" },
        { "gosu app:app python main.py", "python /app/main.py [/app]" },
        { "env A=b PYTHONPATH=/x:lib python main.py", "python /app/main.py [/app /x /app/lib]" },
        { "nice -n 5 timeout -k 5 60 nohup python main.py", "python /app/main.py [/app]" },
        { "poetry run python -m pkg", "python pkg [/app]" },
        { "uv run --no-sync --frozen main.py", "python /app/main.py [/app]" },
        { "uv run --directory srv -m app", "python app [/app/srv]" },
        { "uv run uvicorn pkg.web:app", "uvicorn pkg.web:app [/app ?]" },
        { "pipenv run ddtrace-run newrelic-admin run-program python main.py", "python /app/main.py [/app]" },
        { "opentelemetry-instrument --traces_exporter console python main.py", "python /app/main.py [/app /app]" },
        { "sudo -u app python main.py", "python /app/main.py [/app]" },
        { "/wait-for-it.sh db:5432 -t 30 -- python main.py", "python /app/main.py [/app]" },
        { "dockerize -wait tcp://db:1 -timeout 30s python main.py", "python /app/main.py [/app]" },
        { "watchmedo auto-restart -d . -p '*.py' -- celery -A pkg worker", "celery pkg [/app ?]" },
        { "sh -c 'cd srv && exec python app.py'", "python /app/srv/app.py [/app/srv]" },
        { "bash -lc 'python main.py'", "python /app/main.py [/app]" },
        { "su app -c 'python main.py'", "python /app/main.py [/app]" },
        { "pm2 start x", "pm2 ? what pm2 starts is not followed" },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public void Launches(string command, string expected)
    {
        IReadOnlyList<EntryPoint> entries = StartCommandResolver.Resolve(new StartRequest
        {
            Image = Image(),
            Configuration = StartConfiguration.Empty.WithCommand(CommandLine.Split(command)),
            WorkingDirectory = "/app",
            ConsoleScripts = new Scripts(),
        });
        string actual = string.Join("; ", entries.Select(EntryOutline.Of));
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void The_catalogue_is_sorted()
    {
        string[] names = LauncherCatalog.All.Select(launcher => launcher.GetType().Name).ToArray();
        Assert.Equal(names.OrderBy(name => name, StringComparer.Ordinal), names);
    }

    [Theory]
    [InlineData("gunicorn pkg.web:app", "GUNICORN_CMD_ARGS", "--chdir=/app/srv", "gunicorn pkg.web:app [/app/srv /app /usr/local/bin]")]
    [InlineData("uvicorn", "UVICORN_APP", "pkg.web:app", "uvicorn pkg.web:app [/app ?]")]
    [InlineData("flask run", "FLASK_APP", "pkg.web", "flask pkg.web [/app ?]")]
    [InlineData("python main.py", "PYTHONPATH", ":/lib", "python /app/main.py [/app /app /lib]")]
    [InlineData("python -E main.py", "PYTHONPATH", ":/lib", "python /app/main.py [/app]")]
    [InlineData("python -m pkg", "PYTHONSAFEPATH", "1", "python pkg []")]
    [InlineData("gunicorn proj.wsgi", "DJANGO_SETTINGS_MODULE", "proj.prod", "gunicorn proj.wsgi:application [/app /usr/local/bin] &proj.prod")]
    public void The_environment_counts(string command, string name, string value, string expected)
    {
        EntryPoint entry = Assert.Single(StartCommandResolver.Resolve(new StartRequest
        {
            Image = Image(),
            Configuration = StartConfiguration.Empty.WithCommand(CommandLine.Split(command)),
            WorkingDirectory = "/app",
            Environment = asked => asked == name ? ShellValue.Known(value) : ShellValue.Unset("a deployment may set it"),
        }));
        Assert.Equal(expected, EntryOutline.Of(entry));
    }

    private sealed class Scripts : IConsoleScripts
    {
        public ConsoleScript? Find(string name) => name == "own-command" ? new ConsoleScript("own.cli", "main") : null;
    }
}
