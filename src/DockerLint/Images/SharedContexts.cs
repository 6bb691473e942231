using System;
using System.Collections.Concurrent;
using DockerLint.Files;
using DockerLint.Images.Trees;
using PyImportScanner.Files;

namespace DockerLint.Images;

/// <summary>
/// What builds from one repository have in common: a directory that is their context, before any filter, and ignore files, each
/// read once. Held as long as some build is: a repository may have thousands. Safe for concurrent use.
/// </summary>
/// <param name="repository">The repository.</param>
public sealed class SharedContexts(IFileTree repository)
{
    private readonly ConcurrentDictionary<string, WeakReference<RepositoryTree>> trees = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Path, bool IsWindows), WeakReference<IgnoreFile>> ignores = new();

    /// <summary>The repository.</summary>
    public IFileTree Repository => repository;

    internal RepositoryTree Tree(string context) => Get(trees, context, () => new RepositoryTree(repository, context))!;

    /// <summary>The ignore file of a build; see <see cref="IgnoreFileFinder"/>.</summary>
    internal IgnoreFile Ignore(string dockerfile, string context, bool isWindows) =>
        IgnoreFileFinder.Find(dockerfile, context, path => Get(ignores, (path, isWindows), () => IgnoreFileFinder.Read(repository, path, isWindows)));

    private static T? Get<TKey, T>(ConcurrentDictionary<TKey, WeakReference<T>> known, TKey key, Func<T?> make)
        where TKey : notnull
        where T : class
    {
        if (known.TryGetValue(key, out WeakReference<T>? held) && held.TryGetTarget(out T? value)) return value;
        // Two threads may both make one: they are equal.
        value = make();
        if (value is not null) known[key] = new WeakReference<T>(value);
        return value;
    }
}
