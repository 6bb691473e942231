using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DockerLint.Cli.Arguments;
using DockerLint.Cli.States;
using DockerLint.Files;
using DockerLint.Inputs;

namespace DockerLint.Cli.Affected;

/// <summary>Compares every service of a range.</summary>
internal static class AffectedServices
{
    public static AffectedReport Compare(AffectedRange range, ParsedArguments arguments)
    {
        List<ChangedFile> files = range.Changes.Select(change => new ChangedFile(change.Path, change.OldPath)).ToList();
        var comparison = new ServiceComparison(files, range.Paths);
        string? global = GlobalChange(range, arguments.Values(AffectedOptions.Global));
        // One after the other: the newer state waits for the evidence of the older one, and a thread that waits is one less that reads it.
        _ = range.Before.Services;
        _ = range.After.Services;
        IReadOnlyList<ServicePair> pairs = ServicePairs.Of(range.Before, range.After);
        var services = new AffectedService[pairs.Count];
        Parallel.For(0, services.Length, i =>
        {
            ServiceInputs? before = pairs[i].Before is { } old ? range.Before.Of(old) : null, after = pairs[i].After is { } now ? range.After.Of(now) : null;
            services[i] = new AffectedService(comparison.Compare(pairs[i].Definition, before, after), pairs[i].After is null ? null : global);
        });
        if (arguments.Has(AffectedOptions.IncludeDependents)) AddDependents(services);
        return new AffectedReport
        {
            Base = range.Base,
            Head = range.Head,
            Services = services,
            Files = range.Changes,
            Explains = arguments.Has(AffectedOptions.Explain),
        };
    }

    /// <summary>Every service of a state, or none of them.</summary>
    public static AffectedReport Fallback(RepositoryInputs state, bool all) => new()
    {
        Base = "unknown",
        Head = "disk",
        Files = [],
        IsFallback = true,
        Services = state.Services.Select(service => new AffectedService(new ServiceChange(service, ServiceState.Untouched, [], []), all ? "history is missing (--fallback all)" : null)).ToList(),
    };

    private static string? GlobalChange(AffectedRange range, IReadOnlyList<string> patterns)
    {
        if (patterns.Count == 0) return null;
        IgnoreFile matcher = IgnoreFile.Parse("--global", string.Join('\n', patterns));
        if (matcher.Error is { } error) throw new UsageException("--global: " + error, "affected");
        foreach (Git.GitChange change in range.Changes)
        {
            foreach (string? path in new[] { change.Path, change.OldPath })
            {
                if (path is not null && matcher.Decide(path[1..]).IsLeftOut) return path[1..] + " fits --global";
            }
        }

        return null;
    }

    private static void AddDependents(AffectedService[] services)
    {
        bool more = true;
        while (more)
        {
            more = false;
            for (int i = 0; i < services.Length; i++)
            {
                if (services[i].IsAffected || services[i].Change.State == ServiceState.Removed) continue;
                AffectedService? cause = Array.Find(services, other => other.IsAffected && DependsOn(services[i], other));
                if (cause is null) continue;
                services[i] = services[i] with { Because = "depends on " + cause.Name };
                more = true;
            }
        }
    }

    private static bool DependsOn(AffectedService service, AffectedService other) =>
        service.Change.Definition.NamedImages.Values.Contains(other.Name) || service.Change.Definition.DependsOn.Contains(other.Name);
}
