using DockerLint.Services;
using PyImportScanner.Files;
using Xunit;

namespace DockerLint.Tests.Services;

public sealed class DockerfileFinderTests
{
    [Theory]
    [InlineData("Dockerfile")]
    [InlineData("dockerfile")]
    [InlineData("Dockerfile.prod")]
    [InlineData("Dockerfile-worker")]
    [InlineData("api.Dockerfile")]
    [InlineData("api.dockerfile")]
    [InlineData("Containerfile")]
    [InlineData("Containerfile.dev")]
    public void A_Dockerfile_is_known_by_its_name(string name) => Assert.True(DockerfileFinder.IsDockerfileName(name));

    [Theory]
    [InlineData("Dockerfile.dockerignore")]
    [InlineData("Dockerfile.prod.dockerignore")]
    [InlineData("Dockerfile.j2")]
    [InlineData("Dockerfile~")]
    [InlineData("Dockerfile.md")]
    [InlineData("dockerfile_parser.py")]
    [InlineData(".dockerignore")]
    [InlineData("MyDockerfileNotes")]
    [InlineData("docker-compose.yml")]
    public void Other_files_are_not(string name) => Assert.False(DockerfileFinder.IsDockerfileName(name));

    [Fact]
    public void Version_control_packages_and_virtual_environments_are_not_entered()
    {
        var tree = new InMemoryFileTree()
            .Add("/Dockerfile", "FROM scratch")
            .Add("/svc/b/Dockerfile", "FROM scratch")
            .Add("/svc/a/x.Dockerfile", "FROM scratch")
            .Add("/.git/Dockerfile", "")
            .Add("/web/node_modules/p/Dockerfile", "")
            .Add("/env/pyvenv.cfg", "home = /usr/bin")
            .Add("/env/lib/Dockerfile", "")
            .AddLink("/loop", "/");
        Assert.Equal(["/Dockerfile", "/svc/a/x.Dockerfile", "/svc/b/Dockerfile"], RepositoryWalk.Run(tree).Dockerfiles);
    }
}
