using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Dockerfiles.Expansion;
using PyImportScanner;
using PyImportScanner.Files;
using ExpandedWord = DockerLint.Shell.ExpandedWord;

namespace DockerLint.Images.Run;

/// <summary>A simple command of a RUN, at the moment it is executed.</summary>
public sealed class RunCommand
{
    /// <summary>The program and its arguments; each word known or unknown.</summary>
    public required IReadOnlyList<ExpandedWord> Words { get; init; }

    /// <summary>Where it runs; null when nobody knows.</summary>
    public required string? WorkingDirectory { get; init; }

    /// <summary>Its variables: ENV, ARG, and what the script assigned.</summary>
    public required IVariables Variables { get; init; }

    /// <summary>The files it sees, mounts included.</summary>
    public required IFileTree Files { get; init; }

    /// <summary>The RUN.</summary>
    public required Instruction Instruction { get; init; }

    /// <summary>Path of the Dockerfile.</summary>
    public required string Dockerfile { get; init; }

    /// <summary>Where the command stands in the Dockerfile.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>It may not be executed at all: a condition that nobody can decide stands before it.</summary>
    public bool IsConditional { get; init; }

    /// <summary>Its failure does not fail the build: <c>|| true</c>, or a later command decides.</summary>
    public bool MayFail { get; init; }

    /// <summary>The name of the program without its directory; null when it is not known.</summary>
    public string? Program
    {
        get
        {
            if (Words.Count == 0 || Words[0].Value is not { } program) return null;
            return program.Substring(program.LastIndexOf('/') + 1);
        }
    }
}
