using System.IO;
using System.Linq;
using System.Text.Json;
using DockerLint.Cli.Tests;
using Xunit;

namespace DockerLint.Analyzers.Tests.EndToEnd;

/// <summary>A real <c>dotnet build</c> of a C# service that uses the package.</summary>
public sealed class CSharpServiceTests
{
    private const string Project = "src/Orders.Api/Orders.Api.csproj";

    [Fact]
    public void The_sample_fails_at_the_line_of_the_Dockerfile_until_it_is_mended()
    {
        using TemporaryDirectory sample = PackedFeed.Instance.Sample("dotnet-service");
        string[] told = DotNet.Findings(DotNet.Run(sample.Path, DotNet.Cli, "check", "--format", "msbuild").Log, sample.Path);
        Assert.StartsWith("src/Orders.Api/Dockerfile(8,1): error IMG5001: 'src/Orders.Domain/Orders.Domain.csproj'", Assert.Single(told));

        DotNetResult first = DotNet.Run(sample.Path, "build", Project, "-p:ErrorLog=../../build.sarif%2cversion=2.1");
        Assert.Equal(1, first.ExitCode);
        Assert.Equal(told, DotNet.Findings(first.Log, sample.Path));
        InTheSarifOfTheCompiler(sample.Read("build.sarif"));

        // An error stays until it is mended; what was recorded holds, because nothing has changed.
        DotNetResult second = DotNet.Run(sample.Path, "build", Project, "--no-restore", "-v", "d");
        Assert.Equal(1, second.ExitCode);
        Assert.Equal(told, DotNet.Findings(second.Log, sample.Path));
        Assert.Contains("Skipping target \"_DockerLintRecord\" because all output files are up-to-date", second.Log);

        // The compiler of this SDK gets the analyzer that was compiled beforehand, where the package could be made with one; others get the IL.
        Assert.Contains(PackedFeed.Instance.HoldsCompiledAnalyzer ? "/tools/analyzers/" : "/analyzers/dotnet/cs/DockerLint.Analyzers.dll", Analyzer(second.Log));
        File.Delete(sample.At("src/Orders.Api/obj/Debug/net10.0/Orders.Api.dll"));
        DotNetResult other = DotNet.Run(sample.Path, "build", Project, "--no-restore", "-v", "d", "-p:NETCoreSdkPortableRuntimeIdentifier=plan9-mips");
        Assert.EndsWith("/analyzers/dotnet/cs/DockerLint.Analyzers.dll", Analyzer(other.Log));
        Assert.Equal(told, DotNet.Findings(other.Log, sample.Path));

        Assert.Equal(0, DotNet.Run(sample.Path, DotNet.Cli, "fix").ExitCode);
        DotNetResult mended = DotNet.Run(sample.Path, "build", Project, "--no-restore");
        Assert.Empty(DotNet.Findings(mended.Log, sample.Path));
        Assert.Equal(0, mended.ExitCode);

        // What the Dockerfile copies is gone: no file that the compiler reads has changed. A warning, because nothing names the context.
        File.Delete(sample.At("Directory.Packages.props"));
        DotNetResult broken = DotNet.Run(sample.Path, "build", Project, "--no-restore", "-p:ManagePackageVersionsCentrally=false");
        Assert.Contains(DotNet.Findings(broken.Log, sample.Path), line => line.StartsWith("src/Orders.Api/Dockerfile(4,", System.StringComparison.Ordinal) && line.Contains("IMG2001", System.StringComparison.Ordinal));
    }

    [Fact]
    public void Both_packages_work_in_a_fresh_project()
    {
        using var fresh = new TemporaryDirectory();
        PackedFeed.Instance.WriteConfiguration(fresh);
        string root = fresh.At("repo");
        // The context is the directory above the project, the Dockerfile is linked, another one is in order, and a directory has its name.
        fresh.Write("repo/app/App.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                  <ItemGroup>
                    <ProjectReference Include="../lib/Lib.csproj" />
                    <PackageReference Include="DockerLint.Analyzers" Version="0.1.0" PrivateAssets="all" />
                    <DockerLintDockerfile Include="../docker/app.image" />
                  </ItemGroup>
                </Project>
                """)
            .Write("repo/app/Program.cs", "System.Console.WriteLine(Lib.Words.Hello);\n")
            .Write("repo/app/Dockerfile.dev", "FROM mcr.microsoft.com/dotnet/sdk:10.0\nWORKDIR /src\nCOPY app/ app/\nCOPY lib/ lib/\nRUN dotnet build app/App.csproj\n")
            .Write("repo/app/Dockerfile/notes.txt", "not a Dockerfile\n")
            .Write("repo/docker/app.image", "FROM mcr.microsoft.com/dotnet/sdk:10.0\nWORKDIR /src\nCOPY app/ app/\nRUN dotnet build app/App.csproj\n")
            .Write("repo/lib/Lib.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>\n")
            .Write("repo/lib/Words.cs", "namespace Lib;\npublic static class Words { public const string Hello = \"hello\"; }\n");
        DotNetResult build = DotNet.Run(root, "build", "app", "-p:WarningsAsErrors=IMG2001");
        Assert.StartsWith("docker/app.image(4,1): error IMG5001: 'lib/Lib.csproj'", Assert.Single(DotNet.Findings(build.Log, root)));
        Assert.Equal(1, build.ExitCode);

        // Inside the image that is being built there is no repository to check; the property stands for the variable.
        DotNetResult inside = DotNet.Run(root, "build", "app", "--no-restore", "-p:DOTNET_RUNNING_IN_CONTAINER=true");
        Assert.Empty(DotNet.Findings(inside.Log, root));
        Assert.Equal(0, inside.ExitCode);

        DotNetResult quiet = DotNet.Run(root, "build", "app", "--no-restore", "-p:NoWarn=IMG5001");
        Assert.Empty(DotNet.Findings(quiet.Log, root));
        Assert.Equal(0, quiet.ExitCode);

        Assert.Equal(0, DotNet.Run(fresh.Path, "tool", "install", "DockerLint", "--version", "0.1.0", "--tool-path", fresh.At("tools")).ExitCode);
        using var check = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(fresh.At("tools/dockerlint"), ["check", root, "--dockerfile", "docker/app.image", "--format", "msbuild"]) { RedirectStandardOutput = true })!;
        string told = check.StandardOutput.ReadToEnd();
        check.WaitForExit();
        Assert.Equal(DotNet.Findings(build.Log, root), DotNet.Findings(told, root));
    }

    [Fact]
    public void A_project_without_a_Dockerfile_pays_nothing_and_bad_input_never_breaks_a_build()
    {
        using var fresh = new TemporaryDirectory();
        PackedFeed.Instance.WriteConfiguration(fresh);
        fresh.Write("app/App.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                  <ItemGroup><PackageReference Include="DockerLint.Analyzers" Version="0.1.0" PrivateAssets="all" /></ItemGroup>
                </Project>
                """)
            .Write("app/Code.cs", "public class Code { }\n");
        DotNetResult without = DotNet.Run(fresh.Path, "build", "app", "-v", "d");
        Assert.Equal(0, without.ExitCode);
        Assert.DoesNotContain("Done building target \"_DockerLintRecord\"", without.Log);
        Assert.False(File.Exists(fresh.At("app/obj/Debug/net10.0/dockerlint.facts")));

        fresh.Write("app/Dockerfile", [0x46, 0x52, 0x4f, 0x4d, 0x20, 0xff, 0xfe, 0x00, 0x0a, 0x43, 0x4f, 0x50, 0x59, 0x0a])
            .Write("broken/Broken.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><ItemGroup><Compile Include=")
            .Write("compose.yaml", "services: {a: &a [*a, *a], build: ]\n");
        DotNetResult bad = DotNet.Run(fresh.Path, "build", "app", "--no-restore", "-p:TreatWarningsAsErrors=false");
        Assert.DoesNotContain("AD0001", bad.Log);
        Assert.DoesNotContain("IMG9010", bad.Log);
        Assert.Contains("IMG9001", bad.Log);

        // The command cannot run: a warning says so, and the build of a sound project goes on.
        fresh.Write("app/Dockerfile", "FROM scratch\n");
        DotNetResult dead = DotNet.Run(fresh.Path, "build", "app", "--no-restore", "-p:DockerLintToolPath=/nowhere/DockerLint.Cli.dll");
        Assert.Equal(0, dead.ExitCode);
        Assert.Contains("warning IMG9010", dead.Log);
    }

    /// <summary>Where the compiler was told to load the analyzer from.</summary>
    private static string Analyzer(string log)
    {
        string[] named = [.. log.Split(' ', '\n').Where(word => word.StartsWith("/analyzer:", System.StringComparison.Ordinal) && word.EndsWith("/DockerLint.Analyzers.dll", System.StringComparison.Ordinal)).Distinct()];
        return Assert.Single(named);
    }

    /// <summary>The region of the Dockerfile, and the code that needs the missing project.</summary>
    private static void InTheSarifOfTheCompiler(string sarif)
    {
        using JsonDocument document = JsonDocument.Parse(sarif);
        JsonElement result = document.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Single(r => r.GetProperty("ruleId").GetString() == "IMG5001");
        JsonElement place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.EndsWith("src/Orders.Api/Dockerfile", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(8, place.GetProperty("region").GetProperty("startLine").GetInt32());
        JsonElement related = result.GetProperty("relatedLocations")[0].GetProperty("physicalLocation");
        Assert.EndsWith("src/Orders.Api/Program.cs", related.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(1, related.GetProperty("region").GetProperty("startLine").GetInt32());
    }
}
