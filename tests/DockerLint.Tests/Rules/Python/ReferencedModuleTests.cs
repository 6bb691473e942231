using Xunit;

namespace DockerLint.Tests.Rules.Python;

/// <summary>What Django imports because its settings say so (django/apps/config.py, core/management/__init__.py, utils/module_loading.py).</summary>
public sealed class ReferencedModuleTests
{
    private const string Apps = "INSTALLED_APPS = [\"shop\"]\n";

    private static string[] Lines(string settings, string files = "", string command = "gunicorn proj.wsgi", string variable = "") => Repo.Lines(
        $"# Dockerfile\nFROM python:3.12-slim\nRUN pip install django gunicorn celery\n{variable}WORKDIR /app\nCOPY . .\nCMD {command}\n# .dockerignore\nbilling\n"
        + "# manage.py\nimport os, sys\nos.environ.setdefault(\"DJANGO_SETTINGS_MODULE\", \"proj.settings\")\nfrom django.core.management import execute_from_command_line\nexecute_from_command_line(sys.argv)\n"
        + "# proj/__init__.py\n# proj/wsgi.py\nimport os\nfrom django.core.wsgi import get_wsgi_application\nos.environ.setdefault(\"DJANGO_SETTINGS_MODULE\", \"proj.settings\")\napplication = get_wsgi_application()\n"
        + $"# proj/settings.py\n{settings}\n# shop/__init__.py\n# shop/apps.py\nclass ShopConfig:\n    name = \"shop\"\n# shop/models.py\n# billing/__init__.py\n# billing/parts.py\n" + files,
        "IMG1", "IMG3");

    [Theory]
    [InlineData("INSTALLED_APPS = [\"shop\", \"billing\"]", "IMG1004 Error proj/settings.py:1 billing")]
    [InlineData("OWN = [\"billing\"]\nINSTALLED_APPS = [\"shop\", *OWN]", "IMG1004 Error proj/settings.py:1 billing")]
    [InlineData(Apps + "MIDDLEWARE = [\"billing.parts.M\"]", "IMG1004 Error proj/settings.py:2 billing")]
    [InlineData(Apps + "LOGGING = {\"filters\": {\"f\": {\"()\": \"billing.parts.F\"}}}", "IMG1004 Error proj/settings.py:2 billing")]
    [InlineData(Apps + "DATABASE_ROUTERS = [\"billing.parts.R\"]", "IMG1004 Warning proj/settings.py:2 billing")]
    [InlineData(Apps + "ROOT_URLCONF = \"proj.urls\"", "IMG1004 Warning proj/settings.py:2 proj.urls")]
    [InlineData("INSTALLED_APPS = [\"shop.apps.WrongConfig\"]", "IMG1005 Warning proj/settings.py:1 shop.apps.WrongConfig")]
    [InlineData(Apps + "MIDDLEWARE = [\"shop.models.Gone\"]", "IMG1005 Warning proj/settings.py:2 shop.models.Gone")]
    [InlineData(Apps + "import os\nif os.environ.get(\"X\"):\n    INSTALLED_APPS += [\"billing\"]", "IMG1004 Warning proj/settings.py:4 billing")]
    public void Reports_what_settings_name(string settings, string expected) => Assert.Equal([expected], Lines(settings));

    [Theory]
    [InlineData("ENV DJANGO_SETTINGS_MODULE=proj.setings\n", "IMG1004 Error proj/wsgi.py:4 proj.setings")]
    [InlineData("ENV DJANGO_SETTINGS_MODULE=billing.parts\n", "IMG1004 Error proj/wsgi.py:4 billing")]
    public void Reports_settings_that_the_environment_names(string variable, string expected) => Assert.Equal([expected], Lines(Apps, variable: variable));

    [Fact]
    public void Reports_less_of_settings_that_are_only_a_default() => Assert.Equal(
        ["IMG1004 Warning tool.py:2 proj.local"],
        Lines(Apps, "# tool.py\nimport os, django\nos.environ.setdefault(\"DJANGO_SETTINGS_MODULE\", \"proj.local\")\ndjango.setup()\n", "python tool.py"));

    [Theory]
    [InlineData("python manage.py pay", "# shop/management/__init__.py\n# shop/management/commands/__init__.py\n# shop/management/commands/pay.py\nimport billing.parts\n", "IMG1001 Error shop/management/commands/pay.py:1 billing")]
    [InlineData("python manage.py migrate", "# shop/migrations/__init__.py\n# shop/migrations/0001_initial.py\nimport billing.parts\n", "IMG1002 Warning shop/migrations/0001_initial.py:1 billing")]
    [InlineData("python manage.py pay", "# shop/management/commands/__init__.py\n# shop/management/commands/pay.py\n# .dockerignore\nshop/management\nbilling\n", "IMG1004 Error proj/settings.py:1 shop.management")]
    [InlineData("python manage.py check --settings=proj.other", "", "IMG3001 Error Dockerfile:5 proj.other")]
    public void Reports_what_a_command_loads(string command, string files, string expected) => Assert.Equal([expected], Lines(Apps, files, command));

    [Theory]
    [InlineData(Apps, "")]
    [InlineData("INSTALLED_APPS = [\"shop.apps.ShopConfig\", \"django.contrib.auth\"]", "")]
    [InlineData(Apps + "try:\n    from .local import *\nexcept ImportError:\n    pass", "")]
    [InlineData(Apps + "MIDDLEWARE = [\"shop.web.M\"]", "# shop/web.py\nfrom elsewhere import *\n")]
    [InlineData(Apps, "# shop/management/commands/pay.py\nimport billing.parts\n")]
    public void Accepts_what_is_there(string settings, string files) => Assert.DoesNotContain(Lines(settings, files), line => !line.Contains(" Info ", System.StringComparison.Ordinal));

    // A variable for one program says nothing of the others.
    [Fact]
    public void Accepts_a_script_that_never_asks_for_the_settings() =>
        Assert.Empty(Lines(Apps, "# docker/check.py\nimport os\n", "python docker/check.py", "ENV DJANGO_SETTINGS_MODULE=proj.settings\n"));

    // celery/loaders/base.py, find_related_module: a package that is not there is no package without tasks.
    [Theory]
    [InlineData("[\"billing\"]", "IMG1004 Error work.py:3 billing")]
    [InlineData("[\"shop\"]", "")]
    [InlineData("[\"shop.gone\"]", "")]
    public void Reports_a_package_whose_tasks_a_worker_looks_for(string packages, string expected) => Assert.Equal(
        expected,
        string.Join(" ", Lines(Apps, "# work.py\nfrom celery import Celery\napp = Celery(\"w\")\napp.autodiscover_tasks(" + packages + ")\n", "celery -A work worker")));
}
