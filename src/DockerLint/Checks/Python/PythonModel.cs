using System;
using System.Collections.Generic;
using DockerLint.Images;
using DockerLint.StartCommands;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Resolution;

namespace DockerLint.Checks.Python;

/// <summary>What Python code a service runs, and what of it the image lacks.</summary>
public sealed class PythonModel
{
    private const int MaximumEntries = 200;

    private readonly ServiceModel service;

    // Whoever only wants to know what is loaded need not wait for what is wrong with it.
    private readonly Lazy<FactCollector?> facts;
    private readonly Lazy<IReadOnlyList<UntrackedModule>> untracked;

    private PythonModel(ServiceModel service, IReadOnlyList<EntryPoint> entries)
    {
        this.service = service;
        Entries = entries;
        facts = new Lazy<FactCollector?>(Collect);
        untracked = new Lazy<IReadOnlyList<UntrackedModule>>(() => Python.UntrackedModules.Of(service, Closures));
    }

    /// <summary>The start commands.</summary>
    public IReadOnlyList<EntryPoint> Entries { get; private set; }

    /// <summary>The closure of each start command that loads Python code.</summary>
    public IReadOnlyList<EntryClosure> Closures { get; private set; } = [];

    /// <summary>Modules that the repository has and the image lacks, each once.</summary>
    public IReadOnlyList<MissingModule> MissingModules => facts.Value?.MissingModules ?? [];

    /// <summary>Start commands whose module or file is not there.</summary>
    public IReadOnlyList<StartFailure> StartFailures => facts.Value?.StartFailures ?? [];

    /// <summary>Relative imports that have no package to be relative to.</summary>
    public IReadOnlyList<RelativeImportFailure> RelativeImports => facts.Value?.RelativeImports ?? [];

    /// <summary>Names that a module of the image certainly lacks.</summary>
    public IReadOnlyList<MissingName> MissingNames => facts.Value?.MissingNames ?? [];

    /// <summary>Files of the repository that hide other modules, each name once.</summary>
    public IReadOnlyList<ShadowedModule> ShadowedModules => facts.Value?.ShadowedModules ?? [];

    /// <summary>Files of the closure that are no valid Python.</summary>
    public IReadOnlyList<UnreadableModule> UnreadableModules => facts.Value?.UnreadableModules ?? [];

    /// <summary>Imported modules that no install step and no standard library brings, each once.</summary>
    public IReadOnlyList<MissingDistribution> MissingDistributions => facts.Value?.MissingDistributions ?? [];

    /// <summary>Modules that are loaded and that git does not track.</summary>
    public IReadOnlyList<UntrackedModule> UntrackedModules => untracked.Value;

    /// <summary>The number of different modules of the repository that the start commands load.</summary>
    public int ModuleCount { get; private set; }

    private PythonReading? Reading { get; set; }

    internal static PythonModel Of(ServiceModel service)
    {
        ImageBuild build = service.Build;
        ImageInstalls installs = service.Installs;
        var model = new PythonModel(service, StartCommandReader.Read(service, installs));
        if (model.Entries.Count == 0) return model;
        PythonInstallation python = PythonInstallation.Of(build);
        if (python is { IsCertain: true, Build.Version.Major: < 3 })
        {
            // Implicit relative imports, print statements: another language.
            service.Note("the image runs Python " + python.Build.Version + ": its imports are not checked");
            return model;
        }

        var image = new DirectoryCache(build.Image);
        var source = new RepositoryModuleSource(service, python.Build);
        var closures = new List<EntryClosure>();
        var entries = new List<EntryPoint>(model.Entries);
        for (int i = 0; i < entries.Count; i++)
        {
            EntryPoint entry = entries[i];
            IReadOnlyList<EntryModule> loaded = PythonEntry.ModulesOf(entry, build.Image, python.Build.Version);
            if (loaded.Count == 0) continue;
            SearchPath path = PythonEntry.SearchPathOf(entry, python, image, service.Session.Request.Settings.SearchPaths);
            var resolver = new ModuleResolver(image, path, python.Build);
            Closure closure = ClosureWalker.Walk(new ClosureRequest
            {
                Resolver = resolver,
                Sources = service.Session.Scans,
                Entries = PythonEntry.WithCustomization(entry, loaded, resolver),
                WorkingDirectory = entry.WorkingDirectory ?? TreePath.Root,
                MissingModules = source,
                Classifier = new ConfiguredModules(service, installs),
                Process = PythonEntry.ProcessOf(entry, source),
                // What a local project installs is the repository's own code, wherever it lies.
                Descends = static found => found.FileNode.Origin is not null || found.Entry?.IsSite != true,
            });
            var entryClosure = new EntryClosure(entry, closure);
            closures.Add(entryClosure);
            foreach (EntryPoint started in StartedProcesses.Of(entryClosure, service, installs))
            {
                if (entries.Count < MaximumEntries && !entries.Exists(other => IsSame(other, started))) entries.Add(started);
            }
        }

        model.Entries = entries;
        model.Closures = closures;
        model.Reading = new PythonReading(source, python, image);
        model.Count();
        if (model.ModuleCount > 0) model.Assume();
        return model;
    }

    private FactCollector? Collect()
    {
        if (Reading is not { } reading) return null;
        var found = new FactCollector(service, reading.Source, service.Installs, reading.Python, new ShadowReader(service, reading.Python, service.Installs, reading.Image));
        foreach (EntryPoint entry in Entries) found.CheckFile(entry);
        foreach (EntryClosure closure in Closures) found.Add(closure);
        found.Finish();
        if (found.MissingModules.Count > 0 || found.StartFailures.Count > 0) Assume();
        return found;
    }

    private void Assume()
    {
        if (Reading?.Python.UnknownBecause is { } assumed) service.Note(assumed);
    }

    private static bool IsSame(EntryPoint a, EntryPoint b) =>
        a.Kind == b.Kind && a.Module == b.Module && a.FilePath == b.FilePath && a.PathZeroDirectory == b.PathZeroDirectory && a.WorkingDirectory == b.WorkingDirectory;

    private void Count()
    {
        var files = new HashSet<string>(StringComparer.Ordinal);
        foreach (EntryClosure closure in Closures)
        {
            foreach (ClosureModule module in closure.Closure.Modules)
            {
                if (!module.Substituted && RepositoryModuleSource.RepositoryFile(module) is { } file) files.Add(file);
            }
        }

        ModuleCount = files.Count;
    }

    /// <summary>With what the closures were walked.</summary>
    private sealed record PythonReading(RepositoryModuleSource Source, PythonInstallation Python, DirectoryCache Image);
}

/// <summary>What one start command loads.</summary>
/// <param name="Entry">The command.</param>
/// <param name="Closure">The modules.</param>
public sealed record EntryClosure(EntryPoint Entry, Closure Closure);
