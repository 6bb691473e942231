using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Reporting;

namespace DockerLint.Rules;

/// <summary>One rule. Stateless: everything it needs is in the model of the service.</summary>
public interface IRule
{
    /// <summary>What the rule says of itself.</summary>
    RuleDescriptor Descriptor { get; }

    /// <summary>The findings of the rule in one service.</summary>
    IEnumerable<Finding> Check(ServiceModel service);
}
