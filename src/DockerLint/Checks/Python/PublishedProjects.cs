using System;
using DockerLint.Installs;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Discovery;

namespace DockerLint.Checks.Python;

/// <summary>
/// The repository of a distribution often holds images that install the published one: <c>pip install acme-tool</c> in an example
/// brings the package that lies in the repository, too.
/// </summary>
internal static class PublishedProjects
{
    /// <summary>Does the image install, by name, the project of the repository to which this module belongs?</summary>
    /// <param name="service">The service.</param>
    /// <param name="hit">The module in the repository.</param>
    /// <param name="name">Its name.</param>
    public static bool Bring(ServiceModel service, RepositoryModules.Hit hit, string name)
    {
        if (service.Installs.Set.Distributions.Count == 0) return false;
        for (string directory = hit.Path; directory.Length > 1;)
        {
            directory = TreePath.Parent(directory);
            if (!HasManifest(service, directory)) continue;
            LocalProject project = LocalProjectReader.Read(service.Repository, directory);
            if (project.Name is { } distribution && IsInstalled(service.Installs.Set, distribution) && project.Provides(name) != false) return true;
        }

        return false;
    }

    private static bool HasManifest(ServiceModel service, string directory) =>
        Array.Exists(RepositoryProjects.ProjectFiles, file => service.Session.Directories.Stat(TreePath.Child(directory, file)).Kind == NodeKind.File);

    private static bool IsInstalled(InstalledSet set, string distribution)
    {
        foreach (InstalledDistribution installed in set.Distributions)
        {
            if (installed.Name == distribution) return true;
        }

        return false;
    }
}
