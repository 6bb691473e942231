using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DockerLint.Rules;
using TestSupport;
using Xunit;

namespace DockerLint.Tests.Rules;

/// <summary>docs/rules and the table of the README are what the descriptors say. <c>UPDATE_DOCS=1</c> writes them.</summary>
public sealed class RuleDocumentationTests
{
    private const string Begin = "<!-- rules: begin -->\n";
    private const string End = "<!-- rules: end -->\n";

    private static readonly bool Updates = Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1";

    private static string Root => SharedReference.RepositoryRoot;

    [Fact]
    public void The_pages_are_those_of_the_catalogue()
    {
        string directory = Path.Combine(Root, "docs", "rules");
        var pages = RuleCatalog.All.ToDictionary(rule => rule.Descriptor.Id + ".md", rule => RuleDocumentation.Page(rule.Descriptor), StringComparer.Ordinal);
        pages.Add("README.md", RuleDocumentation.Index());
        if (Updates) Write(directory, pages);
        Assert.Equal(pages.Keys.Order(StringComparer.Ordinal), Directory.EnumerateFiles(directory).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach ((string name, string text) in pages)
            Assert.True(text == File.ReadAllText(Path.Combine(directory, name)), name + " is stale: UPDATE_DOCS=1 dotnet test tests/DockerLint.Tests --filter RuleDocumentation");
    }

    [Fact]
    public void The_table_of_the_readme_is_that_of_the_catalogue()
    {
        string file = Path.Combine(Root, "README.md");
        string text = File.ReadAllText(file);
        int from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, to = text.IndexOf(End, StringComparison.Ordinal);
        Assert.True(from > Begin.Length && to >= from, "the README has no place for the table");
        string expected = text[..from] + RuleDocumentation.Table() + text[to..];
        if (Updates && expected != text) File.WriteAllText(file, text = expected);
        Assert.Equal(expected, text);
    }

    [Fact]
    public void Every_file_of_an_example_is_shown() => Assert.All(RuleCatalog.All.Select(rule => rule.Descriptor), rule =>
    {
        string page = RuleDocumentation.Page(rule);
        foreach (string line in (rule.BadExample + "\n" + rule.GoodExample).Split('\n').Where(line => line.Trim().Length > 0))
        {
            bool isName = line.StartsWith("# ", StringComparison.Ordinal) && !line[2..].Trim().Contains(' ');
            Assert.Contains(isName ? "`" + line[2..].Trim() + "`" : line.TrimEnd(), page);
        }
    });

    private static void Write(string directory, Dictionary<string, string> pages)
    {
        Directory.CreateDirectory(directory);
        foreach (string old in Directory.EnumerateFiles(directory, "*.md").Where(old => !pages.ContainsKey(Path.GetFileName(old)))) File.Delete(old);
        foreach ((string name, string text) in pages) File.WriteAllText(Path.Combine(directory, name), text);
    }
}
