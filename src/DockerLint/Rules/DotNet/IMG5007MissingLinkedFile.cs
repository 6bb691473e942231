using System;
using System.Collections.Generic;
using DockerLint.Fixing;
using DockerLint.Projects;
using DockerLint.Projects.Building;
using DockerLint.Projects.Commands;
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
            Content and None items that are not copied to the output are not asked for, such as the .dockerignore that Visual Studio
            links. What a wildcard of content loses is a warning, and so is an additional file: it is opened only when an analyzer
            asks for it. So is content of a web project that is only published: the publish leaves it out without a word.
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
                    if (Of(item, project, step) is { } loss && OfItem(analysis, step, project, alignment, item, loss) is { } finding && seen.Add(finding.RepositoryPath + item.Kind))
                        yield return finding;
                }

                foreach (Finding finding in OfProperties(analysis, step, project, alignment))
                {
                    if (seen.Add(finding.RepositoryPath!)) yield return finding;
                }

                foreach (WildcardFact wildcard in project.Node.Facts.Wildcards)
                {
                    if (OfWildcard(analysis, step, project, alignment, wildcard) is { } finding && seen.Add(finding.RepositoryPath + wildcard.Kind)) yield return finding;
                }
            }
        }
    }

    // What the command does without the file; null where it does not look for it. Microsoft.Common.CurrentVersion.targets
    // (GetCopyToOutputDirectoryItems), Microsoft.NET.Publish.targets (GetCopyToPublishDirectoryItems).
    private static Loss? Of(ItemFact item, EvaluatedProject project, StepModel step)
    {
        if (item.IsWildcard) return null;
        switch (item.Kind)
        {
            case ItemKind.Compile: return new Loss("CS2001");
            case ItemKind.EmbeddedResource: return new Loss("CS1566");
            case ItemKind.Protobuf: return HasGrpcTools(project) ? new Loss("", ": protoc does not find it, and the build fails", IsError: true) : null;
            case ItemKind.Analyzer: return new Loss("CS0006");
            // The compiler opens an additional file when an analyzer asks for it, and not before.
            case ItemKind.AdditionalFiles: return new Loss("CS2001", "; an analyzer that reads it makes the build fail (CS2001)");
            case ItemKind.Content or ItemKind.None when IsCopied(item.Meta("CopyToOutputDirectory")): return new Loss("MSB3030");
            case ItemKind.Content or ItemKind.None when IsCopied(item.Meta("CopyToPublishDirectory")) && step.Command.Verb == DotNetVerb.Publish:
                // Microsoft.NET.Sdk.Publish.ComputeFiles.targets takes content that is not there off the list.
                return item.Kind == ItemKind.Content && project.Repository.Sdks.Count > 0 && SdkKinds.ForgetsAbsentContent(project.Repository.Sdks[0])
                    ? new Loss("", ", which publishes without it and succeeds")
                    : new Loss("MSB3030");
            default: return null;
        }
    }

    private static bool IsCopied(string value) => value.Length > 0 && !MsBuildText.Same(value, "Never");

    /// <summary>What the absence of a file does.</summary>
    /// <param name="Code">The error of the build.</param>
    /// <param name="Otherwise">Not null when the build does not fail for certain: what it does instead.</param>
    /// <param name="IsError">It fails for certain all the same.</param>
    private readonly record struct Loss(string Code, string? Otherwise = null, bool IsError = false);

    // Grpc.Tools, which Grpc.AspNetCore and others bring along.
    private static bool HasGrpcTools(EvaluatedProject project)
    {
        foreach (ItemFact item in project.Repository.Items)
        {
            if (item.Kind == ItemKind.PackageReference && item.Path.StartsWith("Grpc.", StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    // Files that properties name. SignAssembly alone makes the compiler read the key.
    private static readonly (string Property, Loss Loss)[] Named =
    [
        ("AssemblyOriginatorKeyFile", new Loss("CS7027")),
        ("ApplicationIcon", new Loss("CS7064")),
        ("ApplicationManifest", new Loss("CS1926")),
        ("Win32Resource", new Loss("CS1719")),
        ("CodeAnalysisRuleSet", new Loss("", ", which goes on with other severities (only MSB3884)")),
    ];

    private IEnumerable<Finding> OfProperties(DotNetAnalysis analysis, StepModel step, EvaluatedProject project, Alignment alignment)
    {
        foreach ((string property, Loss loss) in Named)
        {
            ProjectFacts facts = project.Node.Facts;
            if (!facts.PropertyPlaces.TryGetValue(property, out FactPlace? place) || facts.Property(property) is not { IsKnown: true, HasText: true } value) continue;
            if (property == "AssemblyOriginatorKeyFile" && !facts.Property("SignAssembly").IsTrue) continue;
            var item = new ItemFact { Kind = ItemKind.None, Path = MsBuildText.FullPath(TreePath.Parent(facts.Path), MsBuildText.Unescape(value.Text)), Specification = value.Text, Place = place };
            if (OfItem(analysis, step, project, alignment, item, loss, property) is { } finding) yield return finding;
        }
    }


    private Finding? OfItem(DotNetAnalysis analysis, StepModel step, EvaluatedProject project, Alignment alignment, ItemFact item, Loss loss, string? name = null)
    {
        if (step.Step.Image.Stat(item.Path).Kind != NodeKind.Missing || alignment.ToRepository(item.Path) is not { } path) return null;
        if (analysis.Build.Repository.Stat(path).Kind != NodeKind.File) return null;
        Severity severity = loss.Otherwise is null || loss.IsError ? Severity.Error : Severity.Warning;
        return Missing(analysis, step, new Absent(new MissingPath(path, item.Path, false), severity, loss.Otherwise ?? ", which fails with " + loss.Code)
        {
            Role = (name ?? item.Kind.ToString()) + " of " + NamedBy(step, project, item.Place),
            UnknownBecause = item.UnknownBecause ?? project.Node.UnknownBecause,
        });
    }

    private Finding? OfWildcard(DotNetAnalysis analysis, StepModel step, EvaluatedProject project, Alignment alignment, WildcardFact wildcard)
    {
        if (wildcard.Kind == ItemKind.Protobuf && !HasGrpcTools(project)) return null;
        if (alignment.ToRepository(wildcard.Directory) is not { } directory || step.Step.Image.Stat(wildcard.Directory).Kind != NodeKind.Missing) return null;
        string pattern = MsBuildText.FullPath(TreePath.Parent(project.RepositoryPath), wildcard.Specification);
        if (wildcard.Specification.StartsWith("/", StringComparison.Ordinal)) pattern = directory + wildcard.Specification.Substring(wildcard.Directory.Length);
        if (ItemGlob.Expand(analysis.Build.Repository, pattern).Files.Count == 0) return null;
        bool isSource = wildcard.Kind is ItemKind.Compile or ItemKind.EmbeddedResource or ItemKind.Protobuf;
        string effect = isSource ? ": what stands in its files is not found (CS0103, CS0246)" : ": its files are left out without a word";
        var missing = new MissingPath(directory, wildcard.Directory, IsDirectory: true);
        return Missing(analysis, step, new Absent(missing, wildcard.Kind is ItemKind.Compile or ItemKind.Protobuf ? Severity.Error : Severity.Warning, effect)
        {
            Role = wildcard.Kind + " " + wildcard.Specification + " of " + NamedBy(step, project, wildcard.Place),
            UnknownBecause = wildcard.UnknownBecause ?? project.Node.UnknownBecause,
        });
    }

    private static string NamedBy(StepModel step, EvaluatedProject project, FactPlace place) =>
        TreePath.Display(step.Step.Image.Stat(place.File).Origin ?? project.RepositoryPath) + ":" + place.Span.Line;
}
