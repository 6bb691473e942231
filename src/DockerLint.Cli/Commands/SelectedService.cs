using DockerLint.Checks;
using DockerLint.Reporting;

namespace DockerLint.Cli.Commands;

/// <summary>The one service that a subcommand about a single image works on.</summary>
internal static class SelectedService
{
    /// <summary>The only service of the request.</summary>
    /// <exception cref="UsageException">There is none, or <c>--dockerfile</c> has to choose.</exception>
    public static ServiceReport Of(CheckRequest request, string command)
    {
        CheckReport report = Checker.Run(request with { Select = ["IMG0"] });
        if (report.Services.Count == 0) throw new UsageException("there is no Dockerfile below " + request.Root, command);
        // Several services of one Dockerfile: the first is the one with the most trusted evidence.
        if (report.Services.Count == 1 || request.Dockerfiles is { Count: 1 }) return report.Services[0];
        throw new UsageException(
            $"{report.Services.Count} services lie below {request.Root}: choose one with --dockerfile, such as --dockerfile {report.Services[0].Dockerfile}", command);
    }
}
