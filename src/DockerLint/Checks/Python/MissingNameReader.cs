using System;
using System.Collections.Generic;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Imports;
using PyImportScanner.Resolution;

namespace DockerLint.Checks.Python;

/// <summary>
/// Weighs a name that a module's text does not bind. What could bind it all the same (another module that assigns to it, a
/// build that generates or compiles a submodule) is looked for before anything is called missing.
/// </summary>
internal sealed class MissingNameReader(ServiceModel service)
{
    /// <summary>The fact, or null where nothing certain can be said.</summary>
    public MissingName? Read(EntryClosure closure, UnresolvedImport import, ClosureModule? importer)
    {
        // Of a module that is missing itself, only that is reported.
        if (import.Container is not { Substituted: false, Scanned.Error: null } container || importer is { Substituted: true }) return null;
        if (RepositoryModuleSource.RepositoryFile(container) is not { } moduleFile) return null;
        if (container.Resolution.Format != ModuleFormat.Source || StarsFromUnknown(closure.Closure, container)) return null;
        string? file = importer is null ? null : RepositoryModuleSource.RepositoryFile(importer);
        if (importer is not null && file is null) return null;
        string name = import.Name.Substring(import.Name.LastIndexOf('.') + 1);
        if (container.File is { } path && service.Build.Image.Read(path) is { } text && NameInjection.MakesModel(text.Span, name)) return null;
        return new MissingName(
            name,
            container.Name,
            moduleFile,
            file,
            import.Span,
            // A string is read, as well as it can be; a statement is certain.
            import.Reference is not null && import.Strength == ImportStrength.Hard ? ImportStrength.Deferred : import.Strength,
            import.Cause ?? import.Doubt ?? container.Doubt ?? AssignedElsewhere(closure, container, name) ?? GeneratedModules.Cause(service, container, TreePath.Parent(moduleFile), name),
            importer is null ? closure.Entry.CommandText : null,
            Chains.Of(closure.Entry, service, import))
        {
            Nearest = NearName.Among(container.Scanned.Bindings.Names, name),
        };
    }

    /// <summary>A star import of something that was not read brings nobody knows what, even where nothing that is installed is known to hold it.</summary>
    private static bool StarsFromUnknown(Closure closure, ClosureModule container)
    {
        var seen = new HashSet<ClosureModule> { container };
        var pending = new Queue<ClosureModule>(seen);
        while (pending.Count > 0)
        {
            ClosureModule module = pending.Dequeue();
            foreach (ImportStatement star in module.Scanned?.Bindings.StarImports ?? [])
            {
                string? name = star.Level == 0 ? star.Module : Absolute(module, star.Level, star.Module);
                if (name is null || closure.Find(name) is not { Scanned: not null } target) return true;
                if (seen.Add(target)) pending.Enqueue(target);
            }
        }

        return false;
    }

    /// <summary>The name that a relative import of a module stands for; null in what runs as a script.</summary>
    internal static string? Absolute(ClosureModule module, int level, string? tail)
    {
        if (module.Name == "__main__") return null;
        string package = module.Name;
        for (int i = module.Resolution.IsPackage ? 1 : 0; i < level; i++)
        {
            int dot = package.LastIndexOf('.');
            if (dot < 0) return null;
            package = package.Substring(0, dot);
        }

        return string.IsNullOrEmpty(tail) ? package : package + "." + tail;
    }

    /// <summary>Some module of the closure writes to an attribute of that name: it may be this one.</summary>
    private string? AssignedElsewhere(EntryClosure closure, ClosureModule container, string name)
    {
        string last = container.Name.Substring(container.Name.LastIndexOf('.') + 1);
        foreach (ClosureModule module in closure.Closure.Modules)
        {
            if (module.Scanned is null || module.Substituted || module.File is not { } file) continue;
            if (service.Build.Image.Read(file) is not { } content) continue;
            if (module == container && NameInjection.HandsItselfOver(content.Span)) return module.Name + " hands itself to something that may give it further names";
            if ((module != container || ImportsItself(module, last)) && NameInjection.Assigns(content.Span, name, last))
                return module.Name + " assigns to an attribute of that name";
        }

        return null;
    }

    private static bool ImportsItself(ClosureModule module, string last)
    {
        foreach (ImportStatement statement in module.Scanned!.Imports)
        {
            string? source = statement.Level == 0 ? statement.Module : Absolute(module, statement.Level, statement.Module);
            if (statement.Kind == ImportKind.Import ? source == module.Name : source is not null && Array.Exists(statement.Names, one => one.Name == last && source + "." + last == module.Name)) return true;
        }

        return false;
    }
}
