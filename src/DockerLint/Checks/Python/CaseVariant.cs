using System;
using System.Collections.Generic;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Resolution;

namespace DockerLint.Checks.Python;

/// <summary>
/// A module that the image has under another letter case than the import writes. A developer's file system that folds case
/// finds it; the image's does not (CPython: Lib/importlib/_bootstrap_external.py, <c>_relax_case</c>).
/// </summary>
internal static class CaseVariant
{
    /// <summary>The file or directory of the image that is probably meant, or null.</summary>
    public static string? Find(ServiceModel service, EntryClosure closure, UnresolvedImport import)
    {
        if (import.Kind is not (UnresolvedKind.Missing or UnresolvedKind.MissingName)) return null;
        string tail = import.Name.Substring(import.Name.LastIndexOf('.') + 1);
        Images.SimulatedImage image = service.Build.Image;
        foreach (string directory in Directories(closure, import))
        {
            foreach (DirectoryEntry entry in image.List(directory).Entries)
            {
                if (entry.Name.Length < tail.Length || !entry.Name.StartsWith(tail, StringComparison.OrdinalIgnoreCase)) continue;
                if (entry.Name.StartsWith(tail, StringComparison.Ordinal)) continue;
                string path = TreePath.Child(directory, entry.Name);
                string rest = entry.Name.Substring(tail.Length);
                NodeKind kind = image.Stat(path).Kind;
                if (rest == ".py" && kind == NodeKind.File && image.Stat(path).Origin is not null) return path;
                if (rest.Length == 0 && kind == NodeKind.Directory && HoldsOwnPython(image, path)) return path;
            }
        }

        return null;
    }

    private static IEnumerable<string> Directories(EntryClosure closure, UnresolvedImport import)
    {
        if (import.Container is { } container) return container.Resolution.Locations;
        var directories = new List<string>();
        foreach (SearchEntry entry in closure.Closure.FinalPath.Entries)
        {
            if (!entry.IsSite && entry.Kind is not (SearchEntryKind.Unknown or SearchEntryKind.StandardLibrary)) directories.Add(entry.Directory);
        }

        return directories;
    }

    private static bool HoldsOwnPython(Images.SimulatedImage image, string directory)
    {
        foreach (DirectoryEntry entry in image.List(directory).Entries)
        {
            if (entry.Name.EndsWith(".py", StringComparison.Ordinal) && image.Stat(TreePath.Child(directory, entry.Name)).Origin is not null) return true;
        }

        return false;
    }
}
