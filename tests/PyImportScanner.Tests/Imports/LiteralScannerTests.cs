using System.Linq;
using System.Text;
using PyImportScanner.Imports;
using Xunit;

namespace PyImportScanner.Tests.Imports;

public sealed class LiteralScannerTests
{
    private static ModuleLiterals Scan(string source, params string[] callees) =>
        LiteralScanner.Scan(Encoding.UTF8.GetBytes(source), callees.Length == 0 ? null : callees);

    [Fact]
    public void Reads_settings()
    {
        ModuleLiterals literals = Scan("""
            ROOT_URLCONF = 'proj.urls'
            INSTALLED_APPS = ['a', "b.apps.B"] + OTHER
            INSTALLED_APPS += ('c',)
            DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': BASE / 'x'}}
            os.environ["K"] = "v"
            if DEBUG:
                MIDDLEWARE = ['d']
            """);
        Assert.Equal(["ROOT_URLCONF", "INSTALLED_APPS", "INSTALLED_APPS", "DATABASES", "os.environ", "MIDDLEWARE"], literals.Bindings.Select(b => b.Target));
        Assert.Equal("proj.urls", literals.Bindings[0].Value.Text);
        Assert.Equal(["a", "b.apps.B"], literals.Bindings[1].Value.Strings().Select(s => s.Text));
        Assert.True(literals.Bindings[2].Adds);
        LiteralValue engine = literals.Bindings[3].Value["default"]!["ENGINE"]!;
        Assert.Equal(("django.db.backends.sqlite3", 4, 36), (engine.Text, engine.Span.Line, engine.Span.Column));
        Assert.Equal("K", literals.Bindings[4].Key);
        Assert.True(literals.Bindings[5].IsConditional);
    }

    [Fact]
    public void Reads_calls_nested_and_at_module_level()
    {
        ModuleLiterals literals = Scan("""
            urlpatterns = [path('x/', include('x.urls')), path('y/', view)]
            os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'proj.settings')
            app = Celery('p', include=['p.tasks'])
            def f():
                ignored('x')
            """);
        Assert.Equal(["path", "include", "path", "os.environ.setdefault", "Celery"], literals.Calls.Select(c => c.Callee));
        Assert.Equal("p.tasks", literals.Calls[4].Keywords["include"].Items[0].Text);
    }

    [Fact]
    public void Reads_wanted_calls_in_functions_too()
    {
        LiteralCall call = Assert.Single(Scan("def main():\n    os.environ.setdefault('A', 'b')\n    other('x')\n", "setdefault").Calls);
        Assert.Equal(("main", "b"), (call.Function, call.Arguments[1].Text));
    }
}
