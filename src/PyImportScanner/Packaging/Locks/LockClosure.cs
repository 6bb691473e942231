using System;
using System.Collections.Generic;
using PyImportScanner.Packaging.Names;

namespace PyImportScanner.Packaging.Locks;

/// <summary>A locked package that an install reaches.</summary>
/// <param name="Package">The package.</param>
/// <param name="IsCertain">False where a marker on the way is not decided.</param>
public readonly record struct ReachedPackage(LockedPackage Package, bool IsCertain);

/// <summary>Walks a lock file from chosen roots; every package with every extra is visited once, so that the work is linear.</summary>
public sealed class LockClosure
{
    private readonly LockFile file;
    private readonly MarkerEnvironment environment;
    private readonly Dictionary<LockedPackage, bool> reached = [];
    private readonly HashSet<(LockedPackage, string, bool)> visited = [];
    private readonly Queue<(LockedPackage Package, string Extra, bool IsCertain)> pending = new();
    private readonly List<LockedPackage> order = [];

    /// <summary>Prepares a walk.</summary>
    /// <param name="file">The lock file.</param>
    /// <param name="environment">Decides markers.</param>
    public LockClosure(LockFile file, MarkerEnvironment environment)
    {
        this.file = file;
        this.environment = environment;
    }

    /// <summary>Names that were asked for and that the lock does not hold.</summary>
    public IReadOnlyCollection<string> Absent => absent;

    private readonly HashSet<string> absent = new(StringComparer.Ordinal);

    /// <summary>Adds a package by name.</summary>
    /// <param name="name">Normalised.</param>
    /// <param name="version">One of several; null for all.</param>
    /// <param name="extras">Extras asked for, normalised.</param>
    /// <param name="isCertain">It certainly applies.</param>
    public void Add(string name, string? version, IReadOnlyList<string> extras, bool isCertain = true)
    {
        IReadOnlyList<LockedPackage> candidates = file.Find(name);
        if (candidates.Count == 0) absent.Add(name);
        // Several without a version: the environment picks one, and every one brings the same modules.
        foreach (LockedPackage package in candidates)
        {
            if (version is not null && package.Version is not null && package.Version != version) continue;
            Visit(package, "", isCertain);
            foreach (string extra in extras) Visit(package, extra, isCertain);
        }
    }

    /// <summary>Adds dependencies, such as those of a group.</summary>
    public void AddAll(IReadOnlyList<LockedDependency> dependencies, bool isCertain = true, string extra = "")
    {
        foreach (LockedDependency dependency in dependencies)
        {
            bool? applies = dependency.Marker is null ? true
                : dependency.Marker.Evaluate(extra.Length == 0 ? environment : environment with { Extras = [.. environment.Extras, extra] });
            if (applies != false) Add(dependency.Name, dependency.Version, dependency.Extras, isCertain && applies == true);
        }
    }

    /// <summary>Everything that is reached, in the order of discovery.</summary>
    public IReadOnlyList<ReachedPackage> Walk()
    {
        while (pending.Count > 0)
        {
            (LockedPackage package, string extra, bool isCertain) = pending.Dequeue();
            if (extra.Length > 0)
            {
                if (package.Extras.TryGetValue(extra, out IReadOnlyList<LockedDependency>? added)) AddAll(added, isCertain, extra);
                continue;
            }

            var always = new List<LockedDependency>(package.Dependencies.Count);
            foreach (LockedDependency dependency in package.Dependencies)
            {
                if (!dependency.IsOptional) always.Add(dependency);
            }

            AddAll(always, isCertain);
        }

        var found = new List<ReachedPackage>(order.Count);
        foreach (LockedPackage package in order) found.Add(new ReachedPackage(package, reached[package]));
        return found;
    }

    private void Visit(LockedPackage package, string extra, bool isCertain)
    {
        if (package.Marker?.Evaluate(environment) is { } applies && !applies) return;
        if (!reached.TryGetValue(package, out bool known)) order.Add(package);
        reached[package] = known || isCertain;
        // What was reached under doubt is walked again when it is reached for certain.
        if (visited.Contains((package, extra, true)) || !visited.Add((package, extra, isCertain))) return;
        pending.Enqueue((package, extra, isCertain));
    }
}
