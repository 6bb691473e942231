using Xunit;

namespace DockerLint.Tests.Rules.Copy;

public sealed class IMG2001MissingCopySourceTests
{
    private const string Files = "# main.py\nprint(1)\n# lib/a.py\n# Dockerfile\n";

    [Theory]
    [InlineData("FROM python:3.12\nWORKDIR /app\nCOPY lost.py ./\n", 3)]
    [InlineData("FROM python:3.12\nCOPY main.py lost/ /app/\n", 2)]
    [InlineData("FROM python:3.12\nCOPY lost/*.py /app/\n", 2)]
    // A base image that nobody knows, whose working directory is not known either: the build fails all the same.
    [InlineData("FROM registry.example/base:1\nCOPY lost.py .\n", 2)]
    [InlineData("FROM registry.example/base:1\nADD main.py lost.tar ./\n", 2)]
    public void Reports_what_the_context_lacks(string dockerfile, int line) =>
        Assert.Equal([$"IMG2001 Error Dockerfile:{line}"], Repo.Lines(Files + dockerfile, "IMG2001"));

    [Theory]
    [InlineData("FROM registry.example/base:1\nCOPY main.py lib .\n")]
    [InlineData("FROM registry.example/base:1\nCOPY lib/*.nothing ./\n")]
    [InlineData("FROM registry.example/base:1\nARG WHICH\nCOPY $WHICH .\n")]
    [InlineData("FROM registry.example/base:1\nADD https://example.org/lost.tar .\n")]
    [InlineData("FROM registry.example/base:1\nCOPY --from=registry.example/other:1 /lost .\n")]
    [InlineData("FROM registry.example/base:1\nCOPY <<lost.py .\nprint(1)\nlost.py\n")]
    public void Accepts_what_is_there_or_not_known(string dockerfile) =>
        Assert.Empty(Repo.Lines(Files + dockerfile, "IMG2001"));
}
