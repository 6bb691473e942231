using System;
using System.Collections.Generic;
using DockerLint.Fixing;
using PyImportScanner.Files;
using PyImportScanner.Resolution;

namespace DockerLint.Checks.Python;

/// <summary>
/// The smallest sensible things to copy for a module: its file; its package; or, when only one sub-package of a larger
/// package is needed, that sub-package and the <c>__init__.py</c> files above it.
/// </summary>
internal static class CopyUnits
{
    public static List<MissingPath> Of(DirectoryCache repository, RepositoryModules.Hit hit, string imagePath, SortedSet<string> neededFiles)
    {
        var units = new List<MissingPath>();
        if (!hit.IsPackage)
        {
            units.Add(new MissingPath(hit.Path, imagePath, IsDirectory: false));
            return units;
        }

        string directory = hit.Path, image = imagePath;
        while (OnlyChild(directory, neededFiles) is { } child && HasMoreThan(repository, directory, child))
        {
            if (repository.List(directory).Find("__init__.py").Kind == NodeKind.File)
                units.Add(new MissingPath(TreePath.Child(directory, "__init__.py"), TreePath.Child(image, "__init__.py"), IsDirectory: false));
            directory = TreePath.Child(directory, child);
            image = TreePath.Child(image, child);
        }

        units.Add(new MissingPath(directory, image, IsDirectory: true));
        return units;
    }

    /// <summary>The one sub-directory that holds every needed file but the <c>__init__.py</c> of the directory itself; null if there is none.</summary>
    private static string? OnlyChild(string directory, SortedSet<string> neededFiles)
    {
        string? only = null;
        foreach (string file in neededFiles)
        {
            if (!TreePath.IsAtOrBelow(file, directory)) continue;
            string relative = TreePath.Relative(file, directory);
            int slash = relative.IndexOf('/');
            if (slash < 0 && relative == "__init__.py") continue;
            if (slash < 0) return null;
            string child = relative.Substring(0, slash);
            if (only is not null && only != child) return null;
            only = child;
        }

        return only;
    }

    private static bool HasMoreThan(DirectoryCache repository, string directory, string child)
    {
        foreach (DirectoryEntry entry in repository.List(directory).Entries)
        {
            if (entry.Name == child || entry.Name is "__init__.py" or "__pycache__") continue;
            if (entry.Node.Kind == NodeKind.Directory || entry.Name.EndsWith(".py", StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
