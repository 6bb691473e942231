using System.Collections.Generic;
using System.Linq;
using DockerLint.Checks;
using DockerLint.Cli.Yaml;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Cli.Tests.Evidence;

/// <summary>The services that a small repository is found to have.</summary>
internal static class Found
{
    public const string CopyAll = "FROM python:3.12\nWORKDIR /app\nCOPY . .\nCMD [\"python\", \"main.py\"]\n";

    public static InMemoryFileTree Tree(params (string Path, string Text)[] files)
    {
        var tree = new InMemoryFileTree();
        foreach ((string path, string text) in files) tree.Add(path, text);
        return tree;
    }

    public static CheckReport Report(params (string Path, string Text)[] files) =>
        Checker.Run(new CheckRequest { Repository = Tree(files), Yaml = new YamlReader() });

    public static IReadOnlyList<ServiceReport> Services(params (string Path, string Text)[] files) => Report(files).Services;

    /// <summary>One line a service: name, Dockerfile, context, target, evidence.</summary>
    public static string[] Lines(params (string Path, string Text)[] files) =>
        [.. Services(files).Select(s => $"{s.Name}: {s.Dockerfile} in {s.Context}{(s.Target is null ? "" : " to " + s.Target)} ({s.ContextEvidence})")];

    /// <summary>What every service starts.</summary>
    public static string[] Commands(params (string Path, string Text)[] files) =>
        [.. Services(files).SelectMany(s => s.Commands).Select(c => c.Text + " (" + c.Evidence + ")")];
}
