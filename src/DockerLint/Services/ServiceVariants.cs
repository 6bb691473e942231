using System;
using System.Collections.Generic;

namespace DockerLint.Services;

/// <summary>Which of the builds and starts of one Dockerfile are services of their own, and what each is called.</summary>
/// <param name="dockerfile">The Dockerfile, a clean path of the repository tree.</param>
/// <param name="lastStage">The name of its last stage, which is built where nobody chooses one; null where it has none.</param>
internal sealed class ServiceVariants(string dockerfile, string? lastStage)
{
    // One Dockerfile in a matrix of twenty versions is not twenty services.
    private const int MaximumArgumentVariants = 3;
    private const int MaximumServices = 24;

    /// <summary>Each service once, in the order in which the evidence is trusted.</summary>
    public List<ServiceDefinition> Distinct(List<ServiceDefinition> all)
    {
        var distinct = new List<ServiceDefinition>();
        var variants = new Dictionary<string, int>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (ServiceDefinition definition in all)
        {
            string place = definition.ContextPath + "\n" + Stage(definition) + "\n" + StartKey(definition.Start);
            // A mount without a command of its own is only another way to run what is there anyway.
            if (definition.Start is { ChangesCommand: false } && all.Exists(other => other.Start is null && SameBuild(other, definition))) continue;
            if (!seen.Add(place + "\n" + Key(definition.BuildArguments))) continue;
            variants.TryGetValue(place, out int count);
            variants[place] = count + 1;
            if (count >= MaximumArgumentVariants || distinct.Count >= MaximumServices) continue;
            distinct.Add(definition);
        }

        return distinct;
    }

    /// <summary>Do both build the same stage from the same context?</summary>
    public bool SamePlace(ServiceDefinition a, ServiceDefinition b) => a.ContextPath == b.ContextPath && Stage(a) == Stage(b);

    private bool SameBuild(ServiceDefinition a, ServiceDefinition b) => SamePlace(a, b) && Key(a.BuildArguments) == Key(b.BuildArguments);

    /// <summary>The stage in lower case, as BuildKit compares names; empty for the last, whether it is chosen by name or not.</summary>
    private string Stage(ServiceDefinition definition) =>
        definition.Target is not { } target || target.Equals(lastStage, StringComparison.OrdinalIgnoreCase) ? "" : target.ToLowerInvariant();

    private static string StartKey(StartOverride? start)
    {
        if (start is null) return "";
        string mounts = "";
        foreach (BindMount mount in start.Mounts) mounts += mount.Source + ":" + mount.Target + " ";
        return Join(start.Entrypoint) + "|" + Join(start.Command) + "|" + start.WorkingDirectory + "|" + mounts;
    }

    private static string Join(IReadOnlyList<string>? words) => words is null ? "-" : string.Join(" ", words);

    private static string Key(IReadOnlyDictionary<string, string> values)
    {
        var parts = new List<string>();
        foreach (KeyValuePair<string, string> pair in values) parts.Add(pair.Key + "=" + pair.Value);
        parts.Sort(string.CompareOrdinal);
        return string.Join("\n", parts);
    }

    /// <summary>The services with a name of its own for each.</summary>
    public List<ServiceDefinition> Named(List<ServiceDefinition> definitions)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < definitions.Count; i++)
        {
            ServiceDefinition one = definitions[i];
            string name = one.Name.Length == 0 ? ServiceName.Of(dockerfile) : one.Name;
            if (!names.Add(name) && one.Target is { } target) name += "-" + target;
            string stem = name;
            for (int n = 2; i > 0 && !names.Add(name) && definitions.FindIndex(0, i, other => other.Name == name) >= 0; n++) name = stem + "-" + n;
            names.Add(name);
            definitions[i] = one with { Name = name };
        }

        return definitions;
    }
}
