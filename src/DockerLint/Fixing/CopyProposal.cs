using System;
using System.Collections.Generic;
using DockerLint.Dockerfiles;

namespace DockerLint.Fixing;

/// <summary>Something that the image lacks.</summary>
/// <param name="RepositoryPath">Where it lies: a clean path of the repository tree.</param>
/// <param name="ImagePath">Where it has to be: a clean path of the image.</param>
/// <param name="IsDirectory">A directory with all that is in it; else one file.</param>
public sealed record MissingPath(string RepositoryPath, string ImagePath, bool IsDirectory);

/// <summary>A question to <see cref="CopyLineWriter"/>: which lines bring these paths into this stage?</summary>
public sealed record CopyProposal
{
    /// <summary>The Dockerfile.</summary>
    public required DockerfileSyntax Dockerfile { get; init; }

    /// <summary>Index in <see cref="DockerfileSyntax.Instructions"/> of the FROM that opens the stage.</summary>
    public required int From { get; init; }

    /// <summary>The build context, a clean path of the repository tree.</summary>
    public required string ContextPath { get; init; }

    /// <summary>What is missing, in the order in which the lines shall stand.</summary>
    public required IReadOnlyList<MissingPath> Missing { get; init; }

    /// <summary>
    /// The evaluated working directory in force just before the instruction with this index; null where it is unknown.
    /// Without it destinations are absolute.
    /// </summary>
    public Func<int, string?>? WorkingDirectory { get; init; }

    /// <summary>Index of an instruction that already needs the paths (an install step): the lines stand above it. Null: worked out.</summary>
    public int? Before { get; init; }

    /// <summary>May be applied without a person looking.</summary>
    public bool IsSafe { get; init; } = true;
}
