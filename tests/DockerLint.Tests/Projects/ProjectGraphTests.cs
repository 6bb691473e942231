using System.Linq;
using DockerLint.Projects;
using Xunit;

namespace DockerLint.Tests.Projects;

public class ProjectGraphTests
{
    private const string Files = """
        --- src/Api/Api.csproj
        <Project Sdk="Microsoft.NET.Sdk.Web">
          <PropertyGroup><TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks></PropertyGroup>
          <ItemGroup><ProjectReference Include="../Domain/Domain.csproj" /></ItemGroup>
          <ItemGroup Condition="'$(TargetFramework)' == 'net10.0-windows'"><ProjectReference Include="../Desktop/Desktop.csproj" /></ItemGroup>
        </Project>
        --- src/Domain/Domain.csproj
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFrameworks>netstandard2.0;net8.0</TargetFrameworks></PropertyGroup>
          <ItemGroup><ProjectReference Include="../Base/Base.csproj" /></ItemGroup>
          <ItemGroup Condition="'$(TargetFramework)' == 'netstandard2.0'"><ProjectReference Include="../Polyfill/Polyfill.csproj" /></ItemGroup>
        </Project>
        """;

    private static ProjectGraph Load(GraphOptions options) =>
        ProjectGraph.Load(FileText.Tree(Files), new ProjectFileCache(), ["/src/Api/Api.csproj"], options);

    [Fact]
    public void A_build_follows_the_frameworks_it_needs()
    {
        ProjectGraph graph = Load(new GraphOptions { Framework = "net10.0" });
        Assert.Equal(["/src/Api/Api.csproj net10.0", "/src/Domain/Domain.csproj net8.0"], graph.Nodes.Select(node => node.Path + " " + node.Framework));
        Assert.Equal(["/src/Base/Base.csproj"], graph.Missing.Select(missing => missing.Path));
    }

    [Fact]
    public void A_restore_looks_at_every_framework()
    {
        ProjectGraph graph = Load(new GraphOptions { IsRestore = true });
        Assert.Equal(4, graph.Nodes.Count);
        Assert.Equal(["/src/Base/Base.csproj", "/src/Desktop/Desktop.csproj", "/src/Polyfill/Polyfill.csproj"], graph.Missing.Select(missing => missing.Path).Distinct().Order());
    }

    [Fact]
    public void A_cycle_of_references_ends()
    {
        ProjectGraph graph = ProjectGraph.Load(FileText.Tree("""
            --- a.csproj
            <Project Sdk="Microsoft.NET.Sdk"><ItemGroup><ProjectReference Include="b.csproj" /></ItemGroup></Project>
            --- b.csproj
            <Project Sdk="Microsoft.NET.Sdk"><ItemGroup><ProjectReference Include="a.csproj;b.csproj" /></ItemGroup></Project>
            """), new ProjectFileCache(), ["/a.csproj"], new GraphOptions());
        Assert.Equal(["/a.csproj", "/b.csproj"], graph.Nodes.Select(node => node.Path));
        Assert.Empty(graph.Missing);
    }
}
