using System.Collections.Generic;
using System.Linq;
using DockerLint.Cli.Git;
using DockerLint.Inputs;
using PyImportScanner.Files;

namespace DockerLint.Cli.Affected;

/// <summary>A service that a change touches, or does not.</summary>
/// <param name="Change">What became of it.</param>
/// <param name="Because">Why it counts although none of its inputs changed: a pattern of <c>--global</c>, a service that it depends on; else null.</param>
internal sealed record AffectedService(ServiceChange Change, string? Because = null)
{
    /// <summary>Somebody should build it anew.</summary>
    public bool IsAffected => Because is not null || Change.State is ServiceState.Touched or ServiceState.Added;

    public string Name => Change.Definition.Name;

    public string Dockerfile => TreePath.Display(Change.Definition.DockerfilePath);

    /// <summary>The categories of its changes, each once.</summary>
    public IReadOnlyList<string> Categories => Change.Changes.Select(change => change.Category).Distinct().Order().Select(InputCategories.Name).ToList();
}

/// <summary>What <c>affected</c> has found.</summary>
internal sealed record AffectedReport
{
    /// <summary>The older state: a commit, or a word.</summary>
    public required string Base { get; init; }

    /// <summary>The newer state.</summary>
    public required string Head { get; init; }

    /// <summary>Every service, by name.</summary>
    public required IReadOnlyList<AffectedService> Services { get; init; }

    /// <summary>The changed files.</summary>
    public required IReadOnlyList<GitChange> Files { get; init; }

    /// <summary>Print everything.</summary>
    public bool Explains { get; init; }

    /// <summary>History was missing and <c>--fallback</c> decided.</summary>
    public bool IsFallback { get; init; }

    public IReadOnlyList<AffectedService> Affected => Services.Where(service => service.IsAffected).ToList();
}
