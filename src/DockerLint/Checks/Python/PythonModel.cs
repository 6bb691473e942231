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

    private PythonModel(IReadOnlyList<EntryPoint> entries) => Entries = entries;

    /// <summary>The start commands.</summary>
    public IReadOnlyList<EntryPoint> Entries { get; private set; }

    /// <summary>Some start command loads Python code of the repository.</summary>
    public bool IsPython { get; private set; }

    /// <summary>The closure of each start command that loads Python code.</summary>
    public IReadOnlyList<EntryClosure> Closures { get; private set; } = [];

    /// <summary>Modules that the repository has and the image lacks, each once.</summary>
    public IReadOnlyList<MissingModule> MissingModules { get; private set; } = [];

    /// <summary>Start commands whose module or file is not there.</summary>
    public IReadOnlyList<StartFailure> StartFailures { get; private set; } = [];

    /// <summary>Relative imports that have no package to be relative to.</summary>
    public IReadOnlyList<RelativeImportFailure> RelativeImports { get; private set; } = [];

    /// <summary>Names that a module of the image certainly lacks.</summary>
    public IReadOnlyList<MissingName> MissingNames { get; private set; } = [];

    /// <summary>Files of the repository that hide other modules, each name once.</summary>
    public IReadOnlyList<ShadowedModule> ShadowedModules { get; private set; } = [];

    /// <summary>Files of the closure that are no valid Python.</summary>
    public IReadOnlyList<UnreadableModule> UnreadableModules { get; private set; } = [];

    /// <summary>Imported modules that no install step and no standard library brings, each once.</summary>
    public IReadOnlyList<MissingDistribution> MissingDistributions { get; private set; } = [];

    /// <summary>Modules that are loaded and that git does not track.</summary>
    public IReadOnlyList<UntrackedModule> UntrackedModules { get; private set; } = [];

    /// <summary>The number of different modules of the repository that the start commands load.</summary>
    public int ModuleCount { get; private set; }

    internal static PythonModel Of(ServiceModel service)
    {
        ImageBuild build = service.Build;
        ImageInstalls installs = service.Installs;
        var model = new PythonModel(StartCommandReader.Read(service, installs));
        if (model.Entries.Count == 0) return model;
        PythonInstallation python = PythonInstallation.Of(build);
        if (python is { IsCertain: true, Build.Version.Major: < 3 })
        {
            // Implicit relative imports, print statements: another language.
            service.Note("the image runs Python " + python.Build.Version + ": its imports are not checked");
            return model;
        }

        var image = new DirectoryCache(build.Image);
        var source = new RepositoryModuleSource(service.Session.Directories, python.Build, service.ContextPath, service.MayBeInstalled(name => installs.MayBeInstalled(name) || (installs.HasUnreadSteps && service.Declared.Resemble(name))), service.Session.Scans);
        var facts = new FactCollector(service, source, installs, python, new ShadowReader(service, python, installs, image));
        var closures = new List<EntryClosure>();
        var entries = new List<EntryPoint>(model.Entries);
        for (int i = 0; i < entries.Count; i++)
        {
            EntryPoint entry = entries[i];
            facts.CheckFile(entry);
            IReadOnlyList<EntryModule> loaded = PythonEntry.ModulesOf(entry, build.Image);
            if (loaded.Count == 0) continue;
            SearchPath path = PythonEntry.SearchPathOf(entry, python, image, service.Session.Request.Settings.SearchPaths);
            Closure closure = ClosureWalker.Walk(new ClosureRequest
            {
                Resolver = new ModuleResolver(image, path, python.Build),
                Sources = service.Session.Scans,
                Entries = loaded,
                WorkingDirectory = entry.WorkingDirectory ?? TreePath.Root,
                MissingModules = source,
                Classifier = new ConfiguredModules(service, installs),
                Process = PythonEntry.ProcessOf(entry, source),
                // What a local project installs is the repository's own code, wherever it lies.
                Descends = static found => found.FileNode.Origin is not null || found.Entry?.IsSite != true,
            });
            var entryClosure = new EntryClosure(entry, closure);
            closures.Add(entryClosure);
            facts.Add(entryClosure);
            foreach (EntryPoint started in StartedProcesses.Of(entryClosure, service, installs))
            {
                if (entries.Count < MaximumEntries && !entries.Exists(other => IsSame(other, started))) entries.Add(started);
            }
        }

        model.Entries = entries;
        facts.Finish(model.Take);
        model.Closures = closures;
        model.UntrackedModules = Python.UntrackedModules.Of(service, closures);
        model.Count();
        if (model.IsPython && python.UnknownBecause is { } assumed) service.Note(assumed);
        return model;
    }

    private static bool IsSame(EntryPoint a, EntryPoint b) =>
        a.Kind == b.Kind && a.Module == b.Module && a.FilePath == b.FilePath && a.PathZeroDirectory == b.PathZeroDirectory && a.WorkingDirectory == b.WorkingDirectory;

    private void Take(FactCollector facts)
    {
        MissingModules = facts.MissingModules;
        StartFailures = facts.StartFailures;
        RelativeImports = facts.RelativeImports;
        MissingNames = facts.MissingNames;
        ShadowedModules = facts.ShadowedModules;
        UnreadableModules = facts.UnreadableModules;
        MissingDistributions = facts.MissingDistributions;
    }

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
        IsPython = files.Count > 0 || MissingModules.Count > 0 || StartFailures.Count > 0;
    }
}

/// <summary>What one start command loads.</summary>
/// <param name="Entry">The command.</param>
/// <param name="Closure">The modules.</param>
public sealed record EntryClosure(EntryPoint Entry, Closure Closure);
