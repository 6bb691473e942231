using System;
using PyImportScanner.Files;
using PyImportScanner.Imports;
using PyImportScanner.Resolution;

namespace PyImportScanner.Closures;

/// <summary>Carries out what source text does to <c>sys.path</c> and to a package's <c>__path__</c>.</summary>
internal sealed class PathEditor(ModuleLoader loader, string workingDirectory)
{
    /// <summary>Carries out an edit at its place in the run.</summary>
    public void Apply(SearchPathEdit edit, ClosureModule module)
    {
        if (IsForChildren(edit.Call)) return;
        if (IsPackagePath(edit.Call)) EditPackage(edit, module);
        else loader.SetPath(Edited(loader.Resolver.Path, edit, module));
    }

    /// <summary>Remembers an edit in a function of which nobody knows whether it has run.</summary>
    public void Remember(SearchPathEdit edit, ClosureModule module)
    {
        if (IsForChildren(edit.Call) || IsPackagePath(edit.Call)) return;
        SearchPath path = loader.Perhaps?.Path ?? loader.Resolver.Path;
        loader.SetPerhaps(Edited(path, edit, module));
    }

    /// <summary>From here on functions run: what they may have added counts as added, behind everything that is certain.</summary>
    public void EnterFunctions()
    {
        if (loader.Perhaps is not { } perhaps) return;
        SearchPath path = loader.Resolver.Path;
        foreach (SearchEntry entry in perhaps.Path.Entries)
        {
            if (entry.Kind == SearchEntryKind.Unknown || !path.Contains(entry.Directory)) path = path.Append(entry);
        }

        loader.SetPerhaps(null);
        loader.SetPath(path);
    }

    /// <summary><c>pkgutil.extend_path</c> and <c>pkg_resources.declare_namespace</c>: every same-named directory of the path joins.</summary>
    public void ExtendPackage(ClosureModule module)
    {
        if (!module.Resolution.IsPackage) return;
        int dot = module.Name.LastIndexOf('.');
        ClosureModule? parent = dot > 0 && loader.Loaded.TryGetValue(module.Name.Substring(0, dot), out ClosureModule? above) ? above : null;
        foreach (string location in module.Resolver.ExtendedLocations(module.Name, parent?.Resolution.Locations)) AddLocation(module, location);
    }

    private SearchPath Edited(SearchPath path, SearchPathEdit edit, ClosureModule module)
    {
        if (edit.Directories is not { } directories)
            return path.Append(SearchEntry.Unknown(Place(edit, module) + " edits sys.path in a way that cannot be evaluated"));
        if (module.Substituted)
            return path.Append(SearchEntry.Unknown(Place(edit, module) + " edits sys.path, but is not in the image itself"));
        bool isSite = edit.Call.EndsWith("addsitedir", StringComparison.Ordinal);
        for (int i = 0; i < directories.Count; i++)
        {
            // Several directories put in front keep their order: the last goes first.
            string directory = Directory(directories[edit.Prepends ? directories.Count - 1 - i : i], module);
            if (isSite) path = SearchPathBuilder.AddSiteDirectory(path, directory, loader.Resolver.Directories, loader.Resolver.Build.Version);
            else if (edit.Prepends) path = path.Prepend(new SearchEntry(directory, SearchEntryKind.Inserted));
            else path = path.Append(new SearchEntry(directory, SearchEntryKind.Appended));
        }

        return path;
    }

    private void EditPackage(SearchPathEdit edit, ClosureModule module)
    {
        if (!module.Resolution.IsPackage) return;
        if (edit.Call.EndsWith("extend_path", StringComparison.Ordinal))
        {
            ExtendPackage(module);
        }
        else if (edit.Directories is { } directories)
        {
            foreach (PathExpression directory in directories) AddLocation(module, Directory(directory, module));
        }
        else
        {
            module.Resolution = module.Resolution with { MoreLocationsBecause = Place(edit, module) + " edits __path__ in a way that cannot be evaluated" };
        }
    }

    private static void AddLocation(ClosureModule module, string location)
    {
        var locations = new System.Collections.Generic.List<string>(module.Resolution.Locations);
        if (locations.Contains(location)) return;
        locations.Add(location);
        module.Resolution = module.Resolution with { Locations = locations };
    }

    /// <summary>The path that an expression of a module leads to.</summary>
    public string Directory(PathExpression expression, ClosureModule module) => expression.Base switch
    {
        PathBase.Absolute => TreePath.Clean(expression.Path),
        PathBase.WorkingDirectory => TreePath.Combine(workingDirectory, expression.Path),
        _ => TreePath.Combine(module.File ?? TreePath.Root, expression.Path),
    };

    private static string Place(SearchPathEdit edit, ClosureModule module) => TreePath.Display(module.File ?? module.Name) + ":" + edit.Span.Line;

    private static bool IsPackagePath(string call) =>
        call.StartsWith("__path__", StringComparison.Ordinal) || call.EndsWith("extend_path", StringComparison.Ordinal);

    // A variable of the environment reaches only processes started later.
    private static bool IsForChildren(string call) => call.StartsWith("os.environ", StringComparison.Ordinal) || call.StartsWith("os.putenv", StringComparison.Ordinal);
}
