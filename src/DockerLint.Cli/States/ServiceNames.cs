using System.Collections.Generic;
using System.Linq;
using DockerLint.Words;
using DockerLint.Services;
using PyImportScanner.Files;

namespace DockerLint.Cli.States;

/// <summary>Services as people name them: by name, by Dockerfile, or by the directory of the Dockerfile.</summary>
internal static class ServiceNames
{
    /// <summary>The services of those names; all of them where none is named.</summary>
    /// <exception cref="UsageException">A name stands for none; the nearest is told.</exception>
    public static IReadOnlyList<ServiceDefinition> Select(IReadOnlyList<ServiceDefinition> services, IReadOnlyList<string> names, string command)
    {
        if (names.Count == 0) return services;
        var chosen = new List<ServiceDefinition>();
        foreach (string name in names)
        {
            IReadOnlyList<ServiceDefinition> found = Find(services, name);
            if (found.Count == 0) throw new UsageException("there is no service " + name + "; " + Hint(services, name), command);
            chosen.AddRange(found.Where(service => !chosen.Contains(service)));
        }

        return chosen;
    }

    /// <summary>The services that a name stands for; none where it stands for none.</summary>
    public static IReadOnlyList<ServiceDefinition> Find(IReadOnlyList<ServiceDefinition> services, string name)
    {
        List<ServiceDefinition> byName = services.Where(service => service.Name == name).ToList();
        if (byName.Count > 0) return byName;
        string path = TreePath.Clean(name);
        List<ServiceDefinition> byPath = services.Where(service => service.DockerfilePath == path || (path.Length > 1 && TreePath.Parent(service.DockerfilePath) == path)).ToList();
        return byPath.Count > 0 ? byPath : services.Where(service => service.ImageTags.Contains(name)).ToList();
    }

    /// <summary>What to try instead.</summary>
    public static string Hint(IReadOnlyList<ServiceDefinition> services, string name) =>
        services.Count == 0 ? "there is no Dockerfile"
        : Spelling.Nearest(name, services.Select(service => service.Name)) is { } near ? "did you mean " + near + "?"
        : "dockerlint services lists them";
}
