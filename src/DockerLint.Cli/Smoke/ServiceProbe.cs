using System;
using System.Collections.Generic;
using System.Threading;
using DockerLint.Checks;
using DockerLint.Cli.Containers;
using DockerLint.Reporting;
using DockerLint.Smoke;

namespace DockerLint.Cli.Smoke;

/// <summary>
/// Tests the image of one service. One call of the engine's client is enough where all is well: the container starts while the
/// closure is still being worked out, and the image is only inspected where it does not answer.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="options">What the user asked for.</param>
/// <param name="cancellation">Stops it.</param>
/// <param name="waiting">A container of the image that was started before the service was known; null for none.</param>
/// <param name="shared">What a container said that was shared with other services of the image; null where there was none, or it did not come to the end.</param>
internal sealed class ServiceProbe(IContainerEngine engine, SmokeOptions options, CancellationToken cancellation, ProbeContainer? waiting = null, ProbeAttempt? shared = null)
{
    private const int EngineRefused = 125, NotExecutable = 126, NotFound = 127, Killed = 137;

    /// <summary>Tests it.</summary>
    /// <param name="service">The service.</param>
    /// <param name="image">Its image.</param>
    public SmokeOutcome Run(ServiceModel service, string image)
    {
        var notes = new List<string>();
        var findings = new List<Finding>();
        if (options.Level == SmokeLevel.List)
        {
            findings.AddRange(ListProbe.Run(engine, service, image, notes, cancellation));
            return new SmokeOutcome(service.Definition, service, findings, notes);
        }

        findings.AddRange(Probe(service, image, notes));
        if (options.Level == SmokeLevel.Start && !findings.Exists(finding => finding.Reason is "not-probed"))
            findings.AddRange(StartProbe.Run(engine, service, image, options, notes, cancellation));
        return new SmokeOutcome(service.Definition, service, findings, notes, IsSkipped: findings.Count == 0 && notes.Count > 0 && notes[0] == NothingToImport);
    }

    private const string NothingToImport = "no start command loads Python code: there is nothing to import";

    private IReadOnlyList<Finding> Probe(ServiceModel service, string image, List<string> notes)
    {
        if (shared is not null) return Findings(service, image, shared, notes);
        // Asked only when something went wrong: a container that answers has said all that is needed.
        var facts = new Lazy<ImageFacts?>(() => engine.InspectImage(image, cancellation));
        // Docker gives added capabilities to root only; where others would get them, it must be known who runs.
        bool isRoot = !engine.AddsCapabilitiesForEveryUser || facts.Value is { RunsAsRoot: true };
        string guess = Interpreters.Guess(service.Build.Image.Config);
        using ProbeContainer container = waiting ?? new ProbeContainer(engine, options, image, guess, isRoot, cancellation);
        // Made while the container starts.
        SmokePlan plan = SmokePlan.Of(service);
        ProbeAttempt attempt = Finish(container, container.Python == guess ? "" : guess, service, plan);
        // It was started before the start command was known, with a name that this image may not have.
        if (attempt is { Report.Python: null, Result.ExitCode: NotExecutable or NotFound } && container.Python != guess)
            attempt = Try(service, image, guess, plan, isRoot);
        if (plan.Jobs.Count == 0)
        {
            notes.Add(NothingToImport);
            return facts.Value is null ? [SmokeFindings.NotProbed(service, Absent(image), Severity.Error)] : [];
        }

        if (attempt.Report.Python is null && attempt.Result is { TimedOut: false, Cancelled: false })
        {
            if (facts.Value is not { } known) return [SmokeFindings.NotProbed(service, Absent(image), Severity.Error)];
            if (IsForeign(attempt.Result)) return Foreign(service, image, known, notes);
            if (attempt.Result.ExitCode is NotExecutable or NotFound)
            {
                if (Interpreters.Search(engine, image, known, plan, cancellation) is not { } found)
                    return [SmokeFindings.NotProbed(service, "the image has no Python on PATH or in a usual place, but its start command needs one", Severity.Error)];
                attempt = Try(service, image, found, plan, isRoot);
            }
        }

        cancellation.ThrowIfCancellationRequested();
        return Findings(service, image, attempt, notes);
    }

    private IReadOnlyList<Finding> Findings(ServiceModel service, string image, ProbeAttempt attempt, List<string> notes)
    {
        SmokePlan plan = attempt.Report.Plan;
        if (attempt.Report.Python is { } python) notes.Add($"{plan.ModuleCount} modules in image {image}, Python {python}");
        return SmokeFindings.Of(service, plan, attempt.Report, StaticVerdicts.Expected(service), attempt.Report.IsComplete ? "" : Ending(attempt));
    }

    private ProbeAttempt Try(ServiceModel service, string image, string python, SmokePlan plan, bool isRoot)
    {
        using var container = new ProbeContainer(engine, options, image, python, isRoot, cancellation);
        return Finish(container, "", service, plan);
    }

    private ProbeAttempt Finish(ProbeContainer container, string python, ServiceModel service, SmokePlan plan) =>
        container.Finish(python, options.Probe, [new ProbeTask(plan, ServiceEnvironment.Of(service.Definition, options.Environment))], ServiceEnvironment.Secrets(options.Environment))[0];

    private static bool IsForeign(RunResult result) => result.Error.Contains("exec format error", StringComparison.OrdinalIgnoreCase);

    private List<Finding> Foreign(ServiceModel service, string image, ImageFacts facts, List<string> notes)
    {
        List<Finding> findings =
        [
            SmokeFindings.NotProbed(service, $"image {image} is made for {facts.OperatingSystem}/{facts.Architecture}, which this engine cannot run; its files were compared instead", Severity.Warning),
            .. ListProbe.Run(engine, service, image, notes, cancellation),
        ];
        return findings;
    }

    private string Absent(string image) => $"{engine.Name} has no image {image}: build it, use --build, or name another with --image";

    private string Ending(ProbeAttempt attempt)
    {
        RunResult result = attempt.Result;
        string[] lines = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string said = lines.Length == 0 ? "" : ": " + SafeText.OneLine(lines[^1].Length > 200 ? lines[^1][..200] : lines[^1]);
        const string Subject = "the probe";
        if (result.TimedOut) return $"{Subject} did not end within {ProbeContainer.Limit(options).TotalSeconds:0} s";
        return result.ExitCode switch
        {
            EngineRefused => engine.Name + " refused to run it" + said,
            Killed => Subject + " was killed: out of memory, or by somebody",
            _ => $"{Subject} ended early with exit code {result.ExitCode}{said}",
        };
    }
}
