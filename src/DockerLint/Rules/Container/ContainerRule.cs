using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Reporting;

namespace DockerLint.Rules.Container;

/// <summary>A rule whose findings need a container: <c>dockerlint smoke</c> makes them, <c>check</c> never does.</summary>
public abstract class ContainerRule : IRule
{
    /// <inheritdoc/>
    public abstract RuleDescriptor Descriptor { get; }

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(ServiceModel service) => [];
}
