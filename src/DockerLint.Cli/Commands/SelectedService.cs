using System.Collections.Generic;
using DockerLint.Checks;
using PyImportScanner.Files;

namespace DockerLint.Cli.Commands;

/// <summary>The one service that a subcommand about a single image works on.</summary>
internal static class SelectedService
{
    /// <summary>The only service of the request.</summary>
    /// <exception cref="UsageException">There is none, its Dockerfile cannot be read, or <c>--dockerfile</c> has to choose.</exception>
    public static ServiceModel Of(CheckRequest request, string command)
    {
        IReadOnlyList<ServiceCandidate> candidates = ServiceCandidate.Of(request);
        if (candidates.Count == 0) throw new UsageException("there is no Dockerfile below " + request.Root, command);
        string first = TreePath.Display(candidates[0].Dockerfile);
        if (candidates.Count > 1)
            throw new UsageException($"{candidates.Count} services lie below {request.Root}: choose one with --dockerfile, such as --dockerfile {first}", command);
        return candidates[0].Model ?? throw new UsageException(first + " cannot be read");
    }
}
