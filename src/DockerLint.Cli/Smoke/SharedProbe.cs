using System.Collections.Generic;
using System.Threading;
using DockerLint.Checks;
using DockerLint.Cli.Containers;
using DockerLint.Smoke;

namespace DockerLint.Cli.Smoke;

/// <summary>
/// Tests services that start from one image (a web server, its workers, its scheduler) in one container, one after the other: to
/// start a container costs more than to import what most services consist of. A service of which it does not come to the end,
/// because another one took all memory, has a container of its own then.
/// </summary>
internal static class SharedProbe
{
    /// <summary>The services in batches, each for one container; a batch is one service, or has one image.</summary>
    /// <param name="services">The services.</param>
    /// <param name="containers">How many containers run at the same time to the benefit of all: one for each processor.</param>
    public static List<List<ServiceCandidate>> Batches(IReadOnlyList<ServiceCandidate> services, int containers)
    {
        // Fewer services than processors are done soonest side by side.
        int most = (services.Count + containers - 1) / containers;
        var batches = new List<List<ServiceCandidate>>();
        var open = new Dictionary<string, List<ServiceCandidate>>(System.StringComparer.Ordinal);
        foreach (ServiceCandidate service in services)
        {
            string? image = SmokeReports.TagOf(service.Definition);
            if (image is not null && open.TryGetValue(image, out List<ServiceCandidate>? batch) && batch.Count < most)
            {
                batch.Add(service);
                continue;
            }

            batches.Add([service]);
            if (image is not null) open[image] = batches[^1];
        }

        return batches;
    }

    /// <summary>What one container says of services of an image; null for those that need one of their own.</summary>
    public static IReadOnlyDictionary<ServiceModel, ProbeAttempt> Run(IContainerEngine engine, SmokeOptions options, IReadOnlyList<ServiceModel> services, string image, CancellationToken cancellation)
    {
        var said = new Dictionary<ServiceModel, ProbeAttempt>(ReferenceEqualityComparer.Instance);
        bool isRoot = !engine.AddsCapabilitiesForEveryUser || engine.InspectImage(image, cancellation) is { RunsAsRoot: true };
        string python = Interpreters.Guess(services[0].Build.Image.Config);
        using var container = new ProbeContainer(engine, options, image, python, isRoot, cancellation, services.Count);
        var mine = new List<ServiceModel>();
        var tasks = new List<ProbeTask>();
        string? console = null;
        foreach (ServiceModel service in services)
        {
            SmokePlan plan = SmokePlan.Of(service);
            if (plan.Jobs.Count == 0 || Interpreters.Guess(service.Build.Image.Config) != python || (console ??= ProbeContainer.ConsoleScript(plan)) != ProbeContainer.ConsoleScript(plan)) continue;
            mine.Add(service);
            tasks.Add(new ProbeTask(plan, ServiceEnvironment.Of(service.Definition, options.Environment)));
        }

        if (tasks.Count == 0) return said;
        IReadOnlyList<ProbeAttempt> attempts = container.Finish("", options.Probe, tasks, ServiceEnvironment.Secrets(options.Environment));
        for (int i = 0; i < mine.Count; i++)
        {
            if (attempts[i].Report.IsComplete) said.Add(mine[i], attempts[i]);
        }

        return said;
    }
}
