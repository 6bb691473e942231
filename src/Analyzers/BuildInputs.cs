using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using DockerLint.Facts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PyImportScanner.Files;

namespace DockerLint.Analyzers;

/// <summary>What the build handed to the compiler: the facts, and the files that a person may have edited since.</summary>
internal sealed class BuildInputs
{
    private const string KindKey = "build_metadata.AdditionalFiles.DockerLintKind";
    private const string FactsName = "dockerlint.facts";
    private const string ReferencesName = "dockerlint.references";

    private readonly Dictionary<string, AdditionalText> files = new(StringComparer.Ordinal);

    private BuildInputs(RepositoryFacts facts, AdditionalText? references)
    {
        Facts = facts;
        References = references;
    }

    /// <summary>The facts, with the present text of the files.</summary>
    public RepositoryFacts Facts { get; }

    /// <summary>A file differs from the record: what was found then need not hold.</summary>
    public bool IsEdited { get; private set; }

    /// <summary>Which assembly comes from which project; null where the build does not say.</summary>
    public AdditionalText? References { get; }

    /// <summary>The inputs; null where the build left no facts, as for a project without a Dockerfile.</summary>
    public static BuildInputs? Read(AnalyzerOptions options, CancellationToken cancellation)
    {
        AdditionalText? factsFile = Find(options, "facts", FactsName);
        if (factsFile?.GetText(cancellation) is not { } text || RepositoryFacts.Read(text.ToString()) is not { } facts) return null;
        var inputs = new BuildInputs(facts, Find(options, "references", ReferencesName));
        foreach (AdditionalText file in options.AdditionalFiles)
        {
            if (inputs.ToTree(file.Path) is not { } path || ReferenceEquals(file, factsFile)) continue;
            inputs.files[path] = file;
            if (Kind(options, file) is "dockerfile" or "ignore") inputs.Refresh(path, file.GetText(cancellation));
        }

        return inputs;
    }

    /// <summary>The file that the compiler knows under a path of the tree, or null.</summary>
    public AdditionalText? File(string path) => files.TryGetValue(path, out AdditionalText? file) ? file : null;

    /// <summary>The path on the machine of a path of the tree.</summary>
    public string DiskPath(string path) => File(path)?.Path ?? Facts.Root + path;

    /// <summary>The path of the tree of a path on the machine; null where it lies outside.</summary>
    public string? ToTree(string path)
    {
        string given = path.Replace('\\', '/'), root = Facts.Root.Replace('\\', '/').TrimEnd('/');
        return given.Length > root.Length && given[root.Length] == '/' && given.StartsWith(root, StringComparison.Ordinal)
            ? TreePath.Clean(given.Substring(root.Length))
            : null;
    }

    // In an editor the text is newer than the facts. Bytes that are no UTF-8 were decoded by guess: the recorded ones hold.
    private void Refresh(string path, SourceText? text)
    {
        if (text is null) return;
        string present = text.ToString();
        // What the check looked at, and did not take for a file of its own, says nothing.
        bool isRecorded = Facts.IsSeen(path, present) ?? Facts.Tree.Stat(path).Kind != NodeKind.Unknown;
        if (isRecorded) return;

        IsEdited = true;
        Facts.Tree.Put(path, Encoding.UTF8.GetBytes(present));
    }

    private static AdditionalText? Find(AnalyzerOptions options, string kind, string name)
    {
        AdditionalText? found = null;
        foreach (AdditionalText file in options.AdditionalFiles)
        {
            if (Kind(options, file) == kind) return file;
            // A build that was started in the middle has not told the compiler the kinds.
            if (file.Path.EndsWith(name, StringComparison.Ordinal)) found = file;
        }

        return found;
    }

    private static string? Kind(AnalyzerOptions options, AdditionalText file) =>
        options.AnalyzerConfigOptionsProvider.GetOptions(file).TryGetValue(KindKey, out string? kind) ? kind : null;
}
