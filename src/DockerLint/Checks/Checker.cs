using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using DockerLint.Reporting;
using DockerLint.Services;
using PyImportScanner;

namespace DockerLint.Checks;

/// <summary>The main job: finds the services of a repository, checks each, and gives the findings.</summary>
public static class Checker
{
    /// <summary>Runs the check. Never throws on any content of the repository.</summary>
    public static CheckReport Run(CheckRequest request)
    {
        var session = new CheckSession(request);
        IReadOnlyList<string> dockerfiles = session.Dockerfiles();
        var options = new ParallelOptions { MaxDegreeOfParallelism = request.Parallelism > 0 ? request.Parallelism : -1 };
        var results = new ServiceResult[dockerfiles.Count][];
        Parallel.For(0, dockerfiles.Count, options, i => results[i] = Check(session, dockerfiles[i]));
        return Report(session, results);
    }

    private static ServiceResult[] Check(CheckSession session, string dockerfile)
    {
        IReadOnlyList<ServiceDefinition> definitions = session.Definitions(dockerfile);
        var results = new ServiceResult[definitions.Count];
        for (int i = 0; i < results.Length; i++) results[i] = ServiceCheck.Run(session, definitions[i]);
        session.Forget(dockerfile);
        return results;
    }

    private static CheckReport Report(CheckSession session, ServiceResult[][] results)
    {
        var services = new List<ServiceReport>();
        var told = new List<Finding>();
        var suppressed = new List<SuppressedFinding>();
        var suppressions = new RunSuppressions(session, results);
        foreach (ServiceResult[] ofDockerfile in results)
        {
            foreach (ServiceResult result in ofDockerfile)
            {
                services.Add(result.Report);
                foreach (Finding finding in result.Findings) Sort(finding, session, suppressions, told, suppressed);
            }
        }

        foreach (Finding finding in suppressions.Problems()) Sort(finding, session, suppressions, told, suppressed);
        told.Sort(FindingOrder.Instance);
        suppressed.Sort(static (a, b) => FindingOrder.Instance.Compare(a.Finding, b.Finding));
        suppressed = Distinct(suppressed, static one => one.Finding);
        return new CheckReport
        {
            Root = session.Request.Root,
            Services = services,
            Findings = Distinct(told, static one => one),
            Suppressed = suppressed.Count,
            SuppressedFindings = suppressed,
            Notes = [.. session.Filter.Notes, .. session.Request is { Context: null, Services: null } ? session.Evidence.Notes : []],
        };
    }

    private static void Sort(Finding finding, CheckSession session, RunSuppressions suppressions, List<Finding> told, List<SuppressedFinding> suppressed)
    {
        if (suppressions.Find(finding) is { } comment) suppressed.Add(comment);
        else if (session.Filter.Apply(finding, out string? reason) is { } result) told.Add(result);
        else suppressed.Add(new SuppressedFinding(finding, SuppressionKind.Configuration, reason));
    }

    /// <summary>Services of one Dockerfile lack the same things at the same places: each is told once, where it is worst.</summary>
    internal static List<T> Distinct<T>(List<T> sorted, Func<T, Finding> findingOf)
    {
        var seen = new HashSet<(string, string?, string, SourceSpan, string?, string)>();
        return sorted.FindAll(one => findingOf(one) is var finding
            && seen.Add((finding.Rule, finding.Dockerfile, finding.File, finding.Span, finding.Module, finding.Message)));
    }
}

/// <summary>The order in which findings are printed: worst first, then by Dockerfile, file, place and rule.</summary>
internal sealed class FindingOrder : IComparer<Finding>
{
    public static readonly FindingOrder Instance = new();

    public int Compare(Finding? a, Finding? b)
    {
        if (a is null || b is null) return a is null ? (b is null ? 0 : -1) : 1;
        int order = b.Severity.CompareTo(a.Severity);
        if (order == 0) order = string.CompareOrdinal(a.Dockerfile, b.Dockerfile);
        if (order == 0) order = string.CompareOrdinal(a.Service, b.Service);
        if (order == 0) order = string.CompareOrdinal(a.File, b.File);
        if (order == 0) order = a.Span.Line.CompareTo(b.Span.Line);
        if (order == 0) order = a.Span.Column.CompareTo(b.Span.Column);
        if (order == 0) order = string.CompareOrdinal(a.Rule, b.Rule);
        return order != 0 ? order : string.CompareOrdinal(a.Module, b.Module);
    }
}
