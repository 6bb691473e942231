using System.Linq;
using PyImportScanner.Closures;
using PyImportScanner.Frameworks;
using Xunit;

namespace PyImportScanner.Tests.Frameworks;

public class FrameworkTests
{
    [Fact]
    public void The_catalogue_is_sorted()
    {
        string[] names = FrameworkCatalog.All.Select(f => f.Name).ToArray();
        Assert.Equal(names.OrderBy(n => n, System.StringComparer.Ordinal), names);
    }

    [Fact]
    public void Reports_task_modules_in_a_celery_worker()
    {
        (string, string)[] files =
        [
            ("work.py", "from celery import Celery\napp = Celery('w', include=['t.one', 'gone'])\napp.conf.imports = ('lost',)\napp.conf.update(include=['t.two'])\n"
                + "app.autodiscover_tasks(['t', 'nothing'])\napp.config_from_object('conf')\n"),
            ("t/__init__.py", ""), ("t/one.py", ""), ("t/two.py", ""), ("t/tasks.py", "import far\n"), ("conf.py", "imports = ['away']\n"),
        ];
        Closure worker = FrameworkCase.Run(FrameworkCase.Worker, EntryModule.Import("work"), files);
        Assert.Equal("conf t t.one t.tasks t.two work", FrameworkCase.Loaded(worker));
        Assert.Equal(
            // A worker of Celery 5.2.6 stops: ModuleNotFoundError: No module named 'nothing'.
            "work.py:2 gone (include of the Celery application in work)\nwork.py:3 lost (imports of the Celery application in work)\n"
            + "work.py:5 nothing (autodiscover_tasks of the Celery application in work)\nconf.py:1 away (imports of Celery configuration conf)\ntasks.py:1 far",
            FrameworkCase.Missing(worker));

        // A process that only sends tasks imports none of them.
        Closure sender = FrameworkCase.Run(FrameworkCase.Script, EntryModule.Import("work"), files);
        Assert.Equal("conf work", FrameworkCase.Loaded(sender));
        Assert.Equal("", FrameworkCase.Missing(sender));
    }

    [Fact]
    public void Autodiscovers_tasks_of_Django_applications()
    {
        Closure closure = FrameworkCase.Run(
            FrameworkCase.Worker, EntryModule.Import("p.celery"),
            ("p/__init__.py", ""), ("p/celery.py", "import os\nfrom celery import Celery\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'p.settings')\napp = Celery('p')\n"
                + "app.config_from_object('django.conf:settings', namespace='CELERY')\napp.autodiscover_tasks()\n"),
            ("p/settings.py", "INSTALLED_APPS = ['a', 'b']\n"), ("a/__init__.py", ""), ("a/tasks.py", "import gone\n"), ("b/__init__.py", ""));
        Assert.Equal("a a.tasks b p p.celery p.settings", FrameworkCase.Loaded(closure));
        Assert.Equal("tasks.py:1 gone", FrameworkCase.Missing(closure));
    }

    [Fact]
    public void Reports_the_application_of_a_server_that_a_script_starts()
    {
        Closure closure = FrameworkCase.RunMain(
            ("main.py", "import uvicorn\nif __name__ == '__main__':\n    uvicorn.run('api.main:app', port=80)\n"), ("api/__init__.py", ""));
        Assert.Equal("main.py:3 api.main (application of uvicorn)", FrameworkCase.Missing(closure));
    }

    [Fact]
    public void Accepts_a_server_that_another_script_starts()
    {
        Closure closure = FrameworkCase.RunMain(
            ("main.py", "import serve\n"), ("serve.py", "import uvicorn\nif __name__ == '__main__':\n    uvicorn.run('api.main:app')\n"));
        Assert.Equal("", FrameworkCase.Missing(closure));
    }

    [Fact]
    public void Reports_the_configuration_object_of_Flask()
    {
        Closure closure = FrameworkCase.RunMain(
            ("main.py", "from flask import Flask\napp = Flask(__name__)\napp.config.from_object('conf.Production')\napp.config.from_object('gone.Config')\ndef late():\n    app.config.from_object('later')\n"),
            ("conf.py", "class Production: pass\n"));
        Assert.Equal(
            "main.py:4 gone (configuration of the Flask application)\nmain.py:6 later (configuration of the Flask application) deferred", FrameworkCase.Missing(closure));
        Assert.Equal("conf", FrameworkCase.Loaded(closure));
    }

    [Fact]
    public void Reports_classes_of_a_logging_configuration()
    {
        Closure closure = FrameworkCase.RunMain(
            ("main.py", "import logging.config\nLOGS = {'handlers': {'a': {'class': 'logging.StreamHandler'}, 'b': {'class': 'gone.Handler'}}}\nlogging.config.dictConfig(LOGS)\n"));
        Assert.Equal("main.py:2 gone (logging configuration of __main__)", FrameworkCase.Missing(closure));
    }

    [Fact]
    public void Follows_a_walk_over_an_own_package_as_far_as_it_goes()
    {
        Closure closure = FrameworkCase.RunMain(
            ("main.py", "import plug\n"),
            ("plug/__init__.py", "import importlib, pkgutil\nfor m in pkgutil.iter_modules(__path__):\n    importlib.import_module(f'{__name__}.{m.name}')\n"),
            ("plug/one.py", "import gone\n"), ("plug/sub/__init__.py", ""), ("plug/data.txt", ""));
        Assert.Equal("plug plug.one plug.sub", FrameworkCase.Loaded(closure));
        Assert.Equal("one.py:1 gone conditional", FrameworkCase.Missing(closure));
    }

    [Fact]
    public void Accepts_a_walk_that_imports_nothing()
    {
        Closure closure = FrameworkCase.RunMain(
            ("main.py", "import plug\n"), ("plug/__init__.py", "import pkgutil\nnames = [m.name for m in pkgutil.iter_modules(__path__)]\n"), ("plug/one.py", ""));
        Assert.Equal("plug", FrameworkCase.Loaded(closure));
    }
}
