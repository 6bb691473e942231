using DockerLint.Checks;
using DockerLint.Projects.Building;

namespace DockerLint.Rules.DotNet;

/// <summary>The way from a service to the analysis of its .NET commands.</summary>
internal static class ServiceProjects
{
    /// <summary>The analysis; null for a service without any.</summary>
    public static DotNetAnalysis? Of(ServiceModel service) => null;
}
