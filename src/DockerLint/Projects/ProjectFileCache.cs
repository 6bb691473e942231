using System;
using System.Collections.Concurrent;
using DockerLint.Projects.Xml;
using PyImportScanner.Files;

namespace DockerLint.Projects;

/// <summary>Parsed project files, shared by all trees: two nodes of one origin have one content. Safe for concurrent use.</summary>
public sealed class ProjectFileCache
{
    /// <summary>Evaluates projects instead of the engine's own reader; null: that one does.</summary>
    public IProjectEvaluator? Evaluator { get; init; }

    /// <summary>Evaluates a project.</summary>
    internal ProjectFacts Evaluate(IFileTree tree, string path, EvaluationOptions options) =>
        Evaluator is { } host ? host.Evaluate(tree, path, options)
            : evaluations.Evaluate(tree, path, options, (watched, own) => Evaluation.ProjectEvaluator.Evaluate(watched, this, path, own));

    private readonly Evaluation.EvaluationMemo evaluations = new();

    private readonly ConcurrentDictionary<string, XmlDocument> documents = new(StringComparer.Ordinal);

    /// <summary>The parsed file, or null when there is none or its content is not known.</summary>
    internal XmlDocument? Read(IFileTree tree, string path)
    {
        string? origin = tree.Stat(path).Origin;
        if (origin is not null && documents.TryGetValue(origin, out XmlDocument? known)) return known;
        if (tree.Read(path) is not { } bytes) return null;
        XmlDocument document = XmlParser.Parse(bytes);
        return origin is null ? document : documents.GetOrAdd(origin, document);
    }
}
