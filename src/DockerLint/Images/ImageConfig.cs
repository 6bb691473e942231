using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Dockerfiles.Expansion;

namespace DockerLint.Images;

/// <summary>What an image says about the process it starts (BK:frontend/dockerfile/dockerfile2llb/convert.go).</summary>
public sealed record ImageConfig : IVariables
{
    /// <summary>PATH where the base has none.</summary>
    public const string DefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>ENTRYPOINT; null for none.</summary>
    public ImageCommand? Entrypoint { get; init; }

    /// <summary>CMD; null for none.</summary>
    public ImageCommand? Cmd { get; init; }

    /// <summary>Why ENTRYPOINT and CMD, where none is given here, are not known: the base image may have some. Null: it has none.</summary>
    public string? CommandUnknownBecause { get; init; }

    /// <summary>ENV in order of first appearance.</summary>
    public IReadOnlyList<EnvironmentVariable> Environment { get; init; } = [];

    /// <summary>Why variables that <see cref="Environment"/> lacks are not certainly unset; null: they are.</summary>
    public string? EnvironmentUnknownBecause { get; init; }

    /// <summary>WORKDIR, absolute and clean; null when it is not known.</summary>
    public string? WorkingDirectory { get; init; } = "/";

    /// <summary>Why <see cref="WorkingDirectory"/> is null.</summary>
    public string? WorkingDirectoryUnknownBecause { get; init; }

    /// <summary>USER as written, expanded; empty for root.</summary>
    public string User { get; init; } = "";

    /// <summary>SHELL where one was set; null for the default, <c>/bin/sh -c</c>.</summary>
    public IReadOnlyList<string>? Shell { get; init; }

    /// <summary>The HEALTHCHECK instruction, or null; <c>HEALTHCHECK NONE</c> counts.</summary>
    public Instruction? Healthcheck { get; init; }

    /// <summary>Triggers that run in a stage built from this image.</summary>
    public IReadOnlyList<OnBuildTrigger> OnBuild { get; init; } = [];

    /// <summary>STOPSIGNAL, expanded.</summary>
    public string? StopSignal { get; init; }

    /// <summary>What <paramref name="name"/> holds when the container starts. ARG values are not there.</summary>
    public VariableValue Lookup(string name)
    {
        foreach (EnvironmentVariable variable in Environment)
        {
            if (variable.Name == name) return variable.Value;
        }

        return EnvironmentUnknownBecause is { } cause ? VariableValue.Unknown(cause) : VariableValue.Unset;
    }
}

/// <summary>A variable of an image.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; it may be unknown.</param>
public readonly record struct EnvironmentVariable(string Name, VariableValue Value);

/// <summary>ENTRYPOINT or CMD.</summary>
public sealed record ImageCommand
{
    /// <summary>What is executed: the JSON array, or SHELL and the text.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>Written in shell form: the last of <see cref="Words"/> is the text.</summary>
    public bool IsShellForm { get; init; }

    /// <summary>The text of the shell form.</summary>
    public string? ShellText => IsShellForm ? Words[Words.Count - 1] : null;

    /// <summary>The instruction; null when the base image has it.</summary>
    public Instruction? Instruction { get; init; }

    /// <summary>Path of the Dockerfile of <see cref="Instruction"/>.</summary>
    public string? Dockerfile { get; init; }
}

/// <summary>An instruction that waits for a stage built from the image.</summary>
/// <param name="Trigger">The instruction behind ONBUILD.</param>
/// <param name="Declared">The ONBUILD instruction.</param>
/// <param name="Dockerfile">Path of its Dockerfile.</param>
public sealed record OnBuildTrigger(Instruction Trigger, Instruction Declared, string Dockerfile)
{
    /// <summary>The trigger as written, as the image configuration stores it.</summary>
    public string Text => Trigger.Original.Trim();
}
