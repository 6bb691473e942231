using System;
using System.Collections.Generic;
using System.Linq;
using DockerLint.Inputs;
using DockerLint.Services;

namespace DockerLint.Cli.States;

/// <summary>The same service in two states; null where a state does not have it.</summary>
internal readonly record struct ServicePair(ServiceDefinition? Before, ServiceDefinition? After)
{
    /// <summary>The newer one where there is one.</summary>
    public ServiceDefinition Definition => After ?? Before!;
}

/// <summary>Finds each service of one state in another.</summary>
internal static class ServicePairs
{
    /// <summary>By Dockerfile and name; what is left by name alone, and then by Dockerfile alone, where that leaves no choice.</summary>
    public static IReadOnlyList<ServicePair> Of(RepositoryInputs before, RepositoryInputs after)
    {
        var old = new List<ServiceDefinition>(before.Services);
        var pairs = new List<ServicePair>();
        var open = new List<ServiceDefinition>();
        foreach (ServiceDefinition service in after.Services)
        {
            int same = old.FindIndex(other => other.Name == service.Name && other.DockerfilePath == service.DockerfilePath);
            if (same < 0)
            {
                open.Add(service);
                continue;
            }

            pairs.Add(new ServicePair(old[same], service));
            old.RemoveAt(same);
        }

        foreach (Func<ServiceDefinition, string> key in new Func<ServiceDefinition, string>[] { static service => service.Name, static service => service.DockerfilePath })
        {
            foreach (ServiceDefinition service in open.ToArray())
            {
                string wanted = key(service);
                if (open.Count(other => key(other) == wanted) != 1 || old.FindAll(other => key(other) == wanted) is not [var one]) continue;
                pairs.Add(new ServicePair(one, service));
                open.Remove(service);
                old.Remove(one);
            }
        }

        foreach (ServiceDefinition service in open) pairs.Add(new ServicePair(null, service));
        foreach (ServiceDefinition service in old) pairs.Add(new ServicePair(service, null));
        pairs.Sort(static (a, b) => Compare(a.Definition, b.Definition));
        return pairs;
    }

    private static int Compare(ServiceDefinition a, ServiceDefinition b)
    {
        int order = string.CompareOrdinal(a.Name, b.Name);
        return order != 0 ? order : string.CompareOrdinal(a.DockerfilePath, b.DockerfilePath);
    }
}
