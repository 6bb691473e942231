using System.Linq;
using PyImportScanner.Packaging.Manifests;
using Xunit;

namespace PyImportScanner.Tests.Packaging;

public sealed class PyprojectReaderTests
{
    [Fact]
    public void Reads_the_standard_tables()
    {
        Pyproject project = PyprojectReader.Read(TomlFixtures.Pyproject, "/app/pyproject.toml");
        Assert.Equal("Order_Service", project.RawName);
        Assert.Equal("hatchling.build", project.BackEnd);
        Assert.Equal(["fastapi", "sqlalchemy", "uvloop", "shared-lib"], Names(project.Dependencies));
        Assert.Equal(11, project.Dependencies[0].Span.Line);
        Assert.True(project.Dependencies[3].IsWorkspaceMember);
        Assert.Equal(["psycopg"], Names(project.Extras["postgres"]));
        Assert.Equal(["ipython", "ruff", "pytest", "coverage"], Names(project.Groups["dev"]));
        EntryPoint script = project.EntryPoints.Single(e => e.IsScript);
        Assert.Equal(("orders", "order_service.cli", "main"), (script.Name, script.Module, script.Attribute));
        Assert.Equal("order_service.plugins", project.EntryPoints.Single(e => !e.IsScript).Group);
        Assert.True(project.IsUvPackage);
        Assert.True(project.IsWorkspaceRoot);
        Assert.Equal("README.md", Assert.Single(project.MetadataFiles).Text);
    }

    [Fact]
    public void Reads_poetry_tables()
    {
        Pyproject project = PyprojectReader.Read(TomlFixtures.Poetry, "/app/pyproject.toml");
        Assert.Equal("billing-api", project.RawName);
        Assert.Equal(["flask", "requests", "common", "psycopg2", "numpy", "numpy"], Names(project.Dependencies));
        Assert.Equal(("/common", true), (project.Dependencies[2].LocalPath, project.Dependencies[2].IsEditable));
        Assert.True(project.Dependencies[3].IsOptional);
        var environment = new PyImportScanner.Packaging.Names.MarkerEnvironment(new PythonVersion(3, 11));
        Assert.Equal([false, true], project.Dependencies.Skip(4).Select(d => d.Requirement.AppliesTo(environment)!.Value));
        Assert.Equal(["psycopg2"], Names(project.Extras["pg"]));
        Assert.Equal(["pytest"], Names(project.Groups["dev"]));
        Assert.Equal(["docs"], project.OptionalGroups);
        Assert.Equal("billing_cli.main", Assert.Single(project.EntryPoints).Module);
    }

    private static string[] Names(System.Collections.Generic.IReadOnlyList<DeclaredDependency> dependencies) => [.. dependencies.Select(d => d.Requirement.Name)];
}
