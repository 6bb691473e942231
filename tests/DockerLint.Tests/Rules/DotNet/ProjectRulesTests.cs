using DockerLint.Reporting;
using Xunit;

namespace DockerLint.Tests.Rules.DotNet;

public class ProjectRulesTests
{
    private const string Projects = """
        --- src/Api/Api.csproj
        <Project Sdk="Microsoft.NET.Sdk.Web">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
          <ItemGroup><ProjectReference Include="..\Domain\Domain.csproj" /></ItemGroup>
        </Project>
        --- src/Api/Program.cs
        Console.WriteLine();
        --- src/Domain/Domain.csproj
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
          <ItemGroup><ProjectReference Include="../Base/Base.csproj" /></ItemGroup>
        </Project>
        --- src/Domain/Order.cs
        class Order;
        --- src/Base/Base.csproj
        <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>

        """;

    private static string Docker(string body, string projects = Projects) => projects + "--- Dockerfile\nFROM mcr.microsoft.com/dotnet/sdk:10.0 AS build\nWORKDIR /src\n" + body;

    [Fact]
    public void Reports_projects_that_are_never_copied_with_all_that_stands_behind_them()
    {
        string text = Docker("COPY src/Api/ src/Api/\nRUN dotnet publish src/Api/Api.csproj -o /app\n");
        Assert.Equal(["IMG5001 Error 4 src/Domain/Domain.csproj", "IMG5001 Error 4 src/Base/Base.csproj"], Scenario.Lines(text));
        Finding finding = Scenario.Check(text)[0];
        Assert.Equal("'src/Domain/Domain.csproj' (ProjectReference of src/Api/Api.csproj:3) is not in stage 'build' when 'dotnet publish' runs; "
            + "the build goes on without it (MSB9008) and fails where its code is used (CS0103, CS0246)", finding.Message);
        Assert.Equal("/src/src/Domain/Domain.csproj", finding.ImagePath);
        Assert.Contains("src/Domain", Assert.Single(finding.Fix!.Edits).Insert);
    }

    [Fact]
    public void Names_the_restore_that_was_silent()
    {
        string text = Docker("COPY src/Api/ src/Api/\nRUN dotnet restore src/Api/Api.csproj\nRUN dotnet publish src/Api/Api.csproj --no-restore\n");
        Assert.Equal(["IMG5001 Error 5 src/Domain/Domain.csproj", "IMG5001 Error 5 src/Base/Base.csproj"], Scenario.Lines(text));
        Assert.Contains("'dotnet restore' skips it with exit code 0", Scenario.Check(text)[0].Message);
    }

    [Theory]
    [InlineData("COPY . .\nRUN dotnet restore src/Api\nRUN dotnet publish src/Api --no-restore\n")]
    [InlineData("COPY src/ ./\nWORKDIR Api\nRUN dotnet publish\n")]
    [InlineData("COPY src/ ./\nWORKDIR Api\nRUN dotnet publish -c release -r linux-x64 --self-contained false --no-restore False\n")]
    [InlineData("COPY src/Api/Api.csproj src/Api/\nCOPY src/Domain/*.csproj src/Domain/\nCOPY src/Domain/Domain.csproj src/Domain/\nCOPY src/Base/Base.csproj src/Base/\nRUN dotnet restore src/Api/Api.csproj\nCOPY . .\nRUN dotnet publish src/Api --no-restore\n")]
    public void Accepts_what_is_complete(string body) => Assert.Empty(Scenario.Lines(Docker(body)));

    [Theory]
    [InlineData("RUN dotnet publish src/Api/Api.csproj\n", "Info")]
    [InlineData("RUN dotnet publish src/Api/Api.csproj --no-restore\n", "Error")]
    [InlineData("RUN dotnet restore src/Api/Api.csproj\nRUN dotnet publish src/Api/Api.csproj --no-restore\n", "Info")]
    [InlineData("RUN dotnet build src/Base/Base.csproj\n", null)]
    public void Weighs_a_project_that_comes_after_the_restore_by_what_follows(string later, string? severity)
    {
        string[] lines = Scenario.Lines(Docker("COPY src/Api/Api.csproj src/Api/\nCOPY src/Base/Base.csproj src/Base/\nRUN dotnet restore src/Api/Api.csproj\nCOPY . .\n" + later));
        Assert.Equal(severity is null ? [] : [$"IMG5002 {severity} 5 src/Domain/Domain.csproj"], lines);
    }

    [Fact]
    public void Looks_into_the_stages_that_build_on_the_stage()
    {
        string text = Docker("COPY src/Api/Api.csproj src/Api/\nCOPY src/Base/Base.csproj src/Base/\nRUN dotnet restore src/Api/Api.csproj\nCOPY . .\nFROM build AS publish\nRUN dotnet publish src/Api --no-restore\n");
        Assert.Equal(["IMG5002 Error 5 src/Domain/Domain.csproj"], Scenario.Lines(text));
    }

    [Fact]
    public void Accepts_a_reference_of_another_framework()
    {
        const string Files = """
            --- Api/Api.csproj
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup><TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks></PropertyGroup>
              <ItemGroup Condition="'$(TargetFramework)'=='net10.0-windows'"><ProjectReference Include="../Win/Win.csproj" /></ItemGroup>
            </Project>
            --- Win/Win.csproj
            <Project Sdk="Microsoft.NET.Sdk" />

            """;
        Assert.Empty(Scenario.Lines(Docker("COPY Api/ Api/\nRUN dotnet restore Api\nRUN dotnet publish Api -f net10.0 --no-restore\n", Files)));
        Assert.Equal(["IMG5001 Error 4 Win/Win.csproj"], Scenario.Lines(Docker("COPY Api/ Api/\nRUN dotnet build Api -f net10.0-windows\n", Files)));
    }

    [Theory]
    [InlineData("'$(Configuration)' == 'Debug'", "-c Release", null)]
    [InlineData("'$(Configuration)' == 'Debug'", "-c Debug", "Error")]
    [InlineData("'$(Configuration)' == 'Debug'", "", null)]
    [InlineData("'$(Configuration)' == 'Release'", "", "Error")]
    [InlineData("'$(Configuration)' == 'Debug'", "-p:Configuration=Debug", "Error")]
    [InlineData("$([System.Runtime.InteropServices.RuntimeInformation]::IsOSPlatform($([System.Runtime.InteropServices.OSPlatform]::Linux)))", "", "Error")]
    [InlineData("$([System.Runtime.InteropServices.RuntimeInformation]::IsOSPlatform($([System.Runtime.InteropServices.OSPlatform]::Windows)))", "", null)]
    [InlineData("'$(Extra)' == 'true'", "-p:Extra=true", "Error")]
    [InlineData("'$(Extra)' == 'true'", "/p:Extra=false", null)]
    [InlineData("Exists('../B/B.csproj')", "-c Release", "Warning")]
    public void Honours_conditions_under_the_options_of_the_command(string condition, string options, string? severity)
    {
        string files = $"""
            --- A/A.csproj
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><ProjectReference Include="../B/B.csproj" Condition="{condition}" /></ItemGroup>
            </Project>
            --- B/B.csproj
            <Project Sdk="Microsoft.NET.Sdk" />

            """;
        Assert.Equal(severity is null ? [] : [$"IMG5001 {severity} 4 B/B.csproj"], Scenario.Lines(Docker($"COPY A/ A/\nRUN dotnet publish A/A.csproj {options}\n", files)));
    }

    [Fact]
    public void Reports_sources_that_never_come()
    {
        string text = Docker("COPY src/Api/ src/Api/\nCOPY src/Domain/Domain.csproj src/Domain/\nCOPY src/Base/ src/Base/\nRUN dotnet publish src/Api\n");
        Assert.Equal(["IMG5001 Error 6 src/Domain"], Scenario.Lines(text));
    }

    [Fact]
    public void Reports_generators_that_are_left_out_in_silence()
    {
        const string Files = """
            --- A/A.csproj
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><ProjectReference Include="../Gen/Gen.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" /></ItemGroup>
            </Project>
            --- Gen/Gen.csproj
            <Project Sdk="Microsoft.NET.Sdk" />

            """;
        Assert.Equal(["IMG5008 Warning 4 Gen/Gen.csproj"], Scenario.Lines(Docker("COPY A/ A/\nRUN dotnet publish A\n", Files)));
    }

    [Theory]
    [InlineData("Shop.sln", "Project(\"{9A19103F-16F7-4668-BE54-9A1E7A4F7556}\") = \"Base\", \"src\\Base\\Base.csproj\", \"{1}\"\nEndProject\nProject(\"{9A19103F-16F7-4668-BE54-9A1E7A4F7556}\") = \"Domain\", \"src\\Domain\\Domain.csproj\", \"{2}\"\nEndProject\n")]
    [InlineData("Shop.slnx", "<Solution>\n<Project Path='src/Base/Base.csproj'/>\n<Project Path='src/Domain/Domain.csproj'/></Solution>\n")]
    public void Reports_projects_of_the_solution(string name, string solution)
    {
        string text = Docker($"COPY {name} ./\nCOPY src/Base/ src/Base/\nRUN dotnet restore\nCOPY . .\nRUN dotnet publish src/Domain --no-restore\n", Projects + $"--- {name}\n{solution}");
        Assert.Equal(["IMG5009 Error 5 src/Domain/Domain.csproj"], Scenario.Lines(text));
        Assert.Contains("MSB3202", Scenario.Check(text)[0].Message);
    }

    [Fact]
    public void Reports_a_letter_case_that_only_linux_minds()
    {
        const string Files = """
            --- Shop.slnx
            <Solution><Project Path="Plugins/SendinBlue.csproj" /></Solution>
            --- Plugins/Sendinblue.csproj
            <Project Sdk="Microsoft.NET.Sdk" />

            """;
        Finding finding = Assert.Single(Scenario.Check(Docker("COPY . .\nRUN dotnet restore Shop.slnx\n", Files)));
        Assert.Equal(("IMG5009", Reasons.Case, Severity.Error), (finding.Rule, finding.Reason, finding.Severity));
    }

    [Fact]
    public void Finds_the_same_in_a_flattened_image()
    {
        string text = Docker("COPY src/Api/ Api/\nCOPY src/Domain/ Domain/\nRUN dotnet publish Api\n");
        Finding finding = Assert.Single(Scenario.Check(text));
        Assert.Equal(("src/Base/Base.csproj", "/src/Base/Base.csproj"), (finding.RepositoryPath, finding.ImagePath));
    }
}
