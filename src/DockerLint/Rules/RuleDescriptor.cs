using DockerLint.Reporting;

namespace DockerLint.Rules;

/// <summary>What a rule says of itself: the source of its documentation page, of <c>dockerlint rule ID</c> and of the README table.</summary>
public sealed record RuleDescriptor
{
    /// <summary>The id; never reused.</summary>
    public required string Id { get; init; }

    /// <summary>The name in kebab case, as it stands beside the id: <c>missing-module</c>.</summary>
    public required string Name { get; init; }

    /// <summary>One line: what it reports.</summary>
    public required string Title { get; init; }

    /// <summary>The severity where nothing is unknown.</summary>
    public required Severity DefaultSeverity { get; init; }

    /// <summary>What goes wrong at run time if it is left; a paragraph.</summary>
    public required string Rationale { get; init; }

    /// <summary>When it does not report, and what makes a finding weaker; a paragraph, or empty.</summary>
    public string Limits { get; init; } = "";

    /// <summary>A small example that is reported (files separated by <c># path</c> lines).</summary>
    public required string BadExample { get; init; }

    /// <summary>The same, mended.</summary>
    public required string GoodExample { get; init; }

    /// <summary>What happens then, a clause under a finding of the default severity; null where the message says it.</summary>
    public string? Effect { get; init; }

    /// <summary>There is an automatic fix.</summary>
    public bool HasFix { get; init; }

    /// <summary>The version that brought it.</summary>
    public string Since { get; init; } = "0.1.0";
}
