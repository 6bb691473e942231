using Xunit;

namespace DockerLint.Tests.Rules.Python;

/// <summary>Directories that code, PYTHONPATH or a launcher puts on <c>sys.path</c>, and that no instruction copies.</summary>
public sealed class SearchedRootTests
{
    private static string[] Lines(string copy, string main, string environment = "") => Repo.Lines(
        $"# Dockerfile\nFROM python:3.12-slim\nWORKDIR /app\n{environment}COPY {copy}\nCMD [\"python\", \"main.py\"]\n# svc/main.py\n{main}\n# svc/apps/store.py\n# common/shared/__init__.py\n# common/shared/thing.py\nx = 1\n",
        "IMG1", "IMG4");

    private const string Beside = "import os, sys\nsys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), \"apps\"))\nimport store";

    private const string Above = "import os, sys\nsys.path.append(os.path.join(os.path.dirname(__file__), \"..\", \"common\"))\nfrom shared.thing import x";

    [Theory]
    [InlineData("svc/main.py ./", Beside, "", "IMG1001 Error svc/main.py:3 store")]
    [InlineData("svc/ ./", Above, "", "IMG1001 Error svc/main.py:3 shared")]
    [InlineData("svc/main.py ./", "import store", "ENV PYTHONPATH=/app/apps\n", "IMG1001 Error svc/main.py:1 store")]
    public void Reports_a_directory_that_is_not_copied(string copy, string main, string environment, string expected) =>
        Assert.Equal([expected], Lines(copy, main, environment));

    [Theory]
    [InlineData("svc/ ./", Beside, "")]
    [InlineData("svc/ ./\nCOPY common /common", Above, "")]
    [InlineData("svc/ ./", "import store", "ENV PYTHONPATH=/app/apps\n")]
    public void Accepts_a_directory_that_is_there(string copy, string main, string environment) => Assert.Empty(Lines(copy, main, environment));
}
