using System.Collections.Generic;

namespace DockerLint.Rules;

/// <summary>Every rule, sorted by id. The only list: a rule that does not stand here does not exist.</summary>
public static class RuleCatalog
{
    /// <summary>All rules.</summary>
    public static IReadOnlyList<IRule> All { get; } = [];
}
