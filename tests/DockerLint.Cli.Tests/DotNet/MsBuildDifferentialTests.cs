using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DockerLint.Checks;
using DockerLint.Cli.Files;
using DockerLint.Cli.MsBuild;
using DockerLint.Projects;
using DockerLint.Reporting;
using PyImportScanner.Files;
using Xunit;

namespace DockerLint.Cli.Tests.DotNet;

/// <summary>The engine's own reader of projects against MSBuild: where it claims to know, it says the same.</summary>
public sealed class MsBuildDifferentialTests
{
    public static TheoryData<string> Cases => [.. DotNetCase.Names];

    /// <summary>This repository's own projects, shortest closure first.</summary>
    public static TheoryData<string> OwnProjects =>
    [
        .. new[] { "src", "tests", "bench" }.SelectMany(top => Directory.EnumerateFiles(Path.Combine(ProjectRoot.Path, top), "*.csproj", SearchOption.AllDirectories))
            .Select(path => "/" + Path.GetRelativePath(ProjectRoot.Path, path).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reads_the_fixtures_as_MSBuild_does(string name)
    {
        using var directory = new TemporaryDirectory();
        DotNetCase example = DotNetCase.Read(name);
        example.WriteTo(directory);
        using MsBuildEvaluator oracle = InstalledMsBuild.Open();
        foreach (string project in example.Files.Keys.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)))
            Compare(new DiskFileTree(directory.Path), "/" + project, oracle);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Finds_the_same_with_MSBuild(string name)
    {
        using var directory = new TemporaryDirectory();
        DotNetCase example = DotNetCase.Read(name);
        example.WriteTo(directory);
        using MsBuildEvaluator oracle = InstalledMsBuild.Open();
        CheckReport report = Checker.Run(new CheckRequest
        {
            Repository = new DiskFileTree(directory.Path), Dockerfiles = ["/Dockerfile"], Context = "/", ProjectEvaluator = oracle,
        });
        Assert.Equal(example.Expected, report.Findings.Select(finding => finding.Rule + " " + finding.Severity.ToString().ToLowerInvariant()));
    }

    [Fact]
    public void The_option_evaluates_with_the_installed_SDK()
    {
        using var directory = new TemporaryDirectory();
        DotNetCase.Read("framework-in-props").WriteTo(directory);
        CommandResult result = CommandLine.Run(directory.Path, "check", "--msbuild", "--format", "concise");
        Assert.Equal((ExitCodes.Findings, ""), (result.ExitCode, result.Error));
        Assert.Contains("IMG5003", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_SDK_is_one_clear_line()
    {
        using var directory = new TemporaryDirectory();
        DotNetCase.Read("reference-never").WriteTo(directory);
        // A runtime without an SDK: the program itself is copied, as it looks beside itself.
        string installed = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        string program = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string runtime = directory.At("runtime");
        Directory.CreateDirectory(runtime);
        File.Copy(Path.Combine(installed, program), Path.Combine(runtime, program));
        foreach (string part in new[] { "host", "shared" }) Directory.CreateSymbolicLink(Path.Combine(runtime, part), Path.Combine(installed, part));
        ProcessStartInfo start = CommandLine.Describe(directory.Path, null, ["check", "--msbuild"]);
        start.FileName = Path.Combine(runtime, program);
        start.Environment["DOTNET_ROOT"] = runtime;
        start.Environment["PATH"] = runtime;
        start.Environment.Remove("DOTNET_HOST_PATH");
        using Process process = Process.Start(start)!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(ExitCodes.Failure, process.ExitCode);
        Assert.Equal("dockerlint: --msbuild needs an installed .NET SDK and finds none\nsee: dockerlint check --help\n", error);
    }

    [Theory]
    [MemberData(nameof(OwnProjects))]
    public void Reads_this_repository_as_MSBuild_does(string project)
    {
        using MsBuildEvaluator oracle = InstalledMsBuild.Open();
        var tree = new DiskFileTree(ProjectRoot.Path);
        ProjectGraph graph = Compare(tree, project, oracle);
        Assert.Equal(Closure(ProjectRoot.Path + project), graph.Nodes.Select(node => ProjectRoot.Path + node.Path).Distinct().Order(StringComparer.Ordinal));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string[] Closure(string project)
    {
        var graph = new Microsoft.Build.Graph.ProjectGraph(project);
        return [.. graph.ProjectNodes.Select(node => node.ProjectInstance.FullPath).Distinct().Order(StringComparer.Ordinal)];
    }

    private static ProjectGraph Compare(DiskFileTree tree, string project, MsBuildEvaluator oracle)
    {
        var options = new GraphOptions { IsRestore = true };
        ProjectGraph light = ProjectGraph.Load(tree, new ProjectFileCache(), [project], options);
        ProjectGraph real = ProjectGraph.Load(tree, new ProjectFileCache { Evaluator = oracle }, [project], options);
        Assert.Equal(real.Nodes.Select(Name), light.Nodes.Select(Name));
        Assert.Equal(real.Missing.Select(missing => missing.Path).Order(StringComparer.Ordinal), light.Missing.Select(missing => missing.Path).Order(StringComparer.Ordinal));
        foreach ((ProjectNode mine, ProjectNode theirs) in light.Nodes.Zip(real.Nodes)) Compare(mine, theirs);
        return light;
    }

    private static void Compare(ProjectNode light, ProjectNode real)
    {
        string name = Name(light);
        Assert.Empty(real.Facts.Errors);
        if (light.Facts.AssemblyName.IsKnown) Assert.Equal((name, real.Facts.AssemblyName), (name, light.Facts.AssemblyName));
        // Packages may bring files that no tree shows before a restore; a test SDK makes a library a program.
        if (!real.Facts.Items.Any(item => item.Kind == ItemKind.PackageReference)) Assert.Equal((name, real.Facts.OutputType.Text.ToUpperInvariant()), (name, light.Facts.OutputType.Text.ToUpperInvariant()));
        Same(name, light.Facts.Wildcards.Where(one => one.UnknownBecause is null).Select(Show), real.Facts.Wildcards.Select(Show), light.Facts.Wildcards.Select(Show));
        Same(name, light.Facts.Items.Where(item => item.UnknownBecause is null).Select(Show), real.Facts.Items.Where(item => !IsOfWildcard(item, real.Facts, TreePath.Parent(real.Path) + "/")).Select(Show), light.Facts.Items.Select(Show));
        Same(name, light.Facts.Imports.Where(import => import.UnknownBecause is null).Select(Show), real.Facts.Imports.Select(Show), light.Facts.Imports.Select(Show));
        foreach ((string property, FactPlace place) in real.Facts.PropertyPlaces)
        {
            // What a restore wrote is no input.
            if (place.File.Contains("/obj/", StringComparison.Ordinal)) continue;
            MsBuildValue value = light.Facts.Property(property);
            if (value.IsKnown) Assert.Equal((name, property, real.Facts.Property(property).Text, place.File), (name, property, value.Text, light.Facts.PropertyPlaces.GetValueOrDefault(property)?.File));
        }
    }

    // What is known to be there is there, and what is there is known, or known to be unknown.
    private static void Same(string name, IEnumerable<string> known, IEnumerable<string> real, IEnumerable<string> possible)
    {
        string[] truth = [.. real.Where(fact => !fact.Contains("/obj/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        string[] wrong = [.. known.Except(truth).Select(fact => "claims " + fact), .. truth.Except(possible).Select(fact => "lacks " + fact)];
        Assert.True(wrong.Length == 0, name + " " + string.Join("\n", wrong));
    }

    // The engine keeps a wildcard over other directories as such, and none over the project's own.
    private static bool IsOfWildcard(ItemFact item, ProjectFacts facts, string projectDirectory) =>
        item.IsWildcard && (item.Path.StartsWith(projectDirectory, StringComparison.Ordinal) || facts.Wildcards.Any(wildcard => wildcard.Kind == item.Kind && wildcard.Place.File == item.Place.File && wildcard.Place.Span.Line == item.Place.Span.Line));

    private static string Show(WildcardFact wildcard) => wildcard.Kind + " " + wildcard.Specification + " in " + wildcard.Directory + " at " + wildcard.Place.File + ":" + wildcard.Place.Span.Line;

    private static string Name(ProjectNode node) => node.Path + " " + node.Framework;

    private static string Show(ItemFact item) => item.Kind + " " + item.Path + " at " + item.Place.File + ":" + item.Place.Span.Line;

    private static string Show(ImportFact import) => import.Kind + " " + import.Path + (import.IsMissing ? " missing" : "");
}
