using System;
using DockerLint.Projects;
using PyImportScanner.Files;
using Xunit;

namespace DockerLint.Tests.Projects;

/// <summary>An evaluation is used again where every question that it asked is answered alike, and nowhere else.</summary>
public sealed class EvaluationMemoTests
{
    private const string Project = """
        --- src/A/A.csproj
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><Company Condition="'$(COMPANY)' != ''">of $(COMPANY)</Company></PropertyGroup>
          <ItemGroup>
            <ProjectReference Include="../B/B.csproj" Condition="Exists('../B/B.csproj')" />
            <ProjectReference Include="../more/*.csproj" />
          </ItemGroup>
        </Project>

        """;

    private readonly ProjectFileCache cache = new();

    private (ProjectFacts Facts, int Asked) Evaluate(string files, Func<string, MsBuildValue?>? environment = null)
    {
        var tree = new Counting(FileText.Tree(files));
        return (cache.Evaluate(tree, "/src/A/A.csproj", new EvaluationOptions { Environment = environment }), tree.Reads);
    }

    [Fact]
    public void Evaluates_once_what_looks_the_same()
    {
        (ProjectFacts first, int reads) = Evaluate(Project + "--- src/A/other.cs\n");
        Assert.Equal(1, reads);
        (ProjectFacts second, reads) = Evaluate(Project + "--- elsewhere.txt\n");
        Assert.Equal(0, reads);
        Assert.Same(first.Items, second.Items);
    }

    [Theory]
    [InlineData("--- Directory.Build.props\n<Project><PropertyGroup><Nullable>enable</Nullable></PropertyGroup></Project>\n")]
    [InlineData("--- src/B/B.csproj\n<Project />\n")]
    [InlineData("--- src/more/C.csproj\n<Project />\n")]
    public void Evaluates_again_where_an_answer_differs(string more)
    {
        ProjectFacts first = Evaluate(Project).Facts, second = Evaluate(Project + more).Facts;
        Assert.NotEqual((first.Items.Count, first.Imports.Count), (second.Items.Count, second.Imports.Count));
        // The first state is remembered, too.
        Assert.Same(first.Items, Evaluate(Project).Facts.Items);
    }

    [Fact]
    public void Keeps_environments_apart()
    {
        ProjectFacts none = Evaluate(Project).Facts;
        ProjectFacts acme = Evaluate(Project, name => name is "COMPANY" or "LATER" ? MsBuildValue.Of("Acme") : null).Facts;
        Assert.Equal(("", "of Acme"), (none.Property("Company").Text, acme.Property("Company").Text));
        // Asked only afterwards: each answers for its own.
        ProjectFacts other = Evaluate(Project, name => name == "COMPANY" ? MsBuildValue.Of("Acme") : null).Facts;
        Assert.Same(acme.Items, other.Items);
        Assert.Equal(("Acme", ""), (acme.Property("LATER").Text, other.Property("LATER").Text));
    }

    /// <summary>Counts what is read; origins are those of one repository.</summary>
    private sealed class Counting(InMemoryFileTree tree) : IFileTree
    {
        public int Reads { get; private set; }

        public Node Stat(string path) => tree.Stat(path) is { Kind: NodeKind.File } node ? node with { Origin = path } : tree.Stat(path);

        public Node LinkStat(string path) => Stat(path);

        public string? RealPath(string path) => tree.RealPath(path);

        public DirectoryListing List(string path) => tree.List(path);

        public ReadOnlyMemory<byte>? Read(string path)
        {
            Reads++;
            return tree.Read(path);
        }
    }
}
