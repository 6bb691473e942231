using Xunit;

namespace DockerLint.Tests.Rules.Python;

/// <summary>Files that code runs by their path (library reference, runpy.run_path).</summary>
public sealed class RunFileTests
{
    private static string[] Lines(string copied, string main, string files) => Repo.Lines(
        $"# Dockerfile\nFROM python:3.12-slim\nWORKDIR /app\nCOPY {copied} ./\nCMD [\"python\", \"main.py\"]\n# main.py\nimport os, runpy\n{main}\n{files}", "IMG1", "IMG3");

    private const string Beside = "runpy.run_path(os.path.join(os.path.dirname(__file__), \"job.py\"), run_name=\"__main__\")";

    [Theory]
    [InlineData("runpy.run_path(\"job.py\")", "IMG1001 Error main.py:2 job.py")]
    [InlineData(Beside, "IMG1001 Error main.py:2 job.py")]
    [InlineData("def later():\n    runpy.run_path(\"job.py\")", "IMG1002 Warning main.py:3 job.py")]
    public void Reports_a_file_that_is_not_copied(string main, string expected) => Assert.Equal([expected], Lines("main.py", main, "# job.py\n"));

    [Fact]
    public void Reports_what_the_file_imports() =>
        Assert.Equal(["IMG1001 Error job.py:1 helper"], Lines("main.py job.py", Beside, "# job.py\nimport helper\n# helper.py\n"));

    [Theory]
    [InlineData("main.py job.py", Beside, "# job.py\n")]
    [InlineData("main.py", "runpy.run_path(\"made.py\")", "")]
    [InlineData("main.py", "runpy.run_path(os.environ[\"JOB\"])", "# job.py\n")]
    public void Accepts_a_file_that_is_there_or_that_nobody_knows(string copied, string main, string files) => Assert.Empty(Lines(copied, main, files));
}
