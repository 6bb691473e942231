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
    public static MissingModule? Read(ServiceModel service, EntryClosure closure, UnresolvedImport import, ClosureModule importer)
    {
        bool onlySiteIsUnknown = import.Kind == UnresolvedKind.Unknown && import.Resolution.OnlySiteIsUnknown;
        if ((import.Kind is not (UnresolvedKind.Missing or UnresolvedKind.NotAPackage) && !onlySiteIsUnknown) || import.HasSubstitute || importer.Substituted) return null;
        if (import.Container is not { Substituted: false } container || RepositoryModuleSource.RepositoryFile(importer) is not { } file) return null;
        bool isNamespace = container.Resolution.Kind == ResolutionKind.NamespacePackage;
        string? packageFile = isNamespace ? null : RepositoryModuleSource.RepositoryFile(container);
        string? directory = isNamespace ? NamespaceDirectory(container, importer) : packageFile is null ? null : TreePath.Parent(packageFile);
        if (directory is null || (!isNamespace && container is not { Scanned.Error: null, Resolution.Format: ModuleFormat.Source })) return null;
        if (container.Resolution.IsPackage == (import.Kind == UnresolvedKind.NotAPackage) || (onlySiteIsUnknown && !isNamespace)) return null;
        string name = import.Name.Substring(import.Name.LastIndexOf('.') + 1);
        return new MissingModule
        {
            Module = import.Name,
            Requested = import.Requested,
            Strength = import.Strength,
            IsCall = import.Call is not null,
            File = file,
            Span = import.Span,
            Reason = Reasons.NotInRepository,
            ReasonText = container.Resolution.IsPackage
                ? "the repository has no " + TreePath.Display(TreePath.Child(directory, name)) + ".py either" + Nearest(service, directory, name)
                : TreePath.Display(packageFile!) + " is a module and no package, so that it has no submodules",
            UnlessBecause = import.Cause ?? import.Doubt ?? container.Doubt ?? GeneratedModules.Cause(service, container, directory, name)
                ?? (isNamespace ? "something that is installed has a part of the namespace package " + container.Name : null),
            Chain = Chains.Of(closure.Entry, service, import),
        };
    }

    /// <summary>
    /// The directory of a package without <c>__init__.py</c>, where the importer lies in it. Installed distributions may add parts
    /// to such a package (PEP 420), so that it is never quite certain what it lacks.
    /// </summary>
    private static string? NamespaceDirectory(ClosureModule container, ClosureModule importer)
    {
        if (importer.File is not { } inImage || RepositoryModuleSource.RepositoryFile(importer) is not { } inRepository) return null;
        foreach (string portion in container.Resolution.Locations)
        {
            if (!TreePath.IsAtOrBelow(inImage, portion)) continue;
            string below = inImage.Substring(portion.Length);
            if (inRepository.EndsWith(below, StringComparison.Ordinal)) return inRepository.Substring(0, inRepository.Length - below.Length);
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
