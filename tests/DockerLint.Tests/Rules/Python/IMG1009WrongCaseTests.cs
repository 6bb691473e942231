using Xunit;

namespace DockerLint.Tests.Rules.Python;

public class WrongCaseTests
{
    private const string Docker = "# Dockerfile\nFROM python:3.12-slim\nWORKDIR /app\nCOPY . .\nCMD [\"python\", \"main.py\"]\n";

    [Theory]
    [InlineData("from Utils.helper import x", "Utils")]
    [InlineData("import utils.Helper", "utils.Helper")]
    [InlineData("from utils import Helper", "utils.Helper")]
    [InlineData("import UTILS", "UTILS")]
    public void Reports_a_name_in_other_letter_case(string import, string module) =>
        Assert.Equal(
            ["IMG1009 Error main.py:1 " + module],
            Repo.Lines(Docker + "# main.py\n" + import + "\n# utils/__init__.py\n\n# utils/helper.py\nx = 1", "IMG1"));

    [Fact]
    public void Reports_weaker_what_may_not_run() =>
        Assert.Equal(["IMG1009 Warning main.py:2 Tool"], Repo.Lines(Docker + "# main.py\ndef f():\n    import Tool\n# tool.py\nx = 1", "IMG1"));

    [Fact]
    public void Accepts_the_right_case() =>
        Assert.Empty(Repo.Lines(Docker + "# main.py\nimport tool\n# tool.py\nx = 1", "IMG1009"));

    [Fact]
    public void Accepts_a_distribution_of_that_name() =>
        Assert.Empty(Repo.Lines(Docker + "# main.py\nimport Crypto\n# crypto/__init__.py\n", "IMG1009"));
}
