using System.Linq;
using Xunit;

namespace DockerLint.Tests.Rules.Python;

/// <summary>Names that a module gets from elsewhere. Every program accepted here runs under CPython 3.11.</summary>
public sealed class NamesGivenFromOutsideTests
{
    private static string[] Errors(string files) => Repo.Lines("""
        # Dockerfile
        FROM python:3.11-slim
        WORKDIR /app
        COPY . .
        CMD ["python", "main.py"]

        """ + files, "IMG1005").Where(line => line.Contains(" Error ", System.StringComparison.Ordinal)).ToArray();

    [Theory]
    [InlineData("from sys import modules\nclass M:\n    X = 1\nmodules[__name__] = M()", "")]
    [InlineData("import h\nh.install(__name__, {'X': 1})", "import sys\ndef install(n, d):\n    mod = sys.modules[n]\n    for k, v in d.items(): setattr(mod, k, v)")]
    [InlineData("import h\nrest = h.install(__name__, {'X': 1})", "import sys\ndef install(n, d):\n    mod = sys.modules[n]\n    for k, v in d.items(): setattr(mod, k, v)")]
    [InlineData("import apipkg\napipkg.initpkg(\n    __name__,\n    {'X': 'json:loads'},\n)", "")]
    [InlineData("from h import lazy\nlazy(__name__)", "import sys\nclass L:\n    X = 1\ndef lazy(n): sys.modules[n] = L()")]
    [InlineData("import h\nh.inject()", "import sys\ndef inject(): sys._getframe(1).f_globals['X'] = 1")]
    [InlineData("import h", "import m\nm.X, m.Y = 1, 2")]
    [InlineData("import h", "import m\nfor m.X in [1]: pass")]
    [InlineData("import h", "import m\nfor n in range(3):\n    setattr(m, 'XYZ'[n], 1)")]
    [InlineData("import h", "import m\nm.__dict__['X'] = 1")]
    [InlineData("import h", "import m\nm.__dict__.update(X=1)")]
    [InlineData("import h", "import m\nvars(m)['X'] = 1")]
    [InlineData("import m\nm.X = 1", "")]
    [InlineData("import importlib\nimportlib.import_module(__name__).X = 1", "")]
    [InlineData("__import__(__name__).X = 1", "")]
    public void Accepts(string module, string helper) =>
        Assert.Empty(Errors("# main.py\nfrom m import X\n# m.py\n" + module + "\n# h.py\n" + helper));

    [Theory]
    [InlineData("__all__ = [n for n in ('_X',)]\n_X = 1")]
    [InlineData("from z import names\n__all__ = ['a']\n__all__ += names\na = _X = 1")]
    public void Accepts_what_a_computed_list_may_export(string starred) =>
        Assert.Empty(Errors("# main.py\nfrom m import _X\n# m.py\nfrom k import *\n# k.py\n" + starred + "\n# z.py\nnames = ['_X']"));

    [Fact]
    public void Accepts_the_model_that_pghistory_makes_of_events() =>
        Assert.Empty(Errors("# main.py\nfrom m import UserEvent\n# m.py\nimport pghistory\n@pghistory.track()\nclass User: pass"));

    [Fact]
    public void Reports_another_name_of_a_module_with_pghistory() =>
        Assert.Equal(["IMG1005 Error main.py:1 m.Users"], Errors("# main.py\nfrom m import Users\n# m.py\nimport pghistory\n@pghistory.track()\nclass User: pass"));

    [Theory]
    [InlineData("import logging\nlog = logging.getLogger(__name__)\nlogging.getLogger(__name__).setLevel(10)", "")]
    [InlineData("if __name__ == '__main__':\n    print(__name__)", "")]
    [InlineData("import h", "class A:\n    def __init__(self, **k):\n        for n, v in k.items(): setattr(self, n, v)")]
    [InlineData("import h", "import m\nprint(m.Y == 1, m.Z)\nclass A:\n    def f(self): self.X = 1")]
    [InlineData("import h", "import sys\nassert 'm' in sys.modules")]
    public void Reports_what_no_sign_excuses(string module, string helper) =>
        Assert.Equal(["IMG1005 Error main.py:1 m.X"], Errors("# main.py\nfrom m import X\n# m.py\n" + module + "\n# h.py\n" + helper));

    [Fact]
    public void Reports_a_private_name_behind_a_star_without_a_list() =>
        Assert.Equal(["IMG1005 Error main.py:1 m._X"], Errors("# main.py\nfrom m import _X\n# m.py\nfrom k import *\n# k.py\n_X = 1"));
}
