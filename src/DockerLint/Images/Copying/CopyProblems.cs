using System;
using System.Collections.Generic;
using DockerLint.Files;
using DockerLint.Images.Trees;
using PyImportScanner.Files;

namespace DockerLint.Images.Copying;

/// <summary>Collects what fails in COPY and ADD, with the reason as a person would look for it.</summary>
/// <param name="found">Where problems are added.</param>
/// <param name="context">Explains a path that the context lacks; asked with the tree that was searched.</param>
internal sealed class CopyProblems(List<BuildProblem> found, Func<ExactTree, ContextSource?> context)
{
    /// <summary>A literal source, or what a link leads to, is not there.</summary>
    public void NotFound(CopyRequest request, CopySource source, string path) =>
        AddMissing(request, source, path,
            "failed to compute cache key: failed to calculate checksum: \"" + path + "\": not found");

    /// <summary>The directory before a wildcard is not there, or nothing of it was sent.</summary>
    public void NoDirectory(CopyRequest request, CopySource source, string path) =>
        AddMissing(request, source, path, "lstat " + path + ": no such file or directory");

    /// <summary>What a stage lacks, its commands may have made all the same; a context has none.</summary>
    public bool MayBeMade(CopyRequest request) => context(request.From) is null;

    /// <summary>Any other certain failure.</summary>
    public void Failed(CopyRequest request, CopySource? source, string message) =>
        found.Add(New(request, source, BuildProblemKind.BuildError, message));

    /// <summary>Is a wildcard well formed? Go checks all of it for the cache key.</summary>
    public bool IsValidPattern(CopyRequest request, CopySource source, string pattern)
    {
        if (FilePathMatch.IsWellFormed(pattern)) return true;
        Failed(request, source, "syntax error in pattern: " + pattern);
        return false;
    }

    /// <summary>Patterns of <c>--exclude</c> or <c>--parents</c>; null when one of them is malformed.</summary>
    public PatternMatcher? Rules(CopyRequest request, CopySource source, IReadOnlyList<string> patterns)
    {
        PatternMatcher? rules = PatternMatcher.Create(patterns, out string? error);
        if (error is not null) Failed(request, source, error);
        return rules;
    }

    /// <summary>
    /// With a filter and the root as the source, a dangling link that lies directly in the root and passes the filter fails
    /// the build (BK:cache/contenthash/checksum.go).
    /// </summary>
    public bool DanglingInRoot(CopyRequest request, CopySource source, ExactTree filtered)
    {
        foreach (DirectoryEntry entry in filtered.ListAt(TreePath.Root).Entries)
        {
            string path = TreePath.Child(TreePath.Root, entry.Name);
            if (entry.Node.Kind != NodeKind.Link || request.From.Stat(path).Kind != NodeKind.Missing) continue;
            NotFound(request, source, path);
            return true;
        }

        return false;
    }

    private void AddMissing(CopyRequest request, CopySource source, string path, string message)
    {
        BuildProblem problem = New(request, source, BuildProblemKind.CopySourceMissing, message) with { SourcePath = path };
        if (context(request.From) is { } origin)
        {
            IgnoredBy? ignored = origin.WhyIgnored(path) ?? origin.WhyIgnored(TreePath.Clean(source.Text!));
            problem = problem with
            {
                Kind = ignored is null ? BuildProblemKind.CopySourceMissing : BuildProblemKind.CopySourceIgnored,
                IgnoredBy = ignored,
                RepositoryPath = origin.RepositoryPath(path),
                Nearest = origin.NearestTo(path),
            };
        }
        else problem = problem with { Nearest = NearestName.Of(request.From, path) };

        found.Add(problem);
    }

    private static BuildProblem New(CopyRequest request, CopySource? source, BuildProblemKind kind, string message) => new()
    {
        Kind = kind,
        Message = message,
        Instruction = request.Instruction,
        Span = source?.Span ?? request.Instruction.Span,
        Source = source?.Text,
        Stage = request.Step.Stage,
    };
}
