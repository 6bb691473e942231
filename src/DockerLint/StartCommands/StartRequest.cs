using System;
using System.Collections.Generic;
using DockerLint.Shell;
using PyImportScanner.Files;

namespace DockerLint.StartCommands;

/// <summary>What the start of a container is worked out from.</summary>
public sealed record StartRequest
{
    /// <summary>The files of the image.</summary>
    public required IFileTree Image { get; init; }

    /// <summary>ENTRYPOINT and CMD, overrides applied.</summary>
    public required StartConfiguration Configuration { get; init; }

    /// <summary>WORKDIR, a clean path; null when not known.</summary>
    public string? WorkingDirectory { get; init; } = TreePath.Root;

    /// <summary>Why WORKDIR is not known.</summary>
    public string? WorkingDirectoryUnknown { get; init; }

    /// <summary>
    /// The environment. A variable that the image does not set is best <see cref="ShellValue.Unset"/> with a cause (a
    /// deployment may set it); of an image on an unseen base it is unknown.
    /// </summary>
    public Func<string, ShellValue> Environment { get; init; } =
        static name => ShellValue.Unset("$" + name + " is not set in the image; a deployment may set it");

    /// <summary>Commands of installed distributions.</summary>
    public IConsoleScripts? ConsoleScripts { get; init; }

    /// <summary>HEALTHCHECK as words (a shell form joined with SHELL); null for none.</summary>
    public IReadOnlyList<string>? HealthCheck { get; init; }

    /// <summary>Where HEALTHCHECK stands.</summary>
    public ChainStep? HealthCheckStep { get; init; }
}

/// <summary>Commands that installed distributions declare (<c>[project.scripts]</c>).</summary>
public interface IConsoleScripts
{
    /// <summary>The target of a command, or null when none is known by that name.</summary>
    ConsoleScript? Find(string name);
}

/// <summary>The target of a command: <c>pkg.mod:func</c>.</summary>
/// <param name="Module">The dotted module name.</param>
/// <param name="Attribute">The object, or null.</param>
public sealed record ConsoleScript(string Module, string? Attribute);
