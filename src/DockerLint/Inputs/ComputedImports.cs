using System;
using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Checks.Python;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Imports;
using PyImportScanner.Resolution;

namespace DockerLint.Inputs;

/// <summary>
/// Modules that a program imports by a name that it works out when it runs: <c>import_module(registry[key])</c>. Which of them
/// run nobody can tell, but their names stand as texts somewhere in the program; each one that is a module of the image counts.
/// </summary>
internal sealed class ComputedImports
{
    // Modules that are reached so may hold such texts in turn.
    private const int MaximumRounds = 4;

    private readonly List<string> notes = [];
    private readonly List<(EntryClosure Entry, Closure Closure)> closures = [];
    private readonly List<string> directories = [];

    private ComputedImports()
    {
    }

    /// <summary>What is loaded on top of the closures, with the start command.</summary>
    public IReadOnlyList<(EntryClosure Entry, Closure Closure)> Closures => closures;

    /// <summary>Directories of the image any module of which may be loaded: <c>f"jobs.{name}"</c>, <c>pkgutil.walk_packages</c>.</summary>
    public IReadOnlyList<string> Directories => directories;

    /// <summary>Some name is worked out of nothing that stands in the program: any module may be loaded.</summary>
    public bool MayBeAny { get; private set; }

    /// <summary>Clauses for people.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Reads the closures of a service.</summary>
    public static ComputedImports Of(ServiceModel service)
    {
        var computed = new ComputedImports();
        PythonInstallation? python = null;
        DirectoryCache? image = null;
        foreach (EntryClosure entry in service.Python.Closures)
        {
            if (!HasAny(entry.Closure)) continue;
            python ??= PythonInstallation.Of(service.Build);
            image ??= new DirectoryCache(service.Build.Image);
            computed.Extend(service, entry, new ModuleResolver(image, entry.Closure.FinalPath, python.Build));
        }

        return computed;
    }

    private static bool HasAny(Closure closure)
    {
        foreach (ClosureModule module in closure.Modules)
        {
            if (FirstComputed(module) is not null || Walks(module)) return true;
        }

        return false;
    }

    private void Extend(ServiceModel service, EntryClosure entry, ModuleResolver resolver)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var reached = new HashSet<string>(StringComparer.Ordinal);
        Closure current = entry.Closure;
        bool hasComputed = false;
        for (int round = 0; round < MaximumRounds; round++)
        {
            var fresh = new List<string>();
            foreach (ClosureModule module in current.Modules)
            {
                if (module.Substituted || module.Scanned is null || module.Resolution.FileNode.Origin is not { } origin || !reached.Add(origin)) continue;
                if (FirstComputed(module) is { } call)
                {
                    hasComputed = true;
                    Note($"{Display(module)}:{call.Span.Line} imports a name that is worked out when it runs");
                }

                if (Walks(module) && module.File is { } file) AddDirectory(TreePath.Parent(file));
                Collect(module, resolver, service.Session.Scans, names, fresh);
            }

            if (!hasComputed || fresh.Count == 0) break;
            current = Walk(service, entry, resolver.With(current.FinalPath), fresh, reached);
            closures.Add((entry, current));
        }

        if (hasComputed && names.Count == 0 && directories.Count == 0) MayBeAny = true;
    }

    // What an earlier round has gone through is not gone through again.
    private static Closure Walk(ServiceModel service, EntryClosure entry, ModuleResolver resolver, List<string> names, HashSet<string> reached)
    {
        names.Sort(StringComparer.Ordinal);
        return ClosureWalker.Walk(new ClosureRequest
        {
            Resolver = resolver,
            Sources = service.Session.Scans,
            Entries = names.ConvertAll(static name => EntryModule.Import(name) with { Strength = ImportStrength.Deferred }),
            WorkingDirectory = entry.Entry.WorkingDirectory ?? TreePath.Root,
            Classifier = service.Installs,
            Descends = found => found.FileNode.Origin is { } origin ? !reached.Contains(origin) : found.Entry?.IsSite != true,
        });
    }

    private void Collect(ClosureModule module, ModuleResolver resolver, ScanCache scans, HashSet<string> names, List<string> fresh)
    {
        if (module.File is not { } file) return;
        foreach (ModuleNameLiteral literal in scans.GetNames(resolver.Directories, file, module.Resolution.FileNode))
        {
            if (Absolute(literal.Text, module) is not { } name) continue;
            if (literal.IsPrefix) AddPackage(name, resolver);
            else if (!names.Contains(name) && ModuleOf(name, resolver) is { } found && names.Add(found)) fresh.Add(found);
        }
    }

    // "pkg.mod.Class" names a module as well.
    private static string? ModuleOf(string name, ModuleResolver resolver)
    {
        for (int attempt = 0; attempt < 2; attempt++)
        {
            if (IsOfRepository(resolver.Resolve(name))) return name;
            int dot = name.LastIndexOf('.');
            if (dot <= 0 || name.IndexOf('.') == dot) return null;
            name = name.Substring(0, dot);
        }

        return null;
    }

    private static bool IsOfRepository(ModuleResolution found) => found.IsFound && found.FileNode.Origin is not null && found.Entry?.IsSite != true;

    private void AddPackage(string name, ModuleResolver resolver)
    {
        ModuleResolution found = resolver.Resolve(name);
        if (!found.IsFound || !found.IsPackage || found.Entry?.IsSite == true) return;
        foreach (string location in found.Locations) AddDirectory(location);
    }

    private void AddDirectory(string directory)
    {
        // A module at the root of the image stands for no package.
        if (directory.Length > 1 && !directories.Contains(directory)) directories.Add(directory);
    }

    private static string? Absolute(string text, ClosureModule module)
    {
        int level = 0;
        while (level < text.Length && text[level] == '.') level++;
        if (level == 0) return text;
        string package = module.Resolution.IsPackage ? module.Name : module.Name.LastIndexOf('.') is var last and > 0 ? module.Name.Substring(0, last) : "";
        for (int i = 1; i < level && package.Length > 0; i++) package = package.LastIndexOf('.') is var dot and > 0 ? package.Substring(0, dot) : "";
        if (package.Length == 0) return null;
        return level == text.Length ? package : package + "." + text.Substring(level);
    }

    private static DynamicImport? FirstComputed(ClosureModule module)
    {
        if (module.Substituted || module.Scanned is not { } scanned || module.Resolution.FileNode.Origin is null) return null;
        foreach (DynamicImport call in scanned.DynamicImports)
        {
            if (call is { Module: null, Path: null, Kind: DynamicKind.Import or DynamicKind.Run or DynamicKind.Object or DynamicKind.File }) return call;
        }

        return null;
    }

    private static bool Walks(ClosureModule module)
    {
        if (module.Substituted || module.Scanned is not { } scanned || module.Resolution.FileNode.Origin is null) return false;
        foreach (DynamicImport call in scanned.DynamicImports)
        {
            if (call.Kind == DynamicKind.Walk) return true;
        }

        return false;
    }

    private void Note(string note)
    {
        if (!notes.Contains(note)) notes.Add(note);
    }

    private static string Display(ClosureModule module) => TreePath.Display(module.Resolution.FileNode.Origin!);
}
