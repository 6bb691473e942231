using System.Linq;
using System.Text;
using PyImportScanner.Closures;
using Xunit;

namespace PyImportScanner.Tests.Closures;

public class ClosureTests
{
    [Fact]
    public void Runs_every_init_above_a_module()
    {
        var walk = new Walk(
            ("/app/main.py", "import a.b.c\n"),
            ("/app/a/__init__.py", "import x\n"), ("/app/a/b/__init__.py", ""), ("/app/a/b/c.py", "from . import d\n"), ("/app/a/b/d.py", ""), ("/app/x.py", ""));
        Closure closure = walk.Run();
        Assert.Equal("__main__\na\na.b\na.b.c\na.b.d\nx", Walk.Modules(closure));
        Assert.Equal("", Walk.Failures(closure));
        Assert.Equal("main.py:1 > c.py:1", Walk.Chain(closure, "a.b.d"));
    }

    [Fact]
    public void Names_the_shortest_part_that_is_missing()
    {
        var walk = new Walk(("/app/main.py", "import a.b.c\nimport os.path\nimport p.q.r\nimport m.n\n"), ("/app/p/__init__.py", ""), ("/app/m.py", ""));
        Closure closure = walk.Run();
        Assert.Equal("main.py:1 Missing a\nmain.py:3 Missing p.q\nmain.py:4 NotAPackage m.n", Walk.Failures(closure));
        Assert.Equal("a.b.c", closure.Unresolved[0].Requested);
    }

    [Fact]
    public void From_takes_an_attribute_before_a_submodule()
    {
        var walk = new Walk(
            ("/app/main.py", "from p import sub\nfrom p import other\nfrom p import nothing\nfrom q import y, z\n"),
            ("/app/p/__init__.py", "sub = 1\n"), ("/app/p/sub.py", ""), ("/app/p/other.py", ""), ("/app/q.py", "y = 1\n"));
        Closure closure = walk.Run();
        Assert.Equal("__main__\np\np.other\nq", Walk.Modules(closure));
        Assert.Equal("main.py:3 MissingName p.nothing\nmain.py:4 MissingName q.z", Walk.Failures(closure));
    }

    [Fact]
    public void A_package_that_fails_later_does_not_fail_what_runs_inside_it()
    {
        var walk = new Walk(
            ("/app/main.py", "import p\n"), ("/app/p/__init__.py", "from .a import f\nimport gone\n"),
            ("/app/p/a.py", "try:\n    from b import f\nexcept ImportError:\n    from .b import f\n"), ("/app/p/b.py", "f = 1\n"));
        Closure closure = walk.Run();
        Assert.Equal((ImportStrength.Hard, "gone"), (closure.Unresolved[0].Strength, closure.Unresolved[0].Name));
        Assert.Equal((ImportStrength.Guarded, "b"), (closure.Unresolved[1].Strength, closure.Unresolved[1].Name));
    }

    [Fact]
    public void Star_imports_are_followed_for_names()
    {
        var walk = new Walk(
            ("/app/main.py", "from p import f, g, _h, K\n"),
            ("/app/p/__init__.py", "from .x import *\nfrom .y import *\n"), ("/app/p/x.py", "f = 1\n_h = 1\n"), ("/app/p/y.py", "__all__ = ['g']\ng = 1\nK = 1\n"));
        Assert.Equal("main.py:1 MissingName p.K\nmain.py:1 MissingName p._h", Walk.Failures(walk.Run()));
    }

    [Fact]
    public void A_module_with_getattr_may_have_any_name()
    {
        var walk = new Walk(("/app/main.py", "from p import anything\nimport p.sub\n"), ("/app/p/__init__.py", "def __getattr__(name):\n    return 1\n"));
        Assert.Equal("main.py:1 Unknown p.anything\nmain.py:2 Unknown p.sub", Walk.Failures(walk.Run()));
    }

    [Fact]
    public void A_star_from_what_is_not_read_may_bring_any_name()
    {
        var walk = new Walk(("/app/main.py", "from p import anything\n"), ("/app/p.py", "from os import *\n"));
        Assert.Equal("", Walk.Failures(walk.Run()));
    }

    [Fact]
    public void All_loads_submodules()
    {
        var walk = new Walk(("/app/main.py", "from p import *\n"), ("/app/p/__init__.py", "__all__ = ['a', 'b']\n"), ("/app/p/a.py", ""));
        Closure closure = walk.Run();
        Assert.Equal("__main__\np\np.a", Walk.Modules(closure));
        Assert.Equal("main.py:1 MissingName p.b", Walk.Failures(closure));
    }

    [Fact]
    public void Relative_imports_need_a_package()
    {
        var walk = new Walk(
            ("/app/main.py", "from . import x\nimport t\n"), ("/app/x.py", ""), ("/app/t.py", "from .x import y\n"));
        Assert.Equal("main.py:1 NoParentPackage .\nt.py:1 NoParentPackage .x", Walk.Failures(walk.Run()));
        var beyond = new Walk(("/app/main.py", "import p.a\n"), ("/app/p/__init__.py", ""), ("/app/p/a.py", "from ..x import y\n"));
        Assert.Equal("a.py:1 BeyondTopLevelPackage ..x", Walk.Failures(beyond.Run()));
        var asModule = new Walk(("/app/p/__init__.py", ""), ("/app/p/run.py", "from . import x\n"), ("/app/p/x.py", "")) { Entry = EntryModule.RunModule("p.run") };
        Assert.Equal("__main__\np\np.x", Walk.Modules(asModule.Run()));
    }

    [Fact]
    public void Running_a_package_runs_its_main()
    {
        var walk = new Walk(("/app/p/__init__.py", "import x\n"), ("/app/p/__main__.py", "from .y import z\n"), ("/app/p/y.py", "z = 1\n"), ("/app/x.py", ""))
        {
            Entry = EntryModule.RunModule("p"),
        };
        Closure closure = walk.Run();
        Assert.Equal("__main__\np\np.y\nx", Walk.Modules(closure));
        Assert.Equal("", Walk.Failures(closure));
        var without = new Walk(("/app/p/__init__.py", "")) { Entry = EntryModule.RunModule("p") };
        Assert.Equal("start:0 Missing p.__main__", Walk.Failures(without.Run()));
        var missing = new Walk(("/app/p/__init__.py", "")) { Entry = EntryModule.RunModule("p.q") };
        Assert.Equal("start:0 Missing p.q", Walk.Failures(missing.Run()));
    }

    [Fact]
    public void A_launcher_takes_an_attribute()
    {
        var walk = new Walk(("/app/web.py", "app = 1\n")) { Entry = EntryModule.Import("web", "app", "api") };
        Assert.Equal("start:0 MissingName web.api", Walk.Failures(walk.Run()));
    }

    [Fact]
    public void Main_guard_lives_only_in_the_entry()
    {
        var walk = new Walk(
            ("/app/main.py", "import m\nif __name__ == '__main__':\n    import a\n"),
            ("/app/m.py", "if __name__ == '__main__':\n    import b\n"), ("/app/a.py", ""));
        Closure closure = walk.Run();
        Assert.Equal("__main__\na\nm", Walk.Modules(closure));
        Assert.Equal("", Walk.Failures(closure));
    }

    [Fact]
    public void The_strongest_chain_wins_and_then_the_shortest()
    {
        var walk = new Walk(
            ("/app/main.py", "try:\n    import soft\nexcept ImportError:\n    pass\nimport a\n"),
            ("/app/soft.py", "import deep\nimport only\n"), ("/app/a.py", "import b\n"), ("/app/b.py", "import deep\n"), ("/app/deep.py", "import gone\n"), ("/app/only.py", "import lost\n"));
        Closure closure = walk.Run();
        Assert.Equal("__main__\na\nb\ndeep\nsoft guarded\nonly guarded", Walk.Modules(closure));
        Assert.Equal("main.py:5 > a.py:1 > b.py:1", Walk.Chain(closure, "deep"));
        Assert.Equal("deep.py:1 Missing gone\nonly.py:1 Missing lost guarded", Walk.Failures(closure));
        Assert.Equal("main.py 5,a.py 1,b.py 1,deep.py 1", string.Join(",", Closure.Chain(closure.Unresolved[0]).Select(l => l.File.Substring(5) + " " + l.Span.Line)));
    }

    [Fact]
    public void A_fallback_that_fails_as_well_is_no_guard()
    {
        var both = new Walk(("/app/main.py", "try:\n    import a\nexcept ImportError:\n    import b\n"));
        Closure closure = both.Run();
        Assert.Equal("main.py:2 Missing a\nmain.py:4 Missing b", Walk.Failures(closure));
        Assert.Equal(1, closure.Unresolved[0].FailingTryId);
        var saved = new Walk(("/app/main.py", "try:\n    import a\nexcept ImportError:\n    import b\n"), ("/app/b.py", "import os\n"));
        Assert.Equal("main.py:2 Missing a guarded", Walk.Failures(saved.Run()));
        var deepFallback = new Walk(("/app/main.py", "try:\n    import a\nexcept ImportError:\n    import b\n"), ("/app/b.py", "import c\n"));
        Assert.Equal("main.py:2 Missing a\nb.py:1 Missing c", Walk.Failures(deepFallback.Run()));
        var deepBody = new Walk(("/app/main.py", "try:\n    import a\nexcept ImportError:\n    import b\n"), ("/app/a.py", "import c\n"));
        Assert.Equal("main.py:4 Missing b\na.py:1 Missing c", Walk.Failures(deepBody.Run()));
        var unused = new Walk(("/app/main.py", "try:\n    import a\nexcept ImportError:\n    import b\n"), ("/app/a.py", ""));
        Assert.Equal("main.py:4 Missing b guarded", Walk.Failures(unused.Run()));
        var nested = new Walk(("/app/main.py", "try:\n    import a\nexcept ImportError:\n    try:\n        import b\n    except ImportError:\n        import c\n"));
        Assert.Equal("main.py:2 Missing a\nmain.py:5 Missing b\nmain.py:7 Missing c", Walk.Failures(nested.Run()));
        var deep = new Walk(("/app/main.py", "try:\n    import a\nexcept ImportError:\n    try:\n        import b\n    except ImportError:\n        b = None\n"));
        Assert.Equal("main.py:2 Missing a guarded\nmain.py:5 Missing b guarded", Walk.Failures(deep.Run()));
    }

    [Fact]
    public void Functions_wait_unless_they_are_called()
    {
        var walk = new Walk(("/app/main.py", "def f():\n    import a\ndef g():\n    import b\nf()\n"));
        Assert.Equal("main.py:2 Missing a\nmain.py:4 Missing b deferred", Walk.Failures(walk.Run()));
    }

    [Fact]
    public void Conditions_weaken_and_type_checking_is_dead()
    {
        var walk = new Walk(("/app/main.py", "if TYPE_CHECKING:\n    import a\nif x:\n    import b\n"));
        Assert.Equal("main.py:4 Missing b conditional", Walk.Failures(walk.Run()));
    }

    [Fact]
    public void Path_edits_act_from_their_place_on()
    {
        var walk = new Walk(
            ("/app/main.py", "import early\nimport boot\nimport late\n"), ("/app/boot.py", "sys.path.insert(0, __file__ ../lib)\n"),
            ("/app/lib/early.py", ""), ("/app/lib/late.py", "")) { };
        Closure closure = walk.Run();
        Assert.Equal("main.py:1 Missing early", Walk.Failures(closure));
        Assert.Equal("/app/lib/late.py", closure.Find("late")!.File);
    }

    [Fact]
    public void A_path_edit_that_cannot_be_evaluated_makes_later_misses_unknown()
    {
        var walk = new Walk(("/app/main.py", "import a\nsys.path.append(where())\nimport b\nimport c\n"), ("/app/c.py", ""));
        Closure closure = walk.Run();
        Assert.Equal("main.py:1 Missing a\nmain.py:3 Unknown b", Walk.Failures(closure));
        Assert.Equal("app/main.py:2 edits sys.path in a way that cannot be evaluated", Assert.Single(closure.Notes));
    }

    [Fact]
    public void A_function_may_have_edited_the_path()
    {
        var walk = new Walk(("/app/main.py", "import boot\nimport a\nimport b\n"), ("/app/boot.py", "def f():\n    sys.path.insert(0, '/lib')\n"), ("/lib/a.py", ""));
        Assert.Equal("main.py:2 Unknown a\nmain.py:3 Missing b", Walk.Failures(walk.Run()));
    }

    [Fact]
    public void A_fallback_that_mends_the_path_mends_the_import()
    {
        var walk = new Walk(("/app/main.py", "try:\n    import a\nexcept ImportError:\n    sys.path.append('/lib')\n    import a\n"), ("/lib/a.py", ""));
        Closure closure = walk.Run();
        Assert.Equal("", Walk.Failures(closure));
        Assert.Equal("__main__\na", Walk.Modules(closure));
    }

    [Fact]
    public void Cycles_and_self_imports_end()
    {
        var walk = new Walk(("/app/main.py", "import main\nimport a\n"), ("/app/a.py", "import b\nimport a\n"), ("/app/b.py", "from a import x\nimport a.y\n"));
        Assert.Equal("b.py:1 MissingName a.x\nb.py:2 NotAPackage a.y", Walk.Failures(walk.Run()));
    }

    [Fact]
    public void Long_chains_need_no_stack()
    {
        const int Length = 10_000;
        var walk = new Walk(("/app/main.py", "import m0\n"));
        for (int i = 0; i < Length; i++) walk.Tree.Add("/app/m" + i + ".py", "import m" + (i + 1) + "\n");
        Closure closure = walk.Run();
        Assert.Equal("m9999.py:1 Missing m10000", Walk.Failures(closure));
        Assert.Equal(Length + 1, Closure.Chain(closure.Unresolved[0]).Count);
    }

    [Fact]
    public void Long_dotted_names_and_star_chains_need_no_stack()
    {
        var text = new StringBuilder("import a");
        for (int i = 0; i < 20_000; i++) text.Append(".a");
        var walk = new Walk(("/app/main.py", text.Append("\nfrom s0 import name\n").ToString()), ("/app/a/a/x.py", ""));
        for (int i = 0; i < 3000; i++) walk.Tree.Add("/app/s" + i + ".py", "from s" + (i + 1) + " import *\n");
        walk.Tree.Add("/app/s3000.py", "name = 1\n");
        Assert.Equal("main.py:1 Missing a.a.a", Walk.Failures(walk.Run()));
    }
}
