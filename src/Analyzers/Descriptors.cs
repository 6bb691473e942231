using System.Collections.Generic;
using System.Collections.Immutable;
using DockerLint.Reporting;
using DockerLint.Rules;
using Microsoft.CodeAnalysis;

namespace DockerLint.Analyzers;

/// <summary>The rules of the engine's catalogue as the compiler knows them.</summary>
internal static class Descriptors
{
    /// <summary>Nothing could be checked; the build goes on.</summary>
    public static readonly DiagnosticDescriptor Failure = new(
        "IMG9010",
        "The Dockerfile could not be checked",
        "{0}",
        "Tool",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private static readonly Dictionary<string, DiagnosticDescriptor> ById = Create();

    /// <summary>Every rule, and the failure of the tool itself.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } = ImmutableArray.CreateRange(ById.Values).Add(Failure);

    /// <summary>The descriptor of a rule; null for an id that the catalogue does not hold.</summary>
    public static DiagnosticDescriptor? Of(string id) => ById.TryGetValue(id, out DiagnosticDescriptor? descriptor) ? descriptor : null;

    /// <summary>The compiler's word for a severity.</summary>
    public static DiagnosticSeverity Translate(Severity severity) => severity switch
    {
        Severity.Error => DiagnosticSeverity.Error,
        Severity.Warning => DiagnosticSeverity.Warning,
        _ => DiagnosticSeverity.Info,
    };

    private static Dictionary<string, DiagnosticDescriptor> Create()
    {
        var all = new Dictionary<string, DiagnosticDescriptor>();
        foreach (IRule rule in RuleCatalog.All)
        {
            RuleDescriptor described = rule.Descriptor;
            all[described.Id] = new DiagnosticDescriptor(
                described.Id,
                described.Title,
                "{0}",
                Category(described.Id),
                Translate(described.DefaultSeverity),
                isEnabledByDefault: true,
                description: described.Rationale,
                customTags: WellKnownDiagnosticTags.CompilationEnd);
        }

        return all;
    }

    // The families of docs/architecture.md.
    private static string Category(string id) => id.Substring(0, 4) switch
    {
        "IMG1" => "Python",
        "IMG2" => "Copy",
        "IMG3" => "Start",
        "IMG4" => "Requirements",
        "IMG5" => "DotNet",
        "IMG6" => "Containers",
        _ => "Tool",
    };
}
