using System;
using System.Collections.Generic;
using PyImportScanner;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Catalog;
using PyImportScanner.Packaging.Discovery;
using PyImportScanner.Packaging.Manifests;
using PyImportScanner.Packaging.Names;

namespace DockerLint.Installs;

/// <summary>Collects what one command brings; follows local projects to their own dependencies.</summary>
internal sealed class InstallBuilder(InstallCommand command)
{
    // Path dependencies of path dependencies: a repository has dozens at most.
    private const int MaximumProjects = 200;

    private readonly List<LocalInstall> projects = [];
    private readonly HashSet<string> seenProjects = new(StringComparer.Ordinal);
    private readonly Queue<(LocalProject Project, IReadOnlyList<string> Extras, bool IsCertain)> pending = new();
    private string? cause;

    public List<ManifestRead> Reads { get; } = [];

    public List<InstalledDistribution> Distributions { get; } = [];

    public bool WithDependencies { get; set; } = true;

    public string? FailsBecause { get; set; }

    /// <summary>What is installed cannot be known completely.</summary>
    public void Unknown(string why) => cause ??= why;

    public void Add(RequirementEntry entry)
    {
        if (entry.Applies == false) return;
        bool isCertain = entry.Applies == true;
        switch (entry.Kind)
        {
            case RequirementKind.LocalProject or RequirementKind.LocalArchive:
                AddLocal(entry.Path!, entry.IsEditable, entry.Extras, isCertain, entry.File, entry.Span);
                if (entry.Kind == RequirementKind.LocalArchive && WithDependencies && !entry.HasHash) Unknown("what " + entry.Text + " brings along is not known");
                if (entry.Kind == RequirementKind.LocalArchive && entry.Requirement is { } named) AddDistribution(named, isCertain, entry.File, entry.Span);
                break;
            case RequirementKind.Unreadable:
                Unknown("the requirement " + entry.Text + " cannot be read");
                break;
            default:
                // What lies at an address declares its dependencies there; with hashes they are listed beside it.
                if (entry.Kind is RequirementKind.Vcs or RequirementKind.Url && WithDependencies && !entry.HasHash) Unknown("what " + entry.Text + " brings along is not known");
                if (entry.Requirement is { } requirement) AddDistribution(requirement, isCertain, entry.File, entry.Span);
                else Unknown("what " + entry.Text + " brings is not known");
                break;
        }
    }

    public void AddAll(IReadOnlyList<DeclaredDependency> dependencies, IReadOnlyList<string> extras, bool isCertain = true)
    {
        MarkerEnvironment environment = command.Environment with { Extras = extras };
        foreach (DeclaredDependency dependency in dependencies)
        {
            bool? applies = dependency.IsOptional ? false : dependency.Requirement.AppliesTo(environment);
            if (applies == false) continue;
            bool certain = isCertain && applies == true;
            if (dependency.LocalPath is { } path) AddLocal(path, dependency.IsEditable == true, dependency.Requirement.Extras, certain, dependency.File, dependency.Span);
            else
            {
                if (dependency.Requirement.Url is not null) Unknown("what " + dependency.Requirement.Name + " brings along is not known");
                AddDistribution(dependency.Requirement, certain, dependency.File, dependency.Span);
            }
        }
    }

    public void AddDistribution(Requirement requirement, bool isCertain, string? file, SourceSpan span) =>
        Distributions.Add(new InstalledDistribution(requirement.Name, requirement.PinnedVersion, requirement.Extras, isCertain, file, span));

    public void AddLocal(string path, bool isEditable, IReadOnlyList<string> extras, bool isCertain = true, string? namedBy = null, SourceSpan span = default, string? usualBackEnd = null)
    {
        if (!seenProjects.Add(path) || seenProjects.Count > MaximumProjects) return;
        Node node = command.Tree.Stat(path);
        Reads.Add(new ManifestRead(path, ManifestRole.Source, node, IsRequired: isCertain, namedBy, span));
        bool isProject = node.Kind is NodeKind.Directory or NodeKind.Unknown && !RequirementWords.IsArchive(path);
        LocalProject? project = isProject ? LocalProjectReader.Read(command.Tree, path, usualBackEnd) : null;
        projects.Add(new LocalInstall { Path = path, Node = node, IsEditable = isEditable, Project = project, IsCertain = isCertain, NamedBy = namedBy, Span = span });
        if (node.Kind == NodeKind.Unknown) Unknown(node.UnknownBecause!);
        if (project is null) return;
        Reads.AddRange(project.Reads);
        if (project.DependenciesUnknownBecause is { } why && WithDependencies) Unknown(why);
        pending.Enqueue((project, extras, isCertain));
        while (WithDependencies && pending.Count > 0)
        {
            (LocalProject next, IReadOnlyList<string> nextExtras, bool certain) = pending.Dequeue();
            AddAll(next.Dependencies, nextExtras, certain);
            foreach (string extra in nextExtras) AddAll(next.Extras[extra], nextExtras, certain);
        }
    }

    /// <param name="tool">As people write it.</param>
    /// <param name="isClosed">Everything that is installed is listed.</param>
    /// <param name="target">Where to.</param>
    public InstallStep Build(string tool, bool isClosed, InstallTarget target) => Step(tool, isClosed || BringsNothingAlong(), target);

    // pip install uv poetry
    private bool BringsNothingAlong() => Distributions.Count > 0 && projects.Count == 0 && Distributions.TrueForAll(static one => KnownDependencies.AreAllKnown(one.Name) && one.Extras.Count == 0);

    private InstallStep Step(string tool, bool isClosed, InstallTarget target) => new()
    {
        Tool = tool,
        Reads = Reads,
        Projects = projects,
        Distributions = Distributions,
        Completeness = cause is not null ? Completeness.Unknown : isClosed ? Completeness.Closed : Completeness.Direct,
        Cause = cause ?? (isClosed ? null : tool + " also installs dependencies that are not listed"),
        Target = target,
        FailsBecause = FailsBecause,
    };
}

/// <summary>Telling archives from directories by name.</summary>
internal static class RequirementWords
{
    public static bool IsArchive(string path) =>
        path.EndsWith(".whl", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase);
}
