using System;
using System.Collections.Generic;
using PyImportScanner;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Names;

namespace DockerLint.Installs;

/// <summary>A simple command at the moment it runs, as far as an installer cares.</summary>
public sealed record InstallCommand
{
    /// <summary>Program and arguments; null for a word that nobody knows.</summary>
    public required IReadOnlyList<string?> Words { get; init; }

    /// <summary>Where it runs: clean and absolute.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The files it sees, mounts included.</summary>
    public required IFileTree Tree { get; init; }

    /// <summary>The Python that the packages are for; null where it is not known.</summary>
    public PythonVersion? Python { get; init; }

    /// <summary>The value of an environment variable; null where it is not set or not known.</summary>
    public Func<string, string?> Variable { get; init; } = static _ => null;

    internal MarkerEnvironment Environment => new(Python);

    internal string Resolve(string path) => TreePath.Combine(WorkingDirectory, path);

    internal bool IsSet(string variable) => Variable(variable) is { Length: > 0 } value && value.ToLowerInvariant() is not ("0" or "false" or "no");
}
