using System;
using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Reporting;
using PyImportScanner;
using PyImportScanner.Closures;
using PyImportScanner.Files;

namespace DockerLint.Smoke;

/// <summary>Turns what a probe said into findings, and holds them against those of <c>check</c>.</summary>
public sealed class SmokeFindings
{
    private readonly ServiceModel service;
    private readonly SmokePlan plan;
    private readonly ProbeReport report;
    private readonly SmokePlaces places;
    private readonly List<Finding> findings = [];
    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private readonly MissingInImage missing = new();
    private readonly bool isAdvisory;

    private SmokeFindings(ServiceModel service, SmokePlan plan, ProbeReport report, bool isAdvisory)
    {
        this.service = service;
        this.plan = plan;
        this.report = report;
        this.isAdvisory = isAdvisory;
        places = new SmokePlaces(service, plan);
    }

    /// <summary>The findings of a service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="plan">What was asked.</param>
    /// <param name="report">What was answered.</param>
    /// <param name="expected">What <c>check</c> says of the service.</param>
    /// <param name="ending">How the probe ended, a clause, for when it did not come to its end.</param>
    /// <param name="isAdvisory">No container: nothing is more than a warning.</param>
    public static IReadOnlyList<Finding> Of(
        ServiceModel service, SmokePlan plan, ProbeReport report, IReadOnlyList<Finding> expected, string ending, bool isAdvisory = false)
    {
        var reader = new SmokeFindings(service, plan, report, isAdvisory);
        reader.ReadJobs();
        reader.ReadMissing(expected);
        if (!report.IsComplete) reader.Add(NotProbed(service, report.IsTooOld ? $"Python {report.Python} of the image is too old for the probe (3.6 or newer)" : ending, Severity.Error));
        reader.findings.AddRange(StaticVerdicts.Of(service, plan, report, expected, reader.missing.Names));
        return reader.findings;
    }

    /// <summary>IMG6003 about the service as a whole.</summary>
    public static Finding NotProbed(ServiceModel service, string why, Severity severity)
    {
        (string file, SourceSpan span) = new SmokePlaces(service, SmokePlan.Of(service)) is var places ? places.Start(places.FirstJob) : default;
        return new Finding
        {
            Rule = "IMG6003",
            Severity = severity,
            Message = "nothing is proved: " + why,
            Service = service.Name,
            Dockerfile = TreePath.Display(service.Dockerfile.Path),
            File = file,
            Span = span,
            Reason = "not-probed",
            ReasonDetail = why,
        };
    }

    private void ReadJobs()
    {
        for (int j = 0; j < plan.Jobs.Count; j++)
        {
            SmokeJob job = plan.Jobs[j];
            for (int i = 0; i < job.Modules.Count; i++)
            {
                if (report.Located(j, i) is { Missing: { } gone } && job.Modules[i].File is null && report.Import(j, i) is null && places.IsOwn(job, gone, null))
                    missing.Add(gone, job, job.Modules[i], null, isRaised: true, isFirstPass: true);
                Read(job, job.Modules[i], report.Import(j, i), isFirstPass: true);
                Read(job, job.Modules[i], report.Import(j, i, pass: 2), isFirstPass: false);
                if (report.Located(j, i) is { Missing: { } script } && job.Modules[i].File is not null) Script(job, job.Modules[i], script);
                else if (report is { IsComplete: true } && report.Import(j, i) is { Kind: "ok", NotFound.Count: 0 } && report.Located(j, i) is { Origin: null } && job.Modules[i].File is null)
                    Contradiction(job, job.Modules[i]);
            }
        }
    }

    private void Read(SmokeJob job, SmokeModule module, ImportResult? result, bool isFirstPass)
    {
        if (result is null) return;
        ImportFailure failure = ImportFailure.Of(result, (name, importer) => places.IsOwn(job, name, importer), places.IsApplication);
        // What the probe asked for by name itself always raises: how the code would take it is known from its imports only.
        bool isAsked = module.Strength == ImportStrength.Guarded && failure.Subject.Length > 0 && failure.Subject == module.Name;
        foreach (UnknownName unknown in result.NotFound)
        {
            bool isRaised = !isAsked && failure.Kind == ImportFailureKind.MissingModule && failure.Subject == unknown.Name;
            if (isRaised || places.IsOwn(job, unknown.Name, unknown.Importer)) missing.Add(unknown.Name, job, module, unknown.Importer, isRaised, isFirstPass);
        }

        if (!isFirstPass || failure.Kind is ImportFailureKind.None) return;
        if (failure.Kind == ImportFailureKind.MissingModule) missing.Add(failure.Subject, job, module, failure.Place, isRaised: !isAsked, isFirstPass: true);
        else if (module.File is null || report.Located(plan.IndexOf(job), job.IndexOf(module)) is not { Origin: null }) Failed(job, module, failure);
    }

    private void ReadMissing(IReadOnlyList<Finding> expected)
    {
        foreach (MissingInImage.Entry entry in missing.Topmost())
        {
            Finding? predicted = StaticVerdicts.Find(expected, entry.Name);
            (string file, SourceSpan span) = predicted is null ? places.Of(entry.Job, entry.Importer) : (predicted.File, predicted.Span);
            string how = entry.IsRaised ? "its import fails" : "its import fails and the failure is caught";
            string check = predicted is null ? "" : $" ({predicted.Rule} of check: confirmed)";
            Add(new Finding
            {
                Rule = "IMG6001",
                // The simulated image may lack what a step brings that nobody can read; check knows that, the local interpreter does not.
                Severity = isAdvisory && predicted is null ? Severity.Info : SeverityOf(entry),
                Message = $"module '{entry.Name}' is not in {(isAdvisory ? "the simulated image" : "the image")}: {how}{At(entry.Importer)}{check}",
                Service = service.Name,
                Dockerfile = TreePath.Display(service.Dockerfile.Path),
                Module = entry.Name,
                File = file,
                Span = span,
                Reason = entry.IsRaised ? "missing-in-container" : "masked",
                ReasonDetail = predicted?.ReasonDetail,
                RepositoryPath = predicted?.RepositoryPath,
                ImagePath = predicted?.ImagePath,
                Chain = predicted?.Chain ?? places.Chain(entry.Job, entry.Module, entry.Importer, entry.Name),
                Related = predicted?.Related ?? [],
                Fix = predicted?.Fix,
                Verdict = predicted is null ? null : new StaticVerdict(predicted.Rule, VerdictOutcome.Confirmed),
            });
        }
    }

    /// <summary>Certain to stop the start: the command's own module failed because of it, or would fail once the first obstacle is gone.</summary>
    private static Severity SeverityOf(MissingInImage.Entry entry)
    {
        if (!entry.IsRaised) return Severity.Warning;
        if (entry.Job.Entry.Conditional) return Severity.Warning;
        if (entry.Module.IsStart && entry.IsFirstPass) return Severity.Error;
        ImportStrength strength = entry.Job.Closure?.Find(entry.Name)?.Strength ?? entry.Module.Strength;
        return strength == ImportStrength.Hard ? Severity.Error : Severity.Warning;
    }

    private void Failed(SmokeJob job, SmokeModule module, ImportFailure failure)
    {
        bool stops = module.IsStart && !job.Entry.Conditional;
        string subject = module.IsStart ? $"the start command {job.Entry.CommandText}" : $"module {module.Name}";
        (string rule, Severity severity, string reason, string text) = failure.Kind switch
        {
            ImportFailureKind.MissingDistribution => ("IMG6001", stops || module.Strength == ImportStrength.Hard ? Severity.Error : Severity.Warning, "not-installed", $"module '{failure.Subject}' is not installed in the image: {subject} imports it"),
            ImportFailureKind.MissingName => ("IMG6004", Stop(stops), "missing-name", $"{subject} fails: {failure.Message}"),
            ImportFailureKind.MissingFile => ("IMG6004", stops && places.RepositoryNeighbour(failure.Subject) is not null ? Severity.Error : Severity.Warning, "data-file", $"{subject} needs the file {failure.Subject}, which is not in the image{Neighbour(failure.Subject)}"),
            ImportFailureKind.MissingLibrary => ("IMG6004", Stop(stops), "shared-library", $"{subject} needs the shared library {failure.Subject}, which is not in the image"),
            ImportFailureKind.Syntax => ("IMG6004", Stop(stops), "syntax", $"{subject} is not understood by Python {report.Python}: {failure.Message}"),
            ImportFailureKind.Signal => ("IMG6004", stops && failure.Subject is "SIGSEGV" or "SIGILL" or "SIGBUS" ? Severity.Error : Severity.Warning, "signal", $"{subject} crashes: {failure.Message}"),
            ImportFailureKind.HardExit => ("IMG6004", Severity.Warning, "hard-exit", $"{subject}: {failure.Message} while it is imported"),
            ImportFailureKind.Exit => ("IMG6004", Severity.Warning, "exit", $"{subject}: {failure.Message} while it is imported"),
            ImportFailureKind.Hang when module.File is not null => ("IMG6003", Severity.Info, "timeout", $"{subject} does its work while it is loaded, and did not end: what it imports later is not proved"),
            ImportFailureKind.Hang => ("IMG6004", Severity.Warning, "timeout", $"{subject} does not end being imported"),
            ImportFailureKind.Permission => ("IMG6004", Severity.Warning, "permission", $"{subject} fails: {failure.Message}"),
            ImportFailureKind.Environment => ("IMG6003", Severity.Info, "environment", $"{subject} wants settings: {failure.Message}; modules up to here are present. Give them in smoke.env or --env-file, or use --stub-env"),
            ImportFailureKind.Network => ("IMG6003", Severity.Info, "network", $"{subject} wants a network, which the sandbox does not have: {failure.Message}; modules up to here are present"),
            ImportFailureKind.ReadOnly => ("IMG6003", Severity.Info, "read-only", $"{subject} writes files, and this sandbox has a read-only file system (--read-only): {failure.Message}; modules up to here are present"),
            ImportFailureKind.Budget => ("IMG6003", Severity.Error, "budget", $"{subject} was not tried: {failure.Message}"),
            _ => ("IMG6003", stops ? Severity.Warning : Severity.Info, "inconclusive", $"{subject} fails for a reason that may lie in the sandbox: {failure.Message}"),
        };
        if (isAdvisory && rule == "IMG6004") (rule, severity) = ("IMG6003", Severity.Info);
        if (isAdvisory && reason == "not-installed") return;
        // A module that fails is tried again by everybody who imports it, with the same words.
        string key = failure.Kind + "\n" + failure.Message + "\n" + (failure.Place ?? module.Name);
        if (!told.Add(key)) return;
        (string file, SourceSpan span) = places.Of(job, failure.Place);
        Add(new Finding
        {
            Rule = rule,
            Severity = severity,
            Message = text + (file.Length > 0 && failure.Place is null ? "" : At(failure.Place)),
            Service = service.Name,
            Dockerfile = TreePath.Display(service.Dockerfile.Path),
            Module = failure.Kind == ImportFailureKind.MissingDistribution ? failure.Subject : module.File is null ? module.Name : null,
            File = file,
            Span = span,
            Reason = reason,
            ReasonDetail = failure.Message,
            Chain = places.Chain(job, module, failure.Place, failure.Subject.Length > 0 ? failure.Subject : failure.Message, ActionOf(failure.Kind)),
        });
    }

    /// <summary>What the code does where it fails; null for an import.</summary>
    private static string? ActionOf(ImportFailureKind kind) => kind switch
    {
        ImportFailureKind.MissingDistribution or ImportFailureKind.MissingName or ImportFailureKind.MissingModule => null,
        ImportFailureKind.MissingFile or ImportFailureKind.Permission => "opens",
        ImportFailureKind.ReadOnly => "writes to",
        ImportFailureKind.MissingLibrary => "loads",
        ImportFailureKind.Environment => "reads",
        ImportFailureKind.Syntax => "cannot be read:",
        _ => "fails:",
    };

    private void Script(SmokeJob job, SmokeModule module, string path) => Add(new Finding
    {
        Rule = "IMG6001",
        Severity = isAdvisory ? Severity.Info : module.IsStart && !job.Entry.Conditional ? Severity.Error : Severity.Warning,
        Message = $"the start command {job.Entry.CommandText} runs {path}, which is not in {(isAdvisory ? "the simulated image" : "the image")}",
        Service = service.Name,
        Dockerfile = TreePath.Display(service.Dockerfile.Path),
        File = places.Start(job).File,
        Span = places.Start(job).Span,
        Reason = "missing-in-container",
        ImagePath = path,
        Chain = places.Chain(job, module, null, ""),
    });

    private void Contradiction(SmokeJob job, SmokeModule module) => Add(new Finding
    {
        Rule = "IMG6003",
        Severity = Severity.Warning,
        Message = $"module '{module.Name}' is said to be imported, but nothing provides it before the application runs: made at run time, or not true",
        Service = service.Name,
        Dockerfile = TreePath.Display(service.Dockerfile.Path),
        Module = module.Name,
        File = places.Start(job).File,
        Span = places.Start(job).Span,
        Reason = "contradiction",
    });

    private string Neighbour(string path) => places.RepositoryNeighbour(path) is { } file ? $" (the repository has {TreePath.Display(file)})" : "; a deployment may mount it";

    private static Severity Stop(bool stops) => stops ? Severity.Error : Severity.Warning;

    private static string At(string? place) => place is null ? "" : " at " + place;

    private void Add(Finding finding) => findings.Add(isAdvisory && finding.Severity == Severity.Error ? finding with { Severity = Severity.Warning } : finding);
}
