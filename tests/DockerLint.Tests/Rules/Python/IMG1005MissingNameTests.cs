using Xunit;

namespace DockerLint.Tests.Rules.Python;

public class MissingNameTests
{
    private const string Docker = """
        # Dockerfile
        FROM python:3.12-slim
        WORKDIR /app
        COPY app/ ./app/
        CMD ["python", "-m", "app.main"]
        # app/__init__.py

        """;

    private static string[] Lines(string files) => Repo.Lines(Docker + files, "IMG1005");

    [Fact]
    public void Reports_a_name_that_the_module_does_not_define()
    {
        var finding = Repo.Single(Docker + "# app/main.py\nfrom app.prices import total_price\n# app/prices.py\ndef total(): ...", "IMG1");
        Assert.Equal("IMG1005", finding.Rule);
        Assert.Equal(DockerLint.Reporting.Severity.Error, finding.Severity);
        Assert.Equal("'total_price' cannot be imported from 'app.prices': app/prices.py does not define it; it defines 'total'", finding.Message);
        Assert.Equal("app.prices.total_price", finding.Module);
    }

    [Fact]
    public void Reports_a_submodule_that_nobody_has() =>
        Assert.Equal(["IMG1005 Error app/main.py:1 app.gone"], Lines("# app/main.py\nfrom app import gone"));

    [Theory]
    [InlineData("def f():\n    from app.m import gone", "Warning")]
    [InlineData("import sys\nif len(sys.argv) > 5:\n    from app.m import gone", "Warning")]
    [InlineData("try:\n    from app.m import gone\nexcept ImportError:\n    gone = None", "Info")]
    [InlineData("try:\n    from app.m import gone\nexcept ImportError:\n    raise SystemExit(1)", "Error")]
    [InlineData("def f():\n    from app.m import gone\nf()", "Error")]
    [InlineData("def f(x):\n    if x:\n        return\n    from app.m import gone\nf(1)", "Warning")]
    public void Reports_weaker_what_may_not_run(string main, string severity) =>
        Assert.Equal(severity, Assert.Single(Lines("# app/main.py\n" + main + "\n# app/m.py\nx = 1")).Split(' ')[1]);

    [Theory]
    [InlineData("def __getattr__(name): ...")]
    [InlineData("globals().update(name=1)")]
    [InlineData("from unknown_thing import *")]
    [InlineData("try:\n    from os import name\nexcept ImportError:\n    pass")]
    [InlineData("try:\n    from nowhere_at_all import name\nexcept ImportError:\n    pass")]
    [InlineData("def f():\n    global name\n    name = 1")]
    [InlineData("if False:\n    name = 1")]
    [InlineData("import sys\nsys.modules[__name__] = object()")]
    [InlineData("for name in range(3): pass")]
    [InlineData("with open('x') as (a, name): pass")]
    [InlineData("if (name := 3): pass")]
    [InlineData("a, (b, *name) = 1, (2, 3)")]
    [InlineData("match [1]:\n    case [name]: pass")]
    [InlineData("type name = int")]
    [InlineData("class name: pass")]
    [InlineData("import os.path as name")]
    [InlineData("try:\n    pass\nexcept ValueError as name:\n    pass")]
    [InlineData("from lazy_loader import attach\n__getattr__, __dir__, __all__ = attach(__name__)")]
    [InlineData("exec('name = 1')")]
    [InlineData("vars()['name'] = 1")]
    [InlineData("name: int = 1")]
    [InlineData("from app.other import *\n# app/other.py\nname = 1")]
    [InlineData("broken = (\n")]
    public void Accepts_what_binds_or_may_bind_the_name(string module) =>
        Assert.Empty(Lines("# app/main.py\nfrom app.m import name\n# app/m.py\n" + module));

    [Fact]
    public void Reports_weaker_what_another_module_assigns() =>
        Assert.Equal(["IMG1005 Warning app/main.py:2 app.m.name"], Lines("# app/main.py\nimport app.patch\nfrom app.m import name\n# app/m.py\nx = 1\n# app/patch.py\nimport app.m\napp.m.name = 3"));

    [Fact]
    public void Reports_weaker_what_a_build_may_make()
    {
        Assert.Equal(["IMG1005 Warning app/main.py:1 app.fast"], Lines("# app/main.py\nfrom app import fast\n# app/fast.pyx\nx"));
        Assert.Equal(["IMG1005 Warning app/main.py:1 app.made"], Lines("# app/main.py\nfrom app import made\n# .gitignore\nmade.py"));
    }

    [Fact]
    public void Accepts_names_of_installed_modules() =>
        Assert.Empty(Repo.Lines(Docker.Replace("COPY", "RUN pip install flask\nCOPY", System.StringComparison.Ordinal) + "# app/main.py\nfrom flask import anything", "IMG1005"));

    [Fact]
    public void Reports_only_the_missing_module_where_the_module_is_missing_too() =>
        Assert.Equal(
            ["IMG1001 Error app/main.py:1 lib"],
            Repo.Lines(Docker + "# app/main.py\nfrom lib.m import gone\n# lib/__init__.py\n# lib/m.py\nx = 1", "IMG1"));
}
