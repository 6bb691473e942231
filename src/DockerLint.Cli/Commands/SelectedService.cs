using System.Collections.Generic;
using System.Linq;
using DockerLint.Checks;
using DockerLint.Cli.Arguments;
using DockerLint.Services;
using DockerLint.Words;
using PyImportScanner.Files;

namespace DockerLint.Cli.Commands;

/// <summary>The one service that a subcommand about a single image works on.</summary>
internal static class SelectedService
{
    private const int MostNamed = 10;

    /// <summary>Chooses among the services.</summary>
    public static readonly Option Service = new("--service", "NAME", "of several services, this one (dockerlint services lists them)");

    /// <summary>The service that the options choose; of several that one Dockerfile makes, the one whose evidence is trusted most.</summary>
    /// <exception cref="UsageException">There is none, its Dockerfile cannot be read, or the options leave several Dockerfiles.</exception>
    public static ServiceModel Of(CheckRequest request, ParsedArguments arguments, Terminal terminal, string command)
    {
        IReadOnlyList<ServiceCandidate> all = ServiceCandidate.Of(request);
        if (all.Count == 0) throw new UsageException("there is no Dockerfile below " + request.Root, command);
        List<ServiceCandidate> chosen = Chosen(all, arguments.Value(Service), request.Target, command);
        ServiceDefinition first = chosen[0].Definition;
        string dockerfile = TreePath.Display(first.DockerfilePath);
        if (chosen.Any(other => other.Definition.DockerfilePath != first.DockerfilePath))
            throw new UsageException($"{chosen.Count} services lie below {request.Root}: choose one with --service ({Names(chosen)}) or with --dockerfile", command);
        if (!arguments.Has(CommonOptions.Quiet) && chosen.Find(other => !IsSameBuild(other.Definition, first)) is { } another)
            terminal.Complain($"{dockerfile} is built in several ways; this is {first.Name} ({first.ContextEvidence}), --service {another.Definition.Name} shows another");
        return chosen[0].Model ?? throw new UsageException(dockerfile + " cannot be read");
    }

    private static string Names(List<ServiceCandidate> candidates)
    {
        string[] names = candidates.Select(candidate => candidate.Definition.Name).Distinct().ToArray();
        return string.Join(", ", names.Take(MostNamed)) + (names.Length > MostNamed ? ", ..." : "");
    }

    private static List<ServiceCandidate> Chosen(IReadOnlyList<ServiceCandidate> all, string? name, string? target, string command)
    {
        if (name is not null)
        {
            List<ServiceCandidate> named = all.Where(candidate => candidate.Definition.Name == name).ToList();
            if (named.Count > 0) return named;
            string hint = Spelling.Nearest(name, all.Select(candidate => candidate.Definition.Name)) is { } near ? "did you mean " + near + "?" : "dockerlint services lists them";
            throw new UsageException("there is no service " + name + "; " + hint, command);
        }

        List<ServiceCandidate> sameTarget = all.Where(candidate => target is not null && candidate.Definition.Target == target).ToList();
        return sameTarget.Count > 0 ? sameTarget : all.ToList();
    }

    private static bool IsSameBuild(ServiceDefinition a, ServiceDefinition b) =>
        a.ContextPath == b.ContextPath && a.Target == b.Target
        && a.BuildArguments.Count == b.BuildArguments.Count && !a.BuildArguments.Except(b.BuildArguments).Any();
}
