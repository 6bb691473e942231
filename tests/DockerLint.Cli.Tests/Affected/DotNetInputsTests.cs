using System;
using System.Linq;
using DockerLint.Cli.Tests.Git;
using Xunit;

namespace DockerLint.Cli.Tests.Affected;

/// <summary>The inputs of a .NET service: the closure of its projects where that is known, and every file of the stage where it is not.</summary>
public class DotNetInputsTests
{
    private const string Unrelated = "src/Other/Other.cs";

    private static string Project(string lines = "", string properties = "") =>
        $"<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup>\n    <TargetFramework>net10.0</TargetFramework>\n{properties}  </PropertyGroup>\n  <ItemGroup>\n{lines}  </ItemGroup>\n</Project>\n";

    private static GitSandbox Service(Action<GitSandbox>? change = null, string publish = "dotnet publish src/Api/Api.csproj --no-restore -o /app")
    {
        GitSandbox sandbox = new();
        sandbox.Write("src/Api/Dockerfile", $"FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build\nWORKDIR /src\nCOPY . .\nRUN dotnet restore src/Api/Api.csproj\nRUN {publish}\nFROM mcr.microsoft.com/dotnet/runtime:10.0\nWORKDIR /app\nCOPY --from=build /app .\nENTRYPOINT [\"dotnet\", \"Api.dll\"]\n")
            .Write("compose.yaml", "services:\n  api:\n    build: {context: ., dockerfile: src/Api/Dockerfile}\n")
            .Write("src/Api/Api.csproj", Project("    <ProjectReference Include=\"..\\Lib\\Lib.csproj\" />\n")).Write("src/Api/Program.cs", "").Write("src/Api/data/x.json", "{}\n")
            .Write("src/Lib/Lib.csproj", Project()).Write("src/Lib/deep/L.cs", "")
            .Write("src/Other/Other.csproj", Project()).Write(Unrelated, "")
            .Write("Directory.Build.props", "<Project>\n</Project>\n").Write("src/.editorconfig", "root = true\n").Write("docs/a.txt", "x\n");
        change?.Invoke(sandbox);
        sandbox.Commit();
        return sandbox;
    }

    private static string[] Inputs(GitSandbox sandbox)
    {
        CommandResult result = CommandLine.Run(sandbox.Path, "inputs", "api");
        Assert.Equal(0, result.ExitCode);
        return [.. result.Output.Split('\n').Where(line => line.Length > 0).Select(line => line.Split(' ')[0])];
    }

    [Fact]
    public void Are_the_projects_that_are_built_and_what_is_looked_for_above_them()
    {
        using GitSandbox sandbox = Service();
        Assert.Equal(
            ["Directory.Build.props", "compose.yaml", "src/.editorconfig", "src/Api/Api.csproj", "src/Api/Dockerfile", "src/Api/Program.cs", "src/Api/data/x.json", "src/Lib/Lib.csproj", "src/Lib/deep/L.cs"],
            Inputs(sandbox));
    }

    public static TheoryData<string, string, string> Unknown => new()
    {
        { "a linked file", "src/Lib/Lib.csproj", Project("    <Compile Include=\"..\\Other\\*.cs\" />\n") },
        { "a path that a property works out", "Directory.Build.props", "<Project>\n  <PropertyGroup>\n    <Root>$(MSBuildThisFileDirectory)</Root>\n  </PropertyGroup>\n</Project>\n" },
        { "a target", "src/Lib/Lib.csproj", Project().Replace("</Project>", "  <Target Name=\"X\" BeforeTargets=\"Build\">\n    <Exec Command=\"make\" />\n  </Target>\n</Project>", StringComparison.Ordinal) },
        { "a feed in the repository", "nuget.config", "<configuration>\n  <packageSources>\n    <add key=\"own\" value=\"packages\" />\n  </packageSources>\n</configuration>\n" },
        { "an absolute path", "src/Lib/Lib.csproj", Project("    <Compile Include=\"/src/src/Other/*.cs\" />\n") },
        { "an import of a package or of elsewhere", "src/Lib/Lib.csproj", Project().Replace("</Project>", "  <Import Project=\"$(Somewhere)x.props\" Condition=\"'$(Somewhere)' != ''\" />\n  <Import Project=\"$(NuGetPackageRoot)y.props\" />\n</Project>", StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(Unknown))]
    public void Are_all_files_where_a_project_may_reach_further(string what, string file, string content)
    {
        using GitSandbox sandbox = Service(s => s.Write(file, content));
        Assert.True(Inputs(sandbox).Contains(Unrelated), what);
    }

    [Theory]
    [InlineData("dotnet publish src/Api/Api.csproj -o /app && ./pack.sh")]
    [InlineData("dotnet msbuild src/Api/Api.csproj -t:Deploy")]
    [InlineData("dotnet tool restore && dotnet publish src/Api/Api.csproj -o /app")]
    [InlineData("dotnet run --project src/Api")]
    public void Are_all_files_where_a_command_may_do_anything(string publish)
    {
        using GitSandbox sandbox = Service(publish: publish);
        Assert.Contains(Unrelated, Inputs(sandbox));
    }
}
