using System.Collections.Generic;
using System.Linq;
using DockerLint.Checks;
using PyImportScanner.Files;
using Xunit;

namespace DockerLint.Tests.Rules.Tool;

public sealed class InvalidPythonTests
{
    private const string Dockerfile = "FROM python:3.11-slim\nWORKDIR /app\nCOPY . .\nCMD [\"python\", \"main.py\"]\n";

    [Fact]
    public void Reports_syntax_that_the_Python_of_the_image_lacks() =>
        Assert.Equal(
            "Error helpers.py:2 module 'helpers' cannot be read by the image's Python: type parameters need Python 3.12, the image has 3.11",
            Check(Dockerfile, "import helpers\n", "x = 1\ndef f[T](a: T): ...\n"));

    [Theory]
    [InlineData("FROM ubuntu:22.04\nRUN apt-get update && apt-get install -y python3\nWORKDIR /app\nCOPY . .\nCMD [\"python3\", \"main.py\"]\n")]
    [InlineData("FROM python:3.11-slim\nRUN pip install uv\nWORKDIR /app\nCOPY . .\nRUN uv sync\nCMD [\"uv\", \"run\", \"python\", \"main.py\"]\n")]
    public void Is_no_error_where_another_Python_may_be_there(string dockerfile) =>
        Assert.DoesNotContain("Error", Check(dockerfile, "import helpers\n", "def f[T](a: T): ...\n"));

    [Fact]
    public void Is_no_error_where_the_import_is_not_certain() =>
        Assert.DoesNotContain("Error", Check(Dockerfile, "def main():\n    import helpers\n", "def f[T](a: T): ...\n"));

    [Theory]
    [InlineData("FROM python:3.12-slim\nWORKDIR /app\nCOPY . .\nCMD [\"python\", \"main.py\"]\n", "import helpers\n")]
    [InlineData("FROM python\nWORKDIR /app\nCOPY . .\nCMD [\"python\", \"main.py\"]\n", "import helpers\n")]
    [InlineData(Dockerfile, "import sys\nif sys.version_info >= (3, 12):\n    import helpers\n")]
    public void Accepts_syntax_that_the_Python_of_the_image_has(string dockerfile, string main) =>
        Assert.Equal("", Check(dockerfile, main, "def f[T](a: T): ...\n"));

    [Fact]
    public void Warns_of_a_file_that_no_Python_reads() =>
        Assert.StartsWith("Warning helpers.py:2 module 'helpers' cannot be read as Python: ", Check(Dockerfile, "import helpers\n", "def f(:\n"));

    private static string Check(string dockerfile, string main, string helpers)
    {
        InMemoryFileTree tree = new InMemoryFileTree().Add("/Dockerfile", dockerfile).Add("/main.py", main).Add("/helpers.py", helpers);
        IEnumerable<string> lines = Checker.Run(new CheckRequest { Repository = tree }).Findings
            .Where(f => f.Rule == "IMG9002")
            .Select(f => f.Severity + " " + f.File + ":" + f.Span.Line + " " + f.Message);
        return string.Join("\n", lines);
    }
}
