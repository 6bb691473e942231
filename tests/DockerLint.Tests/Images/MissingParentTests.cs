using System.Linq;
using DockerLint.Dockerfiles;
using DockerLint.Images;
using PyImportScanner.Files;
using Xunit;

namespace DockerLint.Tests.Images;

/// <summary>No program of a shell makes the directory above what it writes (compared with busybox in a real engine).</summary>
public sealed class MissingParentTests
{
    [Theory]
    [InlineData("touch ./d x/src; true", "/d")]
    [InlineData("echo 1 > x/y; touch /z", "/z")]
    [InlineData("ln -s t x/y; touch /z", "/z")]
    [InlineData("cp /f.py x/y; touch /z", "/z")]
    [InlineData("mkdir x; touch x/y", "/x/y")]
    public void A_file_is_made_only_where_a_directory_is(string command, string expected)
    {
        var repository = new InMemoryFileTree().Add("/f.py", "");
        DockerfileSyntax dockerfile = DockerfileParser.Parse("/Dockerfile", "FROM alpine:3.20\nWORKDIR /w\nCOPY f.py /\nWORKDIR /\nRUN " + command + "\n");
        ImageBuild build = ImageSimulator.Build(new BuildRequest { Dockerfile = dockerfile, Repository = repository, ContextPath = "/" });
        Assert.Equal([expected], build.Image.EnumerateFiles().Select(f => f.Path).Where(p => p != "/f.py"));
    }
}
