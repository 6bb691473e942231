using System.Collections.Generic;
using PyImportScanner.Packaging.Catalog;

namespace DockerLint.Installs;

/// <summary>Does an installed distribution bring a module?</summary>
public enum ProvisionKind : byte
{
    /// <summary>Nothing can be said; <see cref="Provision.Cause"/> says why.</summary>
    Unknown,

    /// <summary>Yes.</summary>
    Provided,

    /// <summary>Not asked for, but it may come along with what is.</summary>
    Undeclared,

    /// <summary>No: everything that is installed is known, and nothing of it brings the module.</summary>
    Missing,
}

/// <summary>The answer about one module.</summary>
/// <param name="Kind">The answer.</param>
/// <param name="Confidence">How sure the mapping between names is. <see cref="ProvisionKind.Missing"/> is an error only from <see cref="Confidence.Medium"/> on.</param>
/// <param name="Distribution">What brings it, or what would; null where none is known.</param>
/// <param name="Cause">A clause for people; null for a plain yes.</param>
/// <param name="Candidates">Distributions known to bring the module, the surest first.</param>
public sealed record Provision(
    ProvisionKind Kind, Confidence Confidence, string? Distribution, string? Cause, IReadOnlyList<DistributionCandidate> Candidates);
