using System;
using System.Collections.Generic;

namespace DockerLint.Cli.Drift;

/// <summary>What runs somewhere.</summary>
/// <param name="Service">The service, as whoever tells of it calls it.</param>
/// <param name="Revisions">What may be its commit, the most trusted first; empty: it is not deployed. Written by strangers.</param>
/// <param name="Place">Where that was read: <c>line 3</c>, <c>container web_1</c>.</param>
internal sealed record Deployment(string Service, IReadOnlyList<string> Revisions, string Place)
{
    /// <summary>When it was deployed; null where nobody says.</summary>
    public DateTimeOffset? Time { get; init; }
}

/// <summary>Deployments, and what is wrong with the list.</summary>
/// <param name="Deployments">Those that could be read.</param>
/// <param name="Problems">A clause for each line that could not.</param>
internal sealed record DeploymentList(IReadOnlyList<Deployment> Deployments, IReadOnlyList<string> Problems);
