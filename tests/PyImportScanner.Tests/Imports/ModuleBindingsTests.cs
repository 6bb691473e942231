using System.Linq;
using System.Text;
using PyImportScanner.Imports;
using Xunit;

namespace PyImportScanner.Tests.Imports;

public sealed class ModuleBindingsTests
{
    private static ModuleBindings Of(string source) => ImportScanner.Scan(Encoding.UTF8.GetBytes(source)).Bindings;

    [Theory]
    [InlineData("x = 1\n", "x")]
    [InlineData("x = y = z()\n", "x,y")]
    [InlineData("a, (b, *c) = d\n", "a,b,c")]
    [InlineData("a.b = c[d] = 1\n", "")]
    [InlineData("x: int = 1\ny: int\n", "x")]
    [InlineData("x += 1\n", "")]
    [InlineData("def f(a, b=1): c = 2\nclass C: d = 1\n", "C,f")]
    [InlineData("import a.b, c as d\nfrom e import f, g as h\n", "a,d,f,h")]
    [InlineData("for i, j in k: l = 1\n", "i,j,l")]
    [InlineData("with a as b, c() as (d, e): pass\n", "b,d,e")]
    [InlineData("try:\n    pass\nexcept E as e:\n    x = 1\n", "e,x")]
    [InlineData("if (n := f()) > 1: pass\n", "n")]
    [InlineData("def f():\n    global g\n    g = 1\n", "f,g")]
    [InlineData("if a == b: c = 1\nassert d == e\n", "c")]
    [InlineData("type X = int\n", "X")]
    [InlineData("print(x, y=1)\n", "")]
    public void Lists_what_is_bound_at_top_level(string source, string names)
    {
        ModuleBindings bindings = Of(source);
        Assert.Equal(names, string.Join(",", bindings.Names.OrderBy(n => n, System.StringComparer.Ordinal)));
        Assert.False(bindings.IsOpen);
    }

    [Theory]
    [InlineData("def __getattr__(name): pass\n", true, true)]
    [InlineData("globals().update(x)\n", true, false)]
    [InlineData("exec('x = 1')\n", true, false)]
    [InlineData("exec(code, namespace)\n", false, false)]
    [InlineData("cursor.exec('x')\n", false, false)]
    [InlineData("import sys\nsys.modules[__name__] = X()\n", true, true)]
    [InlineData("import sys\nsys.modules['a.b'] = X()\n", true, true)]
    [InlineData("import sys\nm = sys.modules['a.b']\n", false, false)]
    [InlineData("import sys\nm = sys.modules[__name__]\n", true, false)]
    [InlineData("import sys\nsys.meta_path.append(x)\n", true, true)]
    [InlineData("__path__ = extend_path(__path__, __name__)\n", false, true)]
    [InlineData("for m in iter_modules(__path__): pass\n", false, false)]
    public void Is_open_where_more_may_be_bound(string source, bool open, bool children)
    {
        ModuleBindings bindings = Of(source);
        Assert.Equal((open, children), (bindings.IsOpen, bindings.ChildrenAreUnknown));
    }

    [Theory]
    [InlineData("__all__ = ['a', 'b']\n", "a,b")]
    [InlineData("__all__ = ('a',)\n__all__ += ['b']\n__all__.append('c')\n__all__.extend(['d'])\n", "a,b,c,d")]
    [InlineData("__all__ = ['a'] + other.__all__\n", null)]
    [InlineData("__all__ = ['a']\n__all__ += other.__all__\n", null)]
    [InlineData("x = 1\n", null)]
    public void Reads_a_literal_all(string source, string? names) =>
        Assert.Equal(names, Of(source).All is { } all ? string.Join(",", all) : null);

    [Fact]
    public void Star_imports_are_kept() =>
        Assert.Equal(["a", "b"], Of("from a import *\nif x:\n    from b import *\nfrom c import d\n").StarImports.Select(s => s.Module));
}
