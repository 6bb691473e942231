using System.Collections.Generic;
using System.Threading.Tasks;
using DockerLint.Reporting;
using DockerLint.Services;

namespace DockerLint.Checks;

/// <summary>The main job: finds the services of a repository, checks each, and gives the findings.</summary>
public static class Checker
{
    /// <summary>Runs the check. Never throws on any content of the repository.</summary>
    public static CheckReport Run(CheckRequest request)
    {
        var session = new CheckSession(request);
        IReadOnlyList<string> dockerfiles = request.Dockerfiles ?? DockerfileFinder.Find(request.Repository);
        var results = new ServiceResult[dockerfiles.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = request.Parallelism > 0 ? request.Parallelism : -1 };
        Parallel.For(0, dockerfiles.Count, options, i => results[i] = ServiceCheck.Run(session, dockerfiles[i]));
        return Report(request, results);
    }

    private static CheckReport Report(CheckRequest request, ServiceResult[] results)
    {
        var services = new List<ServiceReport>();
        var findings = new List<Finding>();
        foreach (ServiceResult result in results)
        {
            services.Add(result.Report);
            findings.AddRange(result.Findings);
        }

        findings.Sort(FindingOrder.Instance);
        return new CheckReport { Root = request.Root, Services = services, Findings = findings };
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
