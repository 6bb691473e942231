using System;
using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Checks.Python;
using DockerLint.Reporting;
using PyImportScanner;
using PyImportScanner.Files;

namespace DockerLint.Smoke;

/// <summary>What a start command that really ran tells.</summary>
public static class StartFindings
{
    /// <summary>IMG6004 where it ended early, IMG6001 for modules of the repository that it looked for in vain.</summary>
    /// <param name="service">The service.</param>
    /// <param name="plan">Its start commands.</param>
    /// <param name="notFound">Names that no finder knew.</param>
    /// <param name="exitCode">How it ended; null: it still ran.</param>
    /// <param name="lastLine">The last line that it wrote.</param>
    /// <param name="seconds">How long it was watched.</param>
    public static IReadOnlyList<Finding> Of(ServiceModel service, SmokePlan plan, IReadOnlyList<UnknownName> notFound, int? exitCode, string lastLine, double seconds)
    {
        var places = new SmokePlaces(service, plan);
        var findings = new List<Finding>();
        bool fails = exitCode is not (null or 0);
        foreach (SmokeJob job in plan.Jobs)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (UnknownName unknown in notFound)
            {
                if (!places.IsOwn(job, unknown.Name, unknown.Importer) || names.Contains(Parent(unknown.Name)) || !names.Add(unknown.Name)) continue;
                bool isLast = fails && lastLine.Contains("'" + unknown.Name + "'");
                (string file, SourceSpan span) = places.Of(job, unknown.Importer);
                findings.Add(new Finding
                {
                    Rule = "IMG6001",
                    Severity = isLast ? Severity.Error : Severity.Warning,
                    Message = $"module '{unknown.Name}' is not in the image: the running start command looked for it in vain" + (unknown.Importer is null ? "" : " at " + unknown.Importer),
                    Service = service.Name,
                    Dockerfile = TreePath.Display(service.Dockerfile.Path),
                    Module = unknown.Name,
                    File = file,
                    Span = span,
                    Reason = isLast ? "missing-in-container" : "masked",
                    Chain = Chains.Of(job.Entry, service),
                });
            }
        }

        if (exitCode is not { } code) return findings;
        (string at, SourceSpan where) = places.Start(places.FirstJob);
        findings.Add(new Finding
        {
            Rule = "IMG6004",
            // Without a network and without its settings a healthy program may end, too.
            Severity = code == 0 || !IsImportFailure(lastLine) ? Severity.Warning : Severity.Error,
            Message = $"the start command ended with exit code {code} within {seconds:0.#} s" + (lastLine.Length == 0 ? "" : ": " + lastLine),
            Service = service.Name,
            Dockerfile = TreePath.Display(service.Dockerfile.Path),
            File = at,
            Span = where,
            Reason = "exits",
            ReasonDetail = lastLine,
        });
        return findings;
    }

    private static bool IsImportFailure(string line) =>
        line.StartsWith("ModuleNotFoundError", StringComparison.Ordinal) || line.StartsWith("ImportError", StringComparison.Ordinal)
        || line.StartsWith("SyntaxError", StringComparison.Ordinal) || line.Contains("can't open file") || line.Contains("No module named");

    private static string Parent(string name) => name.LastIndexOf('.') is var dot and > 0 ? name.Substring(0, dot) : "";
}
