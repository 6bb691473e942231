using System;
using System.Collections.Generic;
using System.Text;
using DockerLint.Installs;
using DockerLint.Reporting;
using DockerLint.StartCommands;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Imports;
using PyImportScanner.Packaging.Catalog;
using PyImportScanner.Packaging.Manifests;
using PyImportScanner.Packaging.Names;
using PyImportScanner.Resolution;

namespace DockerLint.Checks.Python;

/// <summary>Weighs an import that the repository cannot satisfy: does an install step bring it?</summary>
internal sealed class MissingDistributionReader(ServiceModel service, PythonInstallation python)
{
    private readonly StandardLibraryTable standardLibrary = new(python.Build.Version);
    private readonly Dictionary<string, string?> doubts = new(StringComparer.Ordinal);

    /// <summary>The fact, or null where nothing speaks for a miss.</summary>
    public MissingDistribution? Read(EntryClosure closure, UnresolvedImport import, ClosureModule importer)
    {
        bool isChild = import is { Kind: UnresolvedKind.MissingName, Container.IsImplied: true };
        if ((import.Kind != UnresolvedKind.Missing && !isChild) || import.Reference is not null || importer.Substituted || import.Doubt is not null || import.Strength == ImportStrength.Guarded) return null;
        if (RepositoryModuleSource.RepositoryFile(importer) is not { } file) return null;
        // What a package of the repository lacks is no distribution's.
        if (import.Container is { } container && container.Resolution.Kind != ResolutionKind.Installed) return null;
        int dot = import.Name.IndexOf('.');
        string top = dot < 0 ? import.Name : import.Name.Substring(0, dot);
        if (standardLibrary.Contains(top) != false) return null;
        if (service.IsDeclaredOwn(top) || IsInstalledAtStart(closure.Entry)) return null;
        return standardLibrary.IsKnownToAnyRelease(top)
            ? OfOtherPython(closure, import, file, top)
            : OfThirdParty(closure, import, file, top);
    }

    /// <summary>May the name be that of a project of the repository, and of nothing that is installed?</summary>
    /// <param name="closure">The start command.</param>
    /// <param name="name">A name without dots.</param>
    /// <param name="isCertain">Everything that is installed is known.</param>
    public bool MayBeLocal(EntryClosure closure, string name, out bool isCertain)
    {
        isCertain = false;
        if (standardLibrary.IsKnownToAnyRelease(name) || IsInstalledAtStart(closure.Entry) || service.Installs.MayHoldLocalCode || service.Installs.Set.Resembles(name)) return false;
        Provision provision = service.Installs.Provision(name);
        if (provision.Kind is ProvisionKind.Provided or ProvisionKind.Unknown || Doubt(name) is not null) return false;
        if (provision.Candidates.Count > 0 && IsWellKnown(provision.Candidates[0])) return false;
        isCertain = provision.Kind == ProvisionKind.Missing;
        return true;
    }

    private MissingDistribution? OfOtherPython(EntryClosure closure, UnresolvedImport import, string file, string top)
    {
        // Which Python runs is not certain where the system's own is called by its path.
        if (python.UnknownBecause is not null || closure.Entry.Program.StartsWith("/usr/bin/", StringComparison.Ordinal)) return null;
        foreach (InstalledDistribution distribution in service.Installs.Set.Distributions)
        {
            // Backports carry the name: standard-imghdr, legacy-cgi, pyasyncore.
            if (distribution.Name.IndexOf(top.Trim('_').ToLowerInvariant(), StringComparison.Ordinal) >= 0) return null;
        }

        Provision provision = service.Installs.Provision(top);
        if (provision.Kind == ProvisionKind.Provided) return null;
        string? unless = top == "distutils" && service.Installs.Provision("setuptools").Kind != ProvisionKind.Missing
            ? "setuptools comes with what is installed"
            : Doubt(top) ?? (service.Installs.Set.Completeness == Completeness.Closed ? null : "a backport comes with what is installed");
        return Fact(closure, import, file, top, DistributionAbsence.OtherPython) with
        {
            Python = python.Build.Version.ToString(),
            UnlessBecause = unless,
        };
    }

    private MissingDistribution? OfThirdParty(EntryClosure closure, UnresolvedImport import, string file, string top)
    {
        // Images of Python before 3.12 bring these beside pip.
        if (top is "pip" or "wheel" || (top is "setuptools" or "pkg_resources" or "_distutils_hack" && python.Build.Version < new PyImportScanner.PythonVersion(3, 12))) return null;
        (string name, Provision provision) = Best(import);
        if (provision.Kind is ProvisionKind.Provided or ProvisionKind.Unknown) return null;
        if (provision.Candidates.Count == 0 || !IsWellKnown(provision.Candidates[0])) return OfLessKnownName(closure, import, file, top, provision);
        if (Doubt(top) is not null || (provision.Kind != ProvisionKind.Missing && MayComeAlong(import, name))) return null;
        string distribution = provision.Candidates[0].Name;
        bool isForSystem = IsForSystem(name, out bool runsSystemPython);
        if (runsSystemPython) return null;
        DistributionAbsence absence = provision.Kind == ProvisionKind.Missing ? DistributionAbsence.Missing : DistributionAbsence.Undeclared;
        (string? requirements, Fix? fix) = Requirements(distribution);
        return Fact(closure, import, file, provision.Candidates[0].ImportName, absence) with
        {
            Distribution = distribution,
            IsForSystemPython = isForSystem,
            UnlessBecause = absence == DistributionAbsence.Undeclared ? "another distribution brings it along" : Relative(distribution, name),
            RequirementsFile = requirements,
            Fix = fix,
        };
    }

    private static bool IsWellKnown(DistributionCandidate candidate) =>
        candidate.Confidence >= Confidence.Medium
        || (candidate.ImportName.IndexOf('.') > 0 && DistributionCatalog.ImportsOf(candidate.Name).IsInTable && DistributionCatalog.FollowsPattern(candidate));

    /// <summary>
    /// Which distribution brings the name is concluded from the name alone. Where everything that is installed is known, it is still
    /// nobody's; elsewhere the dependencies of all that is installed must be listed before it is worth a word.
    /// </summary>
    private MissingDistribution? OfLessKnownName(EntryClosure closure, UnresolvedImport import, string file, string top, Provision provision)
    {
        string distribution = provision.Candidates.Count > 0 ? provision.Candidates[0].Name : DistributionName.Normalize(top);
        bool isMissing = provision.Kind == ProvisionKind.Missing;
        if (DistributionCatalog.IsShared(top)) return null;
        if (!isMissing && !(AreDependenciesListed() && (provision.Candidates.Count > 0 || KnownDependencies.IsKnown(distribution)))) return null;
        if (import.Strength != ImportStrength.Hard || top.StartsWith("_", StringComparison.Ordinal) || Doubt(top) is not null) return null;
        if (IsForSystem(top, out bool runsSystemPython) || runsSystemPython) return null;
        return Fact(closure, import, file, top, DistributionAbsence.Missing) with
        {
            Distribution = distribution,
            UnlessBecause = isMissing ? "something that no instruction names provides it" : "another distribution brings it along",
        };
    }

    private bool AreDependenciesListed()
    {
        if (service.Installs.Set.Projects.Count > 0) return false;
        foreach (InstalledDistribution installed in service.Installs.Set.Distributions)
        {
            if (!KnownDependencies.AreListed(installed.Name)) return false;
        }

        return true;
    }

    /// <summary>A child of a shared namespace, beside installed distributions of it whose dependencies nobody has listed.</summary>
    private bool MayComeAlong(UnresolvedImport import, string module)
    {
        string top = module.IndexOf('.') is var dot and > 0 ? module.Substring(0, dot) : module;
        string? shared = import.Container is { IsImplied: true } container ? container.Name : DistributionCatalog.IsShared(top) ? top : null;
        if (shared is null) return false;
        foreach (InstalledDistribution installed in service.Installs.Set.Distributions)
        {
            bool isRelated = installed.Name.StartsWith(DistributionName.Normalize(shared) + "-", StringComparison.Ordinal) || DistributionCatalog.Covers(DistributionCatalog.ImportsOf(installed.Name), shared, out _);
            if (isRelated && KnownDependencies.Of(installed.Name, installed.Extras).Count == 0) return true;
        }

        return module.Length == shared.Length;
    }

    private static MissingDistribution Fact(string module, DistributionAbsence absence, UnresolvedImport import, string file, IReadOnlyList<Reporting.ChainLink> chain) => new()
    {
        Module = module,
        Absence = absence,
        Strength = import.Strength,
        File = file,
        Span = import.Span,
        Chain = chain,
    };

    private MissingDistribution Fact(EntryClosure closure, UnresolvedImport import, string file, string module, DistributionAbsence absence) =>
        Fact(module, absence, import, file, Chains.Of(closure.Entry, service, import));

    /// <summary>The most specific name that the import asks for and that something is known of.</summary>
    private (string Name, Provision Provision) Best(UnresolvedImport import)
    {
        var names = new List<string>();
        foreach (ImportedName taken in import.Statement?.Names ?? [])
        {
            if (taken.Name != "*" && import.Statement!.Kind == ImportKind.From) names.Add(import.Requested + "." + taken.Name);
        }

        names.Add(import.Requested);
        names.Add(import.Name);
        (string, Provision)? first = null;
        foreach (string name in names)
        {
            Provision provision = service.Installs.Provision(name);
            if (provision.Kind is ProvisionKind.Provided or ProvisionKind.Unknown) return (name, provision);
            if (first is null && provision.Candidates.Count > 0) first = (name, provision);
        }

        return first ?? (import.Name, service.Installs.Provision(import.Name));
    }

    private string? Doubt(string top)
    {
        if (!doubts.TryGetValue(top, out string? doubt)) doubts[top] = doubt = InstallKnowledge.Doubt(service, python.SiteDirectories, top);
        return doubt;
    }

    /// <summary>A distribution of which no table tells, and whose name resembles: a fork, perhaps, with the same modules.</summary>
    private string? Relative(string distribution, string module)
    {
        int dot = module.IndexOf('.');
        string top = (dot < 0 ? module : module.Substring(0, dot)).ToLowerInvariant();
        foreach (InstalledDistribution installed in service.Installs.Set.Distributions)
        {
            if (DistributionCatalog.ImportsOf(installed.Name).IsInTable) continue;
            string plain = installed.Name.Replace('-', '_');
            if (plain.IndexOf(top, StringComparison.Ordinal) >= 0 || installed.Name.IndexOf(distribution, StringComparison.Ordinal) >= 0)
                return installed.Name + " brings it";
        }

        return null;
    }

    /// <summary>uv and hatch install into the environment when the container starts; so does an entry script that says so.</summary>
    private bool IsInstalledAtStart(StartCommands.EntryPoint entry)
    {
        foreach (string runner in entry.Runners)
        {
            if (runner.StartsWith("uv", StringComparison.Ordinal) || runner.StartsWith("hatch", StringComparison.Ordinal) || runner.StartsWith("pdm", StringComparison.Ordinal)) return true;
        }

        foreach (ChainStep step in entry.Trail)
        {
            if (TreePath.Clean(step.File) == service.Dockerfile.Path) continue;
            if ((step.IsImagePath ? service.Build.Image.Read(step.File) : service.Repository.Read(TreePath.Clean(step.File))) is not { } content) continue;
            ReadOnlySpan<byte> text = content.Span;
            if (text.IndexOf("pip install"u8) >= 0 || text.IndexOf("uv sync"u8) >= 0 || text.IndexOf("poetry install"u8) >= 0 || text.IndexOf("pip3 install"u8) >= 0) return true;
        }

        return false;
    }

    /// <summary>A package of the operating system brings the module, to the operating system's Python.</summary>
    private bool IsForSystem(string module, out bool runsSystemPython)
    {
        bool brings = false, any = false;
        foreach (ImageInstall install in service.Installs.Steps)
        {
            if (install.Step.Target.Kind != InstallTargetKind.OperatingSystem) continue;
            any = true;
            foreach (InstalledDistribution distribution in install.Step.Distributions)
                brings |= DistributionCatalog.Covers(DistributionCatalog.ImportsOf(distribution.Name), module, out _);
        }

        // Without a Python of another kind it is the operating system's, and what its packages draw in is not known.
        runsSystemPython = any && !python.HasOwnInterpreter;
        return brings;
    }

    /// <summary>The last requirements file that the image installs, and the edit that adds a line to it.</summary>
    private (string? File, Fix? Fix) Requirements(string distribution)
    {
        string? file = null, project = null;
        foreach (ImageInstall install in service.Installs.Steps)
        {
            foreach (ManifestRead read in install.Step.Reads)
            {
                if (read.Node.Origin is not { } origin) continue;
                if (read.Role == ManifestRole.Requirements && origin.EndsWith(".txt", StringComparison.Ordinal)) file ??= origin;
                else if (read.Role == ManifestRole.Project) project ??= origin;
            }
        }

        if (file is null || service.Repository.Read(file) is not { } content) return (project, null);
        string text = Encoding.UTF8.GetString(content.Span);
        // A compiled file with hashes is written by a tool.
        if (text.Contains("--hash=")) return (file, null);
        int lines = 0;
        foreach (char c in text) lines += c == '\n' ? 1 : 0;
        if (text.Length > 0 && text[text.Length - 1] != '\n') lines++;
        return (file, new Fix($"add {distribution} to {TreePath.Display(file)}", IsSafe: false, [new TextEdit(TreePath.Display(file), lines + 1, distribution + "\n")]));
    }
}
