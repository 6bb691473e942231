using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Dockerfiles.Expansion;
using PyImportScanner.Files;

namespace DockerLint.Images.Run;

/// <summary>One RUN, with what it sees and what it executes.</summary>
public sealed class RunStep
{
    /// <summary>The instruction.</summary>
    public required Instruction Instruction { get; init; }

    /// <summary>Path of its Dockerfile.</summary>
    public required string Dockerfile { get; init; }

    /// <summary>Index of the stage that runs it.</summary>
    public required int Stage { get; init; }

    /// <summary>The image before it.</summary>
    public required SimulatedImage Before { get; init; }

    /// <summary>The image after it.</summary>
    public required SimulatedImage After { get; init; }

    /// <summary>Where it starts; null when nobody knows.</summary>
    public required string? WorkingDirectory { get; init; }

    /// <summary>ENV and the ARGs declared so far.</summary>
    public required IVariables Variables { get; init; }

    /// <summary>What it mounts.</summary>
    public required IReadOnlyList<RunMount> Mounts { get; init; }

    /// <summary>The files it sees: <see cref="Before"/> with its mounts.</summary>
    public required IFileTree View { get; init; }

    /// <summary>The simple commands in the order of execution, as far as they could be followed; loops over known words unrolled.</summary>
    public required IReadOnlyList<RunCommand> Commands { get; init; }
}

/// <summary>A mount of a RUN. It is there during that RUN only.</summary>
/// <param name="Type"><c>bind</c>, <c>cache</c>, <c>tmpfs</c>, <c>secret</c> or <c>ssh</c>.</param>
/// <param name="Target">Absolute and clean; null when it is not known.</param>
/// <param name="From">The stage, image or named context as written; null for the build context.</param>
/// <param name="Source">Absolute and clean path in the source.</param>
/// <param name="IsWritable">Writes are possible; they are thrown away.</param>
public sealed record RunMount(string Type, string? Target, string? From, string Source, bool IsWritable)
{
    /// <summary>The source is a path of the build context that is certainly not there.</summary>
    public bool IsSourceMissing { get; init; }
}
