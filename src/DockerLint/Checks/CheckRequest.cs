using System.Collections.Generic;
using DockerLint.Configuration;
using DockerLint.Projects;
using DockerLint.Rules;
using DockerLint.Services;
using DockerLint.Services.Data;
using PyImportScanner.Files;

namespace DockerLint.Checks;

/// <summary>What one <c>check</c> is asked to do.</summary>
public sealed record CheckRequest
{
    /// <summary>The repository, as its root is seen.</summary>
    public required IFileTree Repository { get; init; }

    /// <summary>The root as the user named it, for the report.</summary>
    public string Root { get; init; } = ".";

    /// <summary>Dockerfiles to check, as paths of the repository tree; null: every one below the root is found.</summary>
    public IReadOnlyList<string>? Dockerfiles { get; init; }

    /// <summary>The services of the Dockerfiles, where the host knows them already; null: worked out from the evidence.</summary>
    public IReadOnlyList<ServiceDefinition>? Services { get; init; }

    /// <summary>The build context, a path of the repository tree; null: worked out from the evidence.</summary>
    public string? Context { get; init; }

    /// <summary>The stage to build; null: the last, or what the evidence says.</summary>
    public string? Target { get; init; }

    /// <summary>Values of <c>--build-arg</c>.</summary>
    public IReadOnlyDictionary<string, string> BuildArguments { get; init; } = new Dictionary<string, string>();

    /// <summary>Arguments that nobody gives are empty, as in a build; otherwise it is assumed that whoever builds gives them.</summary>
    public bool TakesArgumentsAsGiven { get; init; }

    /// <summary>Named contexts: name to path of the repository tree.</summary>
    public IReadOnlyDictionary<string, string> NamedContexts { get; init; } = new Dictionary<string, string>();

    /// <summary>The start command, when a deployment overrides the image's; shell text.</summary>
    public string? Command { get; init; }

    /// <summary>Ids or prefixes of ids of the only rules to run; empty: all.</summary>
    public IReadOnlyList<string> Select { get; init; } = [];

    /// <summary>Ids or prefixes of ids of rules not to run.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>Comments that suppress findings are not looked at.</summary>
    public bool IgnoresSuppressions { get; init; }

    /// <summary>The configuration.</summary>
    public Settings Settings { get; init; } = Settings.None;

    /// <summary>Today as <c>yyyy-mm-dd</c>, for ignores that expire; null: none has.</summary>
    public string? Today { get; init; }

    /// <summary>Reads YAML; null where the host brings no reader: evidence in YAML is then not seen.</summary>
    public IYamlReader? Yaml { get; init; }

    /// <summary>Evaluates .NET projects; null: the engine's own reader does.</summary>
    public IProjectEvaluator? ProjectEvaluator { get; init; }

    /// <summary>What git knows of the repository; null where there is no git.</summary>
    public ITrackedFiles? Tracked { get; init; }

    /// <summary>
    /// The tree is what a commit will hold: a module that git neither tracks nor ignores will be missing from every checkout.
    /// </summary>
    public bool IsCommit { get; init; }

    /// <summary>How many services are checked at the same time; 0: as many as there are processors.</summary>
    public int Parallelism { get; init; }

    /// <summary>Does the rule run?</summary>
    public bool Chooses(string id) => (Select.Count == 0 || RuleNames.AnyCovers(Select, id)) && !RuleNames.AnyCovers(Ignore, id);
}

/// <summary>What version control knows.</summary>
public interface ITrackedFiles
{
    /// <summary>Is the file (a clean path of the repository tree) in the index?</summary>
    bool IsTracked(string path);
}
