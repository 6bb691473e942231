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

    [Fact]
    public void Handlers_of_other_exceptions_are_not_certain_to_run()
    {
        var walk = new Walk(("/app/main.py", "try:\n    set\nexcept NameError:\n    from sets import Set\ntry:\n    pass\nexcept ImportError:\n    import never\nimport gone\n"))
        {
            UsesRealScanner = true,
        };
        Assert.Equal("main.py:9 Missing gone\nmain.py:4 Missing sets conditional\nmain.py:8 Missing never guarded", Walk.Failures(walk.Run()));
    }

    [Fact]
    public void The_else_of_a_try_runs_only_when_its_body_succeeds()
    {
        var walk = new Walk(
            ("/app/main.py", "try:\n    import gone\nexcept ImportError:\n    pass\nelse:\n    import gone_too\ntry:\n    import here\nexcept ImportError:\n    pass\nelse:\n    import missing\n"),
            ("/app/here.py", ""))
        {
            UsesRealScanner = true,
        };
        Assert.Equal("main.py:12 Missing missing\nmain.py:2 Missing gone guarded\nmain.py:6 Missing gone_too guarded", Walk.Failures(walk.Run()));
    }

    [Theory]
    [InlineData("import enum\n\n@enum.global_enum\nclass Flag(enum.IntFlag):\n    A = 1\n")]
    [InlineData("from enum import IntEnum\nIntEnum._convert_('Flag', __name__, lambda n: n == 'A')\n")]
    [InlineData("import enum\nclass Flag(enum.IntFlag):\n    A = 1\nenum.global_enum(Flag)\n")]
    public void Members_of_an_enumeration_may_be_names_of_the_module(string module)
    {
        var walk = new Walk(("/app/main.py", "from flags import A\n"), ("/app/flags.py", module)) { UsesRealScanner = true };
        Assert.Equal("", Walk.Failures(walk.Run()));
    }
}
