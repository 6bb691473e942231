using System.Collections.Generic;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Resolution;
using Xunit;

namespace PyImportScanner.Tests.Closures;

public class InstalledTests
{
    private const string Site = "/usr/lib/python3.11/site-packages";

    /// <summary>Distributions by the names they cover; everything else is certainly not installed.</summary>
    private sealed class Installed(params string[] modules) : IModuleClassifier
    {
        public string? UnknownBecause { get; init; }

        public ModuleClass Classify(string module)
        {
            foreach (string known in modules)
            {
                if (module == known || module.StartsWith(known + ".", System.StringComparison.Ordinal)) return new ModuleClass(ModuleOrigin.ThirdParty, known);
            }

            return UnknownBecause is null ? default : new ModuleClass(ModuleOrigin.Unknown, Because: UnknownBecause);
        }
    }

    /// <summary>The repository, searched from its root.</summary>
    private sealed class Repository(IFileTree tree) : IMissingModuleSource
    {
        private readonly ModuleResolver resolver = new(tree, new SearchPath([new SearchEntry("/", SearchEntryKind.Path0)]), new PythonVersion(3, 11));

        public List<string> Asked { get; } = [];

        public SubstituteModule? Find(string name, SearchPath path, ClosureModule importer)
        {
            Asked.Add(name);
            return resolver.Resolve(name) is { IsFound: true } found ? new SubstituteModule(resolver, found) : null;
        }
    }

    [Fact]
    public void Accepts_what_a_distribution_covers()
    {
        var walk = new Walk(("/app/main.py", "import requests\nfrom yaml import load\nimport absent\n")) { Classifier = new Installed("requests", "yaml") };
        Closure closure = walk.Run();
        Assert.Equal("main.py:3 Missing absent", Walk.Failures(closure));
        Assert.Equal("requests", closure.Find("requests")!.Resolution.Distribution);
    }

    [Fact]
    public void Reports_the_child_of_a_shared_namespace_that_nobody_installs()
    {
        var walk = new Walk(("/app/main.py", "from google.cloud import storage\nfrom google.cloud import bigquery\nimport google.cloud.pubsub.types\nimport google.cloud.storage.blob\n"))
        {
            Classifier = new Installed("google.cloud.storage"),
        };
        Assert.Equal("main.py:2 MissingName google.cloud.bigquery\nmain.py:3 Missing google.cloud.pubsub", Walk.Failures(walk.Run()));
    }

    [Fact]
    public void Unknown_site_directories_leave_misses_unknown_until_a_list_of_distributions_settles_them()
    {
        Walk Make(IModuleClassifier? classifier)
        {
            var walk = new Walk(("/app/main.py", "import absent\nimport ns.gone\nimport requests\n"), ("/app/ns/here.py", "")) { Sites = [Site], Classifier = classifier };
            walk.Tree.AddUnknown(Site, "pip install is not simulated");
            return walk;
        }

        Assert.Equal("main.py:1 Unknown absent\nmain.py:2 Unknown ns.gone\nmain.py:3 Unknown requests", Walk.Failures(Make(null).Run()));
        Assert.Equal("main.py:1 Missing absent\nmain.py:2 Missing ns.gone", Walk.Failures(Make(new Installed("requests")).Run()));
        Assert.Equal("main.py:1 Unknown absent\nmain.py:2 Unknown ns.gone", Walk.Failures(Make(new Installed("requests") { UnknownBecause = "no lock file" }).Run()));
    }

    [Fact]
    public void An_unknown_directory_of_the_program_is_not_settled_by_a_list_of_distributions()
    {
        var walk = new Walk(("/app/main.py", "import absent\n")) { PythonPath = ["/gen"], Classifier = new Installed() };
        walk.Tree.AddUnknown("/gen", "RUN make is not simulated");
        Assert.Equal("main.py:1 Unknown absent", Walk.Failures(walk.Run()));
    }

    [Fact]
    public void Does_not_read_installed_files_but_finds_their_submodules()
    {
        var walk = new Walk(("/app/main.py", "import pkg\nfrom pkg import sub, attribute\nfrom pkg.sub import x\nimport pkg.gone\n"), (Site + "/pkg/__init__.py", "import absent\n"), (Site + "/pkg/sub.py", "import absent\n"))
        {
            Sites = [Site],
        };
        Assert.Equal("main.py:4 Missing pkg.gone", Walk.Failures(walk.Run()));
    }

    [Fact]
    public void A_missing_module_is_followed_in_the_other_tree()
    {
        var repository = new InMemoryFileTree().Add("/lib/__init__.py", "").Add("/lib/deep/__init__.py", "from . import util\n").Add("/lib/deep/util.py", "import other\nimport present\n")
            .Add("/other.py", "import nowhere\n").Add("/present.py", "");
        var source = new Repository(repository);
        var walk = new Walk(("/app/main.py", "import lib.deep\nimport lib.deep\nimport a\n"), ("/app/present.py", ""), ("/app/a.py", "import lib\n")) { MissingModules = source };
        Closure closure = walk.Run();
        Assert.Equal("main.py:1 Missing lib\nmain.py:2 Missing lib\na.py:1 Missing lib\nutil.py:1 Missing other\nother.py:1 Missing nowhere", Walk.Failures(closure));
        Assert.True(closure.Find("lib.deep.util")!.Substituted);
        Assert.False(closure.Find("present")!.Substituted);
        Assert.Equal(["lib", "other", "nowhere"], source.Asked);
        Assert.True(closure.Unresolved[0].HasSubstitute);
    }

    [Fact]
    public void A_missing_submodule_taken_by_name_is_followed_too()
    {
        var repository = new InMemoryFileTree().Add("/p/__init__.py", "").Add("/p/sub.py", "import gone\n");
        var walk = new Walk(("/app/main.py", "from p import sub\n"), ("/app/p/__init__.py", "")) { MissingModules = new Repository(repository) };
        Closure closure = walk.Run();
        Assert.Equal("main.py:1 MissingName p.sub\nsub.py:1 Missing gone", Walk.Failures(closure));
        Assert.True(closure.Unresolved[0].HasSubstitute);
    }

    [Fact]
    public void A_package_may_import_its_own_missing_submodule_or_a_name_of_its_own()
    {
        (string, string)[] files = [("/app/main.py", "import p\nfrom p import v\n"), ("/app/p/__init__.py", "v = 1\nfrom . import v, sub\n")];
        var walk = new Walk(files) { MissingModules = new Repository(new InMemoryFileTree().Add("/p/__init__.py", "").Add("/p/sub.py", "")) };
        Assert.Equal("__init__.py:2 MissingName p.sub\n__init__.py:2 Unknown p.v", Walk.Failures(walk.Run()));
        Assert.Equal("__init__.py:2 Unknown p.sub\n__init__.py:2 Unknown p.v", Walk.Failures(new Walk(files).Run()));
    }

    [Fact]
    public void Setuptools_may_bring_back_distutils()
    {
        var walk = new Walk(("/app/main.py", "import distutils.core\n")) { Version = new PythonVersion(3, 12), Classifier = new Installed("setuptools") };
        Assert.Equal("main.py:1 Unknown distutils", Walk.Failures(walk.Run()));
        var without = new Walk(("/app/main.py", "import distutils.core\n")) { Version = new PythonVersion(3, 12), Classifier = new Installed() };
        Assert.Equal("main.py:1 Missing distutils", Walk.Failures(without.Run()));
    }

    [Fact]
    public void A_doubtful_find_marks_what_hangs_on_it()
    {
        var walk = new Walk(("/app/main.py", "import a\n"), ("/lib/a.py", "import gone\n")) { PythonPath = ["/gen", "/lib"] };
        walk.Tree.AddUnknown("/gen", "RUN make is not simulated");
        Closure closure = walk.Run();
        Assert.Equal("RUN make is not simulated", closure.Find("a")!.Doubt);
        Assert.Equal("RUN make is not simulated", Assert.Single(closure.Unresolved).Doubt);
    }
}
