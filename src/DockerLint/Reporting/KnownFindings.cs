using System;
using System.Collections.Generic;

namespace DockerLint.Reporting;

/// <summary>Takes out of a report what was there before.</summary>
public static class KnownFindings
{
    /// <summary>The report without the findings whose fingerprints are known; they are kept among the suppressed.</summary>
    /// <param name="report">The report.</param>
    /// <param name="context">Its sources.</param>
    /// <param name="known">Fingerprints.</param>
    /// <param name="from">Where they come from: <c>in the baseline</c>.</param>
    /// <param name="found">The known fingerprints that the report has.</param>
    public static CheckReport Remove(CheckReport report, ReportContext context, IReadOnlyCollection<string> known, string from, out HashSet<string> found)
    {
        found = new HashSet<string>(StringComparer.Ordinal);
        HashSet<string> lookup = known as HashSet<string> ?? new HashSet<string>(known, StringComparer.Ordinal);
        IReadOnlyList<string> fingerprints = Fingerprints.Of(report, context);
        var told = new List<Finding>();
        var suppressed = new List<SuppressedFinding>(report.SuppressedFindings);
        for (int i = 0; i < fingerprints.Count; i++)
        {
            if (!lookup.Contains(fingerprints[i]))
            {
                told.Add(report.Findings[i]);
                continue;
            }

            found.Add(fingerprints[i]);
            suppressed.Add(new SuppressedFinding(report.Findings[i], SuppressionKind.Known, from));
        }

        int taken = report.Findings.Count - told.Count;
        return report with
        {
            Findings = told,
            Suppressed = report.Suppressed + taken,
            SuppressedFindings = suppressed,
            Known = report.Known + taken,
            KnownFrom = report.KnownFrom is null || report.KnownFrom == from ? from : report.KnownFrom + " or " + from,
        };
    }
}
