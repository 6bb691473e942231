using System.Collections.Generic;
using DockerLint.Files;
using DockerLint.Images.Building;
using DockerLint.Images.Copying;
using DockerLint.Images.Trees;
using PyImportScanner.Files;

namespace DockerLint.Images;

/// <summary>A build context: a directory of the repository, its ignore file, and what of it reaches the builder.</summary>
public sealed class ContextSource
{
    private readonly RepositoryTree files;

    internal ContextSource(SharedContexts shared, string path, IgnoreFile ignore, IEnumerable<string> sources)
    {
        Path = path;
        Ignore = ignore;
        files = shared.Tree(path);
        PatternMatcher? exclude = ignore.Patterns.Count == 0 ? null : ignore.Matcher;
        List<string>? sent = ContextLinks.Patterns(files, sources);
        PatternMatcher? include = sent is null ? null : PatternMatcher.Create(sent, out _);
        Tree = exclude is null && include is null ? files : new FilteredTree(files, TreePath.Root, exclude, include, opensAnew: true);
    }

    /// <summary>The directory, a clean path of the repository tree.</summary>
    public string Path { get; }

    /// <summary>The ignore file; <see cref="IgnoreFile.None"/> where there is none.</summary>
    public IgnoreFile Ignore { get; }

    /// <summary>The files that reach the builder, as a tree whose root is the context.</summary>
    internal ExactTree Tree { get; }

    /// <summary>The entries of the root before any filter.</summary>
    internal DirectoryEntry[] RootEntries => files.ListAt(TreePath.Root).Entries;

    /// <summary>The path in the repository of a path of the context.</summary>
    public string RepositoryPath(string contextPath) => files.RepositoryPath(TreePath.Clean(contextPath));

    /// <summary>The path in the context of a path in the repository; null when it lies outside.</summary>
    public string? ContextPath(string repositoryPath) => files.CandidatesFor(repositoryPath) is { Count: > 0 } paths ? paths[0] : null;

    /// <summary>
    /// The line of the ignore file that keeps out a path of the context (of a wildcard: the first match); null when the path
    /// is not there at all, or is not kept out.
    /// </summary>
    public IgnoredBy? WhyIgnored(string contextPath)
    {
        if (Ignore.Patterns.Count == 0) return null;
        if (!SourceMatcher.HasWildcard(contextPath)) return WhyOne(contextPath);
        (string directory, string pattern) = SourceMatcher.Split(contextPath);
        Resolution start = files.Resolve(directory);
        if (start.Node.Kind != NodeKind.Directory) return null;
        foreach (string match in SourceMatcher.Match(files, start.Path, pattern, out _))
        {
            if (WhyOne(TreePath.Child(start.Path, match)) is { } line) return line;
        }

        return null;
    }

    /// <summary>A path of the context, ignored or not, that differs by letter case or by a slip of the pen; null for none.</summary>
    internal string? NearestTo(string contextPath) => NearestName.Of(files, contextPath);

    private IgnoredBy? WhyOne(string contextPath)
    {
        Resolution found = files.Resolve(contextPath);
        if (found.Node.Kind is not (NodeKind.File or NodeKind.Directory) || found.Path.Length <= 1) return null;
        IgnoreDecision decision = Ignore.Decide(found.Path.Substring(1));
        return decision is { IsLeftOut: true, Pattern: { } pattern } ? new IgnoredBy(Ignore.Path, pattern.Line, pattern.ToString()) : null;
    }
}
