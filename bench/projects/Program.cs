using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using DockerLint.Projects;
using PyImportScanner.Files;

// The light reader over a graph of 10 projects with property paths, central packages, imported props and linked files,
// against MSBuild's own evaluation of one of them (dotnet msbuild -getItem) and Python's XML parser over the same files.
// Least processor time of many rounds: another process on the machine only ever adds.
const int Rounds = 200;
Dictionary<string, string> files = Sample.Files(projects: 10);
var tree = new InMemoryFileTree();
foreach ((string path, string text) in files) tree.Add(path, text);

double first = 0, best = double.MaxValue;
int nodes = 0, items = 0;
for (int round = 0; round < Rounds; round++)
{
    long before = Stopwatch.GetTimestamp();
    ProjectGraph graph = ProjectGraph.Load(tree, new ProjectFileCache(), ["/src/P0/P0.csproj"], new GraphOptions());
    double time = Stopwatch.GetElapsedTime(before).TotalMilliseconds;
    if (round == 0) first = time;
    best = Math.Min(best, time);
    nodes = graph.Nodes.Count;
    items = graph.Nodes.Sum(node => node.Facts.Items.Count);
}

Console.WriteLine($"light reader: {nodes} projects, {items} items: {best:F2} ms, first time {first:F1} ms (with the compilation of its code)");

string directory = Directory.CreateTempSubdirectory("dockerlint-bench-").FullName;
try
{
    foreach ((string path, string text) in files)
    {
        string target = directory + path;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, text);
    }

    const string Parse = "import sys,time,xml.etree.ElementTree as e\n"
        + "def run():\n t=time.perf_counter()\n for f in sys.argv[1:]: e.parse(f)\n return time.perf_counter()-t\n"
        + "print(min(run() for _ in range(200))*1000)";
    string[] paths = [.. files.Keys.Where(path => path.EndsWith("proj", StringComparison.Ordinal) || path.EndsWith(".props", StringComparison.Ordinal)).Select(path => directory + path)];
    if (Sample.Run("python3", ["-c", Parse, .. paths]) is { } python)
        Console.WriteLine($"python xml.etree, parsing alone: {double.Parse(python, System.Globalization.CultureInfo.InvariantCulture):F2} ms");
    double msbuild = double.MaxValue;
    for (int round = 0; round < 3; round++)
    {
        long before = Stopwatch.GetTimestamp();
        Sample.Run("dotnet", ["msbuild", directory + "/src/P0/P0.csproj", "-getItem:ProjectReference"]);
        msbuild = Math.Min(msbuild, Stopwatch.GetElapsedTime(before).TotalMilliseconds);
    }

    Console.WriteLine($"dotnet msbuild -getItem, one project: {msbuild:F0} ms = {msbuild / best:F0}x the light reader's {nodes} projects, {msbuild / first:F0}x its first time");
}
finally
{
    Directory.Delete(directory, recursive: true);
}

return best < 10 ? 0 : 1;

internal static class Sample
{
    public static Dictionary<string, string> Files(int projects)
    {
        var files = new Dictionary<string, string>
        {
            ["/Directory.Build.props"] = "<Project><Import Project=\"$(MSBuildThisFileDirectory)eng/Common.props\" /><PropertyGroup><SrcRoot>$(MSBuildThisFileDirectory)src/</SrcRoot></PropertyGroup></Project>",
            ["/eng/Common.props"] = "<Project><PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings></PropertyGroup></Project>",
            ["/Directory.Packages.props"] = "<Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup><ItemGroup>"
                + string.Concat(Enumerable.Range(0, 60).Select(i => $"<PackageVersion Include=\"Package.Number{i}\" Version=\"1.{i}.0\" />")) + "</ItemGroup></Project>",
            ["/shared/Version.cs"] = "class Version;",
            ["/shared/settings.json"] = "{}",
        };
        for (int i = 0; i < projects; i++)
        {
            string references = string.Concat(new[] { (2 * i) + 1, (2 * i) + 2 }.Where(n => n < projects).Select(n => $"<ProjectReference Include=\"$(SrcRoot)P{n}/P{n}.csproj\" />"));
            if (i + 1 < projects) references += $"<ProjectReference Include=\"..\\P{i + 1}\\P{i + 1}.csproj\" Condition=\"'$(TargetFramework)' == 'net10.0'\" />";
            files[$"/src/P{i}/P{i}.csproj"] = $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <AssemblyName>Acme.$(MSBuildProjectName)</AssemblyName>
                    <TreatWarningsAsErrors Condition="'$(Configuration)' == 'Release'">true</TreatWarningsAsErrors>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="Package.Number{i}" />
                    <Compile Include="../../shared/Version.cs" Link="Version.cs" />
                    <Content Include="../../shared/settings.json" CopyToOutputDirectory="PreserveNewest" />
                    {references}
                  </ItemGroup>
                </Project>
                """;
        }

        return files;
    }

    public static string? Run(string program, string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
            string output = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
