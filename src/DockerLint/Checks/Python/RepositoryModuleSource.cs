using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Frameworks;
using PyImportScanner.Imports;
using PyImportScanner.Resolution;

namespace DockerLint.Checks.Python;

/// <summary>
/// Finds in the repository what the image lacks. The image's search path has no meaning there, so a name is looked for where
/// the importing code lies in the repository: at the root that its own module name implies, at the roots of the modules that
/// led to it, in the build context, and in the directories above the file.
/// </summary>
internal sealed class RepositoryModuleSource : IMissingModuleSource, IPackageListing
{
    private readonly DirectoryCache repository;
    private readonly ServiceModel service;
    private readonly PythonBuild build;
    private readonly ScanCache scans;
    private readonly string contextPath;
    private readonly Func<string, bool> isInstalled;
    private readonly SearchedRoots searched;
    private readonly ConcurrentDictionary<string, ModuleResolver> resolvers = new(StringComparer.Ordinal);

    /// <param name="service">The service.</param>
    /// <param name="build">The Python of its image.</param>
    public RepositoryModuleSource(ServiceModel service, PythonBuild build)
    {
        this.service = service;
        this.build = build;
        repository = service.Session.Directories;
        scans = service.Session.Scans;
        contextPath = service.ContextPath;
        searched = new SearchedRoots(repository);
        ImageInstalls installs = service.Installs;
        isInstalled = service.MayBeInstalled(name => installs.MayBeInstalled(name) || (installs.HasUnreadSteps && service.Declared.Resemble(name)));
    }

    /// <inheritdoc/>
    public SubstituteModule? Find(string name, SearchPath path, ClosureModule importer)
    {
        searched.Note(path, importer);
        if (Locate(name, name, importer, null) is not { } hit) return null;
        ModuleResolver resolver = resolvers.GetOrAdd(hit.Root, root => new ModuleResolver(
            repository, new SearchPath([new SearchEntry(root, SearchEntryKind.Path0)]), build));
        ModuleResolution resolution = resolver.Resolve(name);
        return resolution.IsFound ? new SubstituteModule(resolver, resolution) : null;
    }

    /// <inheritdoc/>
    public IEnumerable<string> Submodules(ClosureModule package)
    {
        if (RepositoryFile(package) is not { } file) yield break;
        string directory = TreePath.Parent(file);
        foreach (DirectoryEntry entry in repository.List(directory).Entries)
        {
            if (entry.Name.EndsWith(".py", StringComparison.Ordinal)) yield return entry.Name.Substring(0, entry.Name.Length - 3);
            else if (entry.Node.Kind == NodeKind.Directory && RepositoryModules.HasInit(repository.List(TreePath.Child(directory, entry.Name)))) yield return entry.Name;
        }
    }

    /// <summary>Where the repository has the module, or null.</summary>
    /// <param name="name">The shortest name that fails.</param>
    /// <param name="requested">The whole name asked for; a hit that holds it is preferred.</param>
    /// <param name="importer">Who asks.</param>
    /// <param name="container">The package that should hold it, where that one resolves.</param>
    public RepositoryModules.Hit? Locate(string name, string requested, ClosureModule importer, ClosureModule? container)
    {
        RepositoryModules.Hit? second = null;
        if (container is not null && ImpliedRoot(container) is { } own && RepositoryModules.Find(repository.Tree, own, name) is { } below) return below;
        foreach (string root in Roots(importer))
        {
            if (RepositoryModules.Find(repository.Tree, root, name) is not { } hit) continue;
            // A directory that merely has the name of something installed is not it.
            bool isInside = IsInsideItsPackage(importer, hit);
            if ((hit.IsNamespace || isInside) && isInstalled(name)) continue;

            // An absolute name is never meant for the file that asks for it, nor for a directory around it that has a longer name.
            if (isInside && ImportsItself(hit, name)) continue;
            if (importer.Name.Contains(".") && RepositoryFile(importer) is { } file && (hit.Path == file || (isInside && TreePath.IsAtOrBelow(file, hit.Path)))) continue;
            if (PublishedProjects.Bring(service, hit, name)) continue;
            if (requested == name || RepositoryModules.Find(repository.Tree, root, requested) is not null) return hit;
            second ??= hit;
        }

        return second;
    }

    /// <summary>
    /// Does the hit lie inside the package through which its importer was loaded? There it has a longer name
    /// (<c>app.routers</c>), and the short one leads to it only for those who start in that directory.
    /// </summary>
    private static bool IsInsideItsPackage(ClosureModule importer, RepositoryModules.Hit hit) =>
        ImpliedRoot(importer) is { } implied && hit.Root != implied && TreePath.IsAtOrBelow(hit.Root, implied);

    /// <summary>Does a module import the very name it would have? <c>app/utils/stix2.py</c> with <c>import stix2</c> means an installed one.</summary>
    private bool ImportsItself(RepositoryModules.Hit hit, string name)
    {
        if (hit.IsNamespace) return false;
        string file = hit.IsPackage ? TreePath.Child(hit.Path, "__init__.py") : hit.Path;
        foreach (ImportStatement statement in scans.Get(repository, file, repository.Stat(file), build.Version)?.Imports ?? [])
        {
            if (statement.Level == 0 && statement.Module == name) return true;
        }

        return false;
    }

    /// <summary>Is the directory one that a search path stands for, and no mere neighbour of the importing file?</summary>
    public bool IsSearched(string root, ClosureModule importer)
    {
        if (root == contextPath || Array.IndexOf(searched.All(), root) >= 0) return true;
        for (ClosureModule? module = importer; module is not null; module = module.Via?.From)
        {
            if (ImpliedRoot(module) == root) return true;
        }

        return false;
    }

    /// <summary>The directories of the repository that stand for the search path, likeliest first.</summary>
    public IEnumerable<string> Roots(ClosureModule importer)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (ClosureModule? module = importer; module is not null; module = module.Via?.From)
        {
            if (ImpliedRoot(module) is { } root && seen.Add(root)) yield return root;
        }

        if (seen.Add(contextPath)) yield return contextPath;
        foreach (string root in searched.All())
        {
            if (seen.Add(root)) yield return root;
        }

        if (seen.Add(TreePath.Root)) yield return TreePath.Root;
        if (RepositoryFile(importer) is not { } file) yield break;
        for (string directory = TreePath.Parent(file); ; directory = TreePath.Parent(directory))
        {
            if (seen.Add(directory)) yield return directory;
            string source = TreePath.Child(directory, "src");
            if (repository.Stat(source).Kind == NodeKind.Directory && seen.Add(source)) yield return source;
            if (directory.Length == 1) yield break;
        }
    }

    /// <summary>The file of a module in the repository, or null where it has none.</summary>
    public static string? RepositoryFile(ClosureModule module) =>
        module.Substituted ? module.Resolution.File : module.Resolution.FileNode.Origin;

    /// <summary>The directory of the repository from which the module's own name leads to its file: <c>/</c> for <c>a.b</c> in <c>/a/b.py</c>.</summary>
    public static string? ImpliedRoot(ClosureModule module) => RepositoryFile(module) is { } file ? RootOf(module, file) : null;

    /// <summary>The directory from which the module's own name leads to a file; null where name and path disagree.</summary>
    public static string? RootOf(ClosureModule module, string file)
    {
        string directory = TreePath.Parent(file);
        if (module.Name == "__main__") return directory;
        string[] parts = module.Name.Split('.');
        bool isPackage = TreePath.Name(file).StartsWith("__init__.", StringComparison.Ordinal);
        for (int i = isPackage ? parts.Length - 1 : parts.Length - 2; i >= 0; i--)
        {
            if (TreePath.Name(directory) != parts[i]) return null;
            directory = TreePath.Parent(directory);
        }

        return directory;
    }
}
