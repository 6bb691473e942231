using System;
using System.Collections.Generic;
using DockerLint.Services;

namespace DockerLint.Cli.Smoke;

/// <summary>The variables that a service's code sees while it is imported.</summary>
internal static class ServiceEnvironment
{
    private const int ShortestSecret = 4;

    /// <summary>What a deployment in the repository gives, then what the user gives.</summary>
    public static IReadOnlyDictionary<string, string> Of(ServiceDefinition definition, IReadOnlyDictionary<string, string> given)
    {
        if (definition.Start is null || definition.Start.Environment.Count == 0) return given;
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string? value) in definition.Start.Environment)
        {
            // PATH and PYTHONPATH act before the first line of the probe: what they come to is in the search path already.
            if (value is not null && name is not ("PATH" or "PYTHONPATH")) all[name] = value;
        }

        foreach ((string name, string value) in given) all[name] = value;
        return all;
    }

    /// <summary>Values that are never printed, whoever quotes them. A short one would be found everywhere.</summary>
    public static IReadOnlyCollection<string> Secrets(IReadOnlyDictionary<string, string> given)
    {
        var secrets = new List<string>();
        foreach (string value in given.Values)
        {
            if (value.Length >= ShortestSecret && value is not ("true" or "false")) secrets.Add(value);
        }

        // A longer one may hold a shorter one.
        secrets.Sort((a, b) => b.Length.CompareTo(a.Length));
        return secrets;
    }
}
