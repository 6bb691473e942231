using DockerLint.Dockerfiles;
using PyImportScanner;

namespace DockerLint.Images;

/// <summary>The kinds of <see cref="BuildProblem"/>.</summary>
public enum BuildProblemKind : byte
{
    /// <summary>BuildKit refuses the Dockerfile, or one of its instructions, as such.</summary>
    InvalidDockerfile,

    /// <summary>A COPY or ADD source is not in the repository, stage or image it is taken from.</summary>
    CopySourceMissing,

    /// <summary>A COPY or ADD source is in the repository, but the ignore file keeps it out of the build context.</summary>
    CopySourceIgnored,

    /// <summary>A stage that does not exist, comes too late, or needs itself.</summary>
    StageProblem,

    /// <summary>The ignore file has a pattern that BuildKit refuses.</summary>
    InvalidIgnoreFile,

    /// <summary>Any other step that certainly fails: a file where a directory must be, a malformed wildcard.</summary>
    BuildError,
}

/// <summary>A reason for which the build certainly fails.</summary>
public sealed record BuildProblem
{
    /// <summary>What kind of reason.</summary>
    public required BuildProblemKind Kind { get; init; }

    /// <summary>One sentence, in BuildKit's words where that helps those who search for them.</summary>
    public required string Message { get; init; }

    /// <summary>The instruction that fails, or null where none does.</summary>
    public Instruction? Instruction { get; init; }

    /// <summary>Where: the word that fails, or the instruction.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>The COPY or ADD source, expanded.</summary>
    public string? Source { get; init; }

    /// <summary>The clean path that was looked for in the source tree.</summary>
    public string? SourcePath { get; init; }

    /// <summary>The path in the repository that was tried; null where the source is a stage or an image.</summary>
    public string? RepositoryPath { get; init; }

    /// <summary>A path of the same tree that differs in letter case or by a slip of the pen.</summary>
    public string? Nearest { get; init; }

    /// <summary>The line of the ignore file that decides.</summary>
    public IgnoredBy? IgnoredBy { get; init; }

    /// <summary>Index of the stage; -1 where no stage is concerned.</summary>
    public int Stage { get; init; } = -1;
}

/// <summary>A line of an ignore file that keeps a path out of the build context.</summary>
/// <param name="File">The ignore file, a path in the repository.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Pattern">The line as written.</param>
public sealed record IgnoredBy(string File, int Line, string Pattern);
