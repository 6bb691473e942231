using System.Linq;
using DockerLint.Reporting;
using DockerLint.Reporting.Formats;
using PyImportScanner;
using TestSupport;
using Xunit;

namespace DockerLint.Tests.Reporting;

public class FullFormatTests
{
    [Theory]
    [InlineData(80, false)]
    [InlineData(160, false)]
    [InlineData(80, true)]
    [InlineData(160, true)]
    public void Looks_as_approved(int width, bool color) => Approve.Text(
        $"full-{width}{(color ? "-color" : "")}",
        Reports.Visible(Reports.Print("full", Reports.Of(Reports.Missing, Reports.Lazy, Reports.Ignored), color, width)));

    [Fact]
    public void Verbose_says_what_is_unknown() => Approve.Text("full-verbose", Reports.Print("full", Reports.Of(), verbose: true));

    [Fact]
    public void Prints_one_line_for_healthy_services() =>
        Assert.Equal("nothing missing in 2 services (1 partly unknown: --verbose), 38 ms\n", Reports.Print("full", Reports.Of()));

    [Fact]
    public void Names_the_command_that_fixes_where_the_report_comes_from_another() =>
        Assert.EndsWith("; dockerlint check --fix mends 1\n", Reports.Print("full", Reports.Of(Reports.Missing) with { FixCommand = "dockerlint check --fix" }, width: 160));

    [Fact]
    public void Folds_findings_that_one_fix_mends()
    {
        string text = Reports.Print("full", Reports.Of(Reports.Missing, Reports.Lazy));
        Assert.Equal(1, Count(text, "+ COPY predictions/"));
        Assert.Contains("the same fix mends:\n          grading/processor.py:6 warning IMG1002 predictions.report\n", text);
    }

    // The same bug of a shared file in three services: two lack it for certain, and each Dockerfile has a line of its own to add.
    private static Finding[] Shared => [.. new[] { "grading", "scoring", "web" }.SelectMany(service => new[] { Reports.Missing, Reports.Lazy }.Select(one => one with
    {
        Service = service,
        Dockerfile = service + "/Dockerfile",
        Message = one.Message + (service == "web" ? ", unless the base image has it" : ""),
        Fix = one.Fix! with { Edits = [one.Fix!.Edits[0] with { File = service + "/Dockerfile" }] },
    })).OrderByDescending(finding => finding.Severity)];

    [Fact]
    public void Tells_once_what_several_services_have_in_common() => Approve.Text("full-services", Reports.Print("full", Reports.Of(Shared)));

    [Theory]
    [InlineData("concise", "[grading, scoring, web]", 2)]
    [InlineData("markdown", "| grading, scoring, web |", 1)]
    [InlineData("github", "[grading, scoring, web]", 1)]
    public void Tells_once_in_other_formats_for_people(string format, string services, int times)
    {
        string text = Reports.Print(format, Reports.Of(Shared));
        Assert.Equal(times, Count(text, services));
        Assert.Contains("3 errors, 3 warnings", text);
        if (format != "concise") Assert.All(["grading", "scoring", "web"], service => Assert.Contains(service + "/Dockerfile", text));
    }

    [Theory]
    [InlineData("full", 1)]
    [InlineData("markdown", 1)]
    [InlineData("concise", 3)]
    [InlineData("github", 3)]
    public void Tells_once_which_file_several_Dockerfiles_forget(string format, int times)
    {
        Finding[] findings = [.. new[] { "a", "b", "c" }.Select((name, i) => Reports.Missing with
        {
            Rule = "IMG5001",
            Service = name,
            Dockerfile = name + "/Dockerfile",
            File = name + "/Dockerfile",
            Span = SourceSpan.OnLine(4 + i, 1, 9),
            Module = null,
            Chain = [],
            Fix = Reports.Missing.Fix! with { Edits = [new TextEdit(name + "/Dockerfile", 3, "COPY lib.csproj lib/\n")] },
        })];
        string text = Reports.Print(format, Reports.Of(findings));
        Assert.Equal(times, Count(text, Reports.Missing.Message.Split(',')[0]));
        Assert.Contains("3 errors", text);
        if (times == 1) Assert.All(["a/Dockerfile:4", "b/Dockerfile:5", "c/Dockerfile:6"], place => Assert.Contains(place, text));
        if (times == 1) Assert.Equal(3, Count(text, format == "full" ? "+ COPY lib.csproj lib/" : "+COPY lib.csproj lib/"));
    }

    [Fact]
    public void A_service_that_does_not_fit_behind_the_place_has_a_line_of_its_own()
    {
        string name = new('s', 60);
        string text = Reports.Print("full", Reports.Of(Reports.Missing with { Service = name }));
        Assert.Contains("\n      in: " + name + "\n", text);
        Assert.DoesNotContain("(service", text);
    }

    [Fact]
    public void Keeps_apart_what_only_some_services_lack()
    {
        Finding[] findings = [Reports.Missing, Reports.Missing with { Service = "b", Module = "predictions.other" }, Reports.Missing with { Service = "c", Fix = null, Severity = Severity.Warning }];
        string text = Reports.Print("full", Reports.Of(findings));
        Assert.Equal(2, Count(text, "  --> "));
        Assert.DoesNotContain(" services)\n", text);
    }

    [Theory]
    [InlineData("full")]
    [InlineData("concise")]
    [InlineData("markdown")]
    [InlineData("github")]
    [InlineData("azure")]
    public void Hides_what_is_below_the_level_and_counts_it(string format)
    {
        string text = Reports.Print(format, Reports.Of(Reports.Ignored), width: 160, least: Severity.Warning);
        Assert.DoesNotContain("IMG2002", text);
        Assert.Contains("nothing missing in 2 services (1 info hidden, 1 partly unknown: --verbose), 38 ms", text.Replace("\\", ""));
        Assert.Contains("IMG2002", Reports.Print(format, Reports.Of(Reports.Ignored), least: Severity.Info));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("jsonl")]
    [InlineData("sarif")]
    [InlineData("gitlab")]
    [InlineData("junit")]
    [InlineData("checkstyle")]
    [InlineData("msbuild")]
    public void Formats_for_programs_keep_every_finding(string format)
    {
        Assert.Equal(Reports.Print(format, Reports.Of(Reports.Ignored)), Reports.Print(format, Reports.Of(Reports.Ignored), least: Severity.Error));
        Assert.Contains("IMG2002", Reports.Print(format, Reports.Of(Reports.Ignored), least: Severity.Error));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    public void Stays_within_the_width(int width)
    {
        Finding wide = Reports.Missing with { Message = string.Join(' ', Enumerable.Repeat("word", 60)), ReasonDetail = string.Join(' ', Enumerable.Repeat("why", 60)) };
        string[] lines = Reports.Print("full", Reports.Of(wide), width: width).Split('\n');
        Assert.All(
            lines.Where(line => line.Contains("word") || line.Contains("why") || line.Contains('|')),
            line => Assert.True(DisplayText.Width(line) <= width, line));
    }

    [Fact]
    public void Underlines_the_place_behind_tabs_and_wide_characters()
    {
        Reports.Tree.Add("wide.py", "\tx = '漢字'; import predictions\n");
        Finding finding = Reports.Missing with { File = "wide.py", Span = SourceSpan.OnLine(1, 12, 18), Chain = [], Fix = null };
        string[] lines = Reports.Print("full", Reports.Of(finding)).Split('\n');
        Assert.Equal("   1 |     x = '漢字'; import predictions", lines[4]);
        Assert.Equal("     |                 ^^^^^^^^^^^^^^^^^^", lines[5]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5_000)]
    [InlineData(999_990)]
    public void A_line_of_a_million_characters_is_cut_around_the_place(int before)
    {
        Reports.Tree.Add("long.py", new string('漢', before) + "import deep" + new string('(', 1_000_000 - before));
        Finding finding = Reports.Missing with { File = "long.py", Span = SourceSpan.OnLine(1, before + 1, 11), Chain = [], Fix = null };
        string[] lines = Reports.Print("full", Reports.Of(finding)).Split('\n');
        Assert.Contains("import deep", lines[4]);
        Assert.Equal(lines[4].IndexOf("import", System.StringComparison.Ordinal), lines[5].Length - 11 - (DisplayText.Width(lines[4].Split("import")[0]) - lines[4].Split("import")[0].Length));
        Assert.True(DisplayText.Width(lines[4]) <= 80);
    }

    [Fact]
    public void Names_of_strangers_do_nothing_to_the_terminal()
    {
        string text = Reports.Print("full", Reports.Hostile);
        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain('\u202e', text);
        Assert.DoesNotContain("\n::error", text);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
