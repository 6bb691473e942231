using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using DockerLint.Cli.Tests;
using Xunit;

namespace DockerLint.Analyzers.Tests.EndToEnd;

/// <summary>One repository, asked in three ways: the command, the analyzer in a real build, and the MSBuild target. Nobody may say it differently.</summary>
public sealed class ThreeChannelsTests
{
    /// <summary>A Dockerfile beside the project of the analyzer for each rule; what it builds need not be built here.</summary>
    private const string Repository = """
        --- services.proj
        <Project Sdk="DockerLint.Analyzers/0.1.0" />
        --- app/App.csproj
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
          <ItemGroup><PackageReference Include="DockerLint.Analyzers" Version="0.1.0" PrivateAssets="all" /></ItemGroup>
        </Project>
        --- app/Code.cs
        public class Code { }
        --- api/Api.csproj
        <Project Sdk="Microsoft.NET.Sdk.Web">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><AssemblyName>Acme.Api</AssemblyName></PropertyGroup>
          <ItemGroup><ProjectReference Include="../lib/Lib.csproj" /></ItemGroup>
        </Project>
        --- api/Program.cs
        System.Console.WriteLine();
        --- lib/Lib.csproj
        <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>
        --- lib/Lib.cs
        public class Lib { }
        --- central/Directory.Packages.props
        <Project>
          <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
          <ItemGroup><PackageVersion Include="Acme.Logging" Version="1.0.0" /></ItemGroup>
        </Project>
        --- central/Job/Job.csproj
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
          <ItemGroup><PackageReference Include="Acme.Logging" /></ItemGroup>
        </Project>
        --- old/global.json
        { "sdk": { "version": "11.0.100" } }
        --- old/Old.csproj
        <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>
        --- strict/.editorconfig
        [*.cs]
        dotnet_diagnostic.CA1822.severity = none
        --- strict/Strict/Strict.csproj
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><TreatWarningsAsErrors>true</TreatWarningsAsErrors></PropertyGroup>
          <ItemGroup>
            <Compile Include="../../lib/Lib.cs" Link="Lib.cs" />
            <ProjectReference Include="../../lib/Lib.csproj" ReferenceOutputAssembly="false" />
          </ItemGroup>
        </Project>
        --- Shop.slnx
        <Solution><Project Path="lib/Lib.csproj" /><Project Path="api/Api.csproj" /></Solution>
        --- app/never.Dockerfile
        FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
        COPY nuget.config /src/
        COPY api/ /src/api/
        RUN dotnet publish /src/api/Api.csproj -o /app
        --- app/late.Dockerfile
        FROM mcr.microsoft.com/dotnet/sdk:10.0
        WORKDIR /src
        COPY nuget.config ./
        COPY api/Api.csproj api/
        RUN dotnet restore api
        COPY . .
        RUN dotnet publish api
        --- app/too-late.Dockerfile
        FROM mcr.microsoft.com/dotnet/sdk:10.0
        WORKDIR /src
        COPY nuget.config ./
        COPY api/Api.csproj api/
        RUN dotnet restore api
        COPY . .
        RUN dotnet publish api --no-restore
        --- app/props.Dockerfile
        FROM mcr.microsoft.com/dotnet/sdk:10.0
        WORKDIR /src
        COPY central/Job/ central/Job/
        RUN dotnet restore central/Job
        --- app/sdk.Dockerfile
        FROM mcr.microsoft.com/dotnet/sdk:10.0
        WORKDIR /src
        COPY nuget.config old/ ./
        RUN dotnet build
        --- app/path.Dockerfile
        FROM mcr.microsoft.com/dotnet/sdk:10.0
        WORKDIR /src
        COPY lib/ lib/
        RUN dotnet build Lib.csproj
        --- app/strict.Dockerfile
        FROM mcr.microsoft.com/dotnet/sdk:10.0
        WORKDIR /src
        COPY nuget.config ./
        COPY strict/Strict/ strict/Strict/
        RUN dotnet build strict/Strict
        --- app/solution.Dockerfile
        FROM mcr.microsoft.com/dotnet/sdk:10.0
        WORKDIR /src
        COPY nuget.config Shop.slnx ./
        COPY lib/ lib/
        RUN dotnet restore
        --- app/start.Dockerfile
        FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
        COPY . .
        RUN dotnet publish api -o /out
        FROM mcr.microsoft.com/dotnet/aspnet:10.0
        WORKDIR /app
        COPY --from=build /out .
        ENTRYPOINT ["dotnet", "Api.dll"]
        --- app/sound.Dockerfile
        FROM mcr.microsoft.com/dotnet/sdk:10.0
        COPY . .
        RUN dotnet publish api -o /out
        --- pricing/Dockerfile
        FROM python:3.12-slim
        COPY pricing/main.py /app/
        CMD ["python", "/app/main.py"]
        --- pricing/main.py
        import money
        --- pricing/money.py

        """;

    private static readonly string[] Rules =
        ["IMG3003", "IMG5001", "IMG5002", "IMG5003", "IMG5004", "IMG5005", "IMG5006", "IMG5007", "IMG5008", "IMG5009", "IMG5010"];

    [Fact]
    public void Say_the_same()
    {
        using var repository = new TemporaryDirectory();
        Write(repository);
        PackedFeed.Instance.WriteConfiguration(repository);

        string[] told = Of(DotNet.Run(repository.Path, DotNet.Cli, "check", "--format", "json", "--exit-zero"));
        string[] ofApp = [.. told.Where(line => line.Contains(" app/", StringComparison.Ordinal))];
        Assert.All(Rules, rule => Assert.Contains(ofApp, line => line.StartsWith(rule, StringComparison.Ordinal)));
        Assert.Contains(told, line => line.StartsWith("IMG1001 error pricing/main.py(1,1)", StringComparison.Ordinal));

        // The analyzer speaks of the Dockerfiles of its project, and of notes in the compiler's SARIF only.
        DotNetResult build = DotNet.Run(repository.Path, "build", "app", "-p:ErrorLog=../build.sarif%2cversion=2.1");
        Assert.Equal(1, build.ExitCode);
        Assert.Equal(ofApp, OfSarif(repository));
        Assert.Equal(Visible(ofApp), OfLog(build, repository));

        DotNetResult services = DotNet.Run(repository.Path, "build", "services.proj");
        Assert.Equal(1, services.ExitCode);
        Assert.Equal(Visible(told), OfLog(services, repository));
    }

    private static void Write(TemporaryDirectory repository)
    {
        var compose = new List<string> { "services:" };
        foreach (string file in ("\n" + Repository).Split("\n--- ").Skip(1))
        {
            int end = file.IndexOf('\n', StringComparison.Ordinal);
            string path = file[..end];
            repository.Write(path, file[(end + 1)..] + "\n");
            if (path.EndsWith("Dockerfile", StringComparison.Ordinal))
                compose.Add($"  {path.Split('/')[^1].Replace("Dockerfile", "service", StringComparison.Ordinal)}: {{ build: {{ context: ., dockerfile: {path} }} }}");
        }

        repository.Write("compose.yaml", string.Join('\n', compose) + "\n");
    }

    // What a build prints: no notes.
    private static string[] Visible(string[] lines) => [.. lines.Where(line => !line.Contains(" info ", StringComparison.Ordinal))];

    private static string[] Of(DotNetResult check)
    {
        using JsonDocument document = JsonDocument.Parse(check.Log[check.Log.IndexOf('{', StringComparison.Ordinal)..]);
        return
        [
            .. document.RootElement.GetProperty("findings").EnumerateArray().Select(finding =>
                $"{Text(finding, "rule")} {Text(finding, "severity")} {Text(finding, "file")}({Number(finding, "line")},{Number(finding, "column")}): {Text(finding, "message")} [{Text(finding, "service")}]").Order(),
        ];
    }

    private static string[] OfSarif(TemporaryDirectory repository)
    {
        using JsonDocument document = JsonDocument.Parse(repository.Read("build.sarif"));
        string root = new Uri(repository.Path + "/").AbsoluteUri;
        return
        [
            .. document.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
                .Where(result => Text(result, "ruleId").StartsWith("IMG", StringComparison.Ordinal))
                .Select(result =>
                {
                    JsonElement place = result.GetProperty("locations")[0].GetProperty("physicalLocation"), region = place.GetProperty("region");
                    string level = Text(result, "level") is "note" ? "info" : Text(result, "level");
                    string uri = Text(place.GetProperty("artifactLocation"), "uri").Replace(root, "", StringComparison.Ordinal);
                    return $"{Text(result, "ruleId")} {level} {uri}({Number(region, "startLine")},{Number(region, "startColumn")}): {Text(result.GetProperty("message"), "text")}";
                }).Order(),
        ];
    }

    // path(line,column): level id: message [service]
    private static string[] OfLog(DotNetResult build, TemporaryDirectory repository) =>
    [
        .. DotNet.Findings(build.Log, repository.Path).Where(line => !line.Contains(": error IMG9011: ", StringComparison.Ordinal)).Select(line =>
        {
            int place = line.IndexOf("): ", StringComparison.Ordinal), id = line.IndexOf(": ", place + 3, StringComparison.Ordinal);
            string[] level = line[(place + 3)..id].Split(' ');
            return $"{level[1]} {level[0]} {line[..place]}): {line[(id + 2)..]}";
        }).Order(),
    ];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
