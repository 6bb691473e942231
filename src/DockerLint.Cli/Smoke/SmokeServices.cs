using System.Collections.Generic;
using System.Linq;
using DockerLint.Checks;
using DockerLint.Words;
using PyImportScanner.Files;

namespace DockerLint.Cli.Smoke;

/// <summary>The services that the user chose.</summary>
internal static class SmokeServices
{
    /// <summary>Those of these names, or with a Dockerfile of this path; all without names.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static IReadOnlyList<ServiceCandidate> Choose(CheckRequest request, IReadOnlyList<string> names, string command)
    {
        IReadOnlyList<ServiceCandidate> all = ServiceCandidate.Of(request);
        if (all.Count == 0) throw new UsageException("there is no Dockerfile below " + request.Root, command);
        if (names.Count == 0) return all;
        var chosen = new List<ServiceCandidate>();
        foreach (string name in names)
        {
            List<ServiceCandidate> named = all.Where(service => service.Definition.Name == name || TreePath.Display(service.Definition.DockerfilePath) == name).ToList();
            if (named.Count == 0)
            {
                string hint = Spelling.Nearest(name, all.Select(service => service.Definition.Name).ToList()) is { } near ? "did you mean " + near + "?" : "dockerlint services lists them";
                throw new UsageException("there is no service " + name + "; " + hint, command);
            }

            foreach (ServiceCandidate service in named)
            {
                if (!chosen.Contains(service)) chosen.Add(service);
            }
        }

        return chosen;
    }
}
