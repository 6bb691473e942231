using DockerLint.Projects;
using DockerLint.Reporting;
using DockerLint.Rules;
using Xunit;

namespace DockerLint.Tests.Rules.DotNet;

public class FileRulesTests
{
    private const string App = """
        --- A/A.csproj
        <Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>

        """;

    private static string Docker(string body, string files, string image = "mcr.microsoft.com/dotnet/sdk:10.0") =>
        files + $"--- Dockerfile\nFROM {image} AS build\nWORKDIR /src\n" + body;

    [Theory]
    [InlineData("<add key='x' value='https://feed.example.com/index.json'/>", "IMG5004 Warning 4 nuget.config")]
    [InlineData("<clear/><add key='x' value='https://feed.example.com/index.json'/>", "IMG5004 Error 4 nuget.config")]
    [InlineData("<clear/><add key='x' value='https://api.nuget.org/v3/index.json'/>", "IMG5004 Info 4 nuget.config")]
    public void Weighs_a_missing_nuget_config_by_its_sources(string sources, string expected)
    {
        string files = App + $"--- nuget.config\n<configuration><packageSources>{sources}</packageSources></configuration>\n";
        Assert.Equal([expected], Scenario.Lines(Docker("COPY A/ A/\nRUN dotnet restore A\nRUN dotnet publish A --no-restore\n", files)));
        Assert.Empty(Scenario.Lines(Docker("COPY nuget.config NuGet.Config\nCOPY A/ A/\nRUN dotnet restore A\n", files)));
        Assert.Empty(Scenario.Lines(Docker("COPY A/ A/\nCOPY nuget.config ./x\nRUN dotnet restore A --configfile x\n", files)));
    }

    [Fact]
    public void Accepts_sources_and_configurations_that_come_another_way()
    {
        string files = App + "--- nuget.config\n<configuration><packageSources><clear/><add key='x' value='https://feed.example.com/'/></packageSources></configuration>\n";
        Assert.Empty(Scenario.Lines(Docker("COPY A/ A/\nRUN dotnet restore A --source https://feed.example.com/\n", files)));
        Assert.Empty(Scenario.Lines(Docker("COPY A/ A/\nRUN dotnet restore A -p:RestoreSources=https://feed.example.com/\n", files)));
        Assert.Empty(Scenario.Lines(Docker("COPY A/ A/\nCOPY nuget.config /root/.nuget/NuGet/NuGet.Config\nRUN dotnet restore A\n", files)));
    }

    [Theory]
    [InlineData("--configfile nuget.config", "")]
    [InlineData("", "<RestoreConfigFile>$(MSBuildThisFileDirectory)../nuget.config</RestoreConfigFile>")]
    public void Reports_a_configuration_that_is_named_and_not_there(string arguments, string property)
    {
        string files = App.Replace("<TargetFramework>", property + "<TargetFramework>") + "--- nuget.config\n<configuration></configuration>\n";
        Assert.Equal(["IMG5004 Error 4 nuget.config"], Scenario.Lines(Docker($"COPY A/ A/\nRUN dotnet restore A {arguments}\n", files)));
        Assert.Empty(Scenario.Lines(Docker($"COPY nuget.config A/ ./\nCOPY A/ A/\nRUN dotnet restore A {arguments}\n", files)));
    }

    [Fact]
    public void Warns_when_locked_mode_has_no_lock_file()
    {
        string files = App + "--- A/packages.lock.json\n{}\n";
        Assert.Equal(["IMG5004 Warning 4 A/packages.lock.json"], Scenario.Lines(Docker("COPY A/A.csproj A/\nRUN dotnet restore A --locked-mode\n", files)));
        Assert.Empty(Scenario.Lines(Docker("COPY A/A.csproj A/\nRUN dotnet restore A\n", files)));
    }

    [Theory]
    [InlineData("10.0.100", "patch", "8.0", false)]
    [InlineData("8.0.100", "latestPatch", "8.0", false)]
    [InlineData("8.0.100", "latestFeature", "8.0-alpine", true)]
    [InlineData("8.0.402", "patch", "8.0", null)]
    [InlineData("10.0.100", "patch", "10.0", null)]
    [InlineData("8.0.204", "patch", "8.0.203", false)]
    [InlineData("8.0.204", "patch", "8.0.205-jammy", true)]
    [InlineData("8.0.204", "disable", "8.0.205", false)]
    [InlineData("8.0.204", "latestMajor", "9.0", true)]
    [InlineData("9.0.100", "major", "8.0", false)]
    [InlineData("6.0.100", "minor", "7.0", false)]
    public void Compares_global_json_with_the_tag(string version, string rollForward, string tag, bool? expected) =>
        Assert.Equal(expected, SdkVersions.Satisfies(SdkVersions.ReadTag(tag)!.Value, version, rollForward));

    [Fact]
    public void Reports_an_sdk_that_global_json_refuses()
    {
        string files = App + "--- global.json\n{ \"sdk\": { \"version\": \"10.0.100\" } }\n";
        Assert.Equal(["IMG5005 Error 4 global.json"], Scenario.Lines(Docker("COPY . .\nRUN dotnet restore A\n", files, "mcr.microsoft.com/dotnet/sdk:8.0")));
        Assert.Equal(["IMG5005 Info 4 global.json"], Scenario.Lines(Docker("COPY A/ A/\nRUN dotnet restore A\n", files, "mcr.microsoft.com/dotnet/sdk:8.0")));
        Assert.Empty(Scenario.Lines(Docker("COPY . .\nRUN dotnet restore A\n", files)));
        Assert.Empty(Scenario.Lines(Docker("COPY . .\nRUN dotnet restore A\n", files, "acme/sdk:8.0")));
        Assert.Equal(["IMG5005 Error 4 global.json"], Scenario.Lines(Docker("COPY . .\nRUN dotnet restore A\n", files, "mcr.microsoft.com/dotnet/sdk:8.0@sha256:0123")));
        Assert.Empty(Scenario.Lines(Docker("COPY . .\nRUN curl -sSL https://dot.net/v1/dotnet-install.sh\nRUN dotnet restore A\n", files, "mcr.microsoft.com/dotnet/sdk:8.0")));
        Assert.Empty(Scenario.Lines(Docker("COPY . .\nWORKDIR /\nRUN dotnet restore /src/A\n", files, "mcr.microsoft.com/dotnet/sdk:8.0")));
    }

    [Theory]
    [InlineData("RUN dotnet publish B/B.csproj", "MSB1009")]
    [InlineData("WORKDIR /src/B\nRUN dotnet publish", "MSB1003")]
    [InlineData("COPY A/A.csproj X.csproj\nCOPY A/A.csproj Y.csproj\nRUN dotnet publish", "MSB1011")]
    [InlineData("RUN dotnet publish A/A.csproj", null)]
    [InlineData("RUN dotnet --info", null)]
    public void Reports_a_path_that_leads_nowhere(string body, string? code)
    {
        var findings = Scenario.Check(Docker("COPY A/ A/\n" + body + "\n", App));
        if (code is null) Assert.Empty(findings);
        else Assert.Contains(code, Assert.Single(findings, finding => finding.Rule == "IMG5006").Message);
    }

    [Fact]
    public void Reports_an_output_that_is_copied_from_elsewhere()
    {
        const string Body = "COPY A/ A/\nRUN dotnet publish A -o /out\nFROM mcr.microsoft.com/dotnet/aspnet:10.0\nCOPY --from=build ";
        Assert.Equal(["IMG5006 Error 6 "], Scenario.Lines(Docker(Body + "/app/publish .\n", App)));
        Assert.Empty(Scenario.Lines(Docker(Body + "/out .\n", App)));
        Assert.Empty(Scenario.Lines(Docker(Body + "/out/wwwroot .\n", App)));
    }

    [Theory]
    [InlineData("Compile", "", "Error", "CS2001")]
    [InlineData("EmbeddedResource", "", "Error", "CS1566")]
    [InlineData("Content", "", null, null)]
    [InlineData("Content", "Link='x.cs'", null, null)]
    [InlineData("Content", "CopyToOutputDirectory='PreserveNewest'", "Error", "MSB3030")]
    [InlineData("Content", "CopyToOutputDirectory='Never' CopyToPublishDirectory='Never'", null, null)]
    [InlineData("Content", "CopyToPublishDirectory='Always'", "Warning", "succeeds")]
    [InlineData("Content", "CopyToPublishDirectory='Always'", "Error", "MSB3030", "Microsoft.NET.Sdk")]
    [InlineData("None", "CopyToOutputDirectory='Always'", "Error", "MSB3030")]
    [InlineData("None", "CopyToPublishDirectory='Always'", "Error", "MSB3030")]
    [InlineData("None", "", null, null)]
    [InlineData("AdditionalFiles", "Condition=\"Exists('../Shared/x.cs')\"", null, null)]
    public void Reports_linked_files(string kind, string metadata, string? severity, string? code, string sdk = "Microsoft.NET.Sdk.Web")
    {
        string files = $"""
            --- A/A.csproj
            <Project Sdk="{sdk}">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><{kind} Include="../Shared/x.cs" {metadata} /></ItemGroup>
            </Project>
            --- Shared/x.cs
            class X;

            """;
        var findings = Scenario.Check(Docker("COPY A/ A/\nRUN dotnet publish A\n", files));
        if (severity is null)
        {
            Assert.Empty(findings);
            return;
        }

        Finding finding = Assert.Single(findings);
        Assert.Equal(("IMG5007", severity, "Shared/x.cs"), (finding.Rule, finding.Severity.ToString(), finding.RepositoryPath));
        Assert.Contains(code!, finding.Message);
        Assert.Empty(Scenario.Check(Docker("COPY A/ A/\nCOPY Shared/ Shared/\nRUN dotnet publish A\n", files)));
        Assert.Empty(Scenario.Check(Docker("COPY A/ A/\nRUN dotnet restore A\n", files)));
        Assert.Equal(metadata.StartsWith("CopyToPublish", System.StringComparison.Ordinal), Scenario.Check(Docker("COPY A/ A/\nRUN dotnet build A\n", files)).Count == 0);
    }

    [Theory]
    [InlineData("AssemblyOriginatorKeyFile", "<SignAssembly>true</SignAssembly>", "Error", "CS7027")]
    [InlineData("AssemblyOriginatorKeyFile", "", null, null)]
    [InlineData("ApplicationIcon", "", "Error", "CS7064")]
    [InlineData("CodeAnalysisRuleSet", "", "Warning", "MSB3884")]
    public void Reports_files_that_properties_name(string property, string more, string? severity, string? code)
    {
        string files = App.Replace("<TargetFramework>", $"<{property}>../x.y</{property}>{more}<TargetFramework>") + "--- x.y\nx\n";
        var findings = Scenario.Check(Docker("COPY A/ A/\nRUN dotnet publish A\n", files));
        Assert.Equal(severity is null ? [] : [("IMG5007", severity, "x.y")], findings.ConvertAll(finding => (finding.Rule, finding.Severity.ToString(), finding.RepositoryPath!)));
        Assert.All(findings, finding => Assert.Contains(code!, finding.Message));
        Assert.Empty(Scenario.Check(Docker("COPY . .\nRUN dotnet publish A\n", files)));
    }

    [Theory]
    [InlineData("<PackageReference Include='Grpc.AspNetCore' Version='2.71.0' />", true)]
    [InlineData("", false)]
    public void Reports_contracts_that_protoc_does_not_find(string package, bool isReported)
    {
        string files = App.Replace("</PropertyGroup>", $"</PropertyGroup><ItemGroup>{package}<Protobuf Include='../protos/x.proto' /><Protobuf Include='../more/*.proto' /></ItemGroup>") + "--- protos/x.proto\n--- more/y.proto\n";
        Assert.Equal(isReported ? ["IMG5007 Error 4 protos/x.proto", "IMG5007 Error 4 more"] : [], Scenario.Lines(Docker("COPY A/ A/\nRUN dotnet publish A\n", files)));
    }

    [Fact]
    public void Reports_sources_behind_a_wildcard()
    {
        string files = App.Replace("</PropertyGroup>", "</PropertyGroup><ItemGroup><Compile Include=\"../Shared/**/*.cs\" LinkBase=\"S\" /></ItemGroup>") + "--- Shared/deep/x.cs\nclass X;\n";
        Assert.Equal(["IMG5007 Error 4 Shared"], Scenario.Lines(Docker("COPY A/ A/\nRUN dotnet publish A\n", files)));
    }

    [Fact]
    public void Warns_of_severities_that_the_image_does_not_know()
    {
        string files = App.Replace("<TargetFramework>", "<TreatWarningsAsErrors>true</TreatWarningsAsErrors><TargetFramework>") + "--- .editorconfig\n[*.cs]\ndotnet_diagnostic.CA1822.severity = none\n";
        Assert.Equal(["IMG5010 Warning 4 .editorconfig"], Scenario.Lines(Docker("COPY A/ A/\nRUN dotnet publish A\n", files)));
        Assert.Empty(Scenario.Lines(Docker("COPY . .\nRUN dotnet publish A\n", files)));
        Assert.Empty(Scenario.Lines(Docker("COPY A/ A/\nRUN dotnet publish A\n", files.Replace("<TreatWarningsAsErrors>true", "<TreatWarningsAsErrors>false"))));
    }

    [Theory]
    [InlineData("A", "A.dll", false)]
    [InlineData("Acme.A", "A.dll", true)]
    [InlineData("$(MSBuildProjectName).Host", "A.Host.dll", false)]
    [InlineData("A", "a.dll", true)]
    [InlineData("$(NuGetPackageRoot)", "A.dll", false)]
    public void Compares_the_entry_point_with_the_assembly(string assembly, string started, bool isWrong)
    {
        string files = App.Replace("<TargetFramework>", $"<AssemblyName>{assembly}</AssemblyName><TargetFramework>");
        string text = Docker($"COPY . .\nRUN dotnet publish A -c Release -o /app/publish\nFROM mcr.microsoft.com/dotnet/aspnet:10.0\nWORKDIR /app\nCOPY --from=build /app/publish .\nENTRYPOINT [\"dotnet\", \"{started}\"]\n", files);
        Assert.Equal(isWrong ? ["IMG3003 Error 8 "] : [], Scenario.Lines(text));
    }

    [Theory]
    [InlineData("./A", "", true)]
    [InlineData("/app/A", "", true)]
    [InlineData("./Acme.A", "", false)]
    [InlineData("/app/Acme.A", "", false)]
    [InlineData("./start.sh", "", false)]
    [InlineData("/usr/bin/env", "", false)]
    [InlineData("./Acme.A", "-p:UseAppHost=false", true)]
    public void Compares_the_program_with_the_assembly(string started, string arguments, bool isWrong)
    {
        string files = App.Replace("<TargetFramework>", "<AssemblyName>Acme.A</AssemblyName><TargetFramework>");
        string text = Docker($"COPY . .\nRUN dotnet publish A -c Release {arguments} -o /app/publish\nFROM mcr.microsoft.com/dotnet/aspnet:10.0\nWORKDIR /app\nCOPY --from=build /app/publish .\nENTRYPOINT [\"{started}\"]\n", files);
        Assert.Equal(isWrong ? ["IMG3003 Error 8 "] : [], Scenario.Lines(text));
    }

    [Fact]
    public void Names_the_published_project_and_not_those_behind_it()
    {
        const string Files = """
            --- A/A.csproj
            <Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup><ProjectReference Include="../B/B.csproj" /></ItemGroup></Project>
            --- B/B.csproj
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>

            """;
        const string Body = "COPY . .\nRUN dotnet publish A -o /app\nWORKDIR /app\nENTRYPOINT [\"dotnet\", \"{0}.dll\"]\n";
        Assert.Equal("the container starts 'Api.dll', but what is published to /app is 'A.dll'", Assert.Single(Scenario.Check(Docker(Body.Replace("{0}", "Api"), Files))).Message);
        Assert.Empty(Scenario.Check(Docker(Body.Replace("{0}", "B"), Files)));
    }

    [Fact]
    public void Every_rule_says_what_it_is_about_with_examples_that_show_it()
    {
        foreach (var rule in Scenario.Rules)
        {
            RuleDescriptor descriptor = rule.Descriptor;
            Assert.Contains(Scenario.Check(Example(descriptor.BadExample)), finding => finding.Rule == descriptor.Id);
            string good = Example(descriptor.BadExample) + Example(descriptor.GoodExample);
            Assert.DoesNotContain(Scenario.Check(good), finding => finding.Rule == descriptor.Id);
        }
    }

    // "# path" lines divide examples; a text after another replaces files of the same name.
    private static string Example(string text)
    {
        var lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("# ", System.StringComparison.Ordinal)) lines[i] = "--- " + lines[i][2..];
        }

        return string.Join("\n", lines) + "\n";
    }
}
