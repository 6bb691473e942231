using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Xml.Linq;
using DockerLint.Reporting;
using PyImportScanner.Files;
using TestSupport;
using Xunit;

namespace DockerLint.Tests.Reporting;

public class FormatTests
{
    public static TheoryData<string> Names { get; } = new(FormatCatalog.All.Select(format => format.Name));

    private static readonly CheckReport Usual = Reports.Of(Reports.Missing, Reports.Lazy, Reports.Ignored);

    // SARIF repeats what the catalogue says of a rule: the approved text must not change with that.
    private static CheckReport WithoutKnownRules(CheckReport report) =>
        report with { Findings = [.. report.Findings.Select(finding => finding with { Rule = finding.Rule.Replace("IMG", "IMGX", StringComparison.Ordinal) })] };

    [Fact]
    public void The_catalogue_is_sorted_by_name() =>
        Assert.Equal(FormatCatalog.All.Select(format => format.Name).Order(StringComparer.Ordinal), FormatCatalog.All.Select(format => format.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Looks_as_approved(string name) => Approve.Text("format-" + name, Reports.Print(name, name == "sarif" ? WithoutKnownRules(Usual) : Usual));

    [Theory]
    [MemberData(nameof(Names))]
    public void Hostile_names_stay_text(string name)
    {
        string text = Reports.Print(name, name == "sarif" ? WithoutKnownRules(Reports.Hostile) : Reports.Hostile);
        Approve.Text("hostile-" + name, text);
        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain('\u202e', text);
        Assert.DoesNotContain("\n::error::", text);
        if (name != "github") Assert.DoesNotContain(text.Split('\n'), line => line.StartsWith("::", StringComparison.Ordinal));
        if (name != "azure") Assert.DoesNotContain(text.Split('\n'), line => line.StartsWith("##vso", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Ends_its_last_line_and_prints_no_blank_run_for_a_clean_report(string name)
    {
        string text = Reports.Print(name, Reports.Of());
        if (name != "msbuild") Assert.EndsWith("\n", text);
        Assert.DoesNotContain("\r", text);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("gitlab")]
    [InlineData("sarif")]
    public void Json_documents_parse(string name)
    {
        using JsonDocument usual = JsonDocument.Parse(Reports.Print(name, Usual));
        using JsonDocument hostile = JsonDocument.Parse(Reports.Print(name, Reports.Hostile));
        Assert.NotEqual(JsonValueKind.Null, hostile.RootElement.ValueKind);
    }

    [Fact]
    public void Json_lines_parse_one_by_one()
    {
        string[] lines = Reports.Print("jsonl", Reports.Hostile).TrimEnd('\n').Split('\n');
        Assert.Equal(["service", "service", "finding", "summary"], lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("type").GetString()));
        Assert.Equal(Reports.Hostile.Findings[0].File, JsonDocument.Parse(lines[2]).RootElement.GetProperty("file").GetString());
    }

    [Theory]
    [InlineData("junit", "testcase")]
    [InlineData("checkstyle", "error")]
    public void Xml_documents_parse(string name, string element)
    {
        Assert.NotEmpty(XDocument.Parse(Reports.Print(name, Usual)).Descendants(element));
        Assert.NotEmpty(XDocument.Parse(Reports.Print(name, Reports.Hostile)).Descendants(element));
    }

    [Fact]
    public void The_json_document_keeps_the_contract()
    {
        using JsonDocument document = JsonDocument.Parse(Reports.Print("json", Usual));
        JsonElement finding = document.RootElement.GetProperty("findings")[0];
        Assert.Equal(1, document.RootElement.GetProperty("version").GetInt32());
        Assert.Equal("checked", document.RootElement.GetProperty("services")[0].GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("services")[0].GetProperty("target").ValueKind);
        Assert.Equal("error", finding.GetProperty("severity").GetString());
        Assert.Equal((2, 1, 2, 41), (Number(finding, "line"), Number(finding, "column"), Number(finding, "endLine"), Number(finding, "endColumn")));
        Assert.Equal("COPY predictions/ ./predictions/\n", finding.GetProperty("fix").GetProperty("edits")[0].GetProperty("insert").GetString());
        Assert.Equal(3, finding.GetProperty("chain").GetArrayLength());
        Assert.Equal(1, Number(document.RootElement.GetProperty("summary"), "errors"));
    }

    [Fact]
    public void Fingerprints_survive_line_moves_and_blanks_but_not_other_modules()
    {
        InMemoryFileTree moved = new InMemoryFileTree().Add("grading/processor.py", "\n\n\n  from  predictions.shared.lock import Lock\n");
        Finding there = Reports.Missing with { Span = new(4, 3, 4, 43) };
        Assert.Equal(Of(Reports.Tree, Reports.Missing), Of(moved, there));
        Assert.NotEqual(Of(Reports.Tree, Reports.Missing), Of(Reports.Tree, Reports.Missing with { Module = "other" }));
        Assert.NotEqual(Of(Reports.Tree, Reports.Missing), Of(Reports.Tree, Reports.Missing with { Dockerfile = "other" }));
        Assert.Equal(Of(Reports.Tree, Reports.Missing), Of(Reports.Tree, Reports.Missing with { Service = "other" }));
        string[] twins = All(Reports.Tree, Reports.Missing, Reports.Missing);
        Assert.NotEqual(twins[0], twins[1]);
    }

    /// <summary>Ten times the findings cost about ten times the work: bytes allocated, which no other process changes.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Ten_thousand_findings_cost_what_they_are(string name)
    {
        Cost(name, 100);
        long thousand = Cost(name, 1000), tenThousand = Cost(name, 10_000);
        Assert.True(tenThousand < 13 * thousand, $"{thousand} bytes for 1,000 findings, {tenThousand} for 10,000");
        Assert.True(tenThousand < 1L << 30, tenThousand + " bytes");
    }

    private static long Cost(string name, int findings)
    {
        CheckReport report = Reports.Of([.. Enumerable.Range(0, findings).Select(i => Reports.Missing with { Module = "m" + i, Service = "s" + i % 100, Fix = i % 3 == 0 ? Reports.Missing.Fix : null })]);
        IReportFormat format = FormatCatalog.Find(name)!;
        long before = GC.GetAllocatedBytesForCurrentThread();
        format.Write(report, new ReportContext { Repository = Reports.Tree }, TextWriter.Null);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [Fact]
    public void Annotations_of_github_stop_at_its_limit_and_the_log_has_the_rest()
    {
        Finding[] findings = [.. Enumerable.Range(0, 14).Select(i => Reports.Missing with { Module = "m" + i, Message = "::error::m" + i + " ##[error]", Fix = null })];
        string[] lines = Reports.Print("github", Reports.Of([.. findings, Reports.Lazy with { Fix = null }])).TrimEnd('\n').Split('\n');
        Assert.Equal(10, lines.Count(line => line.StartsWith("::error ", StringComparison.Ordinal)));
        Assert.Single(lines, line => line.StartsWith("::warning ", StringComparison.Ordinal));
        Assert.Contains("::error title=dockerlint::and 5 more errors: the log of this step lists them", lines);
        Assert.Contains(lines, line => line == "error IMG1001: grading/processor.py:2: ::error::m13 ## [error] [grading]");
        Assert.Equal(14, lines.Count(line => line.Contains("::m", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(5000)]
    public void Markdown_stays_within_a_comment(int count)
    {
        Finding long_ = Reports.Missing with { Message = new string('x', 5000), File = new string('y', 5000) };
        string text = Reports.Print("markdown", Reports.Of([.. Enumerable.Range(0, count).Select(i => long_ with { Module = "m" + i, Fix = Reports.Missing.Fix! with { Edits = [new TextEdit("f" + i, 1, "COPY a b\n")] } })]));
        Assert.True(text.Length < 262_144, text.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        string usual = Reports.Print("markdown", Reports.Of([.. Enumerable.Range(0, count).Select(i => Reports.Missing with { Module = "m" + i, Fix = Reports.Missing.Fix! with { Edits = [new TextEdit("f" + i, 1, "COPY a b\n")] } })]));
        Assert.True(usual.Length < 65_536, usual.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(count > 100, usual.Contains("more, which the log of the check lists"));
    }

    [Fact]
    public void Services_of_a_review_know_files_from_the_top_of_the_repository()
    {
        foreach (string name in new[] { "github", "gitlab", "sarif", "azure" })
        {
            var output = new StringWriter();
            FormatCatalog.Find(name)!.Write(Usual, new ReportContext { Repository = Reports.Tree, PathPrefix = "below/" }, output);
            Assert.Contains("below/grading/processor.py", output.ToString());
        }
    }

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static string Of(IFileTree tree, Finding finding) => All(tree, finding)[0];

    private static string[] All(IFileTree tree, params Finding[] findings) =>
        [.. Fingerprints.Of(Reports.Of(findings), new ReportContext { Repository = tree })];
}
