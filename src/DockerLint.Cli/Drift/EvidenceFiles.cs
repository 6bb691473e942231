using System;
using System.Collections.Generic;
using System.IO;
using DockerLint.Inputs;
using DockerLint.Services;
using PyImportScanner.Files;

namespace DockerLint.Cli.Drift;

/// <summary>The files that say how a service is built and started, and those beside them that they may take in.</summary>
internal sealed class EvidenceFiles
{
    private readonly List<string> places = [];

    public EvidenceFiles(params IReadOnlyList<ServiceDefinition?> definitions)
    {
        foreach (ServiceDefinition? definition in definitions)
        {
            if (definition is null) continue;
            foreach (ServiceInput place in ServiceInputs.EvidenceOf(definition)) places.Add(place.Path);
        }
    }

    /// <summary>
    /// Whether a file may change what they say: one of them, the variables that compose reads beside it (<c>.env</c>), or another
    /// file of the kind in the directory, which they include or extend.
    /// </summary>
    public bool MayDependOn(string path)
    {
        foreach (string place in places)
        {
            if (path == place) return true;
            if (TreePath.Parent(path) != TreePath.Parent(place)) continue;
            if (TreePath.Name(path).StartsWith(".env", StringComparison.Ordinal) || Path.GetExtension(path) is { Length: > 0 } kind && kind == Path.GetExtension(place)) return true;
        }

        return false;
    }
}
