using System.Linq;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Discovery;
using Xunit;

namespace PyImportScanner.Tests.Packaging;

public sealed class LocalProjectTests
{
    private const string Setuptools = "[build-system]\nrequires = ['setuptools']\nbuild-backend = 'setuptools.build_meta'\n[project]\nname = 'the-app'\nversion = '1'\n";

    [Fact]
    public void Setuptools_takes_everything_in_src()
    {
        LocalProject project = Read(Setuptools, "src/app/__init__.py", "src/app/sub/x.py", "src/other/y.py", "src/single.py", "tests/test_a.py", "scripts/z.py");
        Assert.Equal(["app", "other", "single"], project.Modules.Select(m => m.Name));
        Assert.Equal("/p/src/app", project.Modules[0].Path);
        Assert.Equal(["/p/src"], project.EditablePaths);
        Assert.True(project.Provides("app.sub.x"));
        Assert.False(project.Provides("tests.test_a"));
        Assert.Null(project.FailsBecause);
    }

    [Fact]
    public void Setuptools_takes_the_one_package_of_a_flat_layout()
    {
        LocalProject project = Read(Setuptools, "app/__init__.py", "tests/a.py", "docs/conf.py", "setup.py:from setuptools import setup\nsetup()\n", "helper.py", ".venv/x.py");
        Assert.Equal(["app"], project.Modules.Select(m => m.Name));
        Assert.Equal([("app", "/p/app")], project.EditableMapping.Select(m => (m.Name, m.Path)));
        Assert.Empty(project.EditablePaths);
    }

    [Fact]
    public void Setuptools_refuses_two_packages_in_a_flat_layout() =>
        Assert.Contains("Multiple top-level packages", Read(Setuptools, "app/__init__.py", "lib/__init__.py").FailsBecause);

    [Fact]
    public void Setuptools_takes_single_modules_only_without_packages()
    {
        Assert.Equal(["tool"], Read(Setuptools, "tool.py", "conftest.py", "tests/a.py").Modules.Select(m => m.Name));
        Assert.Contains("Multiple top-level modules", Read(Setuptools, "a.py", "b.py").FailsBecause);
    }

    [Fact]
    public void Find_leaves_out_directories_without_init_unless_namespaces_count()
    {
        string[] files = ["app/__init__.py", "app/sub/x.py", "app/deep/__init__.py", "tests/__init__.py", "tests/unit/__init__.py"];
        LocalProject strict = Read(Setuptools + "[tool.setuptools.packages.find]\nnamespaces = false\nexclude = ['tests', 'tests.*']\n", files);
        Assert.Equal(["app", "app.deep"], strict.Modules.Select(m => m.Name));
        Assert.False(strict.Provides("lib.x"));
        LocalProject loose = Read(Setuptools + "[tool.setuptools.packages.find]\ninclude = ['app*']\n", files);
        Assert.Equal(["app", "app.deep", "app.sub"], loose.Modules.Select(m => m.Name));
    }

    [Fact]
    public void Explicit_lists_win()
    {
        LocalProject project = Read(Setuptools + "[tool.setuptools]\npackages = ['app']\npy-modules = ['one']\npackage-dir = {'' = 'code', 'app' = 'lib/app'}\n", "lib/app/__init__.py", "code/one.py", "other/__init__.py");
        Assert.Equal([("app", "/p/lib/app"), ("one", "/p/code/one.py")], project.Modules.Select(m => (m.Name, m.Path)));
        Assert.Contains("does not exist", Read(Setuptools + "[tool.setuptools]\npackages = ['gone']\n", "app/x.py").FailsBecause);
    }

    [Fact]
    public void Setup_cfg_is_read()
    {
        const string cfg = "[metadata]\nname = The_App\n[options]\npackages = find:\npackage_dir =\n    = src\ninstall_requires =\n    requests>=2\n    pyyaml ; python_version > '3'\n"
            + "[options.packages.find]\nwhere = src\nexclude =\n    *.tests\n[options.entry_points]\nconsole_scripts =\n    Run-App = app.cli:main\n";
        LocalProject project = Read(null, "setup.cfg:" + cfg, "setup.py:from setuptools import setup\nsetup()\n", "src/app/__init__.py", "src/app/tests/__init__.py", "src/nope/x.py");
        Assert.Equal("the-app", project.Name);
        Assert.Equal(["app"], project.Modules.Select(m => m.Name));
        Assert.Equal(["requests", "pyyaml"], project.Dependencies.Select(d => d.Requirement.Name));
        Assert.Equal("Run-App", Assert.Single(project.EntryPoints).Name);
        Assert.Equal(["/p/src"], project.EditablePaths);
    }

    [Fact]
    public void Setup_py_is_read_as_far_as_it_is_literal()
    {
        const string setup = "import os\nfrom setuptools import setup, find_packages\nNAME = 'the_app'\nREQUIRES = [\n  'requests>=2',  # http\n  'pyyaml',\n]\nhere = os.path.dirname(__file__)\n"
            + "setup(\n  name=NAME,\n  version=open('VERSION').read().strip(),\n  long_description=f'{here}',\n  packages=find_packages('src', exclude=('tests*',)) + ['extra'],\n"
            + "  package_dir={'': 'src'},\n  install_requires=REQUIRES + ['six'],\n  extras_require={'pg': ['psycopg2']},\n  entry_points={'console_scripts': ['run = app.cli:main']},\n)\n";
        LocalProject project = Read(null, "setup.py:" + setup, "src/app/__init__.py", "src/extra/__init__.py", "src/tests/__init__.py");
        Assert.Null(project.UnknownBecause);
        Assert.Equal("the-app", project.Name);
        Assert.Equal(["app", "extra"], project.Modules.Select(m => m.Name).Distinct().Order());
        Assert.Equal(["requests", "pyyaml", "six"], project.Dependencies.Select(d => d.Requirement.Name));
        Assert.Equal("psycopg2", Assert.Single(project.Extras["pg"]).Requirement.Name);
        Assert.Equal(("run", "app.cli"), (project.EntryPoints[0].Name, project.EntryPoints[0].Module));
    }

    [Theory]
    [InlineData("META = {'name': 'x', 'packages': find_packages(where='src'), 'package_dir': {'': 'src'}}\nif __name__ == '__main__':\n    setup(**META)\n")]
    [InlineData("setup(name='x', **{'packages': ['app'], 'package_dir': {'': 'src'}})\n")]
    [InlineData("META = dict(packages=['app'], package_dir={'': 'src'})\nsetup(name='x', **META)\n")]
    public void Arguments_may_come_from_a_dictionary_that_the_file_spells_out(string setup)
    {
        LocalProject project = Read(null, "setup.py:from setuptools import find_packages, setup\n" + setup, "src/app/__init__.py");
        Assert.Null(project.UnknownBecause);
        Assert.Equal("app|/p/src/app", Show(project));
    }

    [Theory]
    [InlineData("from setuptools import setup\nM = {'packages': ['app']}\nM['packages'] = x\nsetup(**M)\n")]
    [InlineData("from setuptools import setup\nsetup(**{key: 1})\n")]
    [InlineData("from setuptools import setup\nsetup(**configuration())\n")]
    [InlineData("from setuptools import setup\nsetup(packages=[p for p in find_packages() if p])\n")]
    [InlineData("from setuptools import setup\nsetup(packages=my_packages())\n")]
    [InlineData("from setuptools import setup\nP = ['app']\nP.append(x)\nsetup(packages=P)\n")]
    [InlineData("import thing\n")]
    public void What_setup_py_computes_is_unknown(string setup)
    {
        LocalProject project = Read(null, "setup.py:" + setup, "app/__init__.py");
        Assert.Contains("setup.py", project.UnknownBecause);
        Assert.Null(project.Provides("lib"));
        Assert.Null(project.FailsBecause);
    }

    [Theory]
    [InlineData("[tool.hatch.build.targets.wheel]\npackages = ['src/core', 'app']", "app|/p/app;core|/p/src/core", "src/core/__init__.py", "app/__init__.py")]
    [InlineData("", "the_app|/p/src/the_app", "src/the_app/__init__.py", "other/__init__.py")]
    [InlineData("", "the_app|/p/the_app", "the_app/__init__.py")]
    [InlineData("", "the_app|/p/the_app.py", "the_app.py")]
    [InlineData("", "acme.the_app|/p/acme/the_app", "acme/the_app/__init__.py")]
    [InlineData("[tool.hatch.build.targets.wheel]\nonly-include = ['src/core']\nsources = ['src']", "core|/p/src/core", "src/core/__init__.py")]
    [InlineData("[tool.hatch.build.targets.wheel.force-include]\n'lib' = 'vendored/lib'", "vendored.lib|/p/lib", "lib/__init__.py")]
    [InlineData("[tool.hatch.build]\ninclude = ['app/**/*.py', '/main.py']", "app|/p/app;main|/p/main.py", "app/__init__.py", "main.py", "x.py")]
    public void Hatchling_selects(string settings, string expected, params string[] files)
    {
        LocalProject project = Read("[build-system]\nbuild-backend = 'hatchling.build'\n[project]\nname = 'The.App'\n" + settings, files);
        Assert.Null(project.FailsBecause);
        Assert.Equal(expected, Show(project));
    }

    [Fact]
    public void Hatchling_refuses_a_project_it_cannot_find() =>
        Assert.Contains("finds no directory", Read("[build-system]\nbuild-backend = 'hatchling.build'\n[project]\nname = 'the-app'\n", "other/x.py").FailsBecause);

    [Theory]
    [InlineData("", "the_app|/p/the_app", "the_app/x.py")]
    [InlineData("", "the_app|/p/src/the_app", "src/the_app/x.py")]
    [InlineData("packages = [{include = 'core', from = 'lib'}, {include = 'cli.py'}]", "cli|/p/cli.py;core|/p/lib/core", "lib/core/__init__.py", "cli.py")]
    [InlineData("packages = [{include = 'acme/core'}]", "acme.core|/p/acme/core", "acme/core/__init__.py")]
    public void Poetry_selects(string settings, string expected, params string[] files)
    {
        LocalProject project = Read("[build-system]\nbuild-backend = 'poetry.core.masonry.api'\n[tool.poetry]\nname = 'the-app'\n" + settings, files);
        Assert.Null(project.FailsBecause);
        Assert.Equal(expected, Show(project));
    }

    [Fact]
    public void Poetry_refuses_a_project_it_cannot_find()
    {
        Assert.Contains("finds no file", Read("[build-system]\nbuild-backend = 'poetry.core.masonry.api'\n[tool.poetry]\nname = 'the-app'\n").FailsBecause);
        Assert.Contains("package-mode", Read("[build-system]\nbuild-backend = 'poetry.core.masonry.api'\n[tool.poetry]\npackage-mode = false\n").FailsBecause);
    }

    [Theory]
    [InlineData("flit_core.buildapi", "", "the_app|/p/the_app.py", "the_app.py")]
    [InlineData("flit_core.buildapi", "[tool.flit.module]\nname = 'core'", "core|/p/src/core", "src/core/__init__.py")]
    [InlineData("uv_build", "", "the_app|/p/src/the_app", "src/the_app/__init__.py")]
    [InlineData("uv_build", "[tool.uv.build-backend]\nmodule-root = ''\nmodule-name = 'core'", "core|/p/core", "core/__init__.py")]
    [InlineData("pdm.backend", "", "app|/p/src/app;one|/p/src/one.py", "src/app/__init__.py", "src/one.py")]
    [InlineData("pdm.backend", "", "app|/p/app", "app/__init__.py", "tests/__init__.py", "docs/x.py", "setup_tool.py")]
    public void Other_back_ends_select(string backEnd, string settings, string expected, params string[] files)
    {
        LocalProject project = Read("[build-system]\nbuild-backend = '" + backEnd + "'\n[project]\nname = 'the-app'\n" + settings, files);
        if (backEnd != "pdm.backend") Assert.Null(project.FailsBecause);
        Assert.StartsWith(expected.Split(';')[0], Show(project));
    }

    [Fact]
    public void An_unknown_back_end_is_unknown()
    {
        LocalProject project = Read("[build-system]\nbuild-backend = 'maturin'\n[project]\nname = 'the-app'\ndependencies = ['requests']\n");
        Assert.Contains("maturin", project.UnknownBecause);
        Assert.Null(project.Provides("the_app"));
        Assert.Equal("requests", Assert.Single(project.Dependencies).Requirement.Name);
    }

    [Fact]
    public void A_directory_without_project_files_is_refused() => Assert.Contains("neither setup.py nor pyproject.toml", Read(null, "app/x.py").FailsBecause);

    [Fact]
    public void Unknown_files_make_unknown_projects()
    {
        var tree = new InMemoryFileTree().AddUnknown("/p", "it is cloned");
        LocalProject project = LocalProjectReader.Read(tree, "/p");
        Assert.Equal("it is cloned", project.UnknownBecause);
        Assert.Null(project.FailsBecause);
    }

    private static string Show(LocalProject project) => string.Join(";", project.Modules.Select(m => m.Name + "|" + m.Path).Order());

    private static LocalProject Read(string? pyproject, params string[] files)
    {
        var tree = new InMemoryFileTree().AddDirectory("/p");
        if (pyproject is not null) tree.Add("/p/pyproject.toml", pyproject);
        foreach (string file in files)
        {
            int text = file.IndexOf(':');
            tree.Add("/p/" + (text < 0 ? file : file[..text]), text < 0 ? "" : file[(text + 1)..]);
        }

        return LocalProjectReader.Read(tree, "/p");
    }
}
