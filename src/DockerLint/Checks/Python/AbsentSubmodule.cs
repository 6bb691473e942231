using System;
using System.Collections.Generic;
using DockerLint.Reporting;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Resolution;

namespace DockerLint.Checks.Python;

/// <summary>
/// A submodule that neither tree holds although its package, the repository's own, is in the image: a file was deleted or renamed
/// and one importer forgotten. A regular package is searched in its own directory only (import system, 5.4.1 <c>__path__</c>),
/// so that nothing that is installed can bring it.
/// </summary>
internal static class AbsentSubmodule
{
    /// <summary>The fact, or null where nothing certain can be said.</summary>
    /// <param name="service">The service.</param>
    /// <param name="closure">The start command.</param>
    /// <param name="import">The import that fails.</param>
    /// <param name="importer">The module with the import.</param>
    /// <param name="isClosed">Is everything known that is installed, and could bring a top-level name?</param>
    public static MissingModule? Read(ServiceModel service, EntryClosure closure, UnresolvedImport import, ClosureModule importer, Func<string, bool> isClosed)
    {
        bool isOfNamespace = import is { Kind: UnresolvedKind.MissingName, Container: { IsImplied: false, Resolution.Kind: ResolutionKind.NamespacePackage } };
        bool onlySiteIsUnknown = import.Kind == UnresolvedKind.Unknown && import.Resolution.OnlySiteIsUnknown;
        if ((import.Kind is not (UnresolvedKind.Missing or UnresolvedKind.NotAPackage) && !onlySiteIsUnknown && !isOfNamespace) || import.HasSubstitute || importer.Substituted) return null;
        if (import.Container is not { Substituted: false } container || RepositoryModuleSource.RepositoryFile(importer) is not { } file) return null;
        bool isNamespace = container.Resolution.Kind == ResolutionKind.NamespacePackage;
        string? packageFile = isNamespace ? null : RepositoryModuleSource.RepositoryFile(container);
        string? directory = isNamespace ? NamespaceDirectory(service, container, importer) : packageFile is null ? null : TreePath.Parent(packageFile);
        if (directory is null || (!isNamespace && container is not { Scanned.Error: null, Resolution.Format: ModuleFormat.Source })) return null;
        if (container.Resolution.IsPackage == (import.Kind == UnresolvedKind.NotAPackage) || (onlySiteIsUnknown && !isNamespace)) return null;
        string name = import.Name.Substring(import.Name.LastIndexOf('.') + 1);
        return new MissingModule
        {
            Module = import.Name,
            Requested = import.Requested,
            Strength = import.Strength,
            IsCall = import.Call is not null,
            ReferencedBy = import.Reference?.Phrase,
            File = file,
            Span = import.Span,
            Reason = Reasons.NotInRepository,
            ReasonText = container.Resolution.IsPackage
                ? "the repository has no " + TreePath.Display(TreePath.Child(directory, name)) + ".py either" + Nearest(service, directory, name)
                : TreePath.Display(packageFile!) + " is a module and no package, so that it has no submodules",
            UnlessBecause = import.Cause ?? import.Doubt ?? import.Reference?.Unless ?? container.Doubt ?? GeneratedModules.Cause(service, container, directory, name) ?? Overlaid(service, container, directory, import.Name)
                ?? (isNamespace && !isClosed(container.Name.Split('.')[0]) ? "something that is installed has a part of the namespace package " + container.Name : null),
            Chain = Chains.Of(closure.Entry, service, import),
        };
    }

    /// <summary>
    /// The directory of a package without <c>__init__.py</c>, where the importer lies in it or all its files are the repository's. Installed distributions may add parts
    /// to such a package (PEP 420), so that it is never quite certain what it lacks.
    /// </summary>
    private static string? NamespaceDirectory(ServiceModel service, ClosureModule container, ClosureModule importer)
    {
        if (importer.File is not { } inImage || RepositoryModuleSource.RepositoryFile(importer) is not { } inRepository) return null;
        foreach (string portion in container.Resolution.Locations)
        {
            if (!TreePath.IsAtOrBelow(inImage, portion)) continue;
            string below = inImage.Substring(portion.Length);
            if (inRepository.EndsWith(below, StringComparison.Ordinal)) return inRepository.Substring(0, inRepository.Length - below.Length);
        }

        // Of the repository wholly: each part has files, and all of them come from one directory.
        string? directory = null;
        foreach (string portion in container.Resolution.Locations)
        {
            foreach (DirectoryEntry entry in service.Build.Image.List(portion).Entries)
            {
                if (entry.Node.Kind != NodeKind.File) continue;
                if (entry.Node.Origin is not { } origin || (directory is not null && directory != TreePath.Parent(origin))) return null;
                directory = TreePath.Parent(origin);
            }
        }

        return container.Resolution.Locations.Count == 1 ? directory : null;
    }

    /// <summary>
    /// An edition that is copied over another before it is built: <c>ee/api</c> holds what differs from <c>api</c>. The tree with the
    /// same path below has the module then.
    /// </summary>
    private static string? Overlaid(ServiceModel service, ClosureModule container, string directory, string module)
    {
        string below = "/" + container.Name.Replace('.', '/');
        if (!directory.EndsWith(below, StringComparison.Ordinal)) return null;
        string root = directory.Substring(0, directory.Length - below.Length);
        for (int slash = root.Length > 1 ? root.IndexOf('/', 1) : -1; slash > 0; slash = root.IndexOf('/', slash + 1))
        {
            string other = root.Substring(slash);
            if (RepositoryModules.Find(service.Repository, other, module) is { } hit)
                return $"{TreePath.Display(root)} is laid over {TreePath.Display(other)} before the build, which has {TreePath.Display(hit.Path)}";
        }

        return null;
    }

    private static string Nearest(ServiceModel service, string directory, string name)
    {
        var names = new List<string>();
        foreach (DirectoryEntry entry in service.Session.Directories.List(directory).Entries)
        {
            if (entry.Name.EndsWith(".py", StringComparison.Ordinal) && entry.Name != "__init__.py") names.Add(entry.Name.Substring(0, entry.Name.Length - 3));
        }

        return NearName.Among(names, name) is { } near ? "; it has " + near + ".py" : "";
    }
}
