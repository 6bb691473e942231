using System;
using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Reporting;
using PyImportScanner.Files;
using PyImportScanner.Imports;

namespace DockerLint.Suppressions;

/// <summary>The suppressions of the files that a run looked at. Finds the one that takes a finding out, and remembers that it was needed.</summary>
internal sealed class SuppressionSet
{
    private readonly Dictionary<string, List<Suppression>> byFile = new(StringComparer.Ordinal);
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly List<Suppression> all = [];

    /// <summary>All of them, in the order in which their files were added.</summary>
    public IReadOnlyList<Suppression> All => all;

    /// <summary>Adds those of a Dockerfile, once.</summary>
    public void Add(DockerfileSyntax dockerfile)
    {
        if (seen.Add(dockerfile.Path)) Add(SuppressionReader.OfDockerfile(dockerfile));
    }

    /// <summary>Adds those of a Python file, once.</summary>
    /// <param name="path">The file in the repository tree.</param>
    /// <param name="comments">Its comments that name this tool.</param>
    public void Add(string path, IReadOnlyList<SourceComment> comments)
    {
        if (comments.Count > 0 && seen.Add(path)) Add(SuppressionReader.OfPython(path, comments));
    }

    /// <summary>The suppression that takes the finding out; null where none does.</summary>
    public Suppression? Find(Finding finding)
    {
        if (all.Count == 0) return null;
        Suppression? found = At(finding.File, finding.Span.Line, finding, isOwnPlace: true);
        // A comment above an instruction is about what that instruction starts or fails to bring, too.
        foreach (ChainLink link in finding.Chain) found ??= At(link.File, link.Line, finding, isOwnPlace: false);
        foreach (RelatedPlace place in finding.Related) found ??= At(place.File, place.Span.Line, finding, isOwnPlace: false);
        return found ?? (finding.Dockerfile is { } dockerfile ? At(dockerfile, 0, finding, isOwnPlace: false) : null);
    }

    private void Add(IEnumerable<Suppression> suppressions)
    {
        foreach (Suppression suppression in suppressions)
        {
            all.Add(suppression);
            if (!byFile.TryGetValue(suppression.File, out List<Suppression>? list)) byFile[suppression.File] = list = [];
            list.Add(suppression);
        }
    }

    // Line 0: only what holds for the whole file.
    private Suppression? At(string file, int line, Finding finding, bool isOwnPlace)
    {
        if (!byFile.TryGetValue(TreePath.Display(TreePath.Clean(file)), out List<Suppression>? list)) return null;
        foreach (Suppression suppression in list)
        {
            if (!suppression.Covers(line) || !(isOwnPlace || suppression.IsInDockerfile)) continue;
            // The Dockerfile of another service that the chain goes through does not speak for this one.
            if (suppression.IsFileWide && !isOwnPlace && finding.Dockerfile != suppression.File) continue;
            foreach (SuppressedRule rule in suppression.Rules)
            {
                if (rule.Id is null || !finding.Rule.StartsWith(rule.Id, StringComparison.Ordinal)) continue;
                rule.IsUsed = true;
                return suppression;
            }
        }

        return null;
    }
}
