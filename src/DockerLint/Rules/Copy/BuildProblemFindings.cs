using System;
using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Images;
using DockerLint.Reporting;
using PyImportScanner;
using PyImportScanner.Files;

namespace DockerLint.Rules.Copy;

/// <summary>What the rules about failing build steps have in common.</summary>
internal static class BuildProblemFindings
{
    public static Finding Of(
        ServiceModel service, RuleDescriptor rule, BuildProblem problem, string message, Severity severity, string? reason, Fix? fix) => new()
        {
            Rule = rule.Id,
            Severity = service.Cap(severity),
            Message = message,
            Service = service.Name,
            Dockerfile = TreePath.Display(service.Dockerfile.Path),
            File = TreePath.Display(service.Dockerfile.Path),
            Span = problem.Span,
            Reason = reason,
            RepositoryPath = problem.RepositoryPath is { } path ? TreePath.Display(path) : null,
            Fix = fix,
        };

    /// <summary>The fix that writes the nearest existing name in place of the one that does not exist.</summary>
    public static Fix? ReplaceWord(ServiceModel service, BuildProblem problem)
    {
        SourceSpan span = problem.Span;
        if (problem.Nearest is null || problem.Source is null || span.Line != span.EndLine) return null;
        IReadOnlyList<string> lines = service.Dockerfile.Lines;
        if (span.Line < 1 || span.Line > lines.Count) return null;
        string line = lines[span.Line - 1];
        int at = line.IndexOf(problem.Source, Math.Max(0, span.Column - 1), StringComparison.Ordinal);
        if (at < 0) return null;
        string replacement = TreePath.Clean(problem.Nearest).Substring(1);
        if (problem.Source.StartsWith("./", StringComparison.Ordinal)) replacement = "./" + replacement;
        string mended = line.Substring(0, at) + replacement + line.Substring(at + problem.Source.Length);
        return new Fix(
            $"copy {replacement} instead",
            IsSafe: false,
            [new TextEdit(TreePath.Display(service.Dockerfile.Path), span.Line, mended + "\n", DeleteLines: 1)]);
    }
}
