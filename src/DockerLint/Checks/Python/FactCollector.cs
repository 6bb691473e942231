using System;
using System.Collections.Generic;
using DockerLint.Installs;
using DockerLint.Reporting;
using DockerLint.StartCommands;
using PyImportScanner;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Imports;
using PyImportScanner.Packaging.Catalog;

namespace DockerLint.Checks.Python;

/// <summary>Turns what the closures could not resolve into facts: each missing module once, by its strongest and shortest chain.</summary>
internal sealed class FactCollector(
    ServiceModel service, RepositoryModuleSource source, ImageInstalls installs, PythonInstallation python, ShadowReader shadows)
{
    private readonly Dictionary<string, MissingModuleDraft> missing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UnreadableModule> unreadable = new(StringComparer.Ordinal);
    private readonly HashSet<(string File, int Line, string Name)> seen = [];
    private readonly MissingNameReader missingNames = new(service);
    private readonly MissingDistributionReader distributions = new(service, python);
    private readonly OwnEnvironments environments = new(service, python);
    private readonly Dictionary<string, MissingDistribution> missingDistributions = new(StringComparer.Ordinal);

    public List<MissingModule> MissingModules { get; } = [];

    public List<StartFailure> StartFailures { get; } = [];

    public List<RelativeImportFailure> RelativeImports { get; } = [];

    public List<MissingName> MissingNames { get; } = [];

    public List<ShadowedModule> ShadowedModules { get; } = [];

    public List<UnreadableModule> UnreadableModules { get; } = [];

    public List<MissingDistribution> MissingDistributions { get; } = [];

    /// <summary>Reports a start command whose file the image certainly lacks.</summary>
    public void CheckFile(EntryPoint entry)
    {
        if (StartFailureReader.OfFile(entry, service) is { } failure) Add(failure);
        foreach (StartFailure other in StartFailureReader.OfCommand(entry, service)) Add(other);
    }

    /// <summary>Takes what one closure says.</summary>
    public void Add(EntryClosure closure)
    {
        HashSet<(ClosureModule Importer, SourceSpan Span)> foreign = ForeignImports.Of(closure.Closure);
        foreach (UnresolvedImport import in closure.Closure.Unresolved)
        {
            if (import.Importer is null) AddStart(closure, import);
            else AddImport(closure, import, import.Importer, foreign);
        }

        if (closure.Entry.Doubt is not null) return;
        if (SoughtObjects.Lacking(closure, python, service.Build.Image) is { } lacking) Add(StartFailureReader.OfObject(closure.Entry, service, lacking));
        if (environments.Read(closure) is { } elsewhere && !missingDistributions.ContainsKey(elsewhere.Module)) missingDistributions[elsewhere.Module] = elsewhere;
        foreach (ClosureModule module in closure.Closure.Modules) AddUnreadable(closure, module);
        shadows.Add(closure);
    }

    private void AddUnreadable(EntryClosure closure, ClosureModule module)
    {
        if (module.Scanned is not { } scanned || RepositoryModuleSource.RepositoryFile(module) is not { } file) return;
        VersionNeed? needs = python.UnknownBecause is null && scanned.Needs is { } newest && newest.Version > python.Build.Version ? newest : null;
        if (needs is null && scanned.Error is null) return;
        bool isHard = module.Strength == ImportStrength.Hard;
        if (unreadable.TryGetValue(file, out UnreadableModule? known) && (known.IsHard || !isHard)) return;
        ScanError error = needs is null ? scanned.Error! : new ScanError($"{needs.Feature} need Python {needs.Version}, the image has {python.Build.Version}", needs.Span);
        unreadable[file] = new UnreadableModule(module.Name, file, error, isHard, Chains.Of(closure.Entry, service, module))
        {
            Needs = needs,
            Python = python.Build.Version,
            IsCertain = needs is not null && isHard && module.Doubt is null && !module.Substituted && python.IsCertain && ReleaseTools.AreAbsent(service),
        };
    }

    /// <summary>Works reasons and fixes out, once all closures are in.</summary>
    public void Finish()
    {
        foreach (MissingModuleDraft draft in missing.Values)
        {
            if (!draft.IsReached(missing.ContainsKey)) continue;
            MissingModule fact = draft.ToFact(service);
            if (fact.ImagePath is null || !MountedFiles.Bring(service, fact.ImagePath)) MissingModules.Add(fact);
        }

        // Settings that the command names are told of where it stands.
        MissingModules.RemoveAll(module => module.ReferencedBy is not null && StartFailures.Exists(failure => failure.Wanted == module.Module));
        UnreadableModules.AddRange(unreadable.Values);
        MissingDistributions.AddRange(missingDistributions.Values);
        ShadowedModules.AddRange(shadows.Found);
    }

    private void AddStart(EntryClosure closure, UnresolvedImport import)
    {
        if (import.Kind == UnresolvedKind.MissingName)
        {
            AddMissingName(closure, import, null);
            return;
        }

        // A variable names Django's settings for whatever runs Django: a program that does is told of where it asks for them.
        if (import.OwnStrength == ImportStrength.Guarded) return;
        if (StartFailureReader.OfModule(closure.Entry, import, service, installs) is { } failure) Add(failure);
    }

    private void Add(StartFailure failure)
    {
        if (!StartFailures.Exists(other => other.Wanted == failure.Wanted && other.File == failure.File)) StartFailures.Add(failure);
    }

    private void AddImport(EntryClosure closure, UnresolvedImport import, ClosureModule importer, HashSet<(ClosureModule Importer, SourceSpan Span)> foreign)
    {
        if (import.Kind is UnresolvedKind.NoParentPackage or UnresolvedKind.BeyondTopLevelPackage)
        {
            AddRelative(closure, import, importer);
            return;
        }

        if (MissingRunFile.Is(import))
        {
            MissingModule? run = MissingRunFile.Read(service, closure, import, importer);
            bool isNew = run is not null && !MissingModules.Exists(other => other.File == run.File && other.Span.Line == run.Span.Line && other.Requested == run.Requested);
            if (isNew) MissingModules.Add(run!);
            return;
        }

        if (service.IsDeclaredInstalled(import.Name)) return;
        if (source.Locate(import.Name, import.Requested, importer, import.Container) is { } hit)
        {
            bool isForeign = foreign.Contains((importer, import.Span));
            if (IsLoadedUnderAnotherName(closure, import, hit)) return;
            if (isForeign && (hit.IsNamespace || !source.IsSearched(hit.Root, importer))) AddDistribution(closure, import, importer);
            else if (!installs.MayHold(hit.Path, service.Build.Image)) AddMissing(closure, import, importer, hit);
            return;
        }

        // INSTALLED_APPS names a class that its module lacks.
        if (import is { Reference.MayBeObject: true, Container: { Scanned: not null, Resolution.IsPackage: false } })
        {
            AddMissingName(closure, import, importer);
            return;
        }

        // What may never run tells of modules that were meant to come along, and of nothing else.
        if (closure.Entry.Doubt is not null || AddOtherCase(closure, import, importer)) return;
        if (import is { Kind: UnresolvedKind.MissingName, Container.IsImplied: true }) AddDistribution(closure, import, importer);
        else if (import is { Kind: UnresolvedKind.MissingName, Container.Resolution.Kind: PyImportScanner.Resolution.ResolutionKind.NamespacePackage }) AddAbsent(closure, import, importer);
        else if (import.Kind == UnresolvedKind.MissingName) AddMissingName(closure, import, importer);
        else if (!shadows.AddFailure(closure, import, import.Doubt ?? import.Container?.Doubt) && !AddAbsent(closure, import, importer) && !AddProject(closure, import, importer)) AddDistribution(closure, import, importer);
    }

    /// <summary>
    /// <c>try: import tools / except ImportError: from . import tools</c>: one of the two names leads to the file, whoever starts
    /// the program, and this image has the other.
    /// </summary>
    private static bool IsLoadedUnderAnotherName(EntryClosure closure, UnresolvedImport import, RepositoryModules.Hit hit)
    {
        if (import.OwnStrength != ImportStrength.Guarded) return false;
        string file = hit.IsPackage ? TreePath.Child(hit.Path, "__init__.py") : hit.Path;
        foreach (ClosureModule module in closure.Closure.Modules)
        {
            if (!module.Substituted && RepositoryModuleSource.RepositoryFile(module) == file) return true;
        }

        return false;
    }

    private bool AddAbsent(EntryClosure closure, UnresolvedImport import, ClosureModule importer)
    {
        // Where a framework looks in several places, the one without is no news.
        if (import.Reference is { MissingStrength: not null } || AbsentSubmodule.Read(service, closure, import, importer, name => distributions.MayBeLocal(closure, name, out bool isCertain) && isCertain) is not { } fact) return false;
        // One fact for each module, told by its strongest import.
        int known = MissingModules.FindIndex(other => other.Reason == Reasons.NotInRepository && other.Module == fact.Module);
        if (known < 0) MissingModules.Add(fact);
        else if (fact.Strength < MissingModules[known].Strength) MissingModules[known] = fact;
        return true;
    }

    /// <summary>
    /// A module that a project elsewhere in the repository installs (<c>libs/common/common</c>), and that no install step brings.
    /// Certain where everything that is installed is known; elsewhere a distribution may go by the name.
    /// </summary>
    private bool AddProject(EntryClosure closure, UnresolvedImport import, ClosureModule importer)
    {
        if (import.Kind != UnresolvedKind.Missing || import.Container is not null || import.Reference is not null || importer.Substituted || import.Doubt is not null) return false;
        if (RepositoryModuleSource.RepositoryFile(importer) is null || !distributions.MayBeLocal(closure, import.Name, out bool isCertain)) return false;
        if (service.Session.PythonProjects.Provider(import.Name) is not { } hit) return false;
        if (!missing.TryGetValue(import.Name, out MissingModuleDraft? draft)) missing[import.Name] = draft = new MissingModuleDraft(import.Name);
        draft.Add(closure, import, importer, hit, isCertain ? null : "a distribution of that name is installed");
        return true;
    }

    /// <summary>A name that only differs in case from what the image holds; that of a distribution is meant as it is written.</summary>
    private bool AddOtherCase(EntryClosure closure, UnresolvedImport import, ClosureModule importer)
    {
        if (importer.Substituted || import.Doubt is not null || RepositoryModuleSource.RepositoryFile(importer) is not { } file) return false;
        if (CaseVariant.Find(service, closure, import) is not { } path) return false;
        if (import.Container is null && installs.Provision(import.Name) is not { Kind: ProvisionKind.Missing or ProvisionKind.Undeclared, Candidates.Count: 0 }) return false;
        if (!seen.Add((file, import.Span.Line, "case " + import.Name))) return true;
        MissingModules.Add(new MissingModule
        {
            Module = import.Name,
            Requested = import.Requested,
            Strength = import.Strength,
            File = file,
            Span = import.Span,
            Reason = Reasons.Case,
            ReasonText = $"the image has {path}, in other letter case",
            ImagePath = path,
            RepositoryPath = service.Build.Image.Stat(path).Origin,
            // Not listed, and no distribution is known that goes by the name: somebody may have published one all the same.
            UnlessBecause = import.Container is null && installs.Set.Completeness != Completeness.Closed && import.Requested == import.Name
                ? "a distribution that is installed brings " + import.Name
                : null,
            Chain = Chains.Of(closure.Entry, service, import),
        });
        return true;
    }

    /// <summary>One fact for each module, told by its strongest import.</summary>
    private void AddDistribution(EntryClosure closure, UnresolvedImport import, ClosureModule importer)
    {
        if (distributions.Read(closure, import, importer) is not { } fact) return;
        if (missingDistributions.TryGetValue(fact.Module, out MissingDistribution? known) && known.Strength <= fact.Strength) return;
        missingDistributions[fact.Module] = fact;
    }

    private void AddMissing(EntryClosure closure, UnresolvedImport import, ClosureModule importer, RepositoryModules.Hit hit)
    {
        // The project's own wheel, built in another stage: what it holds is what the project says.
        if (import.Container is null && installs.MayHoldLocalCode && BuiltArchives.MayHold(service, import.Name)) return;
        // A guard that is met elsewhere in full strength, or an equal chain that is longer, adds only a place.
        if (!missing.TryGetValue(import.Name, out MissingModuleDraft? draft))
            missing[import.Name] = draft = new MissingModuleDraft(import.Name);
        draft.Add(closure, import, importer, hit, DoubtOf(import.Name));
    }

    /// <summary>A well-known distribution of that import name may come along with what is installed: then it is that, or the repository's.</summary>
    private string? DoubtOf(string name)
    {
        Provision provision = installs.Provision(name);
        if (provision.Kind != ProvisionKind.Provided && installs.MayHoldLocalCode) return provision.Kind == ProvisionKind.Unknown ? provision.Cause : ImageInstalls.ArchiveDoubt;
        if (provision.Kind == ProvisionKind.Missing || provision.Candidates.Count == 0 || provision.Candidates[0].Confidence < Confidence.Medium) return null;
        return $"distribution {provision.Candidates[0].Name} is meant and comes with what is installed";
    }

    private void AddRelative(EntryClosure closure, UnresolvedImport import, ClosureModule importer)
    {
        // Under which name a missing module would be loaded is a guess; what its relative imports lead to is one, too.
        if (importer.Substituted || closure.Entry.Doubt is not null || RepositoryModuleSource.RepositoryFile(importer) is not { } file || !seen.Add((file, import.Span.Line, import.Requested))) return;
        string dots = new('.', Math.Max(1, import.Statement?.Level ?? 1));
        string module = import.Statement?.Module ?? FirstImported(import.Statement) ?? import.Name.TrimStart('.');
        RelativeImports.Add(new RelativeImportFailure(
            module,
            "from " + dots + (import.Statement?.Module ?? "") + " import …",
            import.Kind == UnresolvedKind.BeyondTopLevelPackage,
            file,
            import.Span,
            import.Strength,
            Chains.Of(closure.Entry, service, import)));
    }

    private static string? FirstImported(ImportStatement? statement) => statement is { Names.Length: > 0 } ? statement.Names[0].Name : null;

    private void AddMissingName(EntryClosure closure, UnresolvedImport import, ClosureModule? importer)
    {
        if (!seen.Add((importer?.File ?? "", import.Span.Line, import.Name))) return;
        if (missingNames.Read(closure, import, importer) is { } fact && !shadows.AddFailure(closure, import, fact.UnlessBecause)) MissingNames.Add(fact);
    }
}
