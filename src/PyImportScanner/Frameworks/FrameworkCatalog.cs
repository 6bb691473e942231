using System;
using System.Collections.Generic;

namespace PyImportScanner.Frameworks;

/// <summary>Every framework whose strings name modules, sorted by name. The only list.</summary>
internal static class FrameworkCatalog
{
    /// <summary>All frameworks.</summary>
    public static IReadOnlyList<FrameworkEntry> All { get; } =
    [
        new("celery", CeleryFramework.Callees, static run => new CeleryFramework(run)),
        new("django", DjangoFramework.Callees, static run => new DjangoFramework(run)),
        new("django urls", DjangoUrls.Callees, static run => new DjangoUrls(run)),
        new("flask", FlaskFramework.Callees, static run => new FlaskFramework(run)),
        new("logging", LoggingFramework.Callees, static run => new LoggingFramework(run)),
        new("pkgutil", [], static run => new PackageWalkFramework(run)),
        new("processes", ProcessFramework.Callees, static run => new ProcessFramework(run)),
        new("uvicorn", UvicornFramework.Callees, static run => new UvicornFramework(run)),
    ];

    /// <summary>Last names of all calls that any framework reads.</summary>
    public static IReadOnlyCollection<string> Callees { get; } = Union();

    private static HashSet<string> Union()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (FrameworkEntry entry in All) names.UnionWith(entry.Callees);
        return names;
    }
}
