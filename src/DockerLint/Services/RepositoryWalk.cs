using System;
using System.Collections.Generic;
using DockerLint.Services.Evidence;
using PyImportScanner.Files;

namespace DockerLint.Services;

/// <summary>One walk of the repository, by names alone: its Dockerfiles, and the files that may say how they are built.</summary>
public sealed class RepositoryWalk
{
    // A tree deeper or wider than this is not a repository that somebody works in.
    private const int MaximumDepth = 64;
    private const int MaximumDirectories = 200_000;
    private const int MaximumEvidenceFiles = 20_000;

    private static readonly HashSet<string> SkippedDirectories = new(StringComparer.Ordinal)
    {
        ".git", ".hg", ".svn", ".tox", ".nox", ".venv", "__pycache__", "node_modules", "site-packages", "bower_components", ".terraform", ".mypy_cache",
        ".pytest_cache", ".ruff_cache",
    };

    private RepositoryWalk(IReadOnlyList<string> dockerfiles, IReadOnlyList<string> evidence)
    {
        Dockerfiles = dockerfiles;
        Evidence = evidence;
    }

    /// <summary>The Dockerfiles, ordinal by path.</summary>
    public IReadOnlyList<string> Dockerfiles { get; }

    /// <summary>Files whose names promise evidence, ordinal by path.</summary>
    public IReadOnlyList<string> Evidence { get; }

    /// <summary>Walks the repository. Links are not followed, virtual environments not entered.</summary>
    public static RepositoryWalk Run(IFileTree repository)
    {
        var dockerfiles = new List<string>();
        var evidence = new List<string>();
        var waiting = new Stack<(string Directory, int Depth)>();
        waiting.Push((TreePath.Root, 0));
        for (int visited = 0; waiting.Count > 0 && visited < MaximumDirectories; visited++)
        {
            (string directory, int depth) = waiting.Pop();
            DirectoryListing listing = repository.List(directory);
            if (depth > 0 && listing.Find("pyvenv.cfg").Kind == NodeKind.File) continue;
            foreach (DirectoryEntry entry in listing.Entries)
            {
                if (entry.Node.Kind == NodeKind.Directory)
                {
                    if (depth < MaximumDepth && !SkippedDirectories.Contains(entry.Name)) waiting.Push((TreePath.Child(directory, entry.Name), depth + 1));
                }
                else if (entry.Node.Kind == NodeKind.File)
                {
                    if (DockerfileFinder.IsDockerfileName(entry.Name)) dockerfiles.Add(TreePath.Child(directory, entry.Name));
                    else if (evidence.Count < MaximumEvidenceFiles && IsEvidence(TreePath.Child(directory, entry.Name))) evidence.Add(TreePath.Child(directory, entry.Name));
                }
            }
        }

        dockerfiles.Sort(string.CompareOrdinal);
        evidence.Sort(string.CompareOrdinal);
        return new RepositoryWalk(dockerfiles, evidence);
    }

    private static bool IsEvidence(string path)
    {
        // Most files of a repository are source code.
        if (path.EndsWith(".py", StringComparison.Ordinal) || path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".js", StringComparison.Ordinal)) return false;
        foreach (IEvidenceSource source in EvidenceCatalog.All)
        {
            if (source.IsCandidate(path)) return true;
        }

        return false;
    }
}
