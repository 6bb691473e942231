using System.Linq;
using PyImportScanner.Closures;
using Xunit;

namespace PyImportScanner.Tests.Frameworks;

public class DjangoFrameworkTests
{
    private const string Manage = """
        import os
        import sys


        def main():
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_.settings")
            from django.core.management import execute_from_command_line
            execute_from_command_line(sys.argv)


        if __name__ == "__main__":
            main()
        """;

    private const string Wsgi = """
        import os
        from django.core.wsgi import get_wsgi_application
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_.settings")
        application = get_wsgi_application()
        """;

    private static Closure Command(string settings, params (string Path, string Text)[] files) =>
        FrameworkCase.RunMain([("main.py", Manage), ("site_/__init__.py", ""), ("site_/settings.py", settings), .. files]);

    private static Closure Server(string settings, params (string Path, string Text)[] files) => FrameworkCase.Run(
        FrameworkCase.Script, EntryModule.Import("site_.wsgi", "application"),
        [("site_/wsgi.py", Wsgi), ("site_/__init__.py", ""), ("site_/settings.py", settings), .. files]);

    [Fact]
    public void Reports_the_settings_module_that_a_script_names()
    {
        Closure closure = FrameworkCase.RunMain(("main.py", Manage), ("site_/__init__.py", ""));
        Assert.Equal("main.py:6 site_.settings (Django settings, named by DJANGO_SETTINGS_MODULE)", FrameworkCase.Missing(closure));
    }

    [Fact]
    public void Reports_the_settings_module_of_the_environment()
    {
        Closure closure = FrameworkCase.Run(
            FrameworkCase.With(("DJANGO_SETTINGS_MODULE", "site_.production")), EntryModule.Script("/app/main.py"),
            ("main.py", Manage), ("site_/__init__.py", ""), ("site_/settings.py", "INSTALLED_APPS = ['not_used']\n"));
        Assert.Equal(
            "main.py:8 site_.production (Django settings, named by DJANGO_SETTINGS_MODULE in the environment)", FrameworkCase.Missing(closure));
    }

    [Fact]
    public void Accepts_settings_that_nothing_starts()
    {
        Closure closure = FrameworkCase.RunMain(("main.py", "import os\nimport django\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'nowhere')\n"));
        Assert.Equal("", FrameworkCase.Missing(closure));
    }

    [Fact]
    public void Reports_applications_and_what_they_import()
    {
        Closure closure = Command(
            "INSTALLED_APPS = [\n    'django.contrib.admin',\n    'shop',\n    'gone',\n    'old.apps.OldConfig',\n]\n",
            ("shop/__init__.py", ""), ("shop/models.py", "import prices\n"), ("shop/admin.py", "import labels\n"), ("old/__init__.py", ""));
        Assert.Equal(
            "settings.py:4 gone (INSTALLED_APPS of Django settings site_.settings)\n"
            + "settings.py:5 old.apps (INSTALLED_APPS of Django settings site_.settings)\n"
            + "admin.py:1 labels\nmodels.py:1 prices",
            FrameworkCase.Missing(closure));
        Assert.Equal("old shop shop.admin shop.models site_ site_.settings", FrameworkCase.Loaded(closure));
    }

    [Fact]
    public void Accepts_an_AppConfig_and_runs_its_ready()
    {
        Closure closure = Command(
            "INSTALLED_APPS = ['a.b.apps.BConfig', 'c', 'd.DConfig']\n",
            ("a/__init__.py", ""), ("a/b/__init__.py", ""),
            ("a/b/apps.py", "from django.apps import AppConfig\nclass BConfig(AppConfig):\n    name = 'a.b'\n    def ready(self):\n        import a.b.signals\n        import gone\n"),
            ("a/b/signals.py", ""), ("a/b/models.py", ""),
            ("c/__init__.py", ""), ("c/apps.py", "from django.apps import AppConfig\nclass C(AppConfig):\n    name = 'c'\n    def ready(self):\n        import lost\n"),
            ("d/__init__.py", "class DConfig: pass\n"));
        Assert.Equal("apps.py:6 gone\napps.py:5 lost", FrameworkCase.Missing(closure));
        Assert.Equal("a a.b a.b.apps a.b.models a.b.signals c c.apps d site_ site_.settings", FrameworkCase.Loaded(closure));
        Assert.Equal(ImportStrength.Hard, closure.Find("a.b.signals")!.Strength);
    }

    [Fact]
    public void Reads_lists_that_are_put_together()
    {
        Closure closure = Command(
            "from .base import *\nfrom .extra import EXTRA as MORE\nfrom . import lists\nINSTALLED_APPS += ['m1']\nINSTALLED_APPS = ['m2'] + INSTALLED_APPS + MORE + lists.OWN\n"
            + "INSTALLED_APPS.append('m3')\nINSTALLED_APPS.remove('m4')\nif DEBUG:\n    INSTALLED_APPS.insert(0, 'm5')\n",
            ("site_/base.py", "A = ['m6']\nINSTALLED_APPS = [*A, 'm4']\n"), ("site_/extra.py", "EXTRA = ('m7',)\n"), ("site_/lists.py", "OWN = ['m8']\n"));
        string[] names = closure.Unresolved.Where(u => u.Reference is not null).Select(u => u.Name + " " + u.Strength).OrderBy(n => n, System.StringComparer.Ordinal).ToArray();
        Assert.Equal(["m1 Hard", "m2 Hard", "m3 Hard", "m5 Conditional", "m6 Hard", "m7 Hard", "m8 Hard"], names);
    }

    [Fact]
    public void Accepts_a_list_that_is_replaced_or_filtered()
    {
        Closure replaced = Command("from .base import *\nINSTALLED_APPS = []\n", ("site_/base.py", "INSTALLED_APPS = ['gone']\n"));
        Assert.Equal("", FrameworkCase.Missing(replaced));
        Closure filtered = Command("INSTALLED_APPS = ['gone']\nINSTALLED_APPS = [a for a in INSTALLED_APPS if a != 'gone']\n");
        Assert.Equal("settings.py:1 gone (INSTALLED_APPS of Django settings site_.settings) conditional", FrameworkCase.Missing(filtered));
    }

    [Fact]
    public void Reports_middleware_at_the_start_of_a_server_only()
    {
        const string settings = "MIDDLEWARE = ['site_.gone.Ware', 'django.middleware.common.CommonMiddleware']\n";
        Assert.Equal("settings.py:1 site_.gone (MIDDLEWARE of Django settings site_.settings)", FrameworkCase.Missing(Server(settings)));
        Assert.Equal("settings.py:1 site_.gone (MIDDLEWARE of Django settings site_.settings) deferred", FrameworkCase.Missing(Command(settings)));
    }

    [Fact]
    public void Reports_what_the_first_request_needs()
    {
        Closure closure = Server(
            "ROOT_URLCONF = 'site_.urls'\nAUTHENTICATION_BACKENDS = ['g1.Backend']\nCACHES = {'default': {'BACKEND': 'g2.Cache'}}\n"
            + "TEMPLATES = [{'BACKEND': 'django.template.backends.django.DjangoTemplates', 'OPTIONS': {'context_processors': ['g3.context'],\n"
            + "    'loaders': [('django.template.loaders.cached.Loader', ['g4.Loader'])]}}]\n"
            + "DATABASES = {'default': {'ENGINE': 'g5'}}\nREST_FRAMEWORK = {'DEFAULT_PAGINATION_CLASS': 'g6.Pages', 'PAGE_SIZE': 'g.x'}\n"
            + "AUTH_PASSWORD_VALIDATORS = [{'NAME': 'g7.Validator'}]\n",
            ("site_/urls.py", "from django.urls import include, path\nhandler404 = 'g8.view'\nurlpatterns = [path('', include('g9.urls')), path('', include(('g10.urls', 'n')))]\n"));
        string[] names = closure.Unresolved.Where(u => u.Reference is not null).Select(u => u.Name + " " + u.Strength).OrderBy(n => n, System.StringComparer.Ordinal).ToArray();
        Assert.Equal(Enumerable.Range(1, 10).Select(i => "g" + i + " Deferred").OrderBy(n => n, System.StringComparer.Ordinal), names);
    }

    [Fact]
    public void Reports_handlers_of_LOGGING()
    {
        Closure closure = Command("LOGGING = {'version': 1, 'handlers': {'h': {'class': 'logs.Handler'}}, 'formatters': {'f': {'()': 'logs.make'}}, 'filters': {'x': {'()': print}}}\n");
        Assert.Equal(
            "settings.py:1 logs (LOGGING of Django settings site_.settings)\nsettings.py:1 logs (LOGGING of Django settings site_.settings)",
            FrameworkCase.Missing(closure));
    }

    [Fact]
    public void Accepts_settings_of_another_module()
    {
        Closure closure = Command("", ("other.py", "INSTALLED_APPS = ['gone']\n"), ("site_/other.py", "ROOT_URLCONF = 'gone'\n"));
        Assert.Equal("", FrameworkCase.Missing(closure));
    }

    [Fact]
    public void Accepts_lists_that_double_at_every_step()
    {
        string lists = string.Concat(Enumerable.Range(0, 60).Select(i => "A" + i + " = A" + (i + 1) + " + A" + (i + 1) + "\n"));
        Closure closure = Command("INSTALLED_APPS = A0\n" + lists + "A60 = []\n");
        Assert.Equal("", FrameworkCase.Missing(closure));
    }

    [Fact]
    public void Accepts_a_name_that_nobody_asks_the_framework_about()
    {
        Closure closure = new Closures.Walk(("/app/main.py", Manage), ("/app/site_/__init__.py", "")) { UsesRealScanner = true, Classifier = null }.Run();
        Assert.DoesNotContain(closure.Unresolved, u => u.Reference is not null);
    }
}
