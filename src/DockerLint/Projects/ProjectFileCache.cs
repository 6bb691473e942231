using System;
using System.Collections.Concurrent;
using DockerLint.Projects.Xml;
using PyImportScanner.Files;

namespace DockerLint.Projects;

/// <summary>Parsed project files, shared by all trees: two nodes of one origin have one content. Safe for concurrent use.</summary>
public sealed class ProjectFileCache
{
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
