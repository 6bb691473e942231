using System.Collections.Generic;
using PyImportScanner;
using PyImportScanner.Closures;
using PyImportScanner.Files;

namespace DockerLint.Checks.Python;

/// <summary>A module that a service loads and that exists only on this disk.</summary>
/// <param name="Module">Its name.</param>
/// <param name="RepositoryPath">Its file; of a package that is untracked as a whole the directory.</param>
/// <param name="IsIgnored">git ignores it: something makes it.</param>
/// <param name="Strength">How surely it is loaded.</param>
/// <param name="File">The file that imports it; its own where the start command does.</param>
/// <param name="Span">The import.</param>
/// <param name="Chain">From the start command to it.</param>
public sealed record UntrackedModule(
    string Module, string RepositoryPath, bool IsIgnored, ImportStrength Strength, string File, SourceSpan Span, IReadOnlyList<Reporting.ChainLink> Chain)
{
    /// <summary><see cref="RepositoryPath"/> is the directory of a package whose own file is not known either.</summary>
    public bool IsPackage { get; init; }
}

/// <summary>Finds the modules of the closures that version control does not know.</summary>
internal static class UntrackedModules
{
    public static IReadOnlyList<UntrackedModule> Of(ServiceModel service, IEnumerable<EntryClosure> closures)
    {
        var found = new SortedDictionary<string, UntrackedModule>(System.StringComparer.Ordinal);
        if (service.Session.Request.Tracked is not { } tracked) return [];
        foreach (EntryClosure closure in closures)
        {
            foreach (ClosureModule module in closure.Closure.Modules)
            {
                // What is missing from the image is reported as that; vendored environments are nobody's source.
                if (module.Substituted || RepositoryModuleSource.RepositoryFile(module) is not { } path) continue;
                if (tracked.IsTracked(path) || path.Contains("/site-packages/")) continue;
                if (found.TryGetValue(path, out UntrackedModule? known) && known.Strength <= module.Strength) continue;
                string? importer = module.Via is { } via ? RepositoryModuleSource.RepositoryFile(via.From) : null;
                found[path] = new UntrackedModule(
                    module.Name,
                    path,
                    service.IsMadeElsewhere(path),
                    module.Strength,
                    importer ?? path,
                    importer is null ? SourceSpan.OnLine(1, 1, 0) : module.Via!.Span,
                    Chains.Of(closure.Entry, service, module));
            }
        }

        return Whole(found);
    }

    /// <summary>A package that git does not know at all is one finding, told of its directory.</summary>
    private static List<UntrackedModule> Whole(SortedDictionary<string, UntrackedModule> found)
    {
        var modules = new List<UntrackedModule>();
        foreach (UntrackedModule module in found.Values)
        {
            if (modules.FindIndex(package => package.IsPackage && package.IsIgnored == module.IsIgnored && TreePath.IsAtOrBelow(module.RepositoryPath, package.RepositoryPath)) is var outer and >= 0)
            {
                if (module.Strength < modules[outer].Strength) modules[outer] = modules[outer] with { Strength = module.Strength };
                continue;
            }

            bool isPackage = TreePath.Name(module.RepositoryPath) == "__init__.py";
            modules.Add(isPackage ? module with { RepositoryPath = TreePath.Parent(module.RepositoryPath), IsPackage = true } : module);
        }

        return modules;
    }
}
