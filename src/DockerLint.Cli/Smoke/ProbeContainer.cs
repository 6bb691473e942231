using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using DockerLint.Cli.Containers;
using DockerLint.Smoke;

namespace DockerLint.Cli.Smoke;

/// <summary>
/// A container whose interpreter waits for its program on standard input: it starts while the repository is still being read,
/// because nothing but the name of the image is needed for that. Disposing of one that got no program removes it.
/// </summary>
internal sealed class ProbeContainer : IDisposable
{
    // Over the probe's own limit, for a container that starts slowly or a probe that somebody stopped.
    private const double Grace = 30;
    private static readonly string[] Variables = ["PYTHONDONTWRITEBYTECODE=1", "PYTHONUNBUFFERED=1", "PYTHONIOENCODING=utf-8"];

    // 122 bits of the system's secure source; RandomNumberGenerator would load OpenSSL first.
    private readonly string nonce = "@" + Guid.NewGuid().ToString("N") + " ";
    private readonly CancellationToken cancellation;
    private readonly CancellationTokenSource given;
    private readonly ManualResetEventSlim ready = new();
    private readonly Background<RunResult> run;
    private IReadOnlyList<ProbeReport>? reports;
    private byte[] input = [];

    /// <param name="engine">Runs it.</param>
    /// <param name="options">Its limits.</param>
    /// <param name="image">The image.</param>
    /// <param name="python">The interpreter: a path, or a name on the PATH of the image.</param>
    /// <param name="isRoot">See <see cref="Sandbox.IsRoot"/>.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="services">How many services it is for.</param>
    public ProbeContainer(IContainerEngine engine, SmokeOptions options, string image, string python, bool isRoot, CancellationToken cancellation, int services = 1)
    {
        Python = python;
        this.cancellation = cancellation;
        given = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var container = new ContainerOptions
        {
            Image = image,
            Name = SmokeContainer.NewName(),
            Labels = [SmokeContainer.Label],
            Entrypoint = python,
            Arguments = ["-c", ProbeScript.Read(ProbeScript.Bootstrap)],
            Environment = Variables,
            Sandbox = new Sandbox { IsRoot = isRoot, ReadOnly = options.ReadOnly, Memory = options.Memory },
        };
        var streams = new RunStreams
        {
            WriteInput = stream =>
            {
                ready.Wait(given.Token);
                stream.Write(input);
            },
            ReadOutput = stream =>
            {
                ready.Wait(given.Token);
                LineReader.Read(stream, line =>
                {
                    foreach (ProbeReport report in reports!) report.Add(line);
                });
            },
            Timeout = services * Limit(options),
        };
        run = Background.Start(() => engine.Run(container, streams, given.Token));
    }

    /// <summary>The interpreter it was started with.</summary>
    public string Python { get; }

    /// <summary>The time that a probe has, its own limit and some grace.</summary>
    public static TimeSpan Limit(SmokeOptions options) => TimeSpan.FromSeconds(options.TotalSeconds + Grace);

    /// <summary>Hands the program over and waits for the end. Once only.</summary>
    /// <param name="python">The interpreter that it should be, where it was started with another; else empty.</param>
    /// <param name="options">How to import.</param>
    /// <param name="tasks">What to import, a service after the other; all are started by the same program.</param>
    /// <param name="secrets">Values that no report shows.</param>
    /// <returns>An attempt for each task.</returns>
    public IReadOnlyList<ProbeAttempt> Finish(string python, ProbeOptions options, IReadOnlyList<ProbeTask> tasks, IReadOnlyCollection<string> secrets)
    {
        var mine = new List<ProbeReport>();
        int jobs = 0;
        foreach (ProbeTask task in tasks)
        {
            mine.Add(new ProbeReport(nonce, task.Plan, secrets, service: mine.Count, firstJob: jobs));
            jobs += task.Plan.Jobs.Count;
        }

        string text = ConsoleScript(tasks[0].Plan) + "\n" + (IsLine(python) ? python : "") + "\n" + nonce + "\n" + ProbeInput.Write(options, tasks) + ProbeScript.Read(ProbeScript.Probe);
        input = Encoding.UTF8.GetBytes(text);
        reports = mine;
        ready.Set();
        RunResult result = run.Result;
        cancellation.ThrowIfCancellationRequested();
        return mine.ConvertAll(report => new ProbeAttempt(report, result));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (reports is null)
        {
            given.Cancel();
            run.Wait();
        }

        given.Dispose();
    }

    // The bootstrap reads lines; a stranger wrote the Dockerfile that these come from.
    private static bool IsLine(string text) => text.IndexOf('\n', StringComparison.Ordinal) < 0;

    /// <summary>A program that is no interpreter, at whose first line the bootstrap looks; empty for none.</summary>
    public static string ConsoleScript(SmokePlan plan)
    {
        foreach (SmokeJob job in plan.Jobs)
        {
            string program = job.Entry.Program;
            string name = program[(program.LastIndexOf('/') + 1)..];
            if (name.Length > 0 && !name.StartsWith("python", StringComparison.Ordinal) && IsLine(program)) return program;
        }

        return "";
    }
}

/// <summary>What one probe gave.</summary>
/// <param name="Report">What it said.</param>
/// <param name="Result">How it ended.</param>
internal sealed record ProbeAttempt(ProbeReport Report, RunResult Result);
