using System.Collections.Generic;
using DockerLint.Reporting;

namespace DockerLint.Inputs;

/// <summary>What a change of an input changes about the image.</summary>
public enum InputCategory : byte
{
    /// <summary>Python modules, .NET sources, scripts that are run.</summary>
    Code,

    /// <summary>Other files that COPY or ADD brings.</summary>
    Data,

    /// <summary>Requirements and lock files of install steps.</summary>
    Dependencies,

    /// <summary>The Dockerfile, and those of base images that the repository builds.</summary>
    Dockerfile,

    /// <summary>The ignore file: what reaches the builder at all.</summary>
    Context,

    /// <summary>What says how the image is built and started: compose, bake, workflows, the configuration.</summary>
    Config,
}

/// <summary>A file of the repository whose change can change what the image does.</summary>
/// <param name="Path">A clean path of the repository tree.</param>
/// <param name="Category">What its change changes.</param>
/// <param name="Reason">Why it is an input, a clause for people: <c>imported as shared.config</c>.</param>
public sealed record ServiceInput(string Path, InputCategory Category, string Reason)
{
    /// <summary>From the Dockerfile over the start command, import by import, to the file; empty where no import leads to it.</summary>
    public IReadOnlyList<ChainLink> Chain { get; init; } = [];

    /// <summary>The place that brings it: a line of a Dockerfile or of evidence, from 1; 0 where there is none.</summary>
    public int Line { get; init; }

    /// <summary>It counts only because nobody can tell what the image does with it.</summary>
    public bool IsConservative { get; init; }
}

/// <summary>Names of categories as people and programs read them.</summary>
public static class InputCategories
{
    /// <summary>The name: <c>code</c>.</summary>
    public static string Name(InputCategory category) => category switch
    {
        InputCategory.Code => "code",
        InputCategory.Data => "data",
        InputCategory.Dependencies => "dependencies",
        InputCategory.Dockerfile => "dockerfile",
        InputCategory.Context => "context",
        _ => "config",
    };
}
