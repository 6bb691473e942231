using System;
using System.Collections.Generic;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Resolution;

namespace DockerLint.Checks.Python;

/// <summary>
/// The directories of the repository that stand for entries of <c>sys.path</c> which launchers, PYTHONPATH or code put there: where
/// the image has the importing code at <c>/app</c> and the repository at <c>services/api</c>, <c>/app/lib</c> is <c>services/api/lib</c>.
/// </summary>
internal sealed class SearchedRoots(DirectoryCache repository)
{
    private readonly SortedSet<string> roots = new(StringComparer.Ordinal);

    /// <summary>Notes what stands for the entries of a search path, as the code that imports is placed.</summary>
    public void Note(SearchPath path, ClosureModule importer)
    {
        foreach (SearchEntry entry in path.Entries)
        {
            if (!IsOfCode(entry) || InRepository(entry.Directory, importer) is not { } root || repository.Stat(root).Kind != NodeKind.Directory) continue;
            lock (roots) roots.Add(root);
        }
    }

    /// <summary>All that were noted, in order of their paths.</summary>
    public string[] All()
    {
        lock (roots) return [.. roots];
    }

    /// <summary>The entry of the search path that a directory of the repository stands for, or null.</summary>
    public static string? InImage(SearchPath path, string root, ClosureModule importer)
    {
        foreach (SearchEntry entry in path.Entries)
        {
            if (IsOfCode(entry) && InRepository(entry.Directory, importer) == root) return entry.Directory;
        }

        return null;
    }

    private static bool IsOfCode(SearchEntry entry) => entry.Kind is SearchEntryKind.Inserted or SearchEntryKind.Appended or SearchEntryKind.PythonPath && entry.Directory.Length > 1;

    /// <summary>The directory of the repository that lies to the importer's file there as the given one does to it in the image.</summary>
    private static string? InRepository(string directory, ClosureModule importer)
    {
        ClosureModule? module = importer;
        while (module is { Substituted: true }) module = module.Via?.From;
        if (module?.File is not { } inImage || RepositoryModuleSource.RepositoryFile(module) is not { } file) return null;
        string here = TreePath.Parent(inImage), there = TreePath.Parent(file);
        while (here.Length > 1 && there.Length > 1 && TreePath.Name(here) == TreePath.Name(there)) (here, there) = (TreePath.Parent(here), TreePath.Parent(there));
        int up = 0;
        for (; !TreePath.IsAtOrBelow(directory, here); here = TreePath.Parent(here)) up++;
        for (; up > 0; up--)
        {
            if (there.Length == 1) return null;
            there = TreePath.Parent(there);
        }

        return directory.Length == here.Length ? there : TreePath.Combine(there, TreePath.Relative(directory, here));
    }
}
