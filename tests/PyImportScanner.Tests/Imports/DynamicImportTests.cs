using System.Linq;
using System.Text;
using PyImportScanner.Imports;
using Xunit;

namespace PyImportScanner.Tests.Imports;

public sealed class DynamicImportTests
{
    private static ScannedModule Scan(string source) => ImportScanner.Scan(Encoding.UTF8.GetBytes(source));

    [Fact]
    public void Finds_the_calls_that_CPython_shows_in_the_snippets()
    {
        int compared = 0;
        foreach (Snippet snippet in Snippet.All)
        {
            if (snippet.Array("dynamic") is not { } dynamic) continue;
            ScannedModule module = ImportScanner.Scan(snippet.Source);
            foreach (System.Text.Json.JsonElement record in dynamic.EnumerateArray())
            {
                int line = record.GetProperty("line").GetInt32();
                string call = record.GetProperty("call").GetString()!;
                string? name = record.GetProperty("module").GetString();
                compared++;
                if (record.GetProperty("kind").GetString() == "syspath") Assert.Contains(module.PathEdits, e => e.Span.Line == line && e.Call == call);
                else Assert.Contains(module.DynamicImports, d => d.Span.Line == line && d.Call == call && d.Module == name);
            }
        }

        Assert.True(compared >= 10);
    }

    [Theory]
    [InlineData("import importlib\nimportlib.import_module('a.b')\n", DynamicKind.Import, "a.b")]
    [InlineData("from importlib import import_module as im\nim('a.b')\n", DynamicKind.Import, "a.b")]
    [InlineData("from sympy.external import import_module\nimport_module('numpy')\n", DynamicKind.Unsure, "numpy")]
    [InlineData("__import__('', globals(), locals(), ['x'], 1)\n", DynamicKind.Import, ".")]
    [InlineData("import runpy\nrunpy.run_module('a.b')\n", DynamicKind.Run, "a.b")]
    [InlineData("import importlib.util\nimportlib.util.find_spec('a')\n", DynamicKind.Probe, "a")]
    [InlineData("import pkgutil\npkgutil.resolve_name('a.b:c')\n", DynamicKind.Object, "a.b:c")]
    [InlineData("import pytest\npytest.importorskip('a')\n", DynamicKind.Optional, "a")]
    public void Knows_what_a_call_does_with_its_name(string source, DynamicKind kind, string module)
    {
        DynamicImport import = Assert.Single(Scan(source).DynamicImports);
        Assert.Equal((kind, module), (import.Kind, import.Module));
    }

    [Theory]
    [InlineData("x and importlib.import_module('a')", true, false)]
    [InlineData("f = lambda: importlib.import_module('a')", false, true)]
    [InlineData("importlib.import_module('a')", false, false)]
    public void Guards_a_call_that_is_evaluated_only_sometimes(string statement, bool guarded, bool deferred)
    {
        DynamicImport import = Assert.Single(Scan("import importlib\n" + statement + "\n").DynamicImports);
        Assert.Equal(guarded, import.Guards.Count > 0);
        Assert.Equal(deferred, import.Deferred);
    }

    [Theory]
    [InlineData("sys.path.insert(0, os.path.dirname(__file__))", "File:..")]
    [InlineData("sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'lib'))", "File:../../lib")]
    [InlineData("sys.path.append(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))", "File:../..")]
    [InlineData("sys.path.append(os.path.dirname(os.path.join(os.path.dirname(__file__), '..')))", "File:..")]
    [InlineData("sys.path.append(os.path.dirname(os.path.abspath(os.path.join(os.path.dirname(__file__), '..'))))", "File:../../..")]
    [InlineData("sys.path.append(str(Path(__file__).resolve().parent.parent / 'src'))", "File:../../src")]
    [InlineData("sys.path.append(str(Path(__file__).parents[1]))", "File:../..")]
    [InlineData("sys.path.append(str(Path(__file__).parent.joinpath('a', 'b')))", "File:../a/b")]
    [InlineData("sys.path.append('/opt/x')", "Absolute:/opt/x")]
    [InlineData("sys.path.append('lib')", "WorkingDirectory:lib")]
    [InlineData("sys.path.append(os.getcwd())", "WorkingDirectory:")]
    [InlineData("sys.path.append(os.path.abspath('..'))", "WorkingDirectory:..")]
    [InlineData("ROOT = os.path.dirname(__file__)\nsys.path.append(ROOT + '/lib')", "File:../lib")]
    [InlineData("ROOT = os.path.dirname(__file__)\nsys.path.append(f'{ROOT}/lib')", "File:../lib")]
    [InlineData("ROOT = os.path.dirname(__file__)\nsys.path.append('%s/lib' % ROOT)", "File:../lib")]
    [InlineData("sys.path += ['a', '/b']", "WorkingDirectory:a Absolute:/b")]
    [InlineData("sys.path[0:0] = ['a']", "WorkingDirectory:a")]
    [InlineData("sys.path = ['/a'] + sys.path", "Absolute:/a")]
    [InlineData("for p in ('/a', '/b'):\n    sys.path.append(p)", "Absolute:/a Absolute:/b")]
    [InlineData("site.addsitedir('/a')", "Absolute:/a")]
    [InlineData("__path__.append('/a')", "Absolute:/a")]
    [InlineData("sys.path.append(find_it())", "?")]
    [InlineData("ROOT = '/a'\ndef f(ROOT):\n    sys.path.append(ROOT)", "?")]
    [InlineData("ROOT = '/a'\nROOT = '/b'\nsys.path.append(ROOT)", "?")]
    public void Evaluates_edits_of_the_search_path(string source, string expected)
    {
        SearchPathEdit edit = Assert.Single(Scan("import sys, os, site\nfrom pathlib import Path\n" + source + "\n").PathEdits);
        string actual = edit.Directories is null ? "?" : string.Join(" ", edit.Directories.Select(d => d.Base + ":" + d.Path));
        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData("sys.path.insert(0, 'a')", true)]
    [InlineData("sys.path.append('a')", false)]
    [InlineData("sys.path[:0] = ['a']", true)]
    [InlineData("sys.path = sys.path + ['a']", false)]
    public void Knows_at_which_end_a_directory_is_added(string source, bool prepends) =>
        Assert.Equal(prepends, Assert.Single(Scan("import sys\n" + source + "\n").PathEdits).Prepends);

    [Fact]
    public void Certain_calls_are_followed_through_functions()
    {
        ScannedModule module = Scan("""
            def a():
                import x
                b()
            def b():
                import y
            def generator():
                import z
                yield 1
            async def later():
                import z
            def left():
                if q:
                    return
                unreached()
            def unreached():
                import z
            @wraps
            def decorated():
                import z
            def main():
                import w
            a()
            generator()
            later()
            left()
            decorated()
            q and main()
            if __name__ == "__main__":
                main()
            """);
        Assert.Equal(["a", "b", "left"], module.CalledAtImport);
        Assert.Equal(["a", "b", "left", "main"], module.CalledWhenRun);
    }

    [Fact]
    public void An_import_behind_an_early_return_may_be_skipped()
    {
        ScannedModule module = Scan("def f():\n    import a\n    if x:\n        return\n    import b\n");
        Assert.Equal(["a False", "b True"], module.Imports.Select(i => i.Module + " " + i.MayBeSkipped));
    }
}
