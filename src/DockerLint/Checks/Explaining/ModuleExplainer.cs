using System.Collections.Generic;
using DockerLint.Checks.Python;
using DockerLint.Images;
using DockerLint.Installs;
using DockerLint.Reporting;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Resolution;

namespace DockerLint.Checks.Explaining;

/// <summary>Says why a module can, or cannot, be imported in the image.</summary>
public sealed class ModuleExplainer
{
    private readonly ServiceModel service;
    private readonly ExplainedSteps steps;
    private readonly PathExplainer paths;

    private ModuleExplainer(ServiceModel service)
    {
        this.service = service;
        steps = new ExplainedSteps(service);
        paths = new PathExplainer(service);
    }

    /// <summary>Explains a dotted module name, a path of the repository, or (with a leading slash) of the image.</summary>
    /// <param name="service">The image.</param>
    /// <param name="subject">The name or path.</param>
    /// <param name="repositoryPath">The clean path of the repository tree that the subject may be; null where it leaves the repository.</param>
    public static Explanation Explain(ServiceModel service, string subject, string? repositoryPath)
    {
        var explainer = new ModuleExplainer(service);
        if (subject.StartsWith("/", System.StringComparison.Ordinal))
        {
            string image = TreePath.Clean(subject);
            bool isOfRepository = repositoryPath is not null && repositoryPath != image && service.Repository.LinkStat(repositoryPath).Exists;
            return isOfRepository ? explainer.paths.Repository(repositoryPath!) : explainer.paths.Image(image);
        }

        bool isModule = IsDottedName(subject) && explainer.IsKnown(subject);
        if (!isModule && repositoryPath is not null && service.Repository.LinkStat(repositoryPath).Exists) return explainer.paths.Repository(repositoryPath);
        return IsDottedName(subject) ? explainer.Module(subject) : explainer.paths.Repository(repositoryPath ?? TreePath.Clean(subject));
    }

    private bool IsKnown(string name)
    {
        foreach (EntryClosure closure in service.Python.Closures)
        {
            if (closure.Closure.Find(name) is not null) return true;
        }

        return Fact(name) is not null || Locate(name) is not null;
    }

    private Explanation Module(string name)
    {
        if (Fact(name) is { } fact) return Missing(name, fact);
        foreach (EntryClosure closure in service.Python.Closures)
        {
            if (closure.Closure.Find(name) is { Substituted: false } module) return Loaded(name, closure, module);
            foreach (UnresolvedImport import in closure.Closure.Unresolved)
            {
                if (import.Name == name || import.Requested == name) return Unresolved(name, closure, import);
            }
        }

        if (Locate(name) is not { } hit) return Nowhere(name);
        Explanation path = paths.Repository(FileOf(hit));
        string there = path.Status == ExplanationStatus.Present
            ? "no start command loads it; the image has it as " + string.Join(", ", path.ImagePaths)
            : "no start command loads it; " + path.Summary;
        return path with { Subject = name, IsModule = true, Summary = name + ": " + there };
    }

    private Explanation Missing(string name, MissingModule fact)
    {
        Explanation? path = fact.RepositoryPath is null ? null : paths.Repository(FileOf(fact.RepositoryPath));
        string whole = fact.Module == name ? "" : fact.Module + ": ";
        return new Explanation
        {
            Subject = name,
            IsModule = true,
            Status = fact.UnlessBecause is null ? ExplanationStatus.Missing : ExplanationStatus.Unknown,
            Summary = fact.UnlessBecause is null
                ? $"{name} cannot be imported in the image: {whole}{fact.ReasonText}"
                : $"{name} is most likely not in the image: {whole}{fact.ReasonText}; unless it comes otherwise ({fact.UnlessBecause})",
            Reason = fact.Reason,
            RepositoryPath = (Locate(name)?.Path ?? fact.RepositoryPath) is { } repository ? TreePath.Display(repository) : null,
            ImagePaths = fact.ImagePath is null ? [] : [fact.ImagePath],
            Chain = fact.Chain,
            Steps = path?.Steps ?? [],
            Fix = fact.Fix,
        };
    }

    private Explanation Loaded(string name, EntryClosure closure, ClosureModule module)
    {
        ModuleResolution resolution = module.Resolution;
        string? place = resolution.File ?? (resolution.Locations.Count > 0 ? resolution.Locations[0] : null);
        string? repository = RepositoryModuleSource.RepositoryFile(module);
        ImageFileOrigin? origin = place is null ? null : service.Build.Image.OriginOf(place);
        string where = place is not null ? " as " + place
            : resolution.Distribution is { } distribution ? ", installed with " + distribution
            : resolution.Kind is ResolutionKind.BuiltIn or ResolutionKind.Frozen or ResolutionKind.StandardLibrary ? ", part of Python itself"
            : "";
        return new Explanation
        {
            Subject = name,
            IsModule = true,
            Status = resolution.Kind == ResolutionKind.Unknown ? ExplanationStatus.Unknown : ExplanationStatus.Present,
            Summary = resolution.Kind == ResolutionKind.Unknown
                ? $"nobody can say whether {name} is in the image: {resolution.Cause}"
                : $"{name} is in the image{where}" + (module.Doubt is { } doubt ? " (" + doubt + ")" : ""),
            RepositoryPath = repository is null ? null : TreePath.Display(repository),
            ImagePaths = place is null ? [] : [place],
            Chain = Chains.Of(closure.Entry, service, module),
            Steps = origin is null ? [] : [steps.Of("brought by", origin)],
        };
    }

    private Explanation Unresolved(string name, EntryClosure closure, UnresolvedImport import) => new()
    {
        Subject = name,
        IsModule = true,
        Status = import.Kind == UnresolvedKind.Unknown ? ExplanationStatus.Unknown : ExplanationStatus.Missing,
        Summary = import.Kind == UnresolvedKind.Unknown
            ? $"nobody can say whether {name} is in the image: {import.Cause}"
            : $"{name} cannot be imported in the image: neither the image nor the repository has it",
        Reason = import.Kind == UnresolvedKind.Unknown ? null : Reasons.NotInRepository,
        Chain = Chains.Of(closure.Entry, service, import),
    };

    // Not in the repository: of Python itself, of an installed distribution, or of nobody.
    private Explanation Nowhere(string name)
    {
        PythonBuild python = PythonInstallation.Of(service.Build).Build;
        string top = name.IndexOf('.') is var dot and > 0 ? name.Substring(0, dot) : name;
        Provision provision = service.Installs.Provision(name);
        bool isStandard = new StandardLibraryTable(python.Version).Contains(top) == true;
        bool isInstalled = provision.Kind == ProvisionKind.Provided;
        string what = isStandard ? $"it is part of Python {python.Version} itself"
            : isInstalled ? "an install step brings it" + (provision.Distribution is { } distribution ? " with " + distribution : "")
            : provision.Kind == ProvisionKind.Unknown ? "the repository has no module of that name, and what is installed is not known: " + provision.Cause
            : "neither the repository nor an install step has a module of that name";
        bool isPresent = isStandard || isInstalled;
        return new Explanation
        {
            Subject = name,
            IsModule = true,
            Status = isPresent ? ExplanationStatus.Present : provision.Kind == ProvisionKind.Unknown ? ExplanationStatus.Unknown : ExplanationStatus.Missing,
            Summary = $"{name}: no start command loads it; {what}",
            Reason = isPresent || provision.Kind == ProvisionKind.Unknown ? null : Reasons.NotInRepository,
        };
    }

    /// <summary>The fact about a missing module, or about the missing package that it belongs to.</summary>
    private MissingModule? Fact(string name)
    {
        MissingModule? best = null;
        foreach (MissingModule missing in service.Python.MissingModules)
        {
            bool covers = missing.Module == name || name.StartsWith(missing.Module + ".", System.StringComparison.Ordinal);
            if (covers && (best is null || missing.Module.Length > best.Module.Length)) best = missing;
        }

        return best;
    }

    private RepositoryModules.Hit? Locate(string name)
    {
        var roots = new List<string> { service.ContextPath, TreePath.Parent(service.Dockerfile.Path), TreePath.Root };
        foreach (EntryClosure closure in service.Python.Closures)
        {
            foreach (ClosureModule module in closure.Closure.Modules)
            {
                if (RepositoryModuleSource.ImpliedRoot(module) is { } root && !roots.Contains(root)) roots.Add(root);
            }
        }

        foreach (string root in roots)
        {
            if (RepositoryModules.Find(service.Repository, root, name) is { } hit) return hit;
        }

        return null;
    }

    private string FileOf(RepositoryModules.Hit hit) => FileOf(hit.Path);

    /// <summary>A package stands and falls with its <c>__init__.py</c>: a directory of the same name may exist without.</summary>
    private string FileOf(string path)
    {
        string init = TreePath.Child(path, "__init__.py");
        return service.Repository.Stat(init).Kind == NodeKind.File ? init : path;
    }

    private static bool IsDottedName(string text)
    {
        bool starts = true;
        foreach (char c in text)
        {
            if (c == '.' && !starts)
            {
                starts = true;
                continue;
            }

            if (!(char.IsLetter(c) || c == '_' || (!starts && char.IsDigit(c)))) return false;
            starts = false;
        }

        return !starts;
    }
}
