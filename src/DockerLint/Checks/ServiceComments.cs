using System.Collections.Generic;
using DockerLint.Checks.Python;
using DockerLint.Dockerfiles;
using PyImportScanner.Closures;
using PyImportScanner.Imports;

namespace DockerLint.Checks;

/// <summary>What the suppressions of a run need of one service. Its whole model would keep the simulated image alive.</summary>
internal sealed class ServiceComments
{
    private ServiceComments(ServiceModel model)
    {
        Ignored = model.Definition.Ignore;
        Dockerfile = model.Dockerfile;
        foreach (EntryClosure closure in model.Python.Closures)
        {
            foreach (UnresolvedImport import in closure.Closure.Unresolved)
            {
                if (import.Importer is { Scanned.Comments.Count: > 0 } importer && RepositoryModuleSource.RepositoryFile(importer) is { } file) Failing.Add((file, import));
            }

            foreach (ClosureModule module in closure.Closure.Modules)
            {
                if (module.Scanned is { Comments.Count: > 0 } scanned && RepositoryModuleSource.RepositoryFile(module) is { } file) Files.Add((file, scanned));
            }
        }
    }

    /// <summary>Rules that its configuration leaves out.</summary>
    public IReadOnlyList<string> Ignored { get; }

    /// <summary>Its Dockerfile.</summary>
    public DockerfileSyntax Dockerfile { get; }

    /// <summary>The files of its closures that have comments.</summary>
    public List<(string File, ScannedModule Scanned)> Files { get; } = [];

    /// <summary>Imports of such files that fail.</summary>
    public List<(string File, UnresolvedImport Import)> Failing { get; } = [];

    /// <summary>The comments that a service brought up.</summary>
    public static ServiceComments Of(ServiceModel model) => new(model);
}
