using System;
using System.Collections.Generic;
using DockerLint.Projects.Evaluation;
using PyImportScanner.Files;

namespace DockerLint.Projects;

/// <summary>A project of a graph, evaluated for one framework.</summary>
/// <param name="Facts">The evaluation.</param>
/// <param name="Framework">The framework it was evaluated for, or null when it names none.</param>
/// <param name="From">The project that references it; null for an entry.</param>
/// <param name="Reference">The item that references it; null for an entry.</param>
/// <param name="UnknownBecause">Not null when nobody can say whether the project belongs to the graph.</param>
public sealed record ProjectNode(ProjectFacts Facts, string? Framework, ProjectNode? From, ItemFact? Reference, string? UnknownBecause)
{
    /// <summary>The project file.</summary>
    public string Path => Facts.Path;
}

/// <summary>A reference to a project that is not there, or of which nobody can say.</summary>
/// <param name="Path">Where the project should be.</param>
/// <param name="From">The project that references it.</param>
/// <param name="Reference">The item.</param>
/// <param name="UnknownBecause">Not null when it may be there, or the reference may not apply.</param>
public sealed record MissingProject(string Path, ProjectNode From, ItemFact Reference, string? UnknownBecause);

/// <summary>What a command asks of a graph.</summary>
public sealed record GraphOptions
{
    /// <summary>Properties of the command line, without the framework.</summary>
    public EvaluationOptions Evaluation { get; init; } = EvaluationOptions.Default;

    /// <summary>The framework of the entry project (<c>-f</c>), or null.</summary>
    public string? Framework { get; init; }

    /// <summary>A restore looks at every framework of every project; a build at those that it builds.</summary>
    public bool IsRestore { get; init; }
}

/// <summary>The closure of project references from entry projects, over one tree. Cycles end; size is bounded.</summary>
public sealed class ProjectGraph
{
    private const int MaximumNodes = 3_000;

    private readonly IFileTree tree;
    private readonly ProjectFileCache cache;
    private readonly GraphOptions options;
    private readonly List<ProjectNode> nodes = [];
    private readonly List<MissingProject> missing = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProjectFacts> outerFacts = new(StringComparer.Ordinal);
    private readonly Queue<ProjectNode> certain = new();
    private readonly Queue<(string Path, ProjectNode From, ItemFact Reference, string Cause)> doubtful = new();

    private ProjectGraph(IFileTree tree, ProjectFileCache cache, GraphOptions options)
    {
        this.tree = tree;
        this.cache = cache;
        this.options = options;
    }

    /// <summary>Projects in the order in which they are reached, entries first; one for each framework.</summary>
    public IReadOnlyList<ProjectNode> Nodes => nodes;

    /// <summary>References that lead nowhere.</summary>
    public IReadOnlyList<MissingProject> Missing => missing;

    /// <summary>The graph grew beyond its bound and is not complete.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Evaluates the closure of the entries, which must be files of the tree.</summary>
    public static ProjectGraph Load(IFileTree tree, ProjectFileCache cache, IEnumerable<string> entries, GraphOptions options)
    {
        var graph = new ProjectGraph(tree, cache, options);
        foreach (string entry in entries) graph.Enter(entry, null, null, null);
        graph.Walk();
        return graph;
    }

    // What is reached without doubt comes first, so that a doubtful second way does not weaken it.
    private void Walk()
    {
        while (true)
        {
            if (certain.Count > 0)
            {
                Follow(certain.Dequeue());
            }
            else if (doubtful.Count > 0)
            {
                (string path, ProjectNode from, ItemFact reference, string cause) = doubtful.Dequeue();
                Enter(path, from, reference, cause);
            }
            else
            {
                return;
            }
        }
    }

    private void Follow(ProjectNode node)
    {
        foreach (ItemFact item in node.Facts.Items)
        {
            if (item.Kind != ItemKind.ProjectReference) continue;
            string? cause = node.UnknownBecause ?? item.UnknownBecause;
            Node target = tree.Stat(item.Path);
            if (target.Kind == NodeKind.Unknown) missing.Add(new MissingProject(item.Path, node, item, cause ?? target.UnknownBecause));
            else if (target.Kind != NodeKind.File) missing.Add(new MissingProject(item.Path, node, item, cause));
            else if (cause is not null) doubtful.Enqueue((item.Path, node, item, cause));
            else Enter(item.Path, node, item, null);
        }
    }

    private void Enter(string path, ProjectNode? from, ItemFact? reference, string? cause)
    {
        string? framework = from is null ? options.Framework : null;
        if (framework is not null)
        {
            Add(path, framework, from, reference, cause, null);
            return;
        }

        // Without a framework first: it says which ones there are.
        if (!outerFacts.TryGetValue(path, out ProjectFacts? outer))
            outerFacts[path] = outer = cache.Evaluate(tree, path, options.Evaluation);
        IReadOnlyList<string>? frameworks = outer.Frameworks;
        if (frameworks is null || frameworks.Count == 0 || outer.Property("TargetFramework").HasText)
        {
            Add(path, frameworks?.Count > 0 ? frameworks[0] : null, from, reference, cause, outer);
            return;
        }

        if (!options.IsRestore && from?.Framework is { } wanted)
        {
            if (Frameworks.Nearest(wanted, frameworks) is { } nearest)
            {
                Add(path, nearest, from, reference, cause, null);
                return;
            }

            cause ??= "which framework of " + TreePath.Name(path) + " is used is not known";
        }

        foreach (string one in frameworks) Add(path, one, from, reference, cause, null);
    }

    private void Add(string path, string? framework, ProjectNode? from, ItemFact? reference, string? cause, ProjectFacts? facts)
    {
        if (!seen.Add(path + "\n" + framework)) return;
        if (nodes.Count >= MaximumNodes)
        {
            IsCut = true;
            return;
        }

        facts ??= cache.Evaluate(tree, path, options.Evaluation.With("TargetFramework", framework ?? ""));
        var node = new ProjectNode(facts, framework, from, reference, cause);
        nodes.Add(node);
        certain.Enqueue(node);
    }
}
