using System;
using System.Collections.Generic;
using PyImportScanner.Files;

namespace DockerLint.Services;

/// <summary>Bind mounts that bring code: what they lay over an image need not be in it.</summary>
internal static class CodeMounts
{
    /// <summary>The mounts of a service whose source holds Python files, itself or one level below.</summary>
    public static IReadOnlyList<BindMount> Of(ServiceDefinition definition, IFileTree repository)
    {
        var mounts = new List<BindMount>();
        foreach (BindMount mount in definition.Start?.Mounts ?? [])
        {
            if (HasCode(mount.Source, repository, 1)) mounts.Add(mount);
        }

        return mounts;
    }

    /// <summary>A place that holds the working directory and over which the deployment lays what is no part of the repository; null where there is none.</summary>
    public static string? OverCode(ServiceDefinition definition, string? workingDirectory)
    {
        foreach (string place in definition.Start?.OpaqueMounts ?? [])
        {
            if (workingDirectory is { Length: > 1 } directory && TreePath.IsAtOrBelow(directory, place)) return place;
        }

        return null;
    }

    private static bool HasCode(string path, IFileTree repository, int levels)
    {
        if (path.EndsWith(".py", StringComparison.Ordinal)) return true;
        foreach (DirectoryEntry entry in repository.List(path).Entries)
        {
            if (entry.Node.Kind == NodeKind.File && entry.Name.EndsWith(".py", StringComparison.Ordinal)) return true;
            if (levels > 0 && entry.Node.Kind == NodeKind.Directory && HasCode(TreePath.Child(path, entry.Name), repository, levels - 1)) return true;
        }

        return false;
    }
}
