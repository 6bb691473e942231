using System.Collections.Generic;
using System.Linq;
using DockerLint.Projects;
using PyImportScanner.Files;
using Xunit;

namespace DockerLint.Tests.Projects;

public class ProjectEvaluatorTests
{
    private static ProjectFacts Evaluate(string files, string project, params (string, string)[] globals)
    {
        EvaluationOptions options = EvaluationOptions.Default;
        foreach ((string name, string value) in globals) options = options.With(name, value);
        return new ProjectFileCache().Evaluate(FileText.Tree(files), project, options);
    }

    private static IEnumerable<string> References(ProjectFacts facts) =>
        facts.Items.Where(item => item.Kind == ItemKind.ProjectReference)
            .Select(item => item.Path + (item.UnknownBecause is null ? "" : "?") + ":" + item.Place.Span.Line);

    [Fact]
    public void Says_where_each_reference_stands()
    {
        ProjectFacts facts = Evaluate("""
            --- src/Api/Api.csproj
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="..\Domain\Domain.csproj;../Data/Data.csproj" />
                <ProjectReference Include="../Gen/Gen.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
              </ItemGroup>
            </Project>
            """, "/src/Api/Api.csproj");
        Assert.Equal(["/src/Domain/Domain.csproj:4", "/src/Data/Data.csproj:4", "/src/Gen/Gen.csproj:5"], References(facts));
        Assert.Equal("Analyzer", facts.Items[2].Meta("outputitemtype"));
        Assert.Equal("Api", facts.AssemblyName.Text);
        Assert.Equal("Exe", facts.OutputType.Text);
        Assert.Equal(["net10.0"], facts.Frameworks);
    }

    [Fact]
    public void Walks_upward_for_the_directory_files_and_follows_their_imports()
    {
        ProjectFacts facts = Evaluate("""
            --- Directory.Build.props
            <Project><PropertyGroup><Outer>1</Outer></PropertyGroup><Import Project="eng/common.props" /></Project>
            --- eng/common.props
            <Project><PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup></Project>
            --- src/Directory.Build.props
            <Project>
              <Import Project="$([MSBuild]::GetPathOfFileAbove('Directory.Build.props', '$(MSBuildThisFileDirectory)../'))" />
              <ItemGroup><ProjectReference Include="$(MSBuildThisFileDirectory)Shared/Shared.csproj" Condition="'$(MSBuildProjectName)' != 'Shared'" /></ItemGroup>
            </Project>
            --- Directory.Packages.props
            <Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup></Project>
            --- src/Directory.Build.targets
            <Project><PropertyGroup><Last>$(Outer)$(AssemblyName)</Last></PropertyGroup></Project>
            --- src/Api/Api.csproj
            <Project Sdk="Microsoft.NET.Sdk" />
            """, "/src/Api/Api.csproj");
        Assert.Equal(
            ["DirectoryBuildProps /src/Directory.Build.props", "Element /Directory.Build.props", "Element /eng/common.props",
                "DirectoryPackagesProps /Directory.Packages.props", "DirectoryBuildTargets /src/Directory.Build.targets"],
            facts.Imports.Select(import => import.Kind + " " + import.Path));
        Assert.Equal(["net9.0"], facts.Frameworks);
        Assert.True(facts.Property("ManagePackageVersionsCentrally").IsTrue);
        Assert.Equal(["/src/Shared/Shared.csproj:3"], References(facts));
        Assert.Equal("1Api", facts.Property("Last").Text);
        Assert.Equal(new FactPlace("/eng/common.props", new(1, 25, 1, 42)), facts.PropertyPlaces["TargetFramework"]);
    }

    [Theory]
    [InlineData("'$(Configuration)' == 'Debug'", true)]
    [InlineData("'$(Configuration)' == 'Release'", false)]
    [InlineData("'$(OS)' == 'Windows_NT'", false)]
    [InlineData("'$(TargetFramework)' == 'net10.0-windows'", false)]
    [InlineData("'$(NuGetPackageRoot)' == ''", null)]
    public void Honours_conditions_of_references(string condition, bool? expected)
    {
        ProjectFacts facts = Evaluate($"""
            --- A/A.csproj
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup Condition="{condition}"><ProjectReference Include="../B/B.csproj" /></ItemGroup>
            </Project>
            """, "/A/A.csproj");
        Assert.Equal(expected switch { true => ["/B/B.csproj:3"], false => [], null => (string[])["/B/B.csproj?:3"] }, References(facts));
    }

    [Fact]
    public void Global_properties_win_over_the_project()
    {
        const string Project = "--- a.csproj\n<Project Sdk='Microsoft.NET.Sdk'><PropertyGroup><AssemblyName>A</AssemblyName></PropertyGroup></Project>";
        Assert.Equal("B", Evaluate(Project, "/a.csproj", ("AssemblyName", "B")).AssemblyName.Text);
        Assert.Equal("A", Evaluate(Project, "/a.csproj").AssemblyName.Text);
    }

    [Fact]
    public void Includes_excludes_removes_and_updates()
    {
        ProjectFacts facts = Evaluate("""
            --- all/all.csproj
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <ProjectReference Include="../src/**/*.csproj" Exclude="../src/Old/Old.csproj" />
                <ProjectReference Remove="../src/B/*.csproj" />
                <ProjectReference Update="../src/A/A.csproj" OutputItemType="Analyzer" />
                <Compile Include="../shared/One.cs" Link="One.cs" />
                <Compile Include="../shared/more/*.cs;Own/**/*.cs" />
                <Compile Remove="Old/**" />
              </ItemGroup>
            </Project>
            --- src/A/A.csproj
            <Project/>
            --- src/B/B.csproj
            <Project/>
            --- src/Old/Old.csproj
            <Project/>
            """, "/all/all.csproj");
        Assert.Equal(["/src/A/A.csproj:3"], References(facts));
        Assert.Equal("Analyzer", facts.Items[0].Meta("OutputItemType"));
        Assert.Equal("/shared/One.cs", facts.Items[1].Path);
        Assert.Equal("/shared/more", Assert.Single(facts.Wildcards).Directory);
        Assert.Equal(["/all/Old/**"], facts.CompileRemoves);
    }

    [Fact]
    public void Chooses_the_branch_and_doubts_what_it_cannot_decide()
    {
        ProjectFacts facts = Evaluate("""
            --- a.csproj
            <Project Sdk="Microsoft.NET.Sdk">
              <Choose>
                <When Condition="'$(X)' == ''"><PropertyGroup><A>yes</A></PropertyGroup></When>
                <Otherwise><PropertyGroup><A>no</A></PropertyGroup></Otherwise>
              </Choose>
              <PropertyGroup Condition="'$(NuGetPackageRoot)' == '/x'"><A>yes</A><B>1</B></PropertyGroup>
            </Project>
            """, "/a.csproj");
        Assert.Equal("yes", facts.Property("A").Text);
        Assert.False(facts.Property("B").IsKnown);
    }

    [Fact]
    public void A_missing_import_is_a_fact_and_an_unseen_one_makes_the_rest_unknown()
    {
        ProjectFacts missing = Evaluate("--- a.csproj\n<Project Sdk='Microsoft.NET.Sdk'>\n<Import Project='b.props'/><Import Project='c.props' Condition=\"Exists('c.props')\"/></Project>", "/a.csproj");
        ImportFact import = Assert.Single(missing.Imports);
        Assert.True(import.IsMissing);
        Assert.Equal(("/b.props", 2), (import.Path, import.Place.Span.Line));

        InMemoryFileTree tree = new InMemoryFileTree().Add("/a.csproj", "<Project Sdk='Microsoft.NET.Sdk'><Import Project='gen/x.props'/></Project>").AddUnknown("/gen", "a RUN makes it");
        ProjectFacts unseen = new ProjectFileCache().Evaluate(tree, "/a.csproj", EvaluationOptions.Default);
        Assert.Equal(["a RUN makes it"], unseen.Unknowns);
        Assert.Null(unseen.Frameworks);
    }

    [Fact]
    public void Legacy_projects_name_the_common_files_themselves()
    {
        ProjectFacts facts = Evaluate("""
            --- Directory.Build.props
            <Project><PropertyGroup><FromAbove>1</FromAbove></PropertyGroup></Project>
            --- a/a.csproj
            <?xml version="1.0"?>
            <Project ToolsVersion="15.0" xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
              <Import Project="$(MSBuildExtensionsPath)\$(MSBuildToolsVersion)\Microsoft.Common.props" Condition="Exists('$(MSBuildExtensionsPath)\$(MSBuildToolsVersion)\Microsoft.Common.props')" />
              <Import Project="$(MSBuildToolsPath)\Microsoft.CSharp.targets" />
            </Project>
            """, "/a/a.csproj");
        Assert.Equal("1", facts.Property("FromAbove").Text);
        Assert.Equal("a", facts.AssemblyName.Text);
    }

    [Fact]
    public void Reports_malformed_files_with_their_place()
    {
        ProjectError error = Assert.Single(Evaluate("--- a.csproj\n<Project>\n  <ItemGroup>\n</Project>\n", "/a.csproj").Errors);
        Assert.Equal(("/a.csproj", 3), (error.Place.File, error.Place.Span.Line));
    }

    [Fact]
    public void Hostile_projects_end_quickly_and_say_why()
    {
        string doubling = "<A>xxxxxxxxxx</A>" + string.Concat(Enumerable.Repeat("<A>$(A)$(A)</A>", 100));
        ProjectFacts laughs = Evaluate("--- a.csproj\n<Project><PropertyGroup>" + doubling + "</PropertyGroup></Project>", "/a.csproj");
        Assert.False(laughs.Property("A").IsKnown);

        ProjectFacts cyclic = Evaluate("""
            --- a.csproj
            <Project Sdk="Microsoft.NET.Sdk"><Import Project="b.props" /></Project>
            --- b.props
            <Project><Import Project="c.props" /></Project>
            --- c.props
            <Project><Import Project="b.props" /><Import Project="a.csproj" /></Project>
            """, "/a.csproj");
        Assert.Equal(2, cyclic.Imports.Count);

        string big = "<Project Sdk='Microsoft.NET.Sdk'><ItemGroup>" + string.Concat(Enumerable.Repeat("<Compile Include='Some/File.cs' />\n", 300_000)) + "</ItemGroup></Project>";
        Assert.True(big.Length > 10_000_000);
        Assert.NotEmpty(Evaluate("--- a.csproj\n" + big, "/a.csproj").Items);

        ProjectFacts deep = Evaluate("--- a.csproj\n<Project>" + string.Concat(Enumerable.Repeat("<Choose><When Condition='true'>", 100_000)), "/a.csproj");
        Assert.Contains("too deeply", Assert.Single(deep.Errors).Message);
    }
}
