using System;
using System.Collections.Generic;
using DockerLint.Images.Trees;
using PyImportScanner.Files;

namespace DockerLint.Images.Copying;

/// <summary>A source of <c>COPY --parents</c>: what is kept of its path begins behind the first <c>/./</c>.</summary>
/// <param name="Base">The part before the pivot, clean; may have wildcards.</param>
/// <param name="Pattern">The part behind it, clean and relative.</param>
internal sealed record ParentsSource(string Base, string Pattern)
{
    /// <summary>Names one path, which must exist.</summary>
    public bool IsLiteral => !SourceMatcher.HasWildcard(Pattern);

    /// <summary>Null for a source that names a directory itself instead of something in it.</summary>
    public static ParentsSource? Parse(string text)
    {
        // A leading ./ is no pivot.
        int start = 0;
        while (string.CompareOrdinal(text, start, "./", 0, 2) == 0) start += 2;
        int pivot = text.IndexOf("/./", start, StringComparison.Ordinal);
        string before = pivot < 0 ? "" : text.Substring(0, pivot);
        string pattern = TreePath.Clean(pivot < 0 ? text : text.Substring(pivot + 3));
        return pattern.Length <= 1 ? null : new ParentsSource(TreePath.Clean(before), pattern.Substring(1));
    }

    /// <summary>The directories before the pivot, links followed.</summary>
    public IEnumerable<string> Bases(ExactTree tree, CopyProblems problems, CopyRequest request, CopySource source)
    {
        if (!SourceMatcher.HasWildcard(Base))
        {
            Resolution found = tree.Resolve(Base);
            if (found.Node.Kind == NodeKind.Directory) yield return found.Path;
            else if (found.Node.Kind != NodeKind.Unknown) problems.NotFound(request, source, Base);
            yield break;
        }

        (string directory, string pattern) = SourceMatcher.Split(Base);
        if (!problems.IsValidPattern(request, source, pattern)) yield break;
        Resolution start = tree.Resolve(directory);
        if (start.Node.Kind == NodeKind.Missing) problems.NoDirectory(request, source, directory);
        if (start.Node.Kind != NodeKind.Directory) yield break;
        foreach (string match in SourceMatcher.Match(tree, start.Path, pattern, out _))
        {
            Resolution real = tree.Resolve(TreePath.Child(start.Path, match));
            if (real.Node.Kind == NodeKind.Directory) yield return real.Path;
        }
    }

    /// <summary>Is the literal path there, without following links above it?</summary>
    public bool Exists(ExactTree filtered)
    {
        string path = TreePath.Clean(Pattern);
        for (string above = TreePath.Parent(path); above.Length > 1; above = TreePath.Parent(above))
        {
            if (filtered.At(above).Kind is not (NodeKind.Directory or NodeKind.Unknown)) return false;
        }

        return filtered.At(path).Kind != NodeKind.Missing;
    }
}
