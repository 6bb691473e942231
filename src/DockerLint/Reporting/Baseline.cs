using System;
using System.Collections.Generic;
using System.IO;

namespace DockerLint.Reporting;

/// <summary>One known finding.</summary>
/// <param name="Fingerprint">What it is recognised by.</param>
/// <param name="Text">Rule, place and message, for people who review the file.</param>
/// <param name="Line">Its line in the file, from 1.</param>
public sealed record BaselineEntry(string Fingerprint, string Text, int Line)
{
    /// <summary>The rule, the first word of the text.</summary>
    public string Rule => Text.IndexOf(' ') is var blank and > 0 ? Text.Substring(0, blank) : Text;
}

/// <summary>
/// Findings that a team knows and lives with for now. A file of lines that is made to be reviewed: a fingerprint, then rule, place
/// and message, sorted, without line numbers, so that it changes only when the findings do.
/// </summary>
public sealed class Baseline
{
    private const int FingerprintLength = 32;
    private const string Header = "# Known findings of dockerlint; \"dockerlint check --baseline FILE\" reports only others.";

    private readonly List<BaselineEntry> entries = [];

    private Baseline()
    {
    }

    /// <summary>The entries in file order.</summary>
    public IReadOnlyList<BaselineEntry> Entries => entries;

    /// <summary>Reads a baseline.</summary>
    /// <param name="text">The file.</param>
    /// <param name="problem">What is wrong, with its line; null if nothing is.</param>
    public static Baseline Read(string text, out string? problem)
    {
        problem = null;
        var baseline = new Baseline();
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim().TrimStart('\uFEFF');
            if (line.Length == 0 || line[0] == '#') continue;
            int blank = line.IndexOf(' ');
            string fingerprint = blank < 0 ? line : line.Substring(0, blank);
            if (!IsFingerprint(fingerprint))
            {
                problem ??= $"{i + 1}: a line begins with a fingerprint of {FingerprintLength} hexadecimal digits, not with '{Cut(fingerprint)}'";
                continue;
            }

            baseline.entries.Add(new BaselineEntry(fingerprint, blank < 0 ? "" : line.Substring(blank + 1).Trim(), i + 1));
        }

        return baseline;
    }

    /// <summary>Writes the findings of a report as a baseline.</summary>
    public static void Write(CheckReport report, ReportContext context, TextWriter output)
    {
        IReadOnlyList<string> fingerprints = Fingerprints.Of(report, context);
        var lines = new List<(string Text, string Fingerprint)>(report.Findings.Count);
        for (int i = 0; i < report.Findings.Count; i++) lines.Add((Describe(report.Findings[i]), fingerprints[i]));
        lines.Sort(static (a, b) => string.CompareOrdinal(a.Text, b.Text) is var order and not 0 ? order : string.CompareOrdinal(a.Fingerprint, b.Fingerprint));
        output.Write(Header + "\n");
        foreach ((string text, string fingerprint) in lines) output.Write(fingerprint + " " + text + "\n");
    }

    /// <summary>The report without the findings of the baseline.</summary>
    /// <param name="report">The report.</param>
    /// <param name="context">Its sources.</param>
    /// <param name="gone">Entries that no finding has any more.</param>
    public CheckReport Apply(CheckReport report, ReportContext context, out IReadOnlyList<BaselineEntry> gone)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (BaselineEntry entry in entries) known.Add(entry.Fingerprint);
        CheckReport result = KnownFindings.Remove(report, context, known, "in the baseline", out HashSet<string> found);
        gone = entries.FindAll(entry => !found.Contains(entry.Fingerprint));
        return result;
    }

    private static string Describe(Finding finding)
    {
        string service = finding.Service is null ? "" : " [" + finding.Service + "]";
        return SafeText.OneLine($"{finding.Rule} {finding.File}: {finding.Message}{service}");
    }

    private static bool IsFingerprint(string text)
    {
        if (text.Length != FingerprintLength) return false;
        foreach (char c in text)
        {
            if (c is not ((>= '0' and <= '9') or (>= 'a' and <= 'f'))) return false;
        }

        return true;
    }

    private static string Cut(string text) => text.Length <= 40 ? text : text.Substring(0, 40) + "...";
}
