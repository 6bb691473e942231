using System;
using System.Collections.Generic;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Imports;

namespace PyImportScanner.Frameworks;

/// <summary>
/// <c>pkgutil.iter_modules(__path__)</c> and <c>walk_packages</c> over an own package (library, "pkgutil"): the modules that are there may
/// all be imported; one that is not there is passed over.
/// </summary>
internal sealed class PackageWalkFramework(FrameworkRun run) : Framework(run)
{
    private const int MaximumModules = 500;

    /// <inheritdoc/>
    public override void Examine(ClosureModule module)
    {
        if (module.Scanned!.DynamicImports.Count == 0) return;
        foreach (DynamicImport call in module.Scanned.DynamicImports)
        {
            if (call is { Kind: DynamicKind.Walk, Package: { } argument } && ImportsByName(module) && PackageOf(module, argument) is { } package)
                Refer(module, call, package);
        }
    }

    // Without an import by a name that is computed the walk only looks.
    private static bool ImportsByName(ClosureModule module)
    {
        foreach (DynamicImport call in module.Scanned!.DynamicImports)
        {
            if (call is { Kind: DynamicKind.Import, Module: null } || call.Call is "load_module" or "find_module") return true;
        }

        return false;
    }

    private ClosureModule? PackageOf(ClosureModule module, string argument)
    {
        string text = argument.Trim('[', ']', ' ').Trim();
        if (text is "__path__" or "os.path.dirname(__file__)" or "str(Path(__file__).parent)" or "Path(__file__).parent")
            return module.Resolution.IsPackage ? module : null;
        if (!text.EndsWith(".__path__", StringComparison.Ordinal)) return null;
        string bound = text.Substring(0, text.Length - ".__path__".Length);
        foreach (ImportStatement import in module.Scanned!.Imports)
        {
            if (import.Kind == ImportKind.Import && import.Module is { } name && (import.Alias ?? name) == bound) return Run.Loaded(name);
            if (import.Kind != ImportKind.From) continue;
            foreach (ImportedName taken in import.Names)
            {
                if ((taken.Alias ?? taken.Name) != bound) continue;
                string? package = import.Level == 0 ? import.Module : RelativeName.Resolve(module.Package, import.Level, import.Module, out _);
                return package is null ? null : Run.Loaded(package + "." + taken.Name);
            }
        }

        return null;
    }

    private void Refer(ClosureModule module, DynamicImport call, ClosureModule package)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string location in package.Resolution.Locations)
        {
            foreach (DirectoryEntry entry in package.Resolver.Directories.List(location).Entries)
            {
                if (entry.Name.EndsWith(".py", StringComparison.Ordinal)) names.Add(entry.Name.Substring(0, entry.Name.Length - 3));
                else if (package.Resolver.Directories.Stat(TreePath.Child(location, entry.Name + "/__init__.py")).Kind == NodeKind.File) names.Add(entry.Name);
            }
        }

        foreach (string name in Run.Process.Packages?.Submodules(package) ?? []) names.Add(name);
        names.Remove("__init__");
        names.Remove("__main__");
        int count = 0;
        foreach (string name in names)
        {
            if (count++ == MaximumModules) break;
            if (DottedName.Module(package.Name + "." + name, call.Span, ImportStrength.Conditional, call.Call + " over " + package.Name) is { } reference)
                Run.Refer(module, reference with { MissingStrength = ImportStrength.Guarded });
        }
    }
}
