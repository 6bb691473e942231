using System;
using System.Collections.Generic;
using System.Linq;
using PyImportScanner.Files;
using PyImportScanner.Imports;
using PyImportScanner.Resolution;

namespace PyImportScanner.Closures;

/// <summary>
/// <c>sys.modules</c> and the search path of one walk. Loads one component of a dotted name at a time and settles what the
/// resolver leaves open: what is installed, what may be on the path after all, and what another tree has instead.
/// </summary>
internal sealed class ModuleLoader(ClosureRequest request)
{
    private readonly Dictionary<string, ClosureModule> loaded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ModuleResolution> failures = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, ClosureModule> Loaded => loaded;

    /// <summary>Every module in the order of loading; <c>__main__</c> included.</summary>
    public List<ClosureModule> Modules { get; } = [];

    public ModuleResolver Resolver { get; private set; } = request.Resolver;

    /// <summary>The path with the edits that functions may have made; null while there are none.</summary>
    public ModuleResolver? Perhaps { get; private set; }

    /// <summary>Dotted names that certainly failed to load at some time.</summary>
    public HashSet<string> CertainlyMissing { get; } = new(StringComparer.Ordinal);

    public bool IsFull => Modules.Count >= request.MaximumModules;

    public void SetPath(SearchPath path)
    {
        Resolver = Resolver.With(path);
        failures.Clear();
    }

    public void SetPerhaps(SearchPath? path) => Perhaps = path is null ? null : Resolver.With(path);

    /// <summary>The module called <paramref name="name"/>, loading it if need be; null with the reason when it does not load.</summary>
    /// <param name="name">A dotted name, whose parent is loaded.</param>
    /// <param name="parent">The package above, or null.</param>
    /// <param name="task">The import, for the names that tell what is wanted.</param>
    /// <param name="importer">The importing module.</param>
    /// <param name="isNew">It was not loaded before.</param>
    /// <param name="failure">Why it is missing; set also when a substitute is returned.</param>
    public ClosureModule? Load(
        string name, ClosureModule? parent, ImportTask task, ClosureModule importer, out bool isNew, out ModuleResolution? failure)
    {
        isNew = false;
        if (loaded.TryGetValue(name, out ClosureModule? known))
        {
            failure = known.Failure;
            return known;
        }

        if (!failures.TryGetValue(name, out failure))
        {
            ModuleResolution found = Settle(Find(name, parent), parent, task, out bool implied);
            if (found.IsFound)
            {
                isNew = true;
                return Add(new ClosureModule(name, found, parent?.Resolver ?? Resolver)
                {
                    Substituted = parent?.Substituted == true,
                    IsImplied = implied,
                    Doubt = found.Doubt,
                });
            }

            failure = found;
        }

        ClosureModule? substitute = Substitute(name, failure, importer);
        if (substitute is null && failure.Kind is ResolutionKind.Missing or ResolutionKind.NotAPackage) CertainlyMissing.Add(name);

        // What a classifier says depends on the names asked for, so only its absence makes a failure final.
        if (substitute is null && request.Classifier is null) failures[name] = failure;
        isNew = substitute is not null;
        return substitute;
    }

    /// <summary>Enters what runs as <c>__main__</c>.</summary>
    public ClosureModule AddMain(ModuleResolution resolution, string package)
    {
        var main = new ClosureModule("__main__", resolution, Resolver) { IsMain = true, Package = package, Doubt = resolution.Doubt };
        Scan(main);
        Modules.Add(main);
        return main;
    }

    /// <summary>Enters a file that is executed by its path, under a name that no import uses.</summary>
    public ClosureModule AddFile(ModuleResolution resolution)
    {
        var module = new ClosureModule(resolution.Name, resolution, Resolver);
        Scan(module);
        Modules.Add(module);
        return module;
    }

    /// <summary>The literal data of a module whose file is read; null for others.</summary>
    public ModuleLiterals? Literals(ClosureModule module) =>
        module is { Scanned: not null, File: { } file } ? request.Sources.GetLiterals(module.Resolver.Directories, file, module.Resolution.FileNode) : null;

    private ClosureModule Add(ClosureModule module)
    {
        module.Package = module.Resolution.IsPackage ? module.Name
            : module.Name.LastIndexOf('.') is var dot && dot > 0 ? module.Name.Substring(0, dot) : "";
        loaded.Add(module.Name, module);
        Modules.Add(module);
        if (module.Resolution.Format == ModuleFormat.Source && Descends(module.Resolution)) Scan(module);
        return module;
    }

    private void Scan(ClosureModule module)
    {
        if (module.File is not { } file || module.Resolution.Format != ModuleFormat.Source) return;
        module.Scanned = request.Sources.Get(module.Resolver.Directories, file, module.Resolution.FileNode, Resolver.Build.Version);
        if (module.Scanned is { } scanned) module.Events = ImportEvent.Of(scanned, module.IsMain);
    }

    private bool Descends(ModuleResolution resolution)
    {
        if (request.Descends is { } chosen) return chosen(resolution);
        if (resolution.Entry?.IsSite != true) return true;

        // A first-party package that was installed keeps its origin in the repository; a vendored environment is not first-party.
        return resolution.FileNode.Origin is { } origin && !IsInSiteDirectory(origin);
    }

    private static bool IsInSiteDirectory(string path) =>
        path.Contains("/site-packages/") || path.Contains("/dist-packages/");

    private ModuleResolution Find(string name, ClosureModule? parent)
    {
        if (parent is null) return Resolver.ResolveTopLevel(name);
        string tail = name.Substring(parent.Name.Length + 1);
        ModuleResolution found = parent.Resolver.ResolveChild(parent.Resolution, tail);
        bool follows = parent.Resolution.Kind == ResolutionKind.NamespacePackage && !parent.Substituted && !parent.Name.Contains(".");
        if (found.IsFound || !follows) return found;

        // The search list of a top-level namespace package is worked out anew when sys.path has changed (_NamespacePath).
        ModuleResolution again = Resolver.ResolveTopLevel(parent.Name);
        if (again.Kind != ResolutionKind.NamespacePackage || again.Locations.Count == parent.Resolution.Locations.Count) return found;
        parent.Resolution = again;
        return Resolver.ResolveChild(again, tail);
    }

    private ModuleResolution Settle(ModuleResolution found, ClosureModule? parent, ImportTask task, out bool implied)
    {
        implied = false;
        if (found.IsFound)
        {
            if (parent?.IsImplied == true && found.Kind == ResolutionKind.Installed) return SettleImplied(found, parent, task, out implied);
            return found.Doubt is not null && found.OnlySiteIsUnknown ? SettleDoubt(found) : found;
        }

        if (parent is not null && IsLeftOut(parent, found.Name)) return ModuleResolver.Failure(found.Name, parent.Name, ResolutionKind.Missing, null);
        if (request.Classifier is { } classifier && !(parent?.Substituted ?? false) && !IsClosed(parent, found))
        {
            ModuleClass known = Classify(classifier, found.Name, task);
            if (known.Origin is ModuleOrigin.ThirdParty or ModuleOrigin.StandardLibrary)
            {
                ModuleClass itself = classifier.Classify(found.Name);
                implied = itself.IsShared || itself.Origin is not (ModuleOrigin.ThirdParty or ModuleOrigin.StandardLibrary);
                return Installed(found.Name, known.Distribution);
            }

            if (known.Origin == ModuleOrigin.Unknown) return Unknown(found, known.Because ?? found.Cause ?? "what is installed is not known");
            if (found.Kind == ResolutionKind.Unknown && found.OnlySiteIsUnknown) found = found with { Kind = ResolutionKind.Missing, Cause = null };
        }

        return found.Kind == ResolutionKind.Unknown ? found : DoubtFailure(found, parent);
    }

    /// <summary>
    /// The package was installed from its directory, and its source has the module while the installation does not: an installer
    /// copies what is there, and nothing else comes to lie in that package.
    /// </summary>
    private bool IsLeftOut(ClosureModule parent, string name)
    {
        if (parent is not { Substituted: false, Resolution: { Kind: ResolutionKind.RegularPackage, FileNode.Origin: { } origin }, Scanned: { Bindings.ChildrenAreUnknown: false } scanned }) return false;
        if (scanned.DynamicImports.Any(static d => d.Kind == DynamicKind.Namespace) || request.Classifier?.Classify(parent.Name).IsLocal != true) return false;
        return request.MissingModules?.Find(name, Resolver.Path, parent) is { Resolution: { IsFound: true, File: { } file } } && TreePath.IsAtOrBelow(file, TreePath.Parent(origin));
    }

    // Regular packages never merge: what lies in the package's own directory is all there is below it. A module has nothing below it.
    private static bool IsClosed(ClosureModule? parent, ModuleResolution found)
    {
        if (found.Kind is not (ResolutionKind.Missing or ResolutionKind.NotAPackage)) return false;
        if (parent is not { Resolution: { MoreLocationsBecause: null }, Scanned: { Error: null, UnknownBecause: null, Bindings.ChildrenAreUnknown: false } scanned }) return false;
        return parent.Resolution.Kind == ResolutionKind.SourceFile
            || (parent.Resolution.Kind == ResolutionKind.RegularPackage && !scanned.DynamicImports.Any(static d => d.Kind == DynamicKind.Namespace));
    }

    /// <summary>A definite miss may still be saved by what the text of a package or of a function does at run time.</summary>
    private ModuleResolution DoubtFailure(ModuleResolution missing, ClosureModule? parent)
    {
        if (parent is not null)
        {
            if (parent.Scanned?.Bindings.ChildrenAreUnknown == true)
                return Unknown(missing, parent.Name + " makes submodules at run time");
            if (parent.Scanned is null && parent.Resolution.Kind == ResolutionKind.RegularPackage && parent.Resolution.Entry?.IsSite != true
                && parent.Resolution.Format == ModuleFormat.Source && Descends(parent.Resolution))
                return Unknown(missing, "the content of " + parent.File + " is not known");
            return missing;
        }

        if (Perhaps is { } perhaps)
        {
            ModuleResolution other = perhaps.ResolveTopLevel(missing.Name);
            if (other.Kind != ResolutionKind.Missing) return Unknown(missing, other.Cause ?? "a function that edits sys.path may have run before");
        }

        return missing.Name == "distutils" ? DoubtDistutils(missing) : missing;
    }

    // setuptools brings its own copy, which its start-up file puts in place of the removed module.
    private ModuleResolution DoubtDistutils(ModuleResolution missing)
    {
        ModuleResolution setuptools = Resolver.ResolveTopLevel("setuptools");

        // Where only the site directory is open, the classifier knows what is in it.
        bool installed = setuptools.IsFound || (setuptools.Kind == ResolutionKind.Unknown && !(request.Classifier is not null && setuptools.OnlySiteIsUnknown))
            || request.Classifier?.Classify("setuptools").Origin is ModuleOrigin.ThirdParty or ModuleOrigin.Unknown;
        return installed ? Unknown(missing, "setuptools may provide distutils") : missing;
    }

    private ModuleResolution SettleDoubt(ModuleResolution found)
    {
        if (request.Classifier is not { } classifier) return found;
        ModuleClass known = classifier.Classify(found.Name);
        return known.Origin switch
        {
            ModuleOrigin.None or ModuleOrigin.FirstParty => found with { Doubt = null, MoreLocationsBecause = null, OnlySiteIsUnknown = false },

            // Installed from its directory: what was found is what the installation put there, or points to.
            ModuleOrigin.ThirdParty when known.IsLocal => found with { Doubt = null, MoreLocationsBecause = null, OnlySiteIsUnknown = false },

            // The site directory comes first on the path; only a namespace package shares the name with what is installed.
            ModuleOrigin.ThirdParty when found.Kind != ResolutionKind.NamespacePackage => Installed(found.Name, known.Distribution),
            _ => found,
        };
    }

    private ModuleResolution SettleImplied(ModuleResolution found, ClosureModule parent, ImportTask task, out bool implied)
    {
        implied = false;
        IModuleClassifier classifier = request.Classifier!;
        ModuleClass own = classifier.Classify(found.Name);
        if (own.Origin == ModuleOrigin.ThirdParty && !own.IsShared) return Installed(found.Name, own.Distribution);
        implied = true;
        return Classify(classifier, found.Name, task).Origin switch
        {
            ModuleOrigin.ThirdParty or ModuleOrigin.StandardLibrary => found,
            ModuleOrigin.Unknown => Unknown(found, "what is installed below " + parent.Name + " is not known"),
            _ => ModuleResolver.Failure(found.Name, parent.Name, ResolutionKind.Missing, null),
        };
    }

    /// <summary>The most specific name that the import asks for decides: <c>google</c> is nobody's, <c>google.cloud.storage</c> is somebody's.</summary>
    private static ModuleClass Classify(IModuleClassifier classifier, string name, ImportTask task)
    {
        ModuleClass best = default;
        bool isOnTheWay = task.Module == name || task.Module.StartsWith(name + ".", StringComparison.Ordinal);
        if (isOnTheWay)
        {
            foreach (string taken in task.Names)
            {
                if (taken == "*") continue;
                best = Better(best, classifier.Classify(task.Module + "." + taken));
                if (best.Origin == ModuleOrigin.ThirdParty) return best;
            }

            if (task.Names.Length == 0 || best.Origin == ModuleOrigin.None) best = Better(best, classifier.Classify(task.Module));
        }

        return best.Origin == ModuleOrigin.None ? classifier.Classify(name) : best;
    }

    private static ModuleClass Better(ModuleClass a, ModuleClass b) => b.Origin > a.Origin && a.Origin != ModuleOrigin.ThirdParty || b.Origin == ModuleOrigin.ThirdParty ? b : a;

    private ClosureModule? Substitute(string name, ModuleResolution failure, ClosureModule importer)
    {
        if (failure.Kind is not (ResolutionKind.Missing or ResolutionKind.Unknown) || request.MissingModules is not { } source) return null;
        if (source.Find(name, Resolver.Path, importer) is not { Resolution.IsFound: true } other) return null;
        return Add(new ClosureModule(name, other.Resolution with { Name = name }, other.Resolver)
        {
            Substituted = true,
            Failure = failure,
        });
    }

    private static ModuleResolution Installed(string name, string? distribution) =>
        new() { Kind = ResolutionKind.Installed, Name = name, ResolvedPrefix = name, Distribution = distribution };

    private static ModuleResolution Unknown(ModuleResolution found, string cause) => new()
    {
        Kind = ResolutionKind.Unknown,
        Name = found.Name,
        ResolvedPrefix = found.ResolvedPrefix == found.Name ? "" : found.ResolvedPrefix,
        FailingName = found.Name,
        Cause = cause,
    };
}
