using System.Collections.Generic;
using System.IO;
using System.Linq;
using PyImportScanner.Packaging.Catalog;
using TestSupport;
using Xunit;

namespace PyImportScanner.Tests.Packaging;

public sealed class DistributionCatalogTests
{
    [Theory]
    [InlineData("PyYAML", "yaml")]
    [InlineData("opencv_python.headless", "cv2")]
    [InlineData("Pillow", "PIL")]
    [InlineData("google-cloud-storage", "google.cloud.storage")]
    [InlineData("google-cloud-newthing", "google.cloud.newthing")]
    [InlineData("azure-new-thing", "azure.new.thing")]
    [InlineData("django-newthing", "newthing")]
    [InlineData("oslo.newthing", "oslo_newthing")]
    [InlineData("fastapi-slim", "fastapi")]
    [InlineData("libpass", "passlib")]
    [InlineData("newthing-cpu", "newthing")]
    [InlineData("newthing-cpu", "newthing_cpu")]
    [InlineData("my-own-lib", "my_own_lib")]
    [InlineData("MyLib", "MyLib")]
    public void Knows_what_a_distribution_brings(string distribution, string import) => Assert.Contains(import, DistributionCatalog.ImportsOf(distribution).Imports);

    [Theory]
    [InlineData("types-requests")]
    [InlineData("boto3-stubs")]
    [InlineData("pandas-stubs")]
    public void Stubs_bring_nothing(string distribution) => Assert.Empty(DistributionCatalog.ImportsOf(distribution).Imports);

    [Theory]
    [InlineData("yaml.loader", "pyyaml")]
    [InlineData("cv2", "opencv-python", "opencv-python-headless", "opencv-contrib-python", "opencv-contrib-python-headless")]
    [InlineData("google.cloud.storage.client", "google-cloud-storage")]
    [InlineData("google.cloud", "google-cloud-core")]
    [InlineData("google.cloud.newthing_v1", "google-cloud-newthing")]
    [InlineData("google")]
    [InlineData("nobody.knows")]
    public void Knows_who_brings_a_module(string module, params string[] distributions) =>
        Assert.Equal(distributions.Order(), DistributionCatalog.ProvidersOf(module).Select(c => c.Name).Order());

    [Fact]
    public void The_surest_candidate_comes_first() => Assert.Equal("slackclient", DistributionCatalog.ProvidersOf("slack")[0].Name);

    [Fact]
    public void Agrees_with_the_reference_table()
    {
        IReadOnlyList<string[]> rows = ReferenceRows();
        Assert.NotEmpty(rows);
        // Python 2 only, and its aliases.
        foreach (string[] row in rows.Where(r => r[0] is not ("futures" or "future") && !r[1].EndsWith("-stubs", System.StringComparison.Ordinal)))
        {
            DistributionImports imports = DistributionCatalog.ImportsOf(row[0]);
            Assert.True(imports.IsInTable, row[0]);
            Assert.Equal(row[1].Split(',').Order(), imports.Imports.Order());
            Assert.Equal(row[3], imports.Confidence.ToString().ToLowerInvariant());
        }
    }

    [Fact]
    public void Knows_closures_of_popular_distributions()
    {
        Assert.Contains("urllib3", KnownDependencies.Of("Requests", []));
        Assert.Contains("httptools", KnownDependencies.Of("uvicorn", ["standard"]));
        Assert.DoesNotContain("httptools", KnownDependencies.Of("uvicorn", []));
        Assert.Contains("grpcio", KnownDependencies.Of("google-cloud-storage", []));
        Assert.Empty(KnownDependencies.Of("nobody-knows", []));
    }

    private static IReadOnlyList<string[]> ReferenceRows()
    {
        string? path = SharedReference.Root is { } root ? Path.Combine(root, "python", "data", "dist_to_import.tsv") : null;
        IEnumerable<string> lines = path is null || !File.Exists(path) ? ["pyyaml\t_yaml,yaml\tmismatch\thigh\t", "requests\trequests\tidentity\thigh\t"] : File.ReadLines(path).Skip(1);
        return [.. lines.Select(l => l.Split('\t'))];
    }
}
