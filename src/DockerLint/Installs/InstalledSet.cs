using System;
using System.Collections.Generic;
using PyImportScanner.Packaging.Catalog;
using PyImportScanner.Packaging.Names;

namespace DockerLint.Installs;

/// <summary>What all install steps of an image bring together; answers whether a module is a third party's.</summary>
/// <remarks>
/// First-party names are decided before: a module that the repository has, and that is not there in the image, is not a
/// missing distribution. The standard library is no business of this set either.
/// </remarks>
public sealed class InstalledSet
{
    private readonly Dictionary<string, InstalledDistribution> distributions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> transitive = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Provision> answers = new(StringComparer.Ordinal);
    private readonly List<LocalInstall> projects = [];
    private readonly List<string> foreignNames = [];

    /// <summary>Adds up steps in the order in which they run.</summary>
    /// <param name="steps">Steps that install for the interpreter in question.</param>
    /// <param name="unknownBecause">Why the environment may hold more than the steps bring (an unknown base image); null where it does not.</param>
    public InstalledSet(IEnumerable<InstallStep> steps, string? unknownBecause = null)
    {
        UnknownBecause = unknownBecause;
        Completeness = Completeness.Closed;
        bool any = false;
        foreach (InstallStep step in steps)
        {
            if (step.Target.Kind is InstallTargetKind.Nowhere or InstallTargetKind.OperatingSystem) continue;
            any = true;
            AddStep(step);
        }

        if (!any) Cause = "nothing is installed";
        if (unknownBecause is not null) Completeness = Completeness.Unknown;
        foreach (InstalledDistribution distribution in distributions.Values)
        {
            if (!DistributionCatalog.ImportsOf(distribution.Name).IsInTable) foreignNames.Add(distribution.Name);
        }
    }

    /// <summary>How much of the set is known.</summary>
    public Completeness Completeness { get; private set; }

    /// <summary>Why it is not closed; null where it is.</summary>
    public string? Cause { get; private set; }

    /// <summary>Why the environment may hold more than the steps bring.</summary>
    public string? UnknownBecause { get; }

    /// <summary>Everything that was asked for or locked.</summary>
    public IReadOnlyCollection<InstalledDistribution> Distributions => distributions.Values;

    /// <summary>Local projects and archives that were installed.</summary>
    public IReadOnlyList<LocalInstall> Projects => projects;

    /// <summary>Does an installed distribution bring the module?</summary>
    /// <param name="module">A dotted name; the import name as written in the source.</param>
    public Provision IsProvided(string module)
    {
        if (!answers.TryGetValue(module, out Provision? answer)) answers[module] = answer = Decide(module);
        return answer;
    }

    /// <summary>
    /// Is something installed that no table knows, and whose name begins with the module's (<c>deepgram-sdk</c>, <c>web.py</c>) or
    /// ends with it? It is no proof that it brings the module, and reason enough not to take a directory for it.
    /// </summary>
    /// <param name="module">A dotted name; its first part counts.</param>
    public bool Resembles(string module)
    {
        int dot = module.IndexOf('.');
        string top = DistributionName.Normalize(dot < 0 ? module : module.Substring(0, dot));
        foreach (string name in foreignNames)
        {
            if (name.StartsWith(top + "-", StringComparison.Ordinal) || name.EndsWith("-" + top, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private void AddStep(InstallStep step)
    {
        foreach (string removed in step.Removed) distributions.Remove(removed);
        foreach (InstalledDistribution distribution in step.Distributions)
        {
            bool isBetter = !distributions.TryGetValue(distribution.Name, out InstalledDistribution? known) || (!known.IsCertain && distribution.IsCertain);
            if (isBetter) distributions[distribution.Name] = distribution;
            if (step.Completeness == Completeness.Closed && !KnownDependencies.AreAllKnown(distribution.Name)) continue;
            foreach (string dependency in KnownDependencies.Of(distribution.Name, distribution.Extras)) transitive[dependency] = distribution.Name;
        }

        projects.AddRange(step.Projects);
        if (step.Completeness >= Completeness) return;
        Completeness = step.Completeness;
        Cause = step.Cause;
    }

    private Provision Decide(string module)
    {
        IReadOnlyList<DistributionCandidate> candidates = DistributionCatalog.ProvidersOf(module);
        Provision? best = null;
        foreach (InstalledDistribution distribution in distributions.Values) best = Better(best, ByDistribution(distribution, module, candidates));
        if (best is { Confidence: > Confidence.Low }) return best;
        foreach (LocalInstall project in projects)
        {
            if (!project.IsLaidOut && project.Project?.Provides(module) == true)
                return new Provision(ProvisionKind.Provided, Confidence.High, project.Project.Name, null, candidates);
        }

        if (best is not null) return best;
        foreach (KeyValuePair<string, string> pair in transitive)
        {
            if (!DistributionCatalog.Covers(DistributionCatalog.ImportsOf(pair.Key), module, out _)) continue;
            return new Provision(ProvisionKind.Provided, Confidence.Low, pair.Key, "it comes with " + pair.Value, candidates);
        }

        return Absent(candidates);
    }

    private static Provision? Better(Provision? left, Provision? right) =>
        left is null || (right is not null && right.Kind == ProvisionKind.Provided && right.Confidence > left.Confidence) ? right : left;

    private static Provision? ByDistribution(InstalledDistribution distribution, string module, IReadOnlyList<DistributionCandidate> candidates)
    {
        DistributionImports imports = DistributionCatalog.ImportsOf(distribution.Name);
        if (!DistributionCatalog.Covers(imports, module, out _)) return null;
        return distribution.IsCertain
            ? new Provision(ProvisionKind.Provided, imports.Confidence, distribution.Name, null, candidates)
            : new Provision(ProvisionKind.Unknown, imports.Confidence, distribution.Name, "whether " + distribution.Name + " is installed depends on its marker", candidates);
    }

    private Provision Absent(IReadOnlyList<DistributionCandidate> candidates)
    {
        string? likely = candidates.Count > 0 ? candidates[0].Name : null;
        Confidence confidence = candidates.Count > 0 ? candidates[0].Confidence : Confidence.Low;
        if (Completeness == Completeness.Unknown) return new Provision(ProvisionKind.Unknown, confidence, likely, UnknownBecause ?? Cause, candidates);
        foreach (LocalInstall project in projects)
        {
            if (project.Project is null) return new Provision(ProvisionKind.Unknown, confidence, likely, "what " + project.Path + " holds is not known", candidates);
            if (project.Project.UnknownBecause is { } cause) return new Provision(ProvisionKind.Unknown, confidence, likely, cause, candidates);
        }

        // Nearly every client library brings these along; where one is installed of which no table tells, they are probably there.
        if (Completeness == Completeness.Direct && foreignNames.Count > 0 && likely is not null && KnownDependencies.IsUbiquitous(likely))
            return new Provision(ProvisionKind.Unknown, confidence, likely, "what " + foreignNames[0] + " brings along is not known", candidates);
        if (Completeness == Completeness.Direct) return new Provision(ProvisionKind.Undeclared, confidence, likely, Cause ?? "it is not among what is asked for", candidates);
        // A distribution that no table knows may bring any name; only a name that others are known to bring is certainly absent.
        bool mayBeForeign = candidates.Count == 0 && foreignNames.Count > 0;
        return mayBeForeign
            ? new Provision(ProvisionKind.Undeclared, Confidence.Low, null, "no installed distribution is known to bring it; what " + foreignNames[0] + " brings is not known", candidates)
            : new Provision(ProvisionKind.Missing, confidence, likely, "everything that is installed is known, and nothing of it brings the module", candidates);
    }
}
