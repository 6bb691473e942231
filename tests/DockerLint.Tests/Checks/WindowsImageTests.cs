using System.Linq;
using Xunit;

namespace DockerLint.Tests.Checks;

/// <summary>Dockerfiles for Windows: backslashes, drives, names without case, an ignore file with backslashes.</summary>
public sealed class WindowsImageTests
{
    private const string Projects = """
        # src/Api/Api.csproj
        <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
        <ItemGroup><ProjectReference Include="..\Lib\Lib.csproj" /></ItemGroup></Project>
        # src/Api/Program.cs
        class A { }
        # src/Lib/Lib.csproj
        <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>
        # src/Lib/Lib.cs
        class L { }
        # .dockerignore
        bin\
        **\obj
        !src\empty\

        """;

    private static string[] Lines(string body, string image = "mcr.microsoft.com/dotnet/sdk:10.0-nanoserver-ltsc2022") =>
        [.. Repositories.Check(Projects + "# Dockerfile\n#escape=`\nFROM " + image + " AS build\n" + body).Select(finding => $"{finding.Rule} {finding.Severity} {finding.RepositoryPath}")];

    [Theory]
    [InlineData("WORKDIR C:\\src\nCOPY src\\Api\\Api.csproj src\\Api\\\nCOPY [\"src\\\\Lib\\\\Lib.csproj\", \"src/Lib/\"]\nRUN dotnet restore src\\Api\\Api.csproj\nCOPY . .\nRUN dotnet publish src\\Api\\Api.csproj -o C:\\app --no-restore\n")]
    [InlineData("WORKDIR /src\nCOPY SRC/api src/Api\nCOPY src/lib src/Lib\nRUN dotnet restore .\\src\\Api && dotnet build \"src\\Api\\Api.csproj\"\n")]
    [InlineData("ENV ROOT=C:\\src\nWORKDIR /src\nCOPY src .\nRUN dotnet build %ROOT%\\Api\\Api.csproj\n")]
    [InlineData("SHELL [\"powershell\", \"-Command\"]\nWORKDIR C:\\src\nCOPY .\\src .\nRUN dotnet build $env:ROOT\\Api\\Api.csproj; `\n    Remove-Item .\\Lib\nFROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nCOPY --from=build C:\\src\\out C:\\app\n")]
    public void Accepts_what_Windows_finds(string body) => Assert.Empty(Lines(body));

    [Theory]
    [InlineData("WORKDIR C:\\src\nCOPY src\\Api src\\Api\nRUN dotnet publish src\\Api\\Api.csproj\n", "IMG5001 Error src/Lib/Lib.csproj")]
    [InlineData("WORKDIR C:\\src\nCOPY src\\Api\\ src\\Other\\\nRUN dotnet publish src\\Api\\Api.csproj\n", "IMG5006 Error src/Api/Api.csproj")]
    [InlineData("WORKDIR C:\\src\nCOPY src\\Gone\\Gone.csproj src\\Gone\\\n", "IMG2001 Warning src/Gone/Gone.csproj")]
    public void Reports_what_is_not_there_on_Windows_either(string body, string expected) => Assert.Equal(expected, Lines(body)[0]);

    [Fact]
    public void Reports_a_backslash_where_the_image_is_one_of_Linux()
    {
        string[] lines = Lines("WORKDIR /src\nCOPY src\\Api\\Api.csproj src/Api/\n", "mcr.microsoft.com/dotnet/sdk:10.0");
        Assert.Contains(lines, line => line.StartsWith("IMG2001", System.StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("IMG9001", System.StringComparison.Ordinal));
    }
}
