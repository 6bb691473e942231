using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
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
internal sealed class ServiceProbe(IContainerEngine engine, SmokeOptions options, CancellationToken cancellation)
{
    // Over the probe's own limit, for a container that starts slowly or a probe that somebody stopped.
    private const double Grace = 30;
    private const int EngineRefused = 125, NotExecutable = 126, NotFound = 127, Killed = 137;
    private static readonly string[] ProbeVariables = ["PYTHONDONTWRITEBYTECODE=1", "PYTHONUNBUFFERED=1", "PYTHONIOENCODING=utf-8"];

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
        // Asked only when something went wrong: a container that answers has said all that is needed.
        var facts = new Lazy<ImageFacts?>(() => engine.InspectImage(image, cancellation));
        // Docker gives added capabilities to root only; where others would get them, it must be known who runs.
        bool isRoot = !engine.AddsCapabilitiesForEveryUser || facts.Value is { RunsAsRoot: true };
        var plan = new Lazy<SmokePlan>(() => SmokePlan.Of(service));
        Attempt attempt = Try(service, image, Interpreters.Guess(service.Build.Image.Config), plan, isRoot);
        if (plan.Value.Jobs.Count == 0)
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
                if (Interpreters.Search(engine, image, known, plan.Value, cancellation) is not { } found)
                    return [SmokeFindings.NotProbed(service, "the image has no Python on PATH or in a usual place, but its start command needs one", Severity.Error)];
                attempt = Try(service, image, found, plan, isRoot);
            }
        }

        cancellation.ThrowIfCancellationRequested();
        if (attempt.Report.Python is { } python) notes.Add($"{plan.Value.ModuleCount} modules in image {image}, Python {python}");
        return SmokeFindings.Of(service, plan.Value, attempt.Report, StaticVerdicts.Expected(service), attempt.Report.IsComplete ? "" : Ending(attempt));
    }

    private Attempt Try(ServiceModel service, string image, string python, Lazy<SmokePlan> plan, bool isRoot)
    {
        string nonce = "@" + Convert.ToHexString(RandomNumberGenerator.GetBytes(16)) + " ";
        ProbeReport? report = null;
        var ready = new ManualResetEventSlim();
        var container = new ContainerOptions
        {
            Image = image,
            Name = SmokeContainer.NewName(),
            Labels = [SmokeContainer.Label],
            Entrypoint = python,
            Arguments = ["-c", ProbeScript.Read(ProbeScript.Bootstrap)],
            Environment = ProbeVariables,
            Sandbox = new Sandbox { IsRoot = isRoot, ReadOnly = options.ReadOnly, Memory = options.Memory },
        };
        RunResult result = engine.Run(
            container,
            new RunStreams
            {
                WriteInput = stream =>
                {
                    // Made while the container starts.
                    string program = ConsoleScript(plan.Value);
                    report = new ProbeReport(nonce, plan.Value, ServiceEnvironment.Secrets(options.Environment));
                    ready.Set();
                    string text = program + "\n" + nonce + "\n" + ProbeInput.Write(plan.Value, Options(service)) + ProbeScript.Read(ProbeScript.Probe);
                    stream.Write(Encoding.UTF8.GetBytes(text));
                },
                ReadOutput = stream =>
                {
                    ready.Wait(cancellation);
                    LineReader.Read(stream, line => report!.Add(line));
                },
                Timeout = TimeSpan.FromSeconds(options.TotalSeconds + Grace),
            },
            cancellation);
        cancellation.ThrowIfCancellationRequested();
        return new Attempt(report ?? new ProbeReport(nonce, plan.Value, []), result);
    }

    private ProbeOptions Options(ServiceModel service) => new()
    {
        ImportsModules = options.Level >= SmokeLevel.Import,
        ModuleSeconds = options.ModuleSeconds,
        TotalSeconds = options.TotalSeconds,
        InventsVariables = options.InventsVariables,
        Environment = ServiceEnvironment.Of(service.Definition, options.Environment),
    };

    // A program that is no interpreter: the bootstrap looks at its first line.
    private static string ConsoleScript(SmokePlan plan)
    {
        foreach (SmokeJob job in plan.Jobs)
        {
            string program = job.Entry.Program;
            string name = program[(program.LastIndexOf('/') + 1)..];
            if (name.Length > 0 && !name.StartsWith("python", StringComparison.Ordinal) && program.IndexOf('\n', StringComparison.Ordinal) < 0) return program;
        }

        return "";
    }

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

    private string Ending(Attempt attempt)
    {
        RunResult result = attempt.Result;
        string[] lines = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string said = lines.Length == 0 ? "" : ": " + SafeText.OneLine(lines[^1].Length > 200 ? lines[^1][..200] : lines[^1]);
        const string Subject = "the probe";
        if (result.TimedOut) return $"{Subject} did not end within {options.TotalSeconds + Grace:0} s";
        return result.ExitCode switch
        {
            EngineRefused => engine.Name + " refused to run it" + said,
            Killed => Subject + " was killed: out of memory, or by somebody",
            _ => $"{Subject} ended early with exit code {result.ExitCode}{said}",
        };
    }

    private sealed record Attempt(ProbeReport Report, RunResult Result);
}
