using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace DockerLint.Reporting;

/// <summary>
/// Names for findings that survive unrelated edits: made of the rule, the Dockerfile, the module and the paths, never of line
/// numbers or of the order of findings. Where no module tells findings of one file apart, the text of the line does, without
/// its blanks. Baselines and code scanning recognise a finding by them.
/// </summary>
public static class Fingerprints
{
    /// <summary>One fingerprint for each finding of the report, in order; equal findings are told apart by their ordinal.</summary>
    public static IReadOnlyList<string> Of(CheckReport report, ReportContext context) => Of(report.Findings, context);

    /// <summary>One fingerprint for each finding, in order.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<Finding> findings, ReportContext context)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var all = new string[findings.Count];
        for (int i = 0; i < all.Length; i++)
        {
            string identity = Identity(findings[i], context);
            seen.TryGetValue(identity, out int before);
            seen[identity] = before + 1;
            all[i] = Digest(identity + "\n" + before.ToString(CultureInfo.InvariantCulture));
        }

        return all;
    }

    private static string Identity(Finding finding, ReportContext context) => string.Join(
        "\n",
        "dockerlint/v1",
        finding.Rule,
        // Which of the services of a Dockerfile a finding is told for changes with evidence elsewhere.
        finding.Dockerfile ?? finding.Service ?? "",
        finding.Module ?? "",
        finding.RepositoryPath ?? "",
        finding.File,
        finding.Module is null ? Normalize(context.Line(finding.File, finding.Span.Line)) : "");

    private static string Normalize(string? line)
    {
        if (line is null) return "";
        var text = new StringBuilder(line.Length);
        foreach (char c in line)
        {
            if (c != ' ' && c != '\t') text.Append(c);
        }

        return text.ToString();
    }

    // Not a secret, so no cryptography (loading the system's library would cost more than the check of a small
    // repository): two independent FNV-1a sums (draft-eastlake-fnv), each mixed by the finalizer of MurmurHash3.
    private static string Digest(string text)
    {
        ulong first = 0xCBF29CE484222325, second = 0x9AE16A3B2F90404F;
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            first = (first ^ b) * 0x100000001B3;
            second = (second ^ (byte)(b + 0x5B)) * 0x100000001B3;
        }

        return Mix(first).ToString("x16", CultureInfo.InvariantCulture) + Mix(second).ToString("x16", CultureInfo.InvariantCulture);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 33)) * 0xFF51AFD7ED558CCD;
        value = (value ^ (value >> 33)) * 0xC4CEB9FE1A85EC53;
        return value ^ (value >> 33);
    }
}
