using System;
using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Reporting;
using DockerLint.Rules;

namespace DockerLint.Smoke;

/// <summary>Holds the findings of <c>check</c> against what a container said.</summary>
public static class StaticVerdicts
{
    private static readonly string[] Testable = ["IMG1001", "IMG1002", "IMG1003", "IMG1004", "IMG1009", "IMG3001"];

    /// <summary>The findings of <c>check</c> that an import can prove or disprove.</summary>
    public static IReadOnlyList<Finding> Expected(ServiceModel service)
    {
        var findings = new List<Finding>();
        foreach (IRule rule in RuleCatalog.All)
        {
            if (Array.IndexOf(Testable, rule.Descriptor.Id) >= 0) findings.AddRange(rule.Check(service));
        }

        return findings;
    }

    /// <summary>The finding about a module, or about the package that it lies in; null for none.</summary>
    internal static Finding? Find(IReadOnlyList<Finding> expected, string module)
    {
        Finding? of = null;
        foreach (Finding finding in expected)
        {
            if (finding.Module == module) return finding;
            if (finding.Module is { } package && module.StartsWith(package + ".", StringComparison.Ordinal)) of ??= finding;
        }

        return of;
    }

    /// <summary>A finding for each that was not confirmed: refuted is a difference (IMG6002), all else could not be told (IMG6003).</summary>
    internal static IEnumerable<Finding> Of(ServiceModel service, SmokePlan plan, ProbeReport report, IReadOnlyList<Finding> expected, ICollection<string> missing)
    {
        foreach (Finding finding in expected)
        {
            if (IsConfirmed(finding, missing, plan, report)) continue;
            string? where = Found(finding, plan, report);
            string subject = finding.Module is { } module ? "module '" + module + "'" : finding.ImagePath ?? "the file of the start command";
            VerdictOutcome outcome = where is null ? VerdictOutcome.Inconclusive : VerdictOutcome.Refuted;
            yield return finding with
            {
                Rule = where is null ? "IMG6003" : "IMG6002",
                Severity = where is null ? Severity.Info : Severity.Warning,
                Message = where is null
                    ? $"{finding.Rule} of check about {subject} is neither confirmed nor refuted: no container got there"
                    : $"{subject} is in the image ({where}), although check reports {finding.Rule}: it was built from another state or in another way, or the Dockerfile is read wrongly",
                Service = service.Name,
                Reason = where is null ? "inconclusive" : "refuted",
                ReasonDetail = null,
                Fix = null,
                Verdict = new StaticVerdict(finding.Rule, outcome),
            };
        }
    }

    private static bool IsConfirmed(Finding finding, ICollection<string> missing, SmokePlan plan, ProbeReport report)
    {
        if (finding.Module is not { } module) return finding.ImagePath is { } path && Locate(plan, report, path, null) is { Missing: not null };
        for (string name = module; ; name = name.Substring(0, name.LastIndexOf('.')))
        {
            if (missing.Contains(name)) return true;
            if (name.IndexOf('.') < 0) return false;
        }
    }

    private static string? Found(Finding finding, SmokePlan plan, ProbeReport report) => Locate(plan, report, finding.ImagePath, finding.Module)?.Origin;

    private static LocateResult? Locate(SmokePlan plan, ProbeReport report, string? path, string? module)
    {
        for (int j = 0; j < plan.Jobs.Count; j++)
        {
            for (int i = 0; i < plan.Jobs[j].Modules.Count; i++)
            {
                SmokeModule candidate = plan.Jobs[j].Modules[i];
                bool isIt = module is not null ? candidate.File is null && candidate.Name == module : candidate.File is not null && candidate.File == path;
                if (isIt && report.Located(j, i) is { } result) return result;
            }
        }

        return null;
    }
}
