using System;
using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Checks.Python;
using DockerLint.StartCommands;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Resolution;

namespace DockerLint.Smoke;

/// <summary>What a probe imports in the image of one service, to prove that its start commands find their code.</summary>
public sealed class SmokePlan
{
    private SmokePlan(IReadOnlyList<SmokeJob> jobs) => Jobs = jobs;

    /// <summary>One for each start command that loads Python code.</summary>
    public IReadOnlyList<SmokeJob> Jobs { get; }

    /// <summary>The number of modules over all jobs.</summary>
    public int ModuleCount
    {
        get
        {
            int count = 0;
            foreach (SmokeJob job in Jobs) count += job.Modules.Count;
            return count;
        }
    }

    internal int IndexOf(SmokeJob job)
    {
        int index = 0;
        while (!ReferenceEquals(Jobs[index], job)) index++;
        return index;
    }

    /// <summary>The plan of a service; without jobs where no start command loads Python code.</summary>
    public static SmokePlan Of(ServiceModel service)
    {
        var jobs = new List<SmokeJob>();
        foreach (EntryPoint entry in service.Python.Entries)
        {
            // A health check is a program of its own; what it needs says nothing about the start.
            if (entry.IsHealthCheck) continue;
            EntryClosure? closure = null;
            foreach (EntryClosure candidate in service.Python.Closures)
            {
                if (ReferenceEquals(candidate.Entry, entry)) closure = candidate;
            }

            if (SmokeJob.Of(service, entry, closure?.Closure) is { } job) jobs.Add(job);
        }

        return new SmokePlan(jobs);
    }
}

/// <summary>One start command: its search path and the modules to import, the entry first.</summary>
public sealed class SmokeJob
{
    private SmokeJob(EntryPoint entry, Closure? closure, IReadOnlyList<SmokeModule> modules)
    {
        Entry = entry;
        Closure = closure;
        Modules = modules;
    }

    /// <summary>The start command.</summary>
    public EntryPoint Entry { get; }

    /// <summary>What it loads, by the simulation; null when nothing is known.</summary>
    public Closure? Closure { get; }

    /// <summary>In the order in which they are imported; what the command names stands first.</summary>
    public IReadOnlyList<SmokeModule> Modules { get; }

    /// <summary>The directories in front of the interpreter's own, in order.</summary>
    public IReadOnlyList<string> Front { get; private init; } = [];

    /// <summary>The directories behind them.</summary>
    public IReadOnlyList<string> Back { get; private init; } = [];

    /// <summary>Directories that the code itself puts on the search path when it runs.</summary>
    public IReadOnlyList<string> Extra { get; private init; } = [];

    /// <summary>Names for which an empty module is invented when they are missing, so that one run finds all that are.</summary>
    public IReadOnlyList<string> HandBack { get; private init; } = [];

    /// <summary>Where the simulated image has installed packages, editable ones among them; a container knows that by itself.</summary>
    public IReadOnlyList<string> Sites { get; private init; } = [];

    /// <summary>First parts of the names of the repository's modules.</summary>
    public IReadOnlyList<string> OwnNames { get; private init; } = [];

    /// <summary>What the start command cannot do without: the modules it names, or those that its script imports at once.</summary>
    public IReadOnlyList<string> CriticalModules
    {
        get
        {
            var names = new List<string>();
            foreach (SmokeModule module in Modules)
            {
                if (module is { IsStart: true, File: null } && !names.Contains(module.Name)) names.Add(module.Name);
            }

            foreach (ClosureModule module in Closure?.Modules ?? [])
            {
                bool isOwn = RepositoryModuleSource.RepositoryFile(module) is not null && module.Name != "__main__";
                if (isOwn && module.Depth == 1 && module.Strength == ImportStrength.Hard && module.Via!.From.IsMain && !names.Contains(module.Name)) names.Add(module.Name);
            }

            return names;
        }
    }

    internal int IndexOf(SmokeModule module)
    {
        int index = 0;
        while (!ReferenceEquals(Modules[index], module)) index++;
        return index;
    }

    internal static SmokeJob? Of(ServiceModel service, EntryPoint entry, Closure? closure)
    {
        var modules = new ModuleList();
        foreach (EntryModule first in PythonEntry.ModulesOf(entry, service.Build.Image, PythonInstallation.Of(service.Build).Build.Version))
        {
            bool isStart = first.Name is not null ? first.Name == entry.Module : first.File == entry.FilePath;
            if (first.Name is { } name) modules.Add(name, null, first.Strength, isStart);
            else if (first.File is { } file) modules.Add(TreePath.Name(file), file, first.Strength, isStart);
        }

        // A script that the simulation does not see: the image decides.
        if (entry is { Kind: EntryKind.File, FilePath: { } script }) modules.Add(TreePath.Name(script), script, entry.Conditional ? ImportStrength.Conditional : ImportStrength.Hard, isStart: true);
        if (closure is not null) AddClosure(modules, service, closure);
        if (modules.All.Count == 0) return null;
        List<string> front = Known(entry.SearchPathFront());
        List<string> back = Known(entry.SearchPathBack());
        return new SmokeJob(entry, closure, modules.All)
        {
            Front = front,
            Back = back,
            Extra = closure is null ? [] : ExtraOf(closure, front, back),
            HandBack = closure is null ? [] : HandBackOf(closure),
            Sites = closure is null ? [] : SitesOf(closure),
            OwnNames = closure is null ? [] : OwnNamesOf(closure),
        };
    }

    private static void AddClosure(ModuleList modules, ServiceModel service, Closure closure)
    {
        foreach (ClosureModule module in closure.Modules)
        {
            if (module.IsMain || module.Name == "__main__" || module.Substituted || module.Strength == ImportStrength.Guarded) continue;
            if (RepositoryModuleSource.RepositoryFile(module) is null) continue;
            // The __main__ of a package is a program: it does its work when it is imported.
            if (module.Name.EndsWith(".__main__", StringComparison.Ordinal)) continue;
            modules.Add(module.Name, null, module.Strength, isStart: false);
        }

        // What is predicted to be missing is asked for by name, so that the answer does not depend on the code getting there.
        foreach (MissingModule missing in service.Python.MissingModules)
        {
            if (closure.Find(missing.Module) is { } found) modules.Add(missing.Module, null, found.Strength, isStart: false);
        }
    }

    private static List<string> ExtraOf(Closure closure, List<string> front, List<string> back)
    {
        var extra = new List<string>();
        foreach (SearchEntry entry in closure.FinalPath.Entries)
        {
            if (entry.IsSite || entry.Directory.Length == 0 || entry.Kind is SearchEntryKind.StandardLibrary or SearchEntryKind.Unknown) continue;
            if (!front.Contains(entry.Directory) && !back.Contains(entry.Directory)) extra.Add(entry.Directory);
        }

        return extra;
    }

    private static List<string> HandBackOf(Closure closure)
    {
        var names = new List<string>();
        foreach (ClosureModule module in closure.Modules)
        {
            if (module.Strength != ImportStrength.Guarded && module.Name != "__main__" && RepositoryModuleSource.RepositoryFile(module) is not null) names.Add(module.Name);
            else if (module.Substituted && module.Strength != ImportStrength.Guarded) names.Add(module.Name);
        }

        return names;
    }

    // Besides the directories: what an editable install maps by an import hook, which no local interpreter has.
    private static List<string> SitesOf(Closure closure)
    {
        var sites = new List<string>();
        foreach (SearchEntry entry in closure.FinalPath.Entries)
        {
            if ((entry.IsSite || entry.Kind == SearchEntryKind.Pth) && entry.Directory.Length > 0) sites.Add(entry.Directory);
        }

        foreach (ClosureModule module in closure.Modules)
        {
            if (module.Substituted || module.IsMain || module.Name.IndexOf('.') >= 0 || module.File is not { } file || RepositoryModuleSource.RepositoryFile(module) is null) continue;
            string directory = TreePath.Parent(module.Resolution.IsPackage ? TreePath.Parent(file) : file);
            if (!sites.Contains(directory)) sites.Add(directory);
        }

        return sites;
    }

    private static List<string> OwnNamesOf(Closure closure)
    {
        var names = new List<string>();
        foreach (ClosureModule module in closure.Modules)
        {
            if (RepositoryModuleSource.RepositoryFile(module) is null && !module.Substituted) continue;
            string first = module.Name.Split('.')[0];
            if (!names.Contains(first)) names.Add(first);
        }

        return names;
    }

    private static List<string> Known(IReadOnlyList<string?> directories)
    {
        var known = new List<string>();
        foreach (string? directory in directories)
        {
            if (directory is not null && !known.Contains(directory)) known.Add(directory);
        }

        return known;
    }

    private sealed class ModuleList
    {
        private readonly HashSet<string> seen = new(StringComparer.Ordinal);

        public List<SmokeModule> All { get; } = [];

        public void Add(string name, string? file, ImportStrength strength, bool isStart)
        {
            if (seen.Add(file ?? name)) All.Add(new SmokeModule(name, file, strength, isStart));
        }
    }
}

/// <summary>A module to import.</summary>
/// <param name="Name">Its dotted name; of a script the file name.</param>
/// <param name="File">A script: its path in the image. Null for a module.</param>
/// <param name="Strength">How surely the start command imports it.</param>
/// <param name="IsStart">The command names it.</param>
public sealed record SmokeModule(string Name, string? File, ImportStrength Strength, bool IsStart);
