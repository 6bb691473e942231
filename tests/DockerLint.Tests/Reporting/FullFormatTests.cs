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
