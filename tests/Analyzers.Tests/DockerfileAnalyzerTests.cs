using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Threading;
using DockerLint.Rules;
using DockerLint.Tests.Checks;
using Microsoft.CodeAnalysis;
using PyImportScanner.Files;
using Xunit;

namespace DockerLint.Analyzers.Tests;

public sealed class DockerfileAnalyzerTests
{
    private static readonly RuleDescriptor Rule = RuleCatalog.All.Single(rule => rule.Descriptor.Id == "IMG5001").Descriptor;

    private static InMemoryFileTree Broken => Repositories.Of(Rule.BadExample);

    [Fact]
    public void Is_silent_without_facts() => Assert.Empty(new AnalyzerRun().Add(AnalyzerRun.Root + "/Dockerfile", "FROM x\nCOPY nothing /", "dockerfile").Diagnostics());

    [Fact]
    public void Finds_the_facts_by_their_name_where_the_kinds_are_not_known()
    {
        string facts = Facts.RepositoryFacts.Record(AnalyzerRun.Request(Broken), AnalyzerRun.Root, out _);
        Assert.Contains(new AnalyzerRun().Add("/elsewhere/obj/dockerlint.facts", facts).Diagnostics(), d => d.Id == "IMG5001");
    }

    [Fact]
    public void Sees_the_dockerfile_as_it_is_in_the_editor()
    {
        AnalyzerRun run = AnalyzerRun.Over(Repositories.Of(Rule.BadExample));
        Assert.Contains(run.Diagnostics(), d => d.Id == "IMG5001");
        string mended = Encoding.UTF8.GetString(Repositories.Of(Rule.GoodExample).Read("/Dockerfile")!.Value.Span);
        run.Add(AnalyzerRun.Root + "/Dockerfile", mended, "dockerfile");
        Assert.DoesNotContain(run.Diagnostics(), d => d.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void A_dockerfile_that_is_not_utf8_is_read_as_bytes()
    {
        InMemoryFileTree tree = Broken;
        byte[] original = tree.Read("/Dockerfile")!.Value.ToArray();
        tree.Add("/Dockerfile", [.. Encoding.Latin1.GetBytes("# B\u00e4ckerei\n"), .. original]);
        AnalyzerRun run = AnalyzerRun.Over(tree);
        Assert.Contains(run.Diagnostics(), d => d.Id == "IMG5001");
        Assert.Empty(run.Escaped);
    }

    [Theory]
    [InlineData(ReportDiagnostic.Suppress, null)]
    [InlineData(ReportDiagnostic.Warn, DiagnosticSeverity.Warning)]
    [InlineData(ReportDiagnostic.Error, DiagnosticSeverity.Error)]
    public void NoWarn_and_WarningsAsErrors_hold(ReportDiagnostic option, DiagnosticSeverity? expected)
    {
        AnalyzerRun run = AnalyzerRun.Over(Broken);
        run.Options = run.Options.WithSpecificDiagnosticOptions(new Dictionary<string, ReportDiagnostic> { ["IMG5001"] = option });
        Assert.Equal(expected, run.Diagnostics().FirstOrDefault(d => d.Id == "IMG5001")?.Severity);
    }

    [Theory]
    [InlineData("none", null)]
    [InlineData("suggestion", DiagnosticSeverity.Info)]
    public void A_global_configuration_sets_the_severity(string word, DiagnosticSeverity? expected)
    {
        AnalyzerRun run = AnalyzerRun.Over(Broken);
        AnalyzerConfig config = AnalyzerConfig.Parse($"is_global = true\ndotnet_diagnostic.IMG5001.severity = {word}\n", "/repo/.globalconfig");
        run.Options = run.Options.WithSyntaxTreeOptionsProvider(new GlobalSeverities(AnalyzerConfigSet.Create(new[] { config })));
        Assert.Equal(expected, run.Diagnostics().FirstOrDefault(d => d.Id == "IMG5001")?.Severity);
    }

    [Fact]
    public void An_editorconfig_reaches_the_finding_through_the_engine()
    {
        InMemoryFileTree tree = Broken.Add("/.editorconfig", "root = true\n[*]\ndotnet_diagnostic.IMG5001.severity = warning\n");
        Assert.Equal(DiagnosticSeverity.Warning, AnalyzerRun.Over(tree).Diagnostics().Single(d => d.Id == "IMG5001").Severity);
    }

    [Theory]
    [InlineData("using Domain;\nclass Program { }", 1)]
    [InlineData("class Program\n{\n    Domain.Order? order;\n}", 3)]
    [InlineData("class Program { }", 0)]
    public void Names_the_code_that_needs_the_missing_project(string source, int line)
    {
        AnalyzerRun run = AnalyzerRun.Over(Broken)
            .Reference("Domain", "namespace Domain; public class Order { }", "/repo/obj/ref/Domain.dll")
            .Add("/repo/obj/dockerlint.references", "/repo/obj/ref/Domain.dll|/repo/src/Domain/Domain.csproj\n", "references")
            .Source("/repo/src/Api/Program.cs", source);
        Diagnostic finding = run.Diagnostics().Single(d => d.Id == "IMG5001");
        int[] lines = [.. finding.AdditionalLocations.Where(l => l.IsInSource).Select(l => l.GetLineSpan().StartLinePosition.Line + 1)];
        Assert.Equal(line == 0 ? [] : [line], lines);
    }

    [Fact]
    public void A_record_of_findings_that_is_not_whole_is_checked_again()
    {
        string facts = Facts.RepositoryFacts.Record(AnalyzerRun.Request(Broken), AnalyzerRun.Root, out _);
        string cut = string.Join('\n', facts.Split('\n').Where(line => !line.StartsWith("finding\t", StringComparison.Ordinal)));
        Assert.NotEqual(facts, cut);
        Assert.Contains(AnalyzerRun.Over(Broken).Facts(cut).Diagnostics(), d => d.Id == "IMG5001");
    }

    [Fact]
    public void Facts_in_any_disorder_neither_throw_nor_become_AD0001()
    {
        string facts = Facts.RepositoryFacts.Record(AnalyzerRun.Request(Broken), AnalyzerRun.Root, out _);
        // Without what was found, the engine has to make sense of it.
        facts = facts.Replace("\nchecked\t", "\nunchecked\t", StringComparison.Ordinal);
        var random = new Random(20260101);
        for (int i = 0; i < 400; i++)
        {
            AnalyzerRun run = AnalyzerRun.Replayed(Broken).Facts(Disordered(facts, random));
            Diagnostic[] told = run.Diagnostics();
            Assert.Empty(run.Escaped);
            Assert.DoesNotContain(told, d => d.Id == Descriptors.Failure.Id);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("dockerlint facts 2\nroot\t/repo\n")]
    [InlineData("\0\0\0")]
    [InlineData("dockerlint facts 1\nservice\nlist\t/\nstat\t/\ntext\t/Dockerfile\t!!!\ndockerfile\t/Dockerfile\nstart\tx\n")]
    public void Facts_that_are_none_are_silent(string facts)
    {
        var run = new AnalyzerRun().Facts(facts);
        Assert.Empty(run.Diagnostics());
        Assert.Empty(run.Escaped);
    }

    [Fact]
    public void Every_rule_of_the_catalogue_has_a_descriptor() =>
        Assert.Equal(
            RuleCatalog.All.Select(rule => rule.Descriptor.Id).Append(Descriptors.Failure.Id).Order(),
            new DockerfileAnalyzer().SupportedDiagnostics.Select(descriptor => descriptor.Id).Order());

    [Fact]
    public void Loads_nothing_but_the_engine_and_what_the_compiler_brings()
    {
        using var file = new PEReader(File.OpenRead(typeof(DockerfileAnalyzer).Assembly.Location));
        MetadataReader metadata = file.GetMetadataReader();
        string[] allowed = ["DockerLint", "PyImportScanner", "netstandard", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "System.Collections.Immutable", "System.Memory"];
        Assert.Subset(allowed.ToHashSet(), metadata.AssemblyReferences.Select(r => metadata.GetString(metadata.GetAssemblyReference(r).Name)).ToHashSet());
        string[] types = [.. metadata.TypeReferences.Select(t => metadata.GetTypeReference(t)).Select(t => metadata.GetString(t.Namespace) + "." + metadata.GetString(t.Name))];
        Assert.Contains("System.Object", types);
        Assert.DoesNotContain(types, type => type.StartsWith("System.IO.", StringComparison.Ordinal) || type is "System.Environment" or "System.Console");
    }

    /// <summary>Lines lost, doubled, cut and swapped, and single characters changed: what a disk or a merge may do to the file.</summary>
    private static string Disordered(string facts, Random random)
    {
        List<string> lines = [.. facts.Split('\n')];
        for (int n = random.Next(1, 6); n > 0; n--)
        {
            int at = random.Next(1, lines.Count - 1);
            string line = lines[at];
            int cut = random.Next(line.Length + 1);
            switch (random.Next(5))
            {
                case 0: lines.RemoveAt(at); break;
                case 1: lines.Insert(at, line); break;
                case 2: lines[at] = line[..cut]; break;
                case 3: lines[at] = line.Insert(cut, ((char)random.Next(1, 0x3000)).ToString()); break;
                default: (lines[at], lines[1]) = (lines[1], line); break;
            }
        }

        return string.Join('\n', lines);
    }

    private sealed class GlobalSeverities(AnalyzerConfigSet configs) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = default;
            return false;
        }

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            configs.GlobalConfigOptions.TreeOptions.TryGetValue(diagnosticId, out severity);
    }
}
