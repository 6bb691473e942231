using System.Linq;
using DockerLint.Checks;
using DockerLint.Reporting;
using DockerLint.Rules;
using DockerLint.Tests.Checks;
using Microsoft.CodeAnalysis;
using PyImportScanner.Files;
using Xunit;

namespace DockerLint.Analyzers.Tests;

/// <summary>The analyzer says what the command says: ids, severities, messages and places.</summary>
public sealed class AnalyzerEqualityTests
{
    // Version control is no fact of a build, and containers are asked by commands of their own.
    public static TheoryData<string> Ids => [.. RuleCatalog.All.Select(rule => rule.Descriptor.Id).Where(id => id != "IMG1008" && !id.StartsWith("IMG6", System.StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Says_the_same_about_the_bad_example_of_every_rule(string id)
    {
        RuleDescriptor rule = RuleCatalog.All.Single(r => r.Descriptor.Id == id).Descriptor;
        InMemoryFileTree tree = Repositories.Of(rule.BadExample);
        string[] told = Told(tree);
        Assert.Contains(told, line => line.StartsWith(id, System.StringComparison.Ordinal));
        Assert.Equal(told, Diagnosed(AnalyzerRun.Over(tree)));
        Assert.Equal(told, Diagnosed(AnalyzerRun.Replayed(tree)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Says_the_same_about_the_good_example_of_every_rule(string id)
    {
        RuleDescriptor rule = RuleCatalog.All.Single(r => r.Descriptor.Id == id).Descriptor;
        InMemoryFileTree tree = Repositories.Of(rule.BadExample, rule.GoodExample);
        Assert.Equal(Told(tree), Diagnosed(AnalyzerRun.Over(tree)));
        Assert.Equal(Told(tree), Diagnosed(AnalyzerRun.Replayed(tree)));
    }

    private static string[] Told(IFileTree tree) =>
    [
        .. Checker.Run(AnalyzerRun.Request(tree)).Findings.Select(finding =>
            $"{finding.Rule} {finding.Severity} {AnalyzerRun.Root}/{finding.File}({finding.Span.Line},{finding.Span.Column}): {BuildMessage.Of(finding)}").Order(),
    ];

    private static string[] Diagnosed(AnalyzerRun run)
    {
        string[] lines = [.. run.Diagnostics().Select(Line).Order()];
        Assert.Empty(run.Escaped);
        return lines;
    }

    private static string Line(Diagnostic diagnostic)
    {
        FileLinePositionSpan place = diagnostic.Location.GetLineSpan();
        return $"{diagnostic.Id} {diagnostic.Severity} {place.Path}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1}): {diagnostic.GetMessage()}";
    }
}
