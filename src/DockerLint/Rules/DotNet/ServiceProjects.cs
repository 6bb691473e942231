using System.Runtime.CompilerServices;
using DockerLint.Checks;
using DockerLint.Projects;
using DockerLint.Projects.Building;
using PyImportScanner.Files;

namespace DockerLint.Rules.DotNet;

/// <summary>The way from a service to the analysis of its .NET commands; made once for a service, project files once for a repository.</summary>
internal static class ServiceProjects
{
    private static readonly ConditionalWeakTable<ServiceModel, Holder> Analyses = new();
    private static readonly ConditionalWeakTable<IFileTree, ProjectFileCache> Files = new();

    /// <summary>The analysis; null for a service without any.</summary>
    public static DotNetAnalysis? Of(ServiceModel service) => Analyses.GetValue(service, static model => new Holder(Make(model))).Analysis;

    private static DotNetAnalysis? Make(ServiceModel service)
    {
        ProjectFileCache files = Files.GetValue(service.Repository, static _ => new ProjectFileCache());
        return DotNetBuildReader.Read(service.Build, service.Dockerfile, service.Repository, service.ContextPath, files) is { } build
            ? DotNetAnalysis.Of(build)
            : null;
    }

    private sealed class Holder(DotNetAnalysis? analysis)
    {
        public DotNetAnalysis? Analysis => analysis;
    }
}
