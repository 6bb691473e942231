using System;
using System.Collections.Generic;
using System.Globalization;
using DockerLint.Checks;
using DockerLint.Checks.Python;
using DockerLint.Installs;
using PyImportScanner;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using ChainLink = DockerLint.Reporting.ChainLink;

namespace DockerLint.Smoke;

/// <summary>Maps places of the image back to the repository, and knows which modules are the repository's.</summary>
internal sealed class SmokePlaces(ServiceModel service, SmokePlan plan)
{
    private readonly Lazy<RepositoryModuleSource> source = new(() => new RepositoryModuleSource(service, PythonInstallation.Of(service.Build).Build));

    /// <summary>Is this a module of the repository, asked for at <paramref name="importer"/> (<c>file:line</c>)?</summary>
    public bool IsOwn(SmokeJob job, string name, string? importer)
    {
        if (job.Closure is not { } closure) return RepositoryModules.Find(service.Repository, service.ContextPath, name) is { IsNamespace: false };
        if (closure.Find(name) is { } known && RepositoryModuleSource.RepositoryFile(known) is not null) return true;
        if (Contains(service.Session.Request.Settings.ThirdParty, name)) return false;
        // The repository of a distribution may hold images that install the published one.
        if (service.Installs.Provision(name).Kind == ProvisionKind.Provided) return false;
        ClosureModule? asking = null;
        foreach (ClosureModule module in closure.Modules)
        {
            if (asking is null || (importer is not null && module.File == ImportFailure.FileOf(importer))) asking = module;
        }

        // A file of a distribution that looks for something optional does not mean a module of the repository.
        bool asksForItself = importer is not null && asking?.File != ImportFailure.FileOf(importer) && RepositoryFile(ImportFailure.FileOf(importer)) is null;
        return !asksForItself && asking is not null && source.Value.Locate(name, name, asking, null) is not null;
    }

    /// <summary>Does the path lie where the image holds files of the repository?</summary>
    public bool IsApplication(string path)
    {
        string work = service.Build.Image.Config.WorkingDirectory ?? TreePath.Root;
        string full = path.StartsWith("/", StringComparison.Ordinal) ? TreePath.Clean(path) : TreePath.Combine(work, path);
        if (work.Length > 1 && full.StartsWith(work + "/", StringComparison.Ordinal)) return true;
        for (string directory = TreePath.Parent(full); directory.Length > 1; directory = TreePath.Parent(directory))
        {
            if (service.Build.Image.OriginOf(directory) is not null) return true;
        }

        return false;
    }

    /// <summary>The file of the repository that the image should have at a path, because it has its neighbours; null for none.</summary>
    public string? RepositoryNeighbour(string path)
    {
        string work = service.Build.Image.Config.WorkingDirectory ?? TreePath.Root;
        string full = path.StartsWith("/", StringComparison.Ordinal) ? TreePath.Clean(path) : TreePath.Combine(work, path);
        string rest = TreePath.Name(full);
        for (string directory = TreePath.Parent(full); ; directory = TreePath.Parent(directory))
        {
            foreach (DirectoryEntry entry in service.Build.Image.List(directory).Entries)
            {
                if (service.Build.Image.Stat(TreePath.Child(directory, entry.Name)).Origin is not { } origin) continue;
                string candidate = TreePath.Combine(TreePath.Parent(origin), rest);
                if (service.Repository.Stat(candidate).Exists) return candidate;
            }

            if (directory.Length == 1) return null;
            rest = TreePath.Name(directory) + "/" + rest;
        }
    }

    /// <summary>The file of the repository behind one of the image, or null.</summary>
    public string? RepositoryFile(string imagePath) => service.Build.Image.Stat(TreePath.Clean(imagePath)).Origin;

    /// <summary>Where to look: the place in the repository, or the start command where the place is not the repository's.</summary>
    public (string File, SourceSpan Span) Of(SmokeJob job, string? place)
    {
        if (place is not null && RepositoryFile(ImportFailure.FileOf(place)) is { } file) return (TreePath.Display(file), At(LineOf(place)));
        return Start(job);
    }

    /// <summary>Where the start command stands.</summary>
    public (string File, SourceSpan Span) Start(SmokeJob? job)
    {
        if (job is null) return (TreePath.Display(service.Dockerfile.Path), At(1));
        List<ChainLink> chain = Chains.Of(job.Entry, service);
        ChainLink last = chain[chain.Count - 1];
        return (last.File, At(last.Line));
    }

    /// <summary>From the start command to a place of the image, where <paramref name="what"/> is imported or (with <paramref name="action"/>) something else is done with it.</summary>
    public IReadOnlyList<ChainLink> Chain(SmokeJob job, SmokeModule module, string? place, string what, string? action = null)
    {
        List<ChainLink> chain = Chains.Of(job.Entry, service);
        if (!module.IsStart && job.Closure?.Find(module.Name) is { } found) chain = Chains.Of(job.Entry, service, found);
        if (place is not null && RepositoryFile(ImportFailure.FileOf(place)) is { } file) chain.Add(new ChainLink(TreePath.Display(file), LineOf(place), what) { Action = action });
        return chain;
    }

    /// <summary>The first job, for what concerns the whole service.</summary>
    public SmokeJob? FirstJob => plan.Jobs.Count == 0 ? null : plan.Jobs[0];

    private static SourceSpan At(int line) => SourceSpan.OnLine(Math.Max(1, line), 1, 0);

    private static int LineOf(string place) =>
        int.TryParse(place.Substring(place.LastIndexOf(':') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int line) ? line : 1;

    private static bool Contains(IReadOnlyList<string> names, string name)
    {
        foreach (string one in names)
        {
            if (name == one || name.StartsWith(one + ".", StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
