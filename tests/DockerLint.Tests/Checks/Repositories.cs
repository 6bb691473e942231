using System;
using System.Collections.Generic;
using System.Linq;
using DockerLint.Checks;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Tests.Checks;

/// <summary>Repositories written as one text: a line <c># path</c> begins a file.</summary>
internal static class Repositories
{
    /// <summary>The files of the texts; a later text replaces files of an earlier one.</summary>
    public static InMemoryFileTree Of(params string[] texts)
    {
        var files = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            List<string>? current = null;
            foreach (string line in text.Split('\n'))
            {
                if (line.StartsWith("# ", StringComparison.Ordinal) && line[2..].Trim() is var name && name.Length > 0 && !name.Contains(' '))
                {
                    files[name] = current = [];
                    continue;
                }

                current?.Add(line);
            }
        }

        var tree = new InMemoryFileTree();
        foreach ((string name, List<string> lines) in files) tree.Add("/" + name, string.Join('\n', lines) + "\n");
        return tree;
    }

    /// <summary>All findings in a repository.</summary>
    public static IReadOnlyList<Finding> Check(params string[] texts) => Checker.Run(new CheckRequest { Repository = Of(texts) }).Findings;

    /// <summary>The findings as short lines: rule, severity, module and reason.</summary>
    public static string[] Lines(params string[] texts) =>
        [.. Check(texts).Select(f => string.Join(' ', new[] { f.Rule, f.Severity.ToString().ToLowerInvariant(), f.Module, f.Reason }.OfType<string>()))];
}
