using System;
using System.Collections.Generic;
using System.Linq;
using PyImportScanner.Imports;
using PyImportScanner.Resolution;

namespace PyImportScanner.Closures;

/// <summary>Says whether a loaded module has an attribute, as far as its text tells.</summary>
internal sealed class NameLookup(IReadOnlyDictionary<string, ClosureModule> loaded, HashSet<string> certainlyMissing)
{
    private static readonly HashSet<string> Implicit = new(StringComparer.Ordinal)
    {
        "__name__", "__doc__", "__file__", "__path__", "__package__", "__spec__", "__loader__", "__cached__", "__builtins__",
        "__dict__", "__annotations__", "__class__",
    };

    private const string HistoryPrefix = "Historical";

    private readonly Dictionary<ClosureModule, HashSet<string>> own = [];

    /// <summary>True: bound. False: certainly not. Null: nobody can say, with the cause.</summary>
    public bool? Has(ClosureModule module, string name, out string? cause)
    {
        cause = null;
        if (Implicit.Contains(name)) return true;
        if (Look(module, name, isStar: false, ref cause) is not { } bound) return cause is null ? false : null;
        if (bound) return true;
        return module.Scanned!.Bindings.StarImports.Count == 0 ? cause is null ? false : null : HasBehindStars(module, name, ref cause);
    }

    private bool? HasBehindStars(ClosureModule module, string name, ref string? cause)
    {
        var seen = new HashSet<ClosureModule> { module };
        var pending = new Queue<ClosureModule>();
        pending.Enqueue(module);
        while (pending.Count > 0)
        {
            ClosureModule current = pending.Dequeue();
            if (current != module)
            {
                if (Look(current, name, isStar: true, ref cause) is not { } found) continue;
                if (found) return true;
            }

            foreach (ImportStatement star in current.Scanned!.Bindings.StarImports)
            {
                ClosureModule? target = Target(current, star, out bool isMissing);

                // A star import that failed (and was caught) brings nothing.
                if (isMissing) continue;
                if (target is null) cause ??= "what " + star.Module + " exports to " + current.Name + " is not known";
                else if (seen.Add(target)) pending.Enqueue(target);
            }
        }

        return cause is null ? false : null;
    }

    /// <summary>Does the package bind the name by <c>from . import name</c> or the like, so that it is the submodule?</summary>
    public bool IsOwnSubmodule(ClosureModule package, string name)
    {
        if (!package.Resolution.IsPackage || package.Scanned is not { } scanned) return false;
        if (!own.TryGetValue(package, out HashSet<string>? submodules)) own[package] = submodules = OwnSubmodules(package, scanned);
        return submodules.Contains(name);
    }

    private static HashSet<string> OwnSubmodules(ClosureModule package, ScannedModule scanned)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (ImportStatement statement in scanned.Imports)
        {
            if (statement.Kind != ImportKind.From) continue;
            string? source = statement.Level == 0 ? statement.Module : RelativeName.Resolve(package.Package, statement.Level, statement.Module, out _);
            if (source != package.Name) continue;
            foreach (ImportedName taken in statement.Names) names.Add(taken.Name);
        }

        return names;
    }

    /// <summary>True: bound here. False: look into the star imports. Null: this module settles nothing more.</summary>
    private bool? Look(ClosureModule module, string name, bool isStar, ref string? cause)
    {
        if (module.Scanned is not { } scanned)
        {
            if (module.Resolution.Kind != ResolutionKind.NamespacePackage) cause ??= "what " + module.Name + " defines is not known";
            return null;
        }

        ModuleBindings bindings = scanned.Bindings;
        if (isStar && bindings.All is { } all) return Contains(all, name) ? true : null;
        if (isStar && name.StartsWith("_", StringComparison.Ordinal))
        {
            // Without __all__ a star leaves such names out; with one that is computed nobody can say.
            if (bindings.Binds("__all__")) cause ??= "what " + module.Name + " exports is computed";
            return null;
        }

        // A loaded submodule is an attribute of its package, so a star takes it along.
        if (isStar && module.Resolution.IsPackage && loaded.ContainsKey(module.Name + "." + name)) return true;
        if (bindings.Binds(name)) return true;
        // django-simple-history puts a model beside each one that it records (simple_history/models.py, finalize).
        if (name.StartsWith(HistoryPrefix, StringComparison.Ordinal) && bindings.Binds(name.Substring(HistoryPrefix.Length)))
            cause ??= "django-simple-history may make " + name;
        if (scanned.Error is not null) cause ??= module.Name + " cannot be compiled";
        cause ??= scanned.UnknownBecause;
        if (bindings.IsOpen) cause ??= module.Name + " may define further names at run time";
        return false;
    }

    private ClosureModule? Target(ClosureModule importer, ImportStatement star, out bool isMissing)
    {
        string? name = star.Level == 0 ? star.Module : RelativeName.Resolve(importer.Package, star.Level, star.Module, out _);
        isMissing = name is null;
        if (name is null) return null;
        if (loaded.TryGetValue(name, out ClosureModule? target)) return target;
        for (string prefix = name; !isMissing && prefix.Length > 0;)
        {
            isMissing = certainlyMissing.Contains(prefix);
            int dot = prefix.LastIndexOf('.');
            prefix = dot < 0 ? "" : prefix.Substring(0, dot);
        }

        return null;
    }

    private static bool Contains(IReadOnlyList<string> list, string name) => list.Contains(name, StringComparer.Ordinal);
}
