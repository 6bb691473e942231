using System;
using System.Collections.Generic;
using DockerLint.Services.Evidence;

namespace DockerLint.Services;

/// <summary>One image that somebody builds and runs, and what says so.</summary>
public sealed record ServiceDefinition
{
    /// <summary>Its name: of the compose service, the bake target …, or of the directory.</summary>
    public required string Name { get; init; }

    /// <summary>The Dockerfile, a clean path of the repository tree.</summary>
    public required string DockerfilePath { get; init; }

    /// <summary>The build context, a clean path of the repository tree; null: to be guessed.</summary>
    public string? ContextPath { get; init; }

    /// <summary>What says so: <c>docker-compose.yml:12</c>, or a clause.</summary>
    public string ContextEvidence { get; init; } = "none";

    /// <summary>The kind of the evidence.</summary>
    public EvidenceKind Kind { get; init; } = EvidenceKind.Guess;

    /// <summary>The stage that is built; null for the last.</summary>
    public string? Target { get; init; }

    /// <summary>The stage is chosen by a variable that has no value here; <see cref="Target"/> is then the likeliest.</summary>
    public bool HasOpenTarget { get; init; }

    /// <summary>Build arguments with their values.</summary>
    public IReadOnlyDictionary<string, string> BuildArguments { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Build arguments that decide nothing about which files the image holds: they make no service of its own, but another value builds another image.</summary>
    public IReadOnlyDictionary<string, string> OtherArguments { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Build arguments that are given a value which nobody can tell.</summary>
    public IReadOnlyList<string> UnknownArguments { get; init; } = [];

    /// <summary>Named contexts: name to a clean path of the repository tree.</summary>
    public IReadOnlyDictionary<string, string> NamedContexts { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Named contexts that are images of other services: name to the name of the service, target or image.</summary>
    public IReadOnlyDictionary<string, string> NamedImages { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What a deployment changes about the start; null for nothing.</summary>
    public StartOverride? Start { get; init; }

    /// <summary>A start command of the configuration, as shell text.</summary>
    public string? Command { get; init; }

    /// <summary>Rules that are not applied: ids or their beginnings.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>What the image is called.</summary>
    public IReadOnlyList<string> ImageTags { get; init; } = [];

    /// <summary>Services of the same compose file that are started before it (<c>depends_on</c>).</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>Nothing names the context.</summary>
    public bool IsGuess => ContextPath is null;

    /// <summary>What a person should know about how the service was found.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
