using Xunit;

namespace DockerLint.Tests.Rules.DotNet;

public class BuildPropsTests
{
    private static string[] Lines(string body, string files, string context = "/") =>
        Scenario.Lines(files + "--- Dockerfile\nFROM mcr.microsoft.com/dotnet/sdk:10.0 AS build\nWORKDIR /src\n" + body, context);

    private const string Central = """
        --- Directory.Packages.props
        <Project>
          <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
          <ItemGroup><PackageVersion Include="Dapper" Version="2.1.66" /></ItemGroup>
        </Project>
        --- A/A.csproj
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
          <ItemGroup><PackageReference Include="Dapper" /></ItemGroup>
        </Project>

        """;

    [Fact]
    public void Reports_lost_package_versions_at_the_restore() =>
        Assert.Equal(["IMG5003 Error 4 Directory.Packages.props"], Lines("COPY A/A.csproj A/\nRUN dotnet restore A\nCOPY . .\nRUN dotnet publish A --no-restore\n", Central));

    [Theory]
    [InlineData("COPY Directory.Packages.props ./\nCOPY A/ A/\nRUN dotnet restore A\n")]
    [InlineData("COPY Directory.Packages.props /\nCOPY A/ A/\nRUN dotnet restore A\n")]
    public void Accepts_the_file_anywhere_above(string body) => Assert.Empty(Lines(body, Central));

    [Fact]
    public void Reports_a_lost_framework_also_when_the_file_lies_outside_of_the_context()
    {
        const string Files = """
            --- Directory.Build.props
            <Project><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>
            --- svc/A/A.csproj
            <Project Sdk="Microsoft.NET.Sdk" />

            """;
        Assert.Equal(["IMG5003 Error 4 Directory.Build.props"], Lines("COPY svc/A/ A/\nRUN dotnet restore A\n", Files.Replace("svc/A/A", "svc/A/A")));
        Assert.Equal(["IMG5003 Error 4 Directory.Build.props"], Lines("COPY A/ A/\nRUN dotnet restore A\n", Files, "/svc"));
    }

    private const string Settings = """
        --- Directory.Build.props
        <Project>
          <PropertyGroup><Nullable>enable</Nullable></PropertyGroup>
        </Project>
        --- A/A.csproj
        <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>

        """;

    [Fact]
    public void Accepts_settings_that_a_restore_does_not_need() =>
        Assert.Empty(Lines("COPY A/A.csproj A/\nRUN dotnet restore A\nCOPY . .\nRUN dotnet publish A --no-restore\n", Settings));

    [Fact]
    public void Warns_of_settings_that_a_build_lacks() =>
        Assert.Equal(["IMG5003 Warning 4 Directory.Build.props"], Lines("COPY A/ A/\nRUN dotnet publish A\n", Settings));

    [Fact]
    public void Accepts_settings_above_the_context() =>
        Assert.Empty(Lines("COPY . .\nRUN dotnet publish A\n", Settings.Replace("--- A/", "--- svc/A/"), "/svc"));

    [Theory]
    [InlineData("<Target Name='X' BeforeTargets='Build' />", true)]
    [InlineData("<UsingTask TaskName='X' AssemblyFile='x.dll' />", true)]
    [InlineData("<ItemGroup><Using Include='System.Text' /></ItemGroup>", true)]
    [InlineData("<ItemGroup><InternalsVisibleTo Include='Tests' Condition=\"'$(IsTest)' == 'true'\" /></ItemGroup>", false)]
    [InlineData("<Target Name='X' Condition=\"'$(CI)' == 'true'\" />", false)]
    [InlineData("", false)]
    public void Warns_of_targets_and_items_that_a_build_lacks(string content, bool matters) =>
        Assert.Equal(matters ? ["IMG5003 Warning 4 Directory.Build.targets"] : [], Lines("COPY A/ A/\nRUN dotnet publish A\n",
            Settings.Replace("Directory.Build.props", "Directory.Build.targets").Replace("<PropertyGroup><Nullable>enable</Nullable></PropertyGroup>", content)));

    [Fact]
    public void Reports_an_import_that_finds_nothing_upward()
    {
        const string Files = """
            --- Directory.Build.props
            <Project><PropertyGroup><Nullable>enable</Nullable></PropertyGroup></Project>
            --- src/Directory.Build.props
            <Project><Import Project="$([MSBuild]::GetPathOfFileAbove('Directory.Build.props', '$(MSBuildThisFileDirectory)../'))" /></Project>
            --- src/A/A.csproj
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>

            """;
        Assert.Equal(["IMG5003 Error 6 Directory.Build.props"], Lines("COPY src/Directory.Build.props src/\nCOPY src/A/ src/A/\nRUN dotnet restore src/A\nRUN dotnet publish src/A --no-restore\n", Files));
        Assert.Empty(Lines("COPY Directory.Build.props ./\nCOPY src/ src/\nRUN dotnet publish src/A\n", Files));
    }

    [Fact]
    public void The_next_file_upward_takes_the_place_of_the_nearest()
    {
        const string Files = """
            --- Directory.Build.props
            <Project><PropertyGroup><Nullable>enable</Nullable></PropertyGroup></Project>
            --- src/Directory.Build.props
            <Project><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>
            --- src/A/A.csproj
            <Project Sdk="Microsoft.NET.Sdk" />
            --- docker/Directory.Build.props
            <Project><PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup></Project>

            """;
        Assert.Equal(["IMG5003 Error 5 src/Directory.Build.props"], Lines("COPY Directory.Build.props ./\nCOPY src/A/ src/A/\nRUN dotnet restore src/A\n", Files));
        // Another file that is put there stands for it.
        Assert.Empty(Lines("COPY docker/Directory.Build.props src/\nCOPY src/A/ src/A/\nRUN dotnet restore src/A\n", Files));
    }

    [Fact]
    public void Reports_an_import_that_fails_only_when_built()
    {
        const string Files = """
            --- Directory.Build.props
            <Project><Import Project="eng/common.props" /></Project>
            --- eng/common.props
            <Project><PropertyGroup><Deterministic>true</Deterministic></PropertyGroup></Project>
            --- A/A.csproj
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>

            """;
        Assert.Equal(["IMG5003 Error 6 eng/common.props"], Lines("COPY Directory.Build.props ./\nCOPY A/ A/\nRUN dotnet restore A\nRUN dotnet publish A --no-restore\n", Files));
        Assert.Empty(Lines("COPY Directory.Build.props ./\nCOPY eng/ eng/\nCOPY A/ A/\nRUN dotnet publish A\n", Files));
    }
}
