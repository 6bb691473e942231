using System.IO;
using System.Linq;
using DockerLint.Cli.Tests;
using Xunit;

namespace DockerLint.Analyzers.Tests.EndToEnd;

/// <summary>A real <c>dotnet build</c> that looks after services without C#.</summary>
public sealed class ServicesTests
{
    private const string Finding = "services/pricing/main.py(1,1): error IMG1001: ";

    [Fact]
    public void A_solution_fails_when_a_Python_service_beside_it_lacks_a_COPY()
    {
        using TemporaryDirectory sample = PackedFeed.Instance.Sample("mixed-solution");
        DotNetResult first = DotNet.Run(sample.Path, "build", "Shop.slnx");
        Assert.StartsWith(Finding, Assert.Single(DotNet.Findings(first.Log, sample.Path)));
        Assert.Equal(1, first.ExitCode);
        Assert.Contains("Shop.Web.dll", first.Log);

        Assert.Equal(0, DotNet.Run(sample.Path, DotNet.Cli, "fix").ExitCode);
        DotNetResult mended = DotNet.Run(sample.Path, "build", "Shop.slnx", "--no-restore");
        Assert.Empty(DotNet.Findings(mended.Log, sample.Path));
        Assert.Equal(0, mended.ExitCode);
    }

    [Fact]
    public void A_repository_without_CSharp_needs_two_lines()
    {
        using TemporaryDirectory sample = PackedFeed.Instance.Sample("mixed-solution");
        string[] told = DotNet.Findings(DotNet.Run(sample.Path, DotNet.Cli, "check", "--format", "msbuild").Log, sample.Path);
        for (int n = 0; n < 2; n++)
        {
            DotNetResult broken = Build(sample);
            Assert.Equal(1, broken.ExitCode);
            Assert.Equal(told, DotNet.Findings(broken.Log, sample.Path));
        }

        Assert.Equal(0, DotNet.Run(sample.Path, DotNet.Cli, "fix").ExitCode);
        Assert.Equal((0, true), Ran(Build(sample)));
        Assert.Equal((0, false), Ran(Build(sample)));

        // A file that goes is a change like any other.
        Directory.Move(sample.At("services/common"), sample.At("elsewhere"));
        DotNetResult deleted = Build(sample);
        Assert.Equal((1, true), Ran(deleted));
        Assert.Contains(DotNet.Findings(deleted.Log, sample.Path), line => line.Contains("IMG2001", System.StringComparison.Ordinal));
        Directory.Move(sample.At("elsewhere"), sample.At("services/common"));

        // Findings without a line, a crash, a killed process: the build fails and says which.
        Assert.Contains("error IMG9011", Failing(sample, "exit 1"));
        Assert.Contains("error IMG9010: dockerlint could not run (exit code 134)", Failing(sample, "exit 134"));
        Assert.Contains("error IMG9010", Failing(sample, "kill -9 $$"));
        Assert.Equal((0, true), Ran(Build(sample)));
    }

    [Fact]
    public void A_project_with_several_frameworks_checks_once()
    {
        using TemporaryDirectory sample = PackedFeed.Instance.Sample("mixed-solution");
        File.Delete(sample.At("Directory.Solution.targets"));
        sample.Write("tools/Tools.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework></TargetFramework>
                    <TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>
                    <DisableImplicitFrameworkReferences Condition="'$(TargetFramework)' == 'netstandard2.0'">true</DisableImplicitFrameworkReferences>
                    <DockerLintServicesRoot>..</DockerLintServicesRoot>
                  </PropertyGroup>
                  <ItemGroup><PackageReference Include="DockerLint.Analyzers" PrivateAssets="all" /></ItemGroup>
                </Project>
                """);
        DotNetResult build = DotNet.Run(sample.Path, "build", "tools", "-v", "n");
        Assert.Equal(1, build.ExitCode);
        Assert.StartsWith(Finding, Assert.Single(DotNet.Findings(build.Log, sample.Path)));
        Assert.Single(build.Log.Split('\n'), line => line.TrimStart().StartsWith('"') && line.Contains(" check --format msbuild", System.StringComparison.Ordinal));
        Assert.DoesNotContain("warning MSB", build.Log);
    }

    [Fact]
    public void What_the_solution_checks_its_projects_do_not_check_again()
    {
        using TemporaryDirectory sample = PackedFeed.Instance.Sample("mixed-solution");
        sample.Write("web/Shop.Web.csproj", sample.Read("web/Shop.Web.csproj").Replace("</Project>", "<PropertyGroup><DockerLintServicesRoot>..</DockerLintServicesRoot></PropertyGroup></Project>", System.StringComparison.Ordinal));
        Assert.Equal("Shop.slnx", Checker(DotNet.Run(sample.Path, "build", "Shop.slnx", "-v", "d")));
        // By itself it has no solution that does it; and the solution does nothing where its file is another's.
        Assert.Equal("Shop.Web.csproj", Checker(DotNet.Run(sample.Path, "build", "web", "--no-restore", "-v", "d")));
        sample.Write("Directory.Solution.targets", "<Project />\n");
        Assert.Equal("Shop.Web.csproj", Checker(DotNet.Run(sample.Path, "build", "Shop.slnx", "--no-restore", "-v", "d")));

        string Checker(DotNetResult build)
        {
            Assert.Equal(1, build.ExitCode);
            // 1:2>"dotnet" "…/DockerLint.Cli.dll" check --format msbuild
            string[] lines = [.. build.Log.Split('\n').Select(line => line[(line.IndexOf('>') + 1)..].Trim())];
            Assert.Contains(lines, line => line.StartsWith(Finding, System.StringComparison.Ordinal));
            Assert.Single(lines, line => line.StartsWith('"') && line.EndsWith(" check --format msbuild", System.StringComparison.Ordinal));
            const string Done = "Done building target \"DockerLintServices\" in project \"";
            string line = Assert.Single(lines, line => line.StartsWith(Done, System.StringComparison.Ordinal));
            return line[Done.Length..line.LastIndexOf('"')];
        }
    }

    private static DotNetResult Build(TemporaryDirectory sample) => DotNet.Run(sample.Path, "build", "services.proj", "-v", "n");

    private static (int ExitCode, bool Ran) Ran(DotNetResult build) => (build.ExitCode, build.Log.Contains(" check --format msbuild", System.StringComparison.Ordinal));

    private static string Failing(TemporaryDirectory sample, string script)
    {
        sample.Write("fake.sh", script + "\n");
        DotNetResult build = DotNet.Run(sample.Path, "build", "services.proj", "-p:DockerLintCommand=sh fake.sh");
        Assert.Equal(1, build.ExitCode);
        return build.Log;
    }
}
