using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Configuration;
using DockerLint.Reporting;
using DockerLint.Services;
using DockerLint.Services.Evidence;

namespace DockerLint.Smoke;

/// <summary>What the probe of one service gave.</summary>
/// <param name="Definition">The service.</param>
/// <param name="Model">What is known of it; null where its Dockerfile cannot be read.</param>
/// <param name="Findings">What was found.</param>
/// <param name="Notes">What a person should know.</param>
/// <param name="IsSkipped">Nothing was tried.</param>
public sealed record SmokeOutcome(
    ServiceDefinition Definition, ServiceModel? Model, IReadOnlyList<Finding> Findings, IReadOnlyList<string> Notes, bool IsSkipped = false);

/// <summary>Puts the outcomes of several services into a report, as <c>check</c> does: with the severities and ignores of the configuration.</summary>
public static class SmokeReports
{
    /// <summary>The report.</summary>
    public static CheckReport Of(CheckRequest request, IReadOnlyList<SmokeOutcome> outcomes)
    {
        var filter = new FindingFilter(request.Settings, request.Repository, request.Today);
        var services = new List<ServiceReport>();
        var findings = new List<Finding>();
        var suppressed = new List<SuppressedFinding>();
        foreach (SmokeOutcome outcome in outcomes)
        {
            services.Add(Service(outcome));
            foreach (Finding finding in outcome.Findings)
            {
                if (filter.Apply(finding, out string? reason) is { } told) findings.Add(told);
                else suppressed.Add(new SuppressedFinding(finding, SuppressionKind.Configuration, reason));
            }
        }

        findings.Sort(FindingOrder.Instance);
        return new CheckReport
        {
            Root = request.Root,
            Services = services,
            Findings = Checker.Distinct(findings, static finding => finding),
            Suppressed = suppressed.Count,
            SuppressedFindings = suppressed,
            Notes = filter.Notes,
            FixCommand = "dockerlint check --fix",
        };
    }

    /// <summary>A name that the evidence gives to the image of a service, whole: no part of it is filled in elsewhere. Null for none.</summary>
    public static string? TagOf(ServiceDefinition definition)
    {
        foreach (string tag in definition.ImageTags)
        {
            if (tag.Length > 0 && !Holes.In(tag)) return tag;
        }

        return null;
    }

    private static ServiceReport Service(SmokeOutcome outcome)
    {
        if (outcome.Model is null) return ServiceCheck.Skipped(outcome.Definition, "the Dockerfile cannot be read");
        ServiceReport report = ServiceCheck.Report(outcome.Model);
        return report with
        {
            Notes = outcome.Notes,
            Status = outcome.IsSkipped ? ServiceStatus.Skipped : ServiceStatus.Checked,
        };
    }
}
