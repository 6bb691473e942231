using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using DockerLint.Checks;
using DockerLint.Reporting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PyImportScanner.Files;

namespace DockerLint.Analyzers;

/// <summary>
/// The engine inside the compiler. The package's targets hand over the Dockerfiles of the project and the facts of the
/// repository (see <c>docs/dotnet-build.md</c>); a finding becomes a diagnostic at the line of the Dockerfile. No rule lives here.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DockerfileAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationAction(Analyze);
    }

    private static void Analyze(CompilationAnalysisContext context)
    {
        try
        {
            if (BuildInputs.Read(context.Options, context.CancellationToken) is not { } inputs) return;
            // The engine is slow where it runs for the first time in a compiler (its code is compiled then); the build has just run it.
            IReadOnlyList<Finding> findings = (inputs.IsEdited ? null : inputs.Facts.Findings) ?? Checker.Run(inputs.Facts.Request).Findings;
            var places = new Places(inputs);
            CodeEvidence? code = null;
            foreach (Finding finding in findings)
            {
                if (Descriptors.Of(finding.Rule) is not { } descriptor) continue;
                context.ReportDiagnostic(Diagnostic.Create(
                    descriptor,
                    places.Of(finding),
                    Descriptors.Translate(finding.Severity),
                    Further(finding, places, () => code ??= new CodeEvidence(context.Compilation, inputs, context.CancellationToken), context),
                    properties: null,
                    BuildMessage.Of(finding)));
            }
        }
#pragma warning disable CA1031 // The build of the user goes on, whatever went wrong here (an escaped exception would be AD0001).
        catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
        {
            string message = "dockerlint could not check the Dockerfile: " + error.GetType().Name + ": " + error.Message;
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Failure, Location.None, SafeText.OneLine(message)));
        }
    }

    /// <summary>What explains the finding: the code that needs an absent project first, then what the engine knows.</summary>
    private static List<Location> Further(Finding finding, Places places, Func<CodeEvidence> code, CompilationAnalysisContext context)
    {
        var further = new List<Location>();
        if (finding.RepositoryPath is { } path && path.EndsWith("proj", StringComparison.OrdinalIgnoreCase)
            && code().NeededBy(TreePath.Clean(path), context.CancellationToken) is { } place) further.Add(place);
        foreach (RelatedPlace related in finding.Related) further.Add(places.Of(related.File, related.Span));
        return further;
    }
}
