using System;
using System.Collections.Generic;
using DockerLint.Installs;
using DockerLint.StartCommands;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Imports;
using PyImportScanner.Resolution;

namespace DockerLint.Checks.Python;

/// <summary>
/// Finds files of the repository that hide a module of the standard library, or of an installed distribution (tutorial, 6.1.2;
/// CPython: Lib/site.py and the frozen and built-in modules, which nothing can hide).
/// </summary>
internal sealed class ShadowReader(ServiceModel service, PythonInstallation python, ImageInstalls installs, DirectoryCache image)
{
    // What start-up files of installed distributions import (nspkg.pth, _virtualenv.pth, __editable__….pth).
    private static readonly string[] loadedByStartupFiles = ["types", "importlib", "importlib.util", "re", "warnings", "contextlib", "pathlib", "typing"];

    private readonly Dictionary<string, ShadowedModule> found = new(StringComparer.Ordinal);
    private readonly StandardLibraryImports? imports = StandardLibraryImports.Of(python.Build.Version);
    private HashSet<string>? early;

    /// <summary>One fact for each hidden name: the worst that comes of it.</summary>
    public IReadOnlyCollection<ShadowedModule> Found => found.Values;

    /// <summary>Takes what one closure loads.</summary>
    public void Add(EntryClosure closure)
    {
        var resolver = new ModuleResolver(image, closure.Closure.FinalPath, python.Build);
        AddBelowStandardLibrary(closure, resolver);
        foreach (ClosureModule module in closure.Closure.Modules)
        {
            if (IsCandidate(module) && HiddenBy(closure, module.Resolution) is { } hidden) AddLoaded(closure, module, hidden, resolver);
        }
    }

    /// <summary>A name or child that an import asks for and that the hiding module lacks; false where nothing is hidden.</summary>
    public bool AddFailure(EntryClosure closure, UnresolvedImport import, string? unless)
    {
        if (import.Importer is not { Substituted: false } importer || import.Container is not { Substituted: false } container || container.IsMain) return false;
        if (RepositoryModuleSource.RepositoryFile(importer) is not { } file || container.Name.IndexOf('.') >= 0 || !IsCandidate(container)) return false;
        if (HiddenBy(closure, container.Resolution) is not { } hidden) return false;
        bool isMeant = hidden.Distribution is null
            ? import.Kind == UnresolvedKind.MissingName || python.Build.Version.Major == 3 && new StandardLibraryTable(python.Build.Version).Contains(import.Name) == true
            : true;
        if (!isMeant) return false;
        string tail = import.Name.Substring(container.Name.Length + 1);
        string what = import.Kind == UnresolvedKind.MissingName
            ? $"'{tail}' is taken from it, which {Name(hidden.LocalFile)} does not define"
            : $"'{import.Name}' is imported, which it does not hold";
        bool breaks = import.Kind != UnresolvedKind.Unknown && container.Scanned is { Error: null, Bindings.ChildrenAreUnknown: false };
        Take(hidden with { Strength = import.Strength, Breaks = breaks, What = what, Chain = Chains.Of(closure.Entry, service, import), File = file, Span = import.Span, UnlessBecause = unless ?? hidden.UnlessBecause });
        return true;
    }

    /// <summary>Top-level source modules of the repository that were found in front of the site directories.</summary>
    private static bool IsCandidate(ClosureModule module) =>
        module is { IsMain: false, Substituted: false, Resolution: { Format: ModuleFormat.Source, Entry.Kind: SearchEntryKind.Path0 or SearchEntryKind.PythonPath or SearchEntryKind.Inserted } }
        && module.Name.IndexOf('.') < 0 && RepositoryModuleSource.RepositoryFile(module) is not null;

    /// <summary>The fact without its place, or null where the module hides nothing that anybody knows of.</summary>
    private ShadowedModule? HiddenBy(EntryClosure closure, ModuleResolution local)
    {
        if (local.FileNode.Origin is not { } file) return null;
        if (local.ShadowsStandardLibrary)
            return new ShadowedModule(local.Name, file, ImportStrength.Hard, false, "", []) { UnlessBecause = Doubt(closure, local) };
        Provision provision = installs.Provision(local.Name);
        if (provision is not { Kind: ProvisionKind.Provided, Distribution: { } distribution }) return null;
        if (!IsAskedFor(distribution) || IsOwnName(distribution) || local.Name == closure.Entry.Launcher) return null;
        return new ShadowedModule(local.Name, file, ImportStrength.Hard, false, "", []) { Distribution = distribution, UnlessBecause = Doubt(closure, local) };
    }

    private bool IsAskedFor(string distribution)
    {
        foreach (InstalledDistribution one in installs.Set.Distributions)
        {
            if (one.Name == distribution && one.IsCertain) return true;
        }

        return false;
    }

    /// <summary>A repository that is the distribution itself hides nothing.</summary>
    private bool IsOwnName(string distribution)
    {
        foreach (LocalInstall project in installs.Set.Projects)
        {
            if (project.Project is null || PyImportScanner.Packaging.Names.DistributionName.Normalize(project.Project.Name ?? "") == distribution) return true;
        }

        return false;
    }

    private string? Doubt(EntryClosure closure, ModuleResolution local)
    {
        if (local.Doubt is { } doubt) return doubt;
        if (python.UnknownBecause is { } unknown) return unknown;
        if (local.Entry is { Kind: SearchEntryKind.Inserted } entry && !IsThereFromTheStart(closure.Closure.FinalPath, entry.Directory))
            return $"'{local.Name}' is loaded before {entry.Directory} is put on the search path";
        bool mayBeEarly = local.ShadowsStandardLibrary && installs.Steps.Count > 0 && Early().Contains(local.Name);
        return mayBeEarly ? $"a start-up file of something installed has loaded '{local.Name}' before" : null;
    }

    private static bool IsThereFromTheStart(SearchPath path, string directory)
    {
        foreach (SearchEntry entry in path.Entries)
        {
            if (entry.Directory == directory && entry.Kind is SearchEntryKind.Path0 or SearchEntryKind.PythonPath) return true;
        }

        return false;
    }

    private HashSet<string> Early()
    {
        if (early is not null) return early;
        early = new HashSet<string>(StringComparer.Ordinal);
        foreach (string root in loadedByStartupFiles)
        {
            // The walk fills the set.
            foreach (var _ in imports?.Reached(root, static _ => false, early) ?? [])
            {
            }

            early.Add(root);
        }

        return early;
    }

    /// <summary>What the standard library imports of its own, and finds in the repository.</summary>
    private void AddBelowStandardLibrary(EntryClosure closure, ModuleResolver resolver)
    {
        if (imports is null || HiddenNames(closure.Closure.FinalPath, resolver) is not { Count: > 0 } hidden) return;
        bool IsHidden(string module) => hidden.ContainsKey(Top(module));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (ClosureModule module in closure.Closure.Modules)
        {
            if (module.Resolution.Kind is not (ResolutionKind.StandardLibrary or ResolutionKind.Frozen) || module.Strength == ImportStrength.Guarded) continue;
            foreach ((StandardLibraryImport import, StandardLibraryImport? loadedBy) in imports.Reached(module.Name, IsHidden, seen))
            {
                if (hidden.TryGetValue(Top(import.Module), out ModuleResolution? local)) AddImport(closure, module, import, loadedBy, local, resolver);
            }
        }

        // python -m imports runpy, once the working directory is on the path.
        if (!(closure.Entry is { Kind: EntryKind.Module, RunsAsMain: true })) return;
        foreach ((StandardLibraryImport import, StandardLibraryImport? loadedBy) in imports.Reached("runpy", IsHidden, seen))
        {
            if (hidden.TryGetValue(Top(import.Module), out ModuleResolution? local)) AddImport(closure, null, import, loadedBy, local, resolver);
        }
    }

    private void AddImport(EntryClosure closure, ClosureModule? root, StandardLibraryImport import, StandardLibraryImport? loadedBy, ModuleResolution local, ModuleResolver resolver)
    {
        if (HiddenBy(closure, local) is not { } hidden || hidden.Distribution is not null) return;
        string? lacking = LocalNames.Lacking(resolver, service.Session.Scans, local, import.Module, import.Names);
        string who = root is null || import.Importer != root.Name && loadedBy is not null ? $"'{import.Importer}', which '{root?.Name ?? "runpy"}' loads," : $"'{import.Importer}'";
        string what = lacking is null ? $"{who} imports it, too"
            : import.Module.Length > local.Name.Length ? $"{who} imports {lacking}, which it does not hold"
            : $"{who} takes {lacking} from it, which {Name(hidden.LocalFile)} does not define";
        ClosureEdge? via = root?.Via;
        string? file = via is null ? null : RepositoryModuleSource.RepositoryFile(via.From);
        Take(hidden with
        {
            Strength = root?.Strength ?? ImportStrength.Hard,
            Breaks = lacking is not null,
            What = what,
            Chain = root is null ? Chains.Of(closure.Entry, service) : Chains.Of(closure.Entry, service, root),
            File = file,
            Span = file is null ? default : via!.Span,
            UnlessBecause = hidden.UnlessBecause ?? root?.Doubt,
        });
    }

    /// <summary>The names in front of the standard library that the repository has, each with what is found.</summary>
    private Dictionary<string, ModuleResolution> HiddenNames(SearchPath path, ModuleResolver resolver)
    {
        var hidden = new Dictionary<string, ModuleResolution>(StringComparer.Ordinal);
        foreach (SearchEntry entry in path.Entries)
        {
            if (entry.Kind == SearchEntryKind.StandardLibrary) break;
            if (entry.Kind == SearchEntryKind.Unknown) continue;
            foreach (DirectoryEntry item in image.List(entry.Directory).Entries)
            {
                int dot = item.Name.IndexOf('.');
                string stem = dot < 0 ? item.Name : item.Name.Substring(0, dot);
                if (stem.Length == 0 || hidden.ContainsKey(stem) || resolver.StandardLibrary.Contains(stem) != true) continue;
                ModuleResolution local = resolver.ResolveTopLevel(stem);
                if (local.ShadowsStandardLibrary && local.Format == ModuleFormat.Source && local.FileNode.Origin is not null) hidden[stem] = local;
            }
        }

        return hidden;
    }

    /// <summary>A module of the closure that hides another, and that perhaps asks for the other by its own name.</summary>
    private void AddLoaded(EntryClosure closure, ClosureModule module, ShadowedModule hidden, ModuleResolver resolver)
    {
        ClosureEdge? via = module.Via;
        string? file = via is null ? null : RepositoryModuleSource.RepositoryFile(via.From);
        Take(hidden with
        {
            Strength = module.Strength,
            What = $"'{module.Name}' is looked for there first",
            Chain = Chains.Of(closure.Entry, service, module),
            File = file,
            Span = file is null ? default : via!.Span,
            UnlessBecause = hidden.UnlessBecause ?? module.Doubt,
        });
        foreach (ImportStatement own in module.Scanned?.Imports ?? [])
        {
            if (own.Level == 0 && own.Module == module.Name) AddOwn(closure, module, own, hidden);
        }
    }

    private void AddOwn(EntryClosure closure, ClosureModule module, ImportStatement own, ShadowedModule hidden)
    {
        string? lacking = null;
        if (own.Kind == ImportKind.From && image.Read(module.File!) is { } source)
        {
            foreach (string name in LocalNames.OnlyFromItself(module.Scanned!, own, source))
            {
                if (module.Resolution.IsPackage && module.Resolution.Locations.Count > 0 && closure.Closure.Find(module.Name + "." + name) is not null) continue;
                lacking = name;
                break;
            }
        }

        ImportStrength strength = own.Deferred || own.Lazy ? ImportStrength.Deferred : own.Guards.Count > 0 ? ImportStrength.Conditional : ImportStrength.Hard;
        Take(hidden with
        {
            Strength = module.Strength > strength ? module.Strength : strength,
            Breaks = lacking is not null,
            What = lacking is null ? "the file imports its own name, and gets itself" : $"the file takes '{lacking}' from its own name, and gets itself, where that is not defined",
            Chain = [.. Chains.Of(closure.Entry, service, module), new Reporting.ChainLink(TreePath.Display(hidden.LocalFile), own.Span.Line, module.Name)],
            File = hidden.LocalFile,
            Span = own.Span,
            UnlessBecause = hidden.UnlessBecause ?? module.Doubt,
        });
    }

    private void Take(ShadowedModule fact)
    {
        if (!found.TryGetValue(fact.Name, out ShadowedModule? known) || fact.Weight > known.Weight) found[fact.Name] = fact;
    }

    private static string Top(string module) => module.IndexOf('.') is var dot and > 0 ? module.Substring(0, dot) : module;

    private static string Name(string path) => TreePath.Display(path);
}
