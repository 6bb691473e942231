using System.Linq;
using DockerLint.Projects;
using PyImportScanner.Files;
using Xunit;

namespace DockerLint.Tests.Projects;

public class SolutionFactsTests
{
    private static readonly InMemoryFileTree Tree = FileText.Tree("""
        --- s/old.sln
        Microsoft Visual Studio Solution File, Format Version 12.00
        Project("{2150E333-8FDC-42A3-9474-1A3956D46DE8}") = "src", "src", "{1}"
        EndProject
        Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "A", "src\A\A.csproj", "{2}"
        EndProject
        Project("{E24C65DC-7377-472B-9ABA-BC803B73C61A}") = "site", "http://localhost/site", "{3}"
        EndProject
        --- s/new.slnx
        <Solution>
          <Folder Name="/src/">
            <Project Path="src/A/A.csproj" />
          </Folder>
          <Project Path="docker-compose.dcproj" />
        </Solution>
        --- f/part.slnf
        { "solution": { "path": "..\\s\\old.sln", "projects": [ "src\\A\\A.csproj", ] } } // generated
        --- bad.slnx
        <Solution>
        --- src/global.json
        { /* why */ "sdk": { "version": "10.0.100", "rollForward": "latestFeature" } }
        --- nuget.config
        <configuration><packageSources><clear /><add key="a" value="./feed" /></packageSources></configuration>
        --- src/NuGet.Config
        <configuration><packageSourceMapping><packageSource key="a"><package pattern="*" /></packageSource></packageSourceMapping></configuration>
        """);

    [Theory]
    [InlineData("/s/old.sln", "/s/src/A/A.csproj:4")]
    [InlineData("/s/new.slnx", "/s/src/A/A.csproj:3 /s/docker-compose.dcproj:5")]
    [InlineData("/f/part.slnf", "/s/src/A/A.csproj:1")]
    public void Lists_projects_with_their_lines(string path, string expected)
    {
        SolutionFacts facts = SolutionFacts.Read(Tree, new ProjectFileCache(), path)!;
        Assert.Equal(expected, string.Join(" ", facts.Projects.Select(project => project.Path + ":" + project.Place.Span.Line)));
    }

    [Fact]
    public void A_malformed_solution_is_an_error_with_a_place() =>
        Assert.Equal(1, SolutionFacts.Read(Tree, new ProjectFileCache(), "/bad.slnx")!.Error!.Place.Span.Line);

    [Fact]
    public void Reads_global_json_above()
    {
        GlobalJsonFacts facts = GlobalJsonFacts.Read(Tree, GlobalJsonFacts.Nearest(Tree, "/src/deep")!)!;
        Assert.Equal(("10.0.100", "latestFeature"), (facts.Version, facts.RollForward));
        Assert.Null(GlobalJsonFacts.Nearest(Tree, "/s"));
    }

    [Fact]
    public void Chains_nuget_configurations_in_any_of_their_cases()
    {
        Assert.Equal(["/src/NuGet.Config", "/nuget.config"], NuGetConfigFacts.Chain(Tree, "/src/a").Paths);
        NuGetConfigFacts outer = NuGetConfigFacts.Read(Tree, new ProjectFileCache(), "/nuget.config")!;
        Assert.True(outer is { ClearsSources: true, MapsPackages: false, Sources: ["./feed"] });
        Assert.True(NuGetConfigFacts.Read(Tree, new ProjectFileCache(), "/src/NuGet.Config")!.MapsPackages);
    }
}
