using System;
using System.Linq;
using Xunit;

namespace DockerLint.Cli.Tests.DotNet;

/// <summary>Projects that nobody can build, and what one line of output makes of them.</summary>
public sealed class BadProjectTests
{
    private const string Sound = "<PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>";

    /// <summary>One service for each kind of harm; each builds its project and nothing else is wrong with it.</summary>
    private static TemporaryDirectory Repository()
    {
        var repository = new TemporaryDirectory();
        void Service(string name, string project) => repository
            .Write(name + "/Dockerfile", $"FROM mcr.microsoft.com/dotnet/sdk:10.0\nWORKDIR /src\nCOPY . .\nRUN dotnet restore {name}.csproj\nRUN dotnet publish {name}.csproj --no-restore\n")
            .Write(name + "/" + name + ".csproj", project);
        Service("malformed", "<Project Sdk=\"Microsoft.NET.Sdk\">\n  <PropertyGroup><TargetFramework>net10.0</PropertyGroup>\n</Project>\n");
        Service("empty", "");
        Service("entity", "<!DOCTYPE p [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><Project Sdk=\"Microsoft.NET.Sdk\">&b;</Project>");
        Service("circle", $"<Project Sdk=\"Microsoft.NET.Sdk\">{Sound}<Import Project=\"a.props\" /></Project>");
        repository.Write("circle/a.props", "<Project><Import Project=\"b.props\" /></Project>").Write("circle/b.props", "<Project><Import Project=\"a.props\" /></Project>");
        Service("mutual", $"<Project Sdk=\"Microsoft.NET.Sdk\">{Sound}<ItemGroup><ProjectReference Include=\"other/other.csproj\" /></ItemGroup></Project>");
        repository.Write("mutual/other/other.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\">{Sound}<ItemGroup><ProjectReference Include=\"../mutual.csproj\" /></ItemGroup></Project>");
        Service("stranger", $"<Project Sdk=\"Acme.Sdk/1.0.0\">{Sound}</Project>");
        return repository;
    }

    [Theory]
    [InlineData]
    [InlineData("--msbuild")]
    public void Bad_projects_are_notes_of_one_line(params string[] options)
    {
        using TemporaryDirectory repository = Repository();
        CommandResult result = CommandLine.RunWith(repository.Path, new System.Collections.Generic.Dictionary<string, string> { ["COLUMNS"] = "400" }, null, ["check", "--verbose", .. options]);
        Assert.Equal("", result.Error);
        Assert.DoesNotContain("error", result.Output);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("nothing missing in 6 services", result.Output);
        // The place, in the words of the one who read it.
        string[] notes = [.. result.Output.Split('\n').Where(line => line.Contains("the project file cannot be read", StringComparison.Ordinal))];
        Assert.Contains(notes, note => note.Contains("note: malformed/malformed.csproj:2: ", StringComparison.Ordinal));
        Assert.Contains(notes, note => note.Contains("note: empty/empty.csproj:", StringComparison.Ordinal));
        Assert.Contains(notes, note => note.Contains("note: entity/entity.csproj:", StringComparison.Ordinal));
    }

    [Fact]
    public void One_fix_brings_a_project_to_the_restore_and_to_the_build()
    {
        using var repository = new TemporaryDirectory();
        const string Before = "FROM mcr.microsoft.com/dotnet/sdk:10.0\nWORKDIR /src\nCOPY Api/Api.csproj Api/\nRUN dotnet restore Api\nCOPY Api/ Api/\nRUN dotnet publish Api --no-restore\n";
        repository.Write("Dockerfile", Before)
            .Write("Api/Api.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\">{Sound}<ItemGroup><ProjectReference Include=\"../Lib/Lib.csproj\" /></ItemGroup></Project>")
            .Write("Lib/Lib.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\">{Sound}</Project>")
            .Write("Lib/Lib.cs", "class Lib { }\n");
        CommandResult broken = CommandLine.Run(repository.Path, "check", "--format", "concise");
        Assert.Equal(1, broken.ExitCode);
        // A stage without a name is known by its line.
        Assert.Contains("is not in the stage of line 1 when 'dotnet publish' runs", broken.Output);
        Assert.Equal(0, CommandLine.Run(repository.Path, "fix").ExitCode);
        Assert.Equal(
            "FROM mcr.microsoft.com/dotnet/sdk:10.0\nWORKDIR /src\nCOPY Api/Api.csproj Api/\nCOPY Lib/Lib.csproj Lib/\nRUN dotnet restore Api\nCOPY Api/ Api/\nCOPY Lib/ Lib/\nRUN dotnet publish Api --no-restore\n",
            repository.Read("Dockerfile"));
        CommandResult mended = CommandLine.Run(repository.Path, "check");
        Assert.Equal(0, mended.ExitCode);
        Assert.StartsWith("nothing missing in 1 service", mended.Output);
    }
}
