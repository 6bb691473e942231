using System;
using System.Collections.Generic;
using DockerLint.Fixing;
using DockerLint.Projects;
using DockerLint.Projects.Building;
using DockerLint.Projects.Evaluation;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Rules.DotNet;

/// <summary>IMG5007: a file that a project names is not in the stage when it is built (CS2001, CS1566, MSB3030).</summary>
public sealed class MissingLinkedFileRule : DotNetRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG5007",
        Name = "missing-linked-file",
        Title = "A file that a project links is not in the stage when it is built",
        DefaultSeverity = Severity.Error,
        HasFix = true,
        Rationale = """
            A project that takes files from outside of its directory needs them in the image as well. A missing source file is
            CS2001, a missing resource CS1566, missing content MSB3030; sources behind a wildcard are simply fewer, and the
            compiler then does not find what stands in them (CS0103, CS0246).
            """,
        Limits = """
            Content and None items that are not copied to the output are not asked for. What a wildcard of content loses is a
            warning, and so is an additional file: it is opened only when an analyzer asks for it.
            """,
        BadExample = """
            # Dockerfile
            FROM mcr.microsoft.com/dotnet/sdk:10.0
            WORKDIR /src
            COPY Api/ Api/
            RUN dotnet publish Api/Api.csproj
            # Api/Api.csproj
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><Compile Include="../Shared/Clock.cs" /></ItemGroup>
            </Project>
            # Shared/Clock.cs
            class Clock;
            """,
        GoodExample = """
            # Dockerfile
            FROM mcr.microsoft.com/dotnet/sdk:10.0
            WORKDIR /src
            COPY Api/ Api/
            COPY Shared/ Shared/
            RUN dotnet publish Api/Api.csproj
            """,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DotNetAnalysis analysis)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (StepModel step in analysis.Steps)
        {
            if (!step.Command.Builds) continue;
            foreach (EvaluatedProject project in step.Projects)
            {
                var alignment = new Alignment(TreePath.Parent(project.RepositoryPath), TreePath.Parent(project.Node.Path));
                foreach (ItemFact item in project.Node.Facts.Items)
                {
                    if (Code(item, project) is { } code && OfItem(analysis, step, project, alignment, item, code) is { } finding && seen.Add(finding.RepositoryPath + item.Kind))
                        yield return finding;
                }

                foreach (WildcardFact wildcard in project.Node.Facts.Wildcards)
                {
                    if (OfWildcard(analysis, step, project, alignment, wildcard) is { } finding && seen.Add(finding.RepositoryPath + wildcard.Kind)) yield return finding;
                }
            }
        }
    }

    private static string? Code(ItemFact item, EvaluatedProject project) => item.Kind switch
    {
        _ when item.IsWildcard => null,
        ItemKind.Compile or ItemKind.AdditionalFiles => "CS2001",
        ItemKind.EmbeddedResource => "CS1566",
        ItemKind.Analyzer => "CS0006",
        ItemKind.Content when IsCopied(item) || (project.Repository.Sdks.Count > 0 && SdkKinds.PublishesContent(project.Repository.Sdks[0]) && !IsNever(item)) => "MSB3030",
        ItemKind.None when IsCopied(item) => "MSB3030",
        _ => null,
    };

    private static bool IsNever(ItemFact item) => MsBuildText.Same(item.Meta("CopyToPublishDirectory"), "Never");

    private static bool IsCopied(ItemFact item) => IsCopied(item.Meta("CopyToOutputDirectory")) || IsCopied(item.Meta("CopyToPublishDirectory"));

    private static bool IsCopied(string value) => value.Length > 0 && !MsBuildText.Same(value, "Never");

    private Finding? OfItem(DotNetAnalysis analysis, StepModel step, EvaluatedProject project, Alignment alignment, ItemFact item, string code)
    {
        if (step.Step.Image.Stat(item.Path).Kind != NodeKind.Missing || alignment.ToRepository(item.Path) is not { } path) return null;
        if (analysis.Build.Repository.Stat(path).Kind != NodeKind.File) return null;
        // The compiler opens an additional file when an analyzer asks for it, and not before.
        bool isRead = item.Kind != ItemKind.AdditionalFiles;
        string effect = isRead ? ", which fails with " + code : "; an analyzer that reads it makes the build fail (" + code + ")";
        return Missing(analysis, step, new Absent(new MissingPath(path, item.Path, false), isRead ? Severity.Error : Severity.Warning, effect)
        {
            Role = item.Kind + " of " + NamedBy(step, project, item.Place),
            UnknownBecause = item.UnknownBecause ?? project.Node.UnknownBecause,
        });
    }

    private Finding? OfWildcard(DotNetAnalysis analysis, StepModel step, EvaluatedProject project, Alignment alignment, WildcardFact wildcard)
    {
        if (alignment.ToRepository(wildcard.Directory) is not { } directory || step.Step.Image.Stat(wildcard.Directory).Kind != NodeKind.Missing) return null;
        string pattern = MsBuildText.FullPath(TreePath.Parent(project.RepositoryPath), wildcard.Specification);
        if (wildcard.Specification.StartsWith("/", StringComparison.Ordinal)) pattern = directory + wildcard.Specification.Substring(wildcard.Directory.Length);
        if (ItemGlob.Expand(analysis.Build.Repository, pattern).Files.Count == 0) return null;
        bool isSource = wildcard.Kind is ItemKind.Compile or ItemKind.EmbeddedResource;
        string effect = isSource ? ": what stands in its files is not found (CS0103, CS0246)" : ": its files are left out without a word";
        var missing = new MissingPath(directory, wildcard.Directory, IsDirectory: true);
        return Missing(analysis, step, new Absent(missing, wildcard.Kind == ItemKind.Compile ? Severity.Error : Severity.Warning, effect)
        {
            Role = wildcard.Kind + " " + wildcard.Specification + " of " + NamedBy(step, project, wildcard.Place),
            UnknownBecause = wildcard.UnknownBecause ?? project.Node.UnknownBecause,
        });
    }

    private static string NamedBy(StepModel step, EvaluatedProject project, FactPlace place) =>
        TreePath.Display(step.Step.Image.Stat(place.File).Origin ?? project.RepositoryPath) + ":" + place.Span.Line;
}
