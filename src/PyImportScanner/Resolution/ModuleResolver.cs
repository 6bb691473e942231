using System;
using System.Collections.Generic;
using PyImportScanner.Files;

namespace PyImportScanner.Resolution;

/// <summary>What a resolver knows of the interpreter beside its search path.</summary>
/// <param name="Version">The release.</param>
/// <param name="Platform">
/// The platform tag of compiled extensions, such as <c>x86_64-linux-gnu</c>; null: extensions of any Linux platform are taken.
/// </param>
/// <param name="IsDebian">A distribution's build, which compiles more modules into the interpreter; null if nobody knows.</param>
public sealed record PythonBuild(PythonVersion Version, string? Platform = null, bool? IsDebian = null);

/// <summary>
/// Finds the module of a dotted name as the import system does (CPython: Lib/importlib/_bootstrap_external.py, PathFinder and
/// FileFinder), over an <see cref="IFileTree"/>. Immutable; safe for concurrent use.
/// </summary>
public sealed class ModuleResolver
{
    private readonly ModuleFinder finder;

    /// <summary>A resolver over a tree that other resolvers need not share.</summary>
    public ModuleResolver(IFileTree tree, SearchPath path, PythonVersion version)
        : this(new DirectoryCache(tree), path, new PythonBuild(version))
    {
    }

    /// <summary>A resolver over listings that are shared with others.</summary>
    public ModuleResolver(DirectoryCache directories, SearchPath path, PythonBuild build, StandardLibraryTable? standardLibrary = null)
    {
        Directories = directories;
        Path = path;
        Build = build;
        StandardLibrary = standardLibrary ?? new StandardLibraryTable(build.Version);
        finder = new ModuleFinder(directories, build);
    }

    /// <summary>The listings.</summary>
    public DirectoryCache Directories { get; }

    /// <summary>The search path.</summary>
    public SearchPath Path { get; }

    /// <summary>The interpreter.</summary>
    public PythonBuild Build { get; }

    /// <summary>The standard library of the release.</summary>
    public StandardLibraryTable StandardLibrary { get; }

    /// <summary>The same resolver with another search path.</summary>
    public ModuleResolver With(SearchPath path) => new(Directories, path, Build, StandardLibrary);

    /// <summary>Finds a dotted name; it must not be relative.</summary>
    public ModuleResolution Resolve(string dotted)
    {
        int dot = dotted.IndexOf('.');
        ModuleResolution found = ResolveTopLevel(dot < 0 ? dotted : dotted.Substring(0, dot));
        while (dot >= 0 && found.IsFound)
        {
            int next = dotted.IndexOf('.', dot + 1);
            found = ResolveChild(found, next < 0 ? dotted.Substring(dot + 1) : dotted.Substring(dot + 1, next - dot - 1));
            dot = next;
        }

        return found.Name == dotted ? found : found with { Name = dotted };
    }

    /// <summary>Finds a name without dots, on the search path.</summary>
    public ModuleResolution ResolveTopLevel(string name)
    {
        if (name.Length == 0) return Failure(name, "", ResolutionKind.Missing, null);
        if (StandardLibrary.IsBuiltIn(name)) return InInterpreter(ResolutionKind.BuiltIn, name);
        if (StandardLibrary.IsFrozen(name)) return InInterpreter(ResolutionKind.Frozen, name);
        if (StandardLibrary.IsPreloaded(name)) return InInterpreter(ResolutionKind.StandardLibrary, name);
        if (Build.IsDebian == true && StandardLibrary.IsSometimesBuiltIn(name)) return InInterpreter(ResolutionKind.BuiltIn, name);

        ModuleResolution found = SearchTopLevel(name);
        // What else lies in a site directory is hardly ever listed: what an installation maps is not for that to hide.
        bool mayBeMapped = found.Kind == ResolutionKind.Missing || (found.Kind == ResolutionKind.Unknown && found.OnlySiteIsUnknown);
        if (mayBeMapped && Path.Mapped.TryGetValue(name, out string? target)) found = FromMapping(name, target, found);
        if (found.IsFound && Build.IsDebian is null && found.Kind != ResolutionKind.StandardLibrary && StandardLibrary.IsSometimesBuiltIn(name))
            found = found with { Doubt = found.Doubt ?? "some builds of Python have " + name + " built in" };
        return found.Kind is ResolutionKind.Missing or ResolutionKind.Unknown && VirtualModules.Contains(name) ? Virtual(name) : found;
    }

    /// <summary>Finds the submodule <paramref name="name"/> (one component) of a package that was found.</summary>
    public ModuleResolution ResolveChild(ModuleResolution parent, string name)
    {
        string dotted = parent.Name + "." + name;
        switch (parent.Kind)
        {
            case ResolutionKind.BuiltIn or ResolutionKind.Frozen or ResolutionKind.StandardLibrary:
                return StandardLibraryChild(parent, dotted);
            case ResolutionKind.Virtual or ResolutionKind.Installed:
                return parent with { Name = dotted, ResolvedPrefix = dotted };
            case ResolutionKind.RegularPackage or ResolutionKind.NamespacePackage:
                ModuleResolution found = SearchPackage(parent, dotted, name);
                return found.Kind is ResolutionKind.Missing or ResolutionKind.Unknown && VirtualModules.Contains(dotted) ? Virtual(dotted) : found;
            case ResolutionKind.SourceFile or ResolutionKind.ExtensionModule or ResolutionKind.Bytecode:
                return VirtualModules.Contains(dotted) ? Virtual(dotted) : Failure(dotted, parent.Name, ResolutionKind.NotAPackage, null);
            default:
                return parent with { Name = dotted };
        }
    }

    /// <summary>The directories that <c>pkgutil.extend_path</c> adds to the search list of a top-level package, or of a child of one.</summary>
    /// <param name="dotted">The name of the package.</param>
    /// <param name="parentLocations">The search list of the package above it, or null for a top-level one.</param>
    public IReadOnlyList<string> ExtendedLocations(string dotted, IReadOnlyList<string>? parentLocations)
    {
        string tail = dotted.Substring(dotted.LastIndexOf('.') + 1);
        var found = new List<string>();
        if (parentLocations is not null)
        {
            foreach (string location in parentLocations) AddDirectory(found, location, tail);
        }
        else
        {
            foreach (SearchEntry entry in Path.Entries)
            {
                if (entry.Kind is not (SearchEntryKind.Unknown or SearchEntryKind.StandardLibrary)) AddDirectory(found, entry.Directory, tail);
            }
        }

        return found;
    }

    private void AddDirectory(List<string> found, string location, string tail)
    {
        string directory = TreePath.Child(location, tail);
        if (Directories.List(directory).Kind == NodeKind.Directory) found.Add(directory);
    }

    private ModuleResolution SearchTopLevel(string name)
    {
        var search = new PortionSearch(name, "", Build.Version);
        foreach (SearchEntry entry in Path.Entries)
        {
            if (entry.Kind == SearchEntryKind.Unknown)
            {
                search.Doubt(entry.UnknownBecause, isSite: false);
            }
            else if (entry.Kind == SearchEntryKind.StandardLibrary)
            {
                bool? has = StandardLibrary.Contains(name);
                if (has == true) return InInterpreter(ResolutionKind.StandardLibrary, name) with { Entry = entry };
                if (has is null) search.Doubt("not every installation of Python " + Build.Version + " has " + name, isSite: false);
            }
            else if (search.Take(finder.Find(entry.Directory, name), entry) is { } found)
            {
                return found with { ShadowsStandardLibrary = StandardLibrary.Contains(name) == true };
            }
        }

        return search.Finish();
    }

    private ModuleResolution SearchPackage(ModuleResolution parent, string dotted, string name)
    {
        var search = new PortionSearch(dotted, parent.Name, Build.Version);
        foreach (string location in parent.Locations)
        {
            if (search.Take(finder.Find(location, name), parent.Entry) is { } found) return found;
        }

        search.Doubt(parent.MoreLocationsBecause, parent.OnlySiteIsUnknown);
        return search.Finish();
    }

    private ModuleResolution StandardLibraryChild(ModuleResolution parent, string dotted) => StandardLibrary.Contains(dotted) switch
    {
        true => InInterpreter(ResolutionKind.StandardLibrary, dotted) with { Entry = parent.Entry },
        null => Failure(dotted, parent.Name, ResolutionKind.Unknown, "not every installation of Python " + Build.Version + " has " + dotted),
        false when VirtualModules.Contains(dotted) => Virtual(dotted),
        false => Failure(dotted, parent.Name, ResolutionKind.Missing, null),
    };

    // The finder of an editable installation stands behind the ordinary one and knows files as well as directories.
    private ModuleResolution FromMapping(string name, string target, ModuleResolution missing)
    {
        var search = new PortionSearch(name, "", Build.Version);
        var entry = new SearchEntry(target, SearchEntryKind.Pth);
        string file = target.EndsWith(".py", StringComparison.Ordinal) ? target : target + ".py";
        Found found = finder.Find(TreePath.Parent(target), TreePath.Name(target));
        if (Directories.Stat(target).Kind != NodeKind.Directory && Directories.Stat(file) is { Kind: NodeKind.File } node)
            found = Found.Module(file, node, ModuleFormat.Source);
        return search.Take(found, entry) ?? (search.Finish() is { IsFound: true } portion ? portion : missing);
    }

    private static ModuleResolution InInterpreter(ResolutionKind kind, string name) => new() { Kind = kind, Name = name, ResolvedPrefix = name };

    private static ModuleResolution Virtual(string name) => new() { Kind = ResolutionKind.Virtual, Name = name, ResolvedPrefix = name };

    internal static ModuleResolution Failure(string name, string prefix, ResolutionKind kind, string? cause) =>
        new() { Kind = kind, Name = name, ResolvedPrefix = prefix, FailingName = name, Cause = cause };
}
