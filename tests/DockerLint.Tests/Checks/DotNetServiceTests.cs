using System.Linq;
using DockerLint.Reporting;
using Xunit;

namespace DockerLint.Tests.Checks;

/// <summary>.NET services through the whole simulation.</summary>
public sealed class DotNetServiceTests
{
    private const string Projects = """
        # src/Api/Api.csproj
        <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
        <ItemGroup><ProjectReference Include="../Lib/Lib.csproj" /></ItemGroup></Project>
        # src/Api/Program.cs
        class A { }
        # src/Lib/Lib.csproj
        <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>
        # src/Lib/Lib.cs
        class L { }
        # Shop.slnx
        <Solution><Project Path="src/Api/Api.csproj" /><Project Path="src/Lib/Lib.csproj" /></Solution>
        # nuget.config
        <configuration><packageSources><clear /><add key="x" value="https://feed.example.com/" /></packageSources></configuration>

        """;

    private static string[] Lines(string body, string image = "mcr.microsoft.com/dotnet/sdk:10.0", string more = "") =>
    [
        .. Repositories.Check(Projects + more + "# Dockerfile\nFROM " + image + " AS build\nWORKDIR /src\n" + body)
            .Where(finding => finding.Severity != Severity.Info).Select(finding => $"{finding.Rule} {finding.Severity} {finding.Span.Line}"),
    ];

    [Theory]
    [InlineData("for file in $(ls *.csproj); do mkdir -p src/${file%.*}/ && mv $file src/${file%.*}/; done")]
    [InlineData("ls *.csproj | xargs -I{} sh -c 'd=src/$(basename {} .csproj); mkdir -p $d && mv {} $d'")]
    [InlineData("find . -name '*.csproj' | xargs -I % sh -c 'mkdir -p src/$(basename % .csproj) && mv % src/$(basename % .csproj)/'")]
    public void Accepts_project_files_that_are_moved_to_their_directories(string loop) => Assert.Empty(Lines(
        $"COPY Shop.slnx nuget.config ./\nCOPY src/*/*.csproj ./\nRUN {loop}\nRUN dotnet restore Shop.slnx\nCOPY . .\nRUN dotnet publish src/Api --no-restore\n"));

    [Theory]
    [InlineData("/src/nuget.config", true)]
    [InlineData("/root/.nuget/NuGet/NuGet.Config", true)]
    [InlineData("/run/secrets/token", false)]
    public void Accepts_a_configuration_that_is_mounted_as_a_secret(string target, bool isGiven) => Assert.Equal(isGiven ? [] : ["IMG5004 Error 4"],
        Lines($"COPY src/ src/\nRUN --mount=type=secret,id=nuget,target={target} dotnet restore src/Api\n"));

    [Fact]
    public void Warns_of_a_project_that_an_unknown_base_image_may_hold() =>
        Assert.Equal(["IMG5001 Warning 4", "IMG5009 Warning 5"],
            Lines("COPY src/Api/ src/Api/\nRUN dotnet publish src/Api\n", "acme/dotnet-with-node").Concat(Lines("COPY Shop.slnx nuget.config ./\nCOPY src/Api/ src/Api/\nRUN dotnet restore\n", "acme/dotnet-with-node")));

    [Fact]
    public void A_refused_copy_is_told_once() =>
        Assert.Equal(["IMG2002 Error 3"], Lines("COPY src/Lib/Lib.csproj src/Lib/\nCOPY src/Api/ src/Api/\nRUN dotnet publish src/Api\n", more: "# .dockerignore\nsrc/Lib\nnuget.config\n").Where(line => !line.StartsWith("IMG5004", System.StringComparison.Ordinal)));

    [Theory]
    [InlineData("", true)]
    [InlineData("RUN apt-get update && mkdir -p /tmp/x\n", true)]
    [InlineData("RUN ./package.sh\n", false)]
    public void Reports_an_output_that_is_looked_for_elsewhere(string run, bool isCertain) => Assert.Equal(isCertain ? ["IMG5006 Error " + (run.Length == 0 ? 6 : 7)] : [],
        Lines($"COPY . .\nRUN dotnet publish src/Api -o /out\n{run}FROM mcr.microsoft.com/dotnet/runtime:10.0\nCOPY --from=build /app/publish /app\n"));

    [Theory]
    [InlineData("ARG PROJECT\nCOPY . .\nRUN dotnet publish src/$PROJECT/$PROJECT.csproj\n", false)]
    [InlineData("ARG PROJECT=Web\nCOPY . .\nRUN dotnet publish src/$PROJECT/$PROJECT.csproj\n", true)]
    public void Accepts_a_path_that_an_argument_decides(string body, bool isWrong) => Assert.Equal(isWrong ? ["IMG5006 Error 5"] : [], Lines(body));

    [Theory]
    [InlineData("[\"dotnet\", \"--roll-forward\", \"Major\", \"Other.dll\"]")]
    [InlineData("[\"/usr/bin/tini\", \"--\", \"dotnet\", \"Other.dll\"]")]
    [InlineData("[\"sh\", \"-c\", \"ASPNETCORE_URLS=http://*:$PORT exec dotnet Other.dll\"]")]
    [InlineData("ASPNETCORE_URLS=http://*:$PORT dotnet Other.dll")]
    public void Reads_the_assembly_behind_options_and_wrappers(string start) => Assert.Equal(["IMG3003 Error 8"],
        Lines($"COPY . .\nRUN dotnet publish src/Api -o /out\nFROM mcr.microsoft.com/dotnet/runtime:10.0\nWORKDIR /app\nCOPY --from=build /out .\nENTRYPOINT {start}\n"));
}
