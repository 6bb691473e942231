using System;
using System.Collections.Generic;
using System.Threading.Tasks;
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

    private const string EnvironmentMark = "pyvenv.cfg";

    // Below that, handing the work out costs more than it saves.
    private const int WorthSharing = 16;

    // Most files of a repository are one of these.
    private static readonly string[] OtherExtensions =
    [
        "c", "cc", "cpp", "cs", "css", "csv", "gif", "go", "h", "html", "ipynb", "java", "jpeg", "jpg", "js", "jsx", "map", "parquet", "pdf", "png",
        "proto", "py", "pyc", "pyi", "rs", "scss", "so", "sql", "svg", "ts", "tsx", "whl", "xml",
    ];

    // Dockerfile.js is a Dockerfile for all that.
    private static readonly string[] DockerfileWords = ["dockerfile", "containerfile"];

    private static readonly string[] JsonWords = ["bake", "cloudbuild", "devcontainer", "railway"];

    private RepositoryWalk(IReadOnlyList<string> dockerfiles, IReadOnlyList<string> evidence)
    {
        Dockerfiles = dockerfiles;
        Evidence = evidence;
    }

    /// <summary>The Dockerfiles, ordinal by path.</summary>
    public IReadOnlyList<string> Dockerfiles { get; }

    /// <summary>Files whose names promise evidence, ordinal by path.</summary>
    public IReadOnlyList<string> Evidence { get; }

    /// <summary>Walks the repository, level by level. Links are not followed, virtual environments not entered.</summary>
    public static RepositoryWalk Run(IFileTree repository)
    {
        var dockerfiles = new List<string>();
        var evidence = new List<string>();
        var level = new List<string> { TreePath.Root };
        int visited = 0;
        for (int depth = 0; level.Count > 0 && depth <= MaximumDepth && visited < MaximumDirectories; depth++)
        {
            if (level.Count > MaximumDirectories - visited) level.RemoveRange(MaximumDirectories - visited, level.Count - (MaximumDirectories - visited));
            visited += level.Count;
            DirectoryNames[] names = List(repository, level);
            var next = new List<string>();
            for (int i = 0; i < names.Length; i++)
            {
                if (depth > 0 && Contains(names[i].Files, EnvironmentMark)) continue;
                foreach (string name in names[i].Files) Sort(level[i], name, dockerfiles, evidence);
                foreach (string name in names[i].Directories)
                {
                    if (!SkippedDirectories.Contains(name)) next.Add(TreePath.Child(level[i], name));
                }
            }

            level = next;
        }

        dockerfiles.Sort(string.CompareOrdinal);
        evidence.Sort(string.CompareOrdinal);
        return new RepositoryWalk(dockerfiles, evidence);
    }

    private static void Sort(string directory, string name, List<string> dockerfiles, List<string> evidence)
    {
        if (DockerfileFinder.IsDockerfileName(name)) dockerfiles.Add(TreePath.Child(directory, name));
        else if (evidence.Count < MaximumEvidenceFiles && IsEvidence(TreePath.Child(directory, name))) evidence.Add(TreePath.Child(directory, name));
    }

    private static DirectoryNames[] List(IFileTree repository, List<string> directories)
    {
        var names = new DirectoryNames[directories.Count];
        if (repository is INameLister lister && directories.Count >= WorthSharing) Parallel.For(0, names.Length, i => names[i] = lister.Names(directories[i], MayMatter));
        else for (int i = 0; i < names.Length; i++) names[i] = List(repository, directories[i]);
        return names;
    }

    private static DirectoryNames List(IFileTree repository, string directory)
    {
        if (repository is INameLister lister) return lister.Names(directory, MayMatter);
        var directories = new List<string>();
        var files = new List<string>();
        foreach (DirectoryEntry entry in repository.List(directory).Entries)
        {
            if (entry.Node.Kind == NodeKind.Directory) directories.Add(entry.Name);
            else if (entry.Node.Kind == NodeKind.File && MayMatter(entry.Name.AsSpan())) files.Add(entry.Name);
        }

        return new DirectoryNames(directories, files);
    }

    private static bool Contains(IReadOnlyList<string> names, string wanted)
    {
        foreach (string name in names)
        {
            if (name == wanted) return true;
        }

        return false;
    }

    /// <summary>False for what no source of evidence asks for, decided by the ending alone: sources, data, pictures.</summary>
    private static bool MayMatter(ReadOnlySpan<char> name)
    {
        int dot = name.LastIndexOf('.');
        if (dot < 0) return true;
        ReadOnlySpan<char> extension = name.Slice(dot + 1);
        bool isOther = false;
        foreach (string other in OtherExtensions) isOther |= extension.Equals(other.AsSpan(), StringComparison.Ordinal);
        if (!isOther && !extension.Equals("json".AsSpan(), StringComparison.Ordinal)) return true;
        foreach (string word in isOther ? DockerfileWords : JsonWords)
        {
            if (name.IndexOf(word.AsSpan(), StringComparison.OrdinalIgnoreCase) >= 0) return true;
        }

        return false;
    }

    private static bool IsEvidence(string path)
    {
        foreach (IEvidenceSource source in EvidenceCatalog.All)
        {
            if (source.IsCandidate(path)) return true;
        }

        return false;
    }
}
