using System;
using System.Collections.Generic;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.StartCommands;

/// <summary>The circumstances under which a command starts.</summary>
internal sealed record StartProcess
{
    /// <summary>The working directory, a clean path; null when not known.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Why the working directory is not known.</summary>
    public string? WorkingDirectoryUnknown { get; init; }

    public required Func<string, ShellValue> Environment { get; init; }

    public IReadOnlyList<ChainStep> Trail { get; init; } = [];

    public IReadOnlyList<string> Runners { get; init; } = [];

    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>1 for certain; less below conditions that cannot be decided.</summary>
    public double Weight { get; init; } = 1;

    public bool IsHealthCheck { get; init; }

    /// <summary>Its failure is an answer: the condition of <c>if</c>, what stands before <c>||</c>.</summary>
    public bool IsTested { get; init; }

    /// <summary>The text on standard input, when a here-document gives one.</summary>
    public string? Input { get; init; }

    /// <summary>How many scripts and runners were gone through.</summary>
    public int Depth { get; init; }

    /// <summary>What the container ends with: an unknown program here is worth telling.</summary>
    public bool IsMain { get; init; } = true;

    /// <summary>A clean path; null when it is relative to a directory that is not known.</summary>
    public string? Resolve(string path)
    {
        if (path.StartsWith("/", StringComparison.Ordinal)) return TreePath.Clean(path);
        return WorkingDirectory is null ? null : TreePath.Combine(WorkingDirectory, path.Length == 0 ? "." : path);
    }

    public string UnknownDirectory => WorkingDirectoryUnknown ?? "the working directory is not known";

    public StartProcess In(string? directory, string? cause) =>
        this with { WorkingDirectory = directory, WorkingDirectoryUnknown = directory is null ? cause : null };

    public StartProcess Through(ChainStep step) => this with { Trail = [.. Trail, step] };

    public StartProcess WithRunner(string name) => this with { Runners = [.. Runners, name] };

    public StartProcess WithNote(string note) => this with { Notes = [.. Notes, note] };

    /// <summary>With further variables; a later one wins.</summary>
    public StartProcess WithEnvironment(IReadOnlyDictionary<string, ShellValue> added)
    {
        if (added.Count == 0) return this;
        Func<string, ShellValue> outer = Environment;
        return this with { Environment = name => added.TryGetValue(name, out ShellValue value) ? value : outer(name) };
    }

    public string? Variable(string name) => Environment(name).Text;
}
