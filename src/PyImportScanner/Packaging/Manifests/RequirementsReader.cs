using System;
using System.Collections.Generic;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Formats;
using PyImportScanner.Packaging.Names;

namespace PyImportScanner.Packaging.Manifests;

/// <summary>Reads requirements files the way pip does (pip documentation, "Requirements File Format").</summary>
/// <remarks>
/// <c>-r</c> and <c>-c</c> are relative to the file that holds them, local projects to the working directory of the installer.
/// A file that is included twice is read once, so that circles end.
/// </remarks>
public sealed class RequirementsReader
{
    // pip has no bound; a repository does not need more.
    private const int MaximumFiles = 200;

    private readonly IFileTree tree;
    private readonly RequirementLineReader lines;
    private readonly List<RequirementEntry> entries = [];
    private readonly List<ManifestRead> reads = [];
    private readonly List<string> unknowns = [];
    private readonly HashSet<(string, ManifestRole)> seen = [];
    private readonly Queue<ManifestRead> pending = new();
    private bool requiresHashes;
    private bool everyFileIsCompiled = true;

    private RequirementsReader(IFileTree tree, string workingDirectory, MarkerEnvironment environment, Func<string, string?>? variables)
    {
        this.tree = tree;
        lines = new RequirementLineReader(tree, workingDirectory, environment, variables);
    }

    /// <summary>Reads files and everything they include.</summary>
    /// <param name="tree">The files as the installer sees them.</param>
    /// <param name="files">Absolute paths, as given by <c>-r</c>.</param>
    /// <param name="constraints">Absolute paths, as given by <c>-c</c>.</param>
    /// <param name="workingDirectory">Where the installer runs; local projects are relative to it.</param>
    /// <param name="environment">Decides markers.</param>
    /// <param name="variables">Environment variables for <c>${NAME}</c>; null answers mean not known.</param>
    public static RequirementsSet Read(
        IFileTree tree,
        IReadOnlyList<string> files,
        IReadOnlyList<string> constraints,
        string workingDirectory,
        MarkerEnvironment environment,
        Func<string, string?>? variables = null)
    {
        var reader = new RequirementsReader(tree, workingDirectory, environment, variables);
        foreach (string file in files) reader.Open(file, ManifestRole.Requirements, null, default);
        foreach (string file in constraints) reader.Open(file, ManifestRole.Constraints, null, default);
        while (reader.pending.Count > 0) reader.ReadFile(reader.pending.Dequeue());
        return reader.Result(files.Count);
    }

    private RequirementsSet Result(int files) => new()
    {
        Entries = entries,
        Reads = reads,
        Unknowns = unknowns,
        RequiresHashes = requiresHashes,
        IsCompiled = files > 0 && everyFileIsCompiled && unknowns.Count == 0 && entries.Count > 0,
    };

    private void Open(string path, ManifestRole role, string? namedBy, SourceSpan span)
    {
        if (!seen.Add((path, role))) return;
        if (seen.Count > MaximumFiles)
        {
            unknowns.Add("more than " + MaximumFiles + " requirements files include each other");
            return;
        }

        var read = new ManifestRead(path, role, tree.Stat(path), NamedBy: namedBy, Span: span);
        reads.Add(read);
        pending.Enqueue(read);
    }

    private void ReadFile(ManifestRead read)
    {
        if (read.Node.Kind == NodeKind.Missing)
        {
            // That the step fails is another finding; what would be installed nobody can say.
            if (read.Role == ManifestRole.Requirements) unknowns.Add(read.Path + " is not there");
            return;
        }

        if (tree.ReadText(read.Path) is not { } text)
        {
            unknowns.Add("the content of " + read.Path + " is not known" + (read.Node.UnknownBecause is { } cause ? ": " + cause : ""));
            return;
        }

        bool installs = read.Role == ManifestRole.Requirements;
        var provenance = new CompiledRequirements();
        foreach (LogicalLine line in LogicalLine.Split(text))
        {
            provenance.See(line);
            if (line.Text.Length == 0) continue;
            RequirementLine parsed = lines.Read(line, read.Path);
            Follow(parsed, read, line);
            if (!installs) continue;
            if (parsed.Entry is { } entry) entries.Add(entry);
            requiresHashes |= parsed.RequiresHashes || parsed.Entry is { HasHash: true };
            if (parsed.Unknown is { } unknown) unknowns.Add(unknown);
        }

        if (installs) everyFileIsCompiled &= provenance.IsComplete;
    }

    private void Follow(RequirementLine parsed, ManifestRead from, LogicalLine line)
    {
        if (parsed.Includes is not { } included) return;
        ManifestRole role = from.Role == ManifestRole.Constraints ? ManifestRole.Constraints : parsed.IncludesAs;
        if (included.Contains("://")) unknowns.Add(included + " is read from the network");
        else Open(TreePath.Combine(TreePath.Parent(from.Path), included), role, from.Path, line.Span);
    }
}
