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

    private static string Line(Finding finding) => $"{finding.Rule} {finding.Severity} {finding.Span.Line}";

    private static Finding[] Told(string body, string image = "mcr.microsoft.com/dotnet/sdk:10.0", string more = "") =>
        [.. Repositories.Check(Projects + more + "# Dockerfile\nFROM " + image + " AS build\nWORKDIR /src\n" + body).Where(finding => finding.Severity != Severity.Info)];

    private static string[] Lines(string body, string image = "mcr.microsoft.com/dotnet/sdk:10.0", string more = "") =>
        [.. Told(body, image, more).Select(Line)];

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
    [InlineData("Release/net8.0/publish", "IMG5006 Error 6", "COPY --from=build /src/src/Api/bin/Release/net10.0/publish /app")]
    [InlineData("Release/net10.0/publish", null, null)]
    [InlineData("Release/linux-x64", null, null)]
    public void Reports_an_output_of_a_framework_that_is_not_built(string directory, string? expected, string? mended)
    {
        Finding[] told = Told($"COPY . .\nRUN dotnet publish src/Api -c Release\nFROM mcr.microsoft.com/dotnet/runtime:10.0\nCOPY --from=build /src/src/Api/bin/{directory} /app\n");
        Assert.Equal(expected is null ? [] : [expected], told.Select(Line));
        Assert.Equal(mended, told.SingleOrDefault()?.Fix?.Edits[0].Insert.TrimEnd());
    }

    [Fact]
    public void Accepts_an_output_directory_of_its_own() => Assert.Empty(Lines(
        "COPY . .\nRUN dotnet publish src/Api -c Release\nFROM mcr.microsoft.com/dotnet/runtime:10.0\nCOPY --from=build /src/src/Api/bin/Release/net8.0 /app\n",
        more: "# Directory.Build.props\n<Project><PropertyGroup><OutputPath>bin/Release/net8.0</OutputPath></PropertyGroup></Project>\n"));

    [Theory]
    [InlineData("WORKDIR /app\nCOPY --from=build /out .\n", "Other.dll", "Api.dll")]
    [InlineData("WORKDIR /app\nCOPY --from=build /out .\n", "./Other", "./Api")]
    [InlineData("WORKDIR /srv\nCOPY --from=build /out /app\n", "Api.dll", "/app/Api.dll")]
    [InlineData("WORKDIR /srv\nCOPY --from=build /out ./app\n", "Api.dll", "/srv/app/Api.dll")]
    [InlineData("WORKDIR /app\nCOPY --from=build /out /opt/api\n", "/app/Api.dll", "/opt/api/Api.dll")]
    public void Mends_the_assembly_that_is_started(string copy, string started, string mended)
    {
        string start = started.StartsWith("./", System.StringComparison.Ordinal) ? $"[\"{started}\"]" : $"[\"dotnet\", \"{started}\"]";
        Finding finding = Assert.Single(Told($"COPY . .\nRUN dotnet publish src/Api -o /out\nFROM mcr.microsoft.com/dotnet/runtime:10.0\n{copy}ENTRYPOINT {start}\n"));
        Assert.Equal("IMG3003", finding.Rule);
        Assert.Equal("ENTRYPOINT " + start.Replace("\"" + started, "\"" + mended, System.StringComparison.Ordinal), finding.Fix!.Edits[0].Insert.TrimEnd());
    }

    [Theory]
    [InlineData("WORKDIR /app\nCOPY --from=build /out .\nRUN ln -s Api.dll Main.dll\n", "Main.dll")]
    [InlineData("COPY --from=build /out /opt/x\nRUN mv /opt/x /service\nWORKDIR /service\n", "Api.dll")]
    [InlineData("COPY --from=build /out /opt/x\nRUN ./install.sh\nWORKDIR /service\n", "Api.dll")]
    public void Accepts_an_assembly_that_a_step_puts_in_place(string steps, string started) => Assert.Empty(Lines(
        $"COPY . .\nRUN dotnet publish src/Api -o /out\nFROM mcr.microsoft.com/dotnet/runtime:10.0\n{steps}ENTRYPOINT [\"dotnet\", \"{started}\"]\n"));

    [Theory]
    [InlineData("mcr.microsoft.com/dotnet/sdk:9.0", "FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build")]
    [InlineData("mcr.microsoft.com/dotnet/sdk:9.0-alpine", "FROM mcr.microsoft.com/dotnet/sdk:10.0-alpine AS build")]
    [InlineData("mcr.microsoft.com/dotnet/sdk:9.0.100", "FROM mcr.microsoft.com/dotnet/sdk:10.0.100 AS build")]
    [InlineData("mcr.microsoft.com/dotnet/sdk:9.0-alpine3.20", null)]
    public void Names_the_image_with_the_sdk_that_is_asked_for(string image, string? mended)
    {
        Finding finding = Assert.Single(Told("COPY . .\nRUN dotnet build src/Api\n", image, "# global.json\n{\"sdk\":{\"version\":\"10.0.100\"}}\n"), f => f.Rule == "IMG5005");
        Assert.Equal(mended, finding.Fix?.Edits[0].Insert.TrimEnd());
    }

    [Fact]
    public void Names_the_project_that_is_there_under_nearly_the_same_name() =>
        Assert.Equal("RUN dotnet publish ./src/Api/Api.csproj -o /out", Assert.Single(Told("COPY . .\nRUN dotnet publish ./src/Api/api.csproj -o /out\n")).Fix!.Edits[0].Insert.TrimEnd());

    [Fact]
    public void A_restore_that_spares_nothing_is_told_once_for_all_its_projects()
    {
        const string Third = "# src/Lib/Lib.csproj\n<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup><ProjectReference Include=\"../Base/Base.csproj\" /></ItemGroup></Project>\n"
            + "# src/Base/Base.csproj\n<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>\n";
        Finding finding = Assert.Single(Repositories.Check(Projects + Third + "# Dockerfile\nFROM mcr.microsoft.com/dotnet/sdk:10.0 AS build\nWORKDIR /src\nCOPY nuget.config .\nCOPY src/Api/Api.csproj src/Api/\nRUN dotnet restore src/Api\nCOPY . .\nRUN dotnet publish src/Api\n"));
        Assert.Equal(("IMG5002", Severity.Info), (finding.Rule, finding.Severity));
        Assert.Contains("'src/Lib/Lib.csproj' (ProjectReference of src/Api/Api.csproj:2) and 1 more are not in stage 'build'", finding.Message);
        Assert.Contains("src/Base/Base.csproj", string.Concat(finding.Fix!.Edits.Select(edit => edit.Insert)));
    }

    [Fact]
    public void Notes_of_a_dotnet_service_say_nothing_of_Python() => Assert.DoesNotContain(
        DockerLint.Checks.Checker.Run(new DockerLint.Checks.CheckRequest { Repository = Repositories.Of(Projects + "# Dockerfile\nFROM mcr.microsoft.com/dotnet/sdk:10.0 AS build\nWORKDIR /src\nCOPY . .\nRUN dotnet publish src/Api -o /app\nENTRYPOINT [\"dotnet\", \"/app/Api.dll\"]\n") }).Services[0].Notes,
        note => note.Contains("Python", System.StringComparison.Ordinal));

    [Theory]
    [InlineData("[\"dotnet\", \"--roll-forward\", \"Major\", \"Other.dll\"]")]
    [InlineData("[\"/usr/bin/tini\", \"--\", \"dotnet\", \"Other.dll\"]")]
    [InlineData("[\"sh\", \"-c\", \"ASPNETCORE_URLS=http://*:$PORT exec dotnet Other.dll\"]")]
    [InlineData("ASPNETCORE_URLS=http://*:$PORT dotnet Other.dll")]
    public void Reads_the_assembly_behind_options_and_wrappers(string start) => Assert.Equal(["IMG3003 Error 8"],
        Lines($"COPY . .\nRUN dotnet publish src/Api -o /out\nFROM mcr.microsoft.com/dotnet/runtime:10.0\nWORKDIR /app\nCOPY --from=build /out .\nENTRYPOINT {start}\n"));
}
