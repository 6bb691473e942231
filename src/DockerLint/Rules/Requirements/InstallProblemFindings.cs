using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Checks.Python;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Rules.Requirements;

/// <summary>What the rules about install steps without their files have in common.</summary>
internal static class InstallProblemFindings
{
    public static IEnumerable<Finding> Of(ServiceModel service, RuleDescriptor rule, InstallProblemKind kind)
    {
        foreach (InstallProblem problem in service.InstallProblems)
        {
            if (problem.Kind != kind) continue;
            string unless = Doubts.Clause(problem.UnlessBecause);
            yield return new Finding
            {
                Rule = rule.Id,
                Severity = service.Cap(problem.UnlessBecause is null ? Severity.Error : Severity.Warning),
                Message = $"{problem.What}: {problem.ReasonText}{unless}",
                Service = service.Name,
                Dockerfile = TreePath.Display(service.Dockerfile.Path),
                File = TreePath.Display(problem.File),
                Span = problem.Span,
                Reason = problem.Reason,
                ReasonDetail = problem.ReasonText,
                RepositoryPath = problem.RepositoryPath is { } path ? TreePath.Display(path) : null,
                ImagePath = problem.ImagePath,
                Related = problem.Related,
                Fix = problem.Fix,
            };
        }
    }
}
