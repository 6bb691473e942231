using System;
using System.Collections.Generic;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Discovery;
using PyImportScanner.Resolution;

namespace DockerLint.Checks;

/// <summary>
/// The Python projects of a repository (directories with a project file), for a name that is missing everywhere else. Found when
/// first asked for; a run in which nothing is missing never pays for the walk.
/// </summary>
internal sealed class RepositoryProjects
{
    private const int MaximumDirectories = 5_000;
    private const int MaximumDepth = 6;

    // Below these lie projects that nobody installs.
    private static readonly HashSet<string> Skipped = new(StringComparer.Ordinal)
    {
        "docs", "example", "examples", "fixtures", "node_modules", "samples", "site-packages", "templates", "test", "testdata", "tests", "venv", "vendor",
    };

    /// <summary>Any of them makes a directory a project (packaging.python.org, "Writing your pyproject.toml"; setuptools, "Quickstart").</summary>
    public static readonly string[] ProjectFiles = ["pyproject.toml", "setup.py", "setup.cfg"];

    private readonly DirectoryCache repository;
    private readonly Lazy<List<string>> directories;

    public RepositoryProjects(DirectoryCache repository)
    {
        this.repository = repository;
        directories = new Lazy<List<string>>(Walk);
    }

    /// <summary>The module of the only project that installs a module of this name; null where there is none, or more than one.</summary>
    /// <param name="topLevel">A name without dots.</param>
    public RepositoryModules.Hit? Provider(string topLevel)
    {
        RepositoryModules.Hit? found = null;
        foreach (string directory in directories.Value)
        {
            if (Of(directory, topLevel) is not { } hit) continue;
            if (found is not null) return null;
            found = hit;
        }

        return found;
    }

    private RepositoryModules.Hit? Of(string directory, string topLevel)
    {
        foreach (string root in new[] { TreePath.Child(directory, "src"), directory })
        {
            if (RepositoryModules.Find(repository.Tree, root, topLevel) is not { IsNamespace: false } hit) continue;
            return LocalProjectReader.Read(repository.Tree, directory)?.Provides(topLevel) == false ? null : hit;
        }

        return null;
    }

    private List<string> Walk()
    {
        var found = new List<string>();
        var waiting = new Queue<(string Directory, int Depth)>();
        waiting.Enqueue((TreePath.Root, 0));
        for (int visited = 0; waiting.Count > 0 && visited < MaximumDirectories; visited++)
        {
            (string directory, int depth) = waiting.Dequeue();
            DirectoryListing listing = repository.List(directory);
            if (Array.Exists(ProjectFiles, file => listing.Find(file).Kind == NodeKind.File)) found.Add(directory);
            if (depth >= MaximumDepth) continue;
            foreach (DirectoryEntry entry in listing.Entries)
            {
                if (entry.Node.Kind == NodeKind.Directory && entry.Name[0] != '.' && !Skipped.Contains(entry.Name))
                    waiting.Enqueue((TreePath.Child(directory, entry.Name), depth + 1));
            }
        }

        return found;
    }
}
