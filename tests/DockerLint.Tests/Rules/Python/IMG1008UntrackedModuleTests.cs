using Xunit;

namespace DockerLint.Tests.Rules.Python;

public class UntrackedModuleTests
{
    private const string Text = "# Dockerfile\nFROM python:3.12-slim\nWORKDIR /app\nCOPY . .\nCMD [\"python\", \"main.py\"]\n# main.py\nimport fresh\ntry:\n    import spare\nexcept ImportError:\n    pass\n# fresh.py\nx = 1\n# spare.py\nx = 1\n# unused.py\nx = 1\n# .gitignore\nspare.py";

    [Fact]
    public void Reports_a_module_that_git_does_not_track() =>
        Assert.Equal(["IMG1008 Warning main.py:1 fresh"], Repo.Lines(Text, new Repo.Tracked("/fresh.py", "/unused.py"), ["IMG1008"]));

    [Fact]
    public void Reports_a_package_once() => Assert.Equal(
        "module 'pkg' is only on this disk, and a build from a fresh checkout lacks pkg/: git does not track it: 'git add' it",
        Assert.Single(Repo.Findings(
            "# Dockerfile\nFROM python:3.12-slim\nWORKDIR /app\nCOPY . .\nCMD [\"python\", \"main.py\"]\n# main.py\nimport pkg.a, pkg.b\n# pkg/__init__.py\n# pkg/a.py\n# pkg/b.py\n",
            new Repo.Tracked("/pkg/__init__.py", "/pkg/a.py", "/pkg/b.py"),
            ["IMG1008"])).Message);

    [Fact]
    public void Reports_the_started_file_by_its_path() => Assert.StartsWith(
        "'main.py', which the start command runs, is only on this disk",
        Assert.Single(Repo.Findings(Text, new Repo.Tracked("/main.py"), ["IMG1008"])).Message,
        System.StringComparison.Ordinal);

    [Fact]
    public void Reports_a_generated_module_as_such()
    {
        var finding = Assert.Single(Repo.Findings(Text, new Repo.Tracked("/spare.py"), ["IMG1008"]));
        Assert.Equal(DockerLint.Reporting.Severity.Info, finding.Severity);
        Assert.Equal("git ignores it, so CI must make it before the build", finding.ReasonDetail);
    }

    [Fact]
    public void Accepts_tracked_modules_and_trees_without_git()
    {
        Assert.Empty(Repo.Lines(Text, new Repo.Tracked(), ["IMG1008"]));
        Assert.Empty(Repo.Lines(Text, "IMG1008"));
    }
}
