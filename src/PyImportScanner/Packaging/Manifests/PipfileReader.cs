using System.Collections.Generic;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Formats;

namespace PyImportScanner.Packaging.Manifests;

/// <summary>Reads a Pipfile: <c>[packages]</c> and <c>[dev-packages]</c> (pipenv documentation, "Pipfile").</summary>
public static class PipfileReader
{
    /// <summary>The declared dependencies; empty where the file is not there.</summary>
    /// <param name="tree">The files.</param>
    /// <param name="path">The absolute path.</param>
    /// <param name="withDevelopment">Include <c>[dev-packages]</c>.</param>
    public static IReadOnlyList<DeclaredDependency> Read(IFileTree tree, string path, bool withDevelopment)
    {
        if (tree.ReadText(path) is not { } text) return [];
        DataValue root = TomlReader.Read(text).Root;
        var found = new List<DeclaredDependency>();
        PoetryTables.AddAll(root["packages"], path, found);
        if (withDevelopment) PoetryTables.AddAll(root["dev-packages"], path, found);
        return found;
    }
}
