using System.Collections.Generic;
using DockerLint.Rules.Container;
using DockerLint.Rules.Copy;
using DockerLint.Rules.DotNet;
using DockerLint.Rules.Python;
using DockerLint.Rules.Requirements;
using DockerLint.Rules.Start;
using DockerLint.Rules.Tool;

namespace DockerLint.Rules;

/// <summary>Every rule, sorted by id. The only list: a rule that does not stand here does not exist.</summary>
public static class RuleCatalog
{
    /// <summary>All rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        new MissingModuleRule(),
        new MissingLazyModuleRule(),
        new MissingGuardedModuleRule(),
        new MissingReferencedModuleRule(),
        new MissingNameRule(),
        new RelativeImportWithoutPackageRule(),
        new ShadowedModuleRule(),
        new UntrackedModuleRule(),
        new WrongCaseRule(),
        new RemovedStandardModuleRule(),
        new MissingCopySourceRule(),
        new IgnoredCopySourceRule(),
        new InstalledBeforeCopiedRule(),
        new MissingStartTargetRule(),
        new MissingStartAttributeRule(),
        new WrongEntryAssemblyRule(),
        new MissingDistributionRule(),
        new MissingRequirementsFileRule(),
        new MissingLocalRequirementRule(),
        new MissingProjectReferenceRule(),
        new ProjectMissingAtRestoreRule(),
        new MissingBuildPropsRule(),
        new MissingNuGetConfigRule(),
        new UnsatisfiedGlobalJsonRule(),
        new WrongProjectPathRule(),
        new MissingLinkedFileRule(),
        new MissingAnalyzerProjectRule(),
        new MissingSolutionProjectRule(),
        new MissingEditorConfigRule(),
        new MissingInContainerRule(),
        new ImageDiffersRule(),
        new ImageNotProbedRule(),
        new StartFailsRule(),
        new InvalidDockerfileRule(),
        new InvalidPythonRule(),
        new UselessSuppressionRule(),
    ];

    /// <summary>The descriptor of a rule; null where there is no such rule.</summary>
    public static RuleDescriptor? Find(string id)
    {
        foreach (IRule rule in All)
        {
            if (rule.Descriptor.Id == id) return rule.Descriptor;
        }

        return null;
    }
}
