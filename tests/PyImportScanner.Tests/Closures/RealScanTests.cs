using PyImportScanner.Closures;
using Xunit;

namespace PyImportScanner.Tests.Closures;

/// <summary>The walker over what the real scanner reads.</summary>
public class RealScanTests
{
    [Fact]
    public void Follows_calls_functions_and_path_edits()
    {
        var walk = new Walk(
            ("/app/main.py", "import importlib, os, sys\nsys.path.insert(0, os.path.join(os.path.dirname(__file__), 'lib'))\nimport util\n\ndef main():\n    importlib.import_module('gone.deep')\n\nif __name__ == '__main__':\n    main()\n"),
            ("/app/lib/util.py", "from p import x, y\n"), ("/app/p/__init__.py", "__path__ = __import__('pkgutil').extend_path(__path__, __name__)\nx = 1\n"), ("/app/lib/p/y.py", ""))
        {
            UsesRealScanner = true,
        };
        Closure closure = walk.Run();
        Assert.Equal("main.py:6 Missing gone", Walk.Failures(closure));
        Assert.Equal("/app/lib/p/y.py", closure.Find("p.y") is { } y ? y.File : null);
    }
}
