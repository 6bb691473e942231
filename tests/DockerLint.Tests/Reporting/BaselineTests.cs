using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DockerLint.Checks;
using DockerLint.Reporting;
using PyImportScanner.Files;
using Xunit;

namespace DockerLint.Tests.Reporting;

public sealed class BaselineTests
{
    [Fact]
    public void What_is_written_takes_out_what_was_found()
    {
        (CheckReport report, ReportContext context) = Check(new Random(1), noise: 0);
        Assert.NotEmpty(report.Findings);
        CheckReport left = Read(Write(report, context)).Apply(report, context, out IReadOnlyList<BaselineEntry> gone);
        Assert.Empty(left.Findings);
        Assert.Empty(gone);
        Assert.Equal((report.Findings.Count, report.Findings.Count), (left.Known, left.Suppressed));
    }

    [Fact]
    public void Lines_are_sorted_and_say_rule_place_and_message()
    {
        (CheckReport report, ReportContext context) = Check(new Random(1), noise: 0);
        string[] lines = Write(report, context).Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        Assert.Equal(lines.OrderBy(line => line[33..], StringComparer.Ordinal), lines);
        Assert.Contains(lines, line => line[33..].StartsWith("IMG1001 app/main.py: module 'lib0' is not in the image", StringComparison.Ordinal));
    }

    [Fact]
    public void Entries_without_a_finding_are_named()
    {
        (CheckReport report, ReportContext context) = Check(new Random(1), noise: 0);
        Baseline baseline = Read(Write(report, context) + new string('0', 32) + " IMG1001 gone.py: module\n");
        baseline.Apply(report, context, out IReadOnlyList<BaselineEntry> gone);
        Assert.Equal(("IMG1001", "IMG1001 gone.py: module"), (Assert.Single(gone).Rule, gone[0].Text));
    }

    [Fact]
    public void A_line_that_is_no_entry_is_named()
    {
        Baseline.Read("# comment\n\nIMG1001 main.py\n", out string? problem);
        Assert.StartsWith("3: ", problem);
    }

    /// <summary>Lines that move, files and instructions in another order, blanks, other services: the fingerprints stay.</summary>
    [Fact]
    public void Fingerprints_survive_unrelated_edits()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            (CheckReport before, ReportContext contextBefore) = Check(new Random(seed), noise: 0);
            (CheckReport after, ReportContext contextAfter) = Check(new Random(seed), noise: seed + 1);
            Assert.NotEmpty(before.Findings);
            Assert.Equal(
                Fingerprints.Of(before, contextBefore).Order(StringComparer.Ordinal),
                Fingerprints.Of(after, contextAfter).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Another_finding_has_another_fingerprint()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        (CheckReport report, ReportContext context) = Check(new Random(7), noise: 0);
        Assert.All(Fingerprints.Of(report, context), fingerprint => Assert.True(seen.Add(fingerprint)));
        (CheckReport other, ReportContext contextOther) = Check(new Random(7), noise: 0, "elsewhere");
        Assert.All(Fingerprints.Of(other, contextOther), fingerprint => Assert.True(seen.Add(fingerprint)));
    }

    // A service that imports some packages which the image lacks; noise moves and adds what none of the findings is about.
    private static (CheckReport Report, ReportContext Context) Check(Random random, int noise, string directory = "")
    {
        var other = new Random(noise);
        string Blank() => noise == 0 ? "" : string.Concat(Enumerable.Range(0, other.Next(4)).Select(_ => other.Next(2) == 0 ? "\n" : "# a comment\n"));
        string prefix = directory.Length == 0 ? "/" : "/" + directory + "/";
        int packages = random.Next(1, 6);
        var files = new List<(string Path, string Text)>
        {
            (prefix + "app/__init__.py", Blank()),
            (prefix + "app/main.py", Blank() + string.Concat(Enumerable.Range(0, packages).OrderBy(i => noise == 0 ? i : other.Next()).Select(i => $"{Blank()}import lib{i}.part\n"))),
            (prefix + "Dockerfile", "FROM python:3.12-slim\n" + Blank() + "WORKDIR /srv\nCOPY  lost.txt   ./\n" + Blank() + "COPY app/ ./app/\nCMD [\"python\", \"-m\", \"app.main\"]\n"),
        };
        for (int i = 0; i < packages; i++) files.AddRange([(prefix + $"lib{i}/__init__.py", ""), (prefix + $"lib{i}/part.py", Blank())]);
        if (noise > 0) files.AddRange([("/aaa/Dockerfile", "FROM python:3.12-slim\n"), ("/zzz.py", Blank())]);
        var tree = new InMemoryFileTree();
        foreach ((string path, string text) in noise == 0 ? files : files.OrderBy(_ => other.Next()).ToList()) tree.Add(path, text);
        return (Checker.Run(new CheckRequest { Repository = tree }), new ReportContext { Repository = tree });
    }

    private static string Write(CheckReport report, ReportContext context)
    {
        var text = new StringWriter();
        Baseline.Write(report, context, text);
        return text.ToString();
    }

    private static Baseline Read(string text)
    {
        Baseline baseline = Baseline.Read(text, out string? problem);
        Assert.Null(problem);
        return baseline;
    }
}
