using System;
using System.Collections.Generic;
using DockerLint.Checks;
using DockerLint.Checks.Python;
using DockerLint.Reporting;
using PyImportScanner.Closures;
using PyImportScanner.Files;

namespace DockerLint.Rules.Python;

/// <summary>What IMG1001 to IMG1004 have in common: they differ in how sure it is that the import runs and hurts.</summary>
internal static class MissingModuleFindings
{
    public static IEnumerable<Finding> Of(ServiceModel service, RuleDescriptor rule, params ImportStrength[] strengths)
    {
        foreach (MissingModule missing in service.Python.MissingModules)
        {
            if (missing.Reason != Reasons.Case && missing.ReferencedBy is null && Array.IndexOf(strengths, missing.Strength) >= 0) yield return ToFinding(service, rule, missing);
        }
    }

    /// <summary>The modules that strings name.</summary>
    public static IEnumerable<Finding> Referenced(ServiceModel service, RuleDescriptor rule)
    {
        foreach (MissingModule missing in service.Python.MissingModules)
        {
            if (missing.ReferencedBy is not null) yield return ToFinding(service, rule, missing);
        }
    }

    /// <summary>The modules that are there in other letter case.</summary>
    public static IEnumerable<Finding> OfCase(ServiceModel service, RuleDescriptor rule)
    {
        foreach (MissingModule missing in service.Python.MissingModules)
        {
            if (missing.Reason != Reasons.Case || missing.ReferencedBy is not null) continue;
            Severity severity = missing.Strength switch
            {
                ImportStrength.Hard => Severity.Error,
                ImportStrength.Guarded => Severity.Info,
                _ => Severity.Warning,
            };
            yield return ToFinding(service, rule, missing) with { Severity = service.Cap(SeverityOf(missing, severity)) };
        }
    }

    private static Finding ToFinding(ServiceModel service, RuleDescriptor rule, MissingModule missing) => new()
    {
        Rule = rule.Id,
        Severity = service.Cap(SeverityOf(missing, rule.DefaultSeverity)),
        Message = Message(missing),
        Service = service.Name,
        Dockerfile = TreePath.Display(service.Dockerfile.Path),
        Module = missing.Module,
        File = TreePath.Display(missing.File),
        Span = missing.Span,
        Reason = missing.Reason,
        ReasonDetail = missing.ReasonText,
        RepositoryPath = missing.RepositoryPath is null ? null : TreePath.Display(missing.RepositoryPath),
        ImagePath = missing.ImagePath,
        Chain = missing.Chain,
        Related = missing.Related,
        Fix = missing.Fix,
    };

    private static string Message(MissingModule missing)
    {
        string when = missing.Strength switch
        {
            ImportStrength.Hard => missing.ReferencedBy is { } phrase ? $" (named in {phrase})" : "",
            ImportStrength.Guarded when missing.ReferencedBy is { } phrase => $" (looked for by {phrase})",
            _ when missing.ReferencedBy is { } phrase => $" (named in {phrase}; imported later, not at start)",
            ImportStrength.Deferred => " (imported later, not at start)",
            ImportStrength.Conditional => " (imported under a condition)",
            _ => " (the failing import is caught)",
        };
        string unless = Doubts.Clause(missing.UnlessBecause);
        return $"module '{missing.Module}' is not in the image{when}: {missing.ReasonText}{unless}";
    }

    /// <summary>What is unknown takes one step off; a step that merely could have made the module only keeps it from being an error.</summary>
    private static Severity SeverityOf(MissingModule missing, Severity severity)
    {
        if (missing is { ReferencedBy: not null, Strength: ImportStrength.Guarded }) return Severity.Info;
        // What a framework imports at once is as sure as a statement.
        if (missing is { ReferencedBy: not null, Strength: ImportStrength.Hard }) severity = Severity.Error;
        if (missing.UnlessBecause is null) return severity;
        return severity == Severity.Error || (severity == Severity.Warning && missing.IsDoubtWeak) ? Severity.Warning : Severity.Info;
    }
}
