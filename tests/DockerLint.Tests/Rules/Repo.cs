using System;
using System.Collections.Generic;
using System.Linq;
using DockerLint.Checks;
using DockerLint.Reporting;
using PyImportScanner.Files;
using Xunit;

namespace DockerLint.Tests.Rules;

/// <summary>A small repository as one text (<c># path</c> lines open files), checked as the command would.</summary>
internal static class Repo
{
    /// <summary>Findings of some rules, one line each: rule, severity, file, line, module.</summary>
    public static string[] Lines(string text, params string[] rules) => Lines(text, null, rules);

    public static string[] Lines(string text, ITrackedFiles? tracked, string[] rules) => Findings(text, tracked, rules)
        .Select(f => $"{f.Rule} {f.Severity} {f.File}:{f.Span.Line}{(f.Module is null ? "" : " " + f.Module)}")
        .ToArray();

    public static Finding Single(string text, params string[] rules)
    {
        IReadOnlyList<Finding> findings = Findings(text, null, rules);
        Assert.True(findings.Count == 1, string.Join("\n", findings.Select(f => f.Rule + " " + f.Message)));
        return findings[0];
    }

    public static IReadOnlyList<Finding> Findings(string text, ITrackedFiles? tracked, string[] rules) =>
        Checker.Run(new CheckRequest { Repository = Tree(text), Select = rules, Tracked = tracked, Context = "/", Parallelism = 1 }).Findings;

    public static InMemoryFileTree Tree(string text)
    {
        var tree = new InMemoryFileTree();
        string? path = null;
        var lines = new List<string>();
        foreach (string line in text.Replace("\r", "", StringComparison.Ordinal).Split('\n'))
        {
            // A path has no spaces; other comments are content.
            bool opens = line.StartsWith("# ", StringComparison.Ordinal) && !line[2..].Contains(' ', StringComparison.Ordinal);
            if (!opens)
            {
                lines.Add(line);
                continue;
            }

            if (path is not null) tree.Add("/" + path, string.Join("\n", lines) + "\n");
            path = line[2..];
            lines.Clear();
        }

        if (path is not null) tree.Add("/" + path, string.Join("\n", lines) + "\n");
        return tree;
    }

    /// <summary>Files that git knows, all others of the tree being untracked.</summary>
    internal sealed class Tracked(params string[] untracked) : ITrackedFiles
    {
        public bool IsTracked(string path) => Array.IndexOf(untracked, path) < 0;
    }
}
