using System.Collections.Generic;
using PyImportScanner;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Discovery;
using PyImportScanner.Packaging.Manifests;

namespace DockerLint.Installs;

/// <summary>How much of what a step installs is known.</summary>
public enum Completeness : byte
{
    /// <summary>Nothing certain can be said.</summary>
    Unknown,

    /// <summary>What was asked for is known, what comes along is not.</summary>
    Direct,

    /// <summary>Every distribution is known: a lock, hashes, <c>--no-deps</c>.</summary>
    Closed,
}

/// <summary>A distribution that a step installs.</summary>
/// <param name="Name">Normalised.</param>
/// <param name="Version">Where it is pinned; else null.</param>
/// <param name="Extras">Extras asked for.</param>
/// <param name="IsCertain">False where a marker or an alternative is not decided.</param>
/// <param name="File">The file that asks for it; null for the command line.</param>
/// <param name="Span">Where in the file.</param>
public sealed record InstalledDistribution(
    string Name, string? Version, IReadOnlyList<string> Extras, bool IsCertain = true, string? File = null, SourceSpan Span = default);

/// <summary>A project of the local files that a step installs.</summary>
public sealed record LocalInstall
{
    /// <summary>The project directory, or a wheel or source archive.</summary>
    public required string Path { get; init; }

    /// <summary>What stands there at that moment. Missing: the build step fails.</summary>
    public required Node Node { get; init; }

    /// <summary>A pointer to the directory; otherwise a copy of the packages as they are at that moment.</summary>
    public bool IsEditable { get; init; }

    /// <summary>What its back end selects; null for archives and where the directory is not there.</summary>
    public LocalProject? Project { get; init; }

    /// <summary>Certainly installed, not under a marker that is not decided.</summary>
    public bool IsCertain { get; init; } = true;

    /// <summary>Its files, or a pointer to them, are in the simulated image: what that holds decides.</summary>
    public bool IsLaidOut { get; init; }

    /// <summary>The file that names it; null for the command line.</summary>
    public string? NamedBy { get; init; }

    /// <summary>Where in <see cref="NamedBy"/>.</summary>
    public SourceSpan Span { get; init; }
}

/// <summary>Where a step installs to.</summary>
public enum InstallTargetKind : byte
{
    /// <summary>Nobody can say.</summary>
    Unknown,

    /// <summary>The interpreter's own site-packages.</summary>
    System,

    /// <summary>A virtual environment; <see cref="InstallTarget.Path"/> is its directory.</summary>
    VirtualEnvironment,

    /// <summary>The user site of the user that runs the step.</summary>
    User,

    /// <summary>A directory that must be put on the search path by hand (<c>--target</c>).</summary>
    Directory,

    /// <summary>Below a prefix (<c>--prefix</c>).</summary>
    Prefix,

    /// <summary>The distribution's own Python (apt, apk): invisible to a Python in /usr/local.</summary>
    OperatingSystem,

    /// <summary>Nothing is installed; files are written (<c>pip wheel</c>, <c>pip download</c>, export).</summary>
    Nowhere,
}

/// <summary>Where a step installs to.</summary>
/// <param name="Kind">The kind of place.</param>
/// <param name="Path">The directory, where one is known.</param>
public readonly record struct InstallTarget(InstallTargetKind Kind, string? Path = null);

/// <summary>What one install command brings.</summary>
public sealed record InstallStep
{
    /// <summary>The tool, as people write it: <c>pip install</c>, <c>uv sync</c>, <c>apt-get install</c>.</summary>
    public required string Tool { get; init; }

    /// <summary>Every file it opens or looks for, with what stood there at that moment.</summary>
    public IReadOnlyList<ManifestRead> Reads { get; init; } = [];

    /// <summary>Local projects and archives.</summary>
    public IReadOnlyList<LocalInstall> Projects { get; init; } = [];

    /// <summary>Third-party distributions.</summary>
    public IReadOnlyList<InstalledDistribution> Distributions { get; init; } = [];

    /// <summary>Distributions taken away.</summary>
    public IReadOnlyList<string> Removed { get; init; } = [];

    /// <summary>How much of it is known.</summary>
    public Completeness Completeness { get; init; }

    /// <summary>Why it is not closed; null where it is.</summary>
    public string? Cause { get; init; }

    /// <summary>Where to.</summary>
    public InstallTarget Target { get; init; }

    /// <summary>Into a virtual environment that the tool makes for itself, somewhere below the user's home directory.</summary>
    public bool IsOwnEnvironment { get; init; }

    /// <summary>The step certainly fails: the reason.</summary>
    public string? FailsBecause { get; init; }

    /// <summary>A file that the step writes (an export), absolute; or null.</summary>
    public string? Writes { get; init; }
}
