using System;
using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Projects;
using DockerLint.Projects.Building;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Rules.DotNet;

/// <summary>IMG5005: a copied global.json asks for an SDK that the image does not have (exit code 155).</summary>
public sealed class UnsatisfiedGlobalJsonRule : DotNetRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG5005",
        Name = "unsatisfied-global-json",
        Title = "The SDK image does not satisfy global.json",
        DefaultSeverity = Severity.Error,
        HasFix = true,
        Rationale = """
            Every dotnet command looks for global.json upward from its working directory. If the SDK of the image is older, or of
            another feature band than its rollForward policy allows, the command stops with exit code 155: "A compatible .NET
            SDK was not found".
            """,
        Limits = """
            Decided from the tag of the image. A tag that floats within a release line (10.0) is only compared where its feature
            band cannot change any more. A global.json that is not copied is an info when the SDK of the image differs from it.
            """,
        BadExample = """
            # Dockerfile
            FROM mcr.microsoft.com/dotnet/sdk:8.0
            WORKDIR /src
            COPY . .
            RUN dotnet publish Api.csproj
            # global.json
            { "sdk": { "version": "10.0.100" } }
            # Api.csproj
            <Project Sdk="Microsoft.NET.Sdk.Web" />
            """,
        GoodExample = """
            # Dockerfile
            FROM mcr.microsoft.com/dotnet/sdk:10.0.100
            WORKDIR /src
            COPY . .
            RUN dotnet publish Api.csproj
            """,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DotNetAnalysis analysis)
    {
        if (InstallsAnother(analysis)) yield break;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (StepModel step in analysis.Steps)
        {
            if (step.Stage.RootImage is not { } image || step.Step.Directory is not { } directory || SdkVersions.OfImage(image) is not { } tag) continue;
            string? here = GlobalJsonFacts.Nearest(step.Step.Image, directory);
            Finding? finding = here is not null ? Copied(analysis, step, here, image, tag) : NotCopied(analysis, step, image, tag);
            if (finding is not null && seen.Add(finding.RepositoryPath + image)) yield return finding;
        }
    }

    // The script of Microsoft brings whichever SDK it is told.
    private static bool InstallsAnother(DotNetAnalysis analysis)
    {
        foreach (Instruction instruction in analysis.Build.Dockerfile.Instructions)
        {
            if (instruction.Keyword == "RUN" && instruction.Original.IndexOf("dotnet-install", StringComparison.Ordinal) >= 0) return true;
        }

        return false;
    }

    private Finding? Copied(DotNetAnalysis analysis, StepModel step, string path, string image, SdkVersions.Tag tag)
    {
        if (GlobalJsonFacts.Read(step.Step.Image, path) is not { Version: { } version } facts) return null;
        if (SdkVersions.Satisfies(tag, version, facts.RollForward) != false) return null;
        string repositoryPath = step.Step.Image.Stat(path).Origin ?? path;
        string message = Quote(repositoryPath) + " asks for SDK " + version + " (rollForward " + facts.RollForward + "), which " + image
            + " does not have: '" + step.Command.Name + "' stops with exit code 155";
        return At(analysis, step, Severity.Error, message) with
        {
            RepositoryPath = TreePath.Display(repositoryPath),
            Fix = OtherTag(analysis, step.Stage, image, tag, version),
            Related = [new RelatedPlace(TreePath.Display(repositoryPath), facts.Span, "the version")],
        };
    }

    // The same flavour of the SDK that is asked for; a flavour with a number of its own need not exist for it.
    private static Fix? OtherTag(DotNetAnalysis analysis, DotNetStage stage, string image, SdkVersions.Tag tag, string version)
    {
        while (stage.Base is not null) stage = stage.Base;
        string[] wanted = version.Split('.');
        int colon = image.LastIndexOf(':'), dash = image.IndexOf('-', colon);
        string flavour = dash < 0 ? "" : image.Substring(dash);
        if (wanted.Length != 3 || image.IndexOf('@') >= 0 || version.IndexOf('-') >= 0 || flavour.IndexOfAny(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) >= 0) return null;
        string other = image.Substring(0, colon + 1) + (tag.Patch is null ? wanted[0] + "." + wanted[1] : version) + flavour;
        return other == image ? null : WordFix.Replace(analysis, stage.From, image, other, "build with " + other, isSafe: false);
    }

    private Finding? NotCopied(DotNetAnalysis analysis, StepModel step, string image, SdkVersions.Tag tag)
    {
        if (step.Projects.Count == 0) return null;
        string? path = GlobalJsonFacts.Nearest(analysis.Build.Repository, TreePath.Parent(step.Projects[0].RepositoryPath));
        if (path is null || !TreePath.IsAtOrBelow(path, analysis.Build.ContextPath)) return null;
        var alignment = new Alignment(TreePath.Parent(step.Projects[0].RepositoryPath), TreePath.Parent(step.Projects[0].Node.Path));
        if (alignment.ToImage(path) is not { } imagePath || step.Step.Image.Stat(imagePath).Kind != NodeKind.Missing) return null;
        if (GlobalJsonFacts.Read(analysis.Build.Repository, path) is not { Version: { } version } facts) return null;
        if (SdkVersions.Satisfies(tag, version, facts.RollForward) != false) return null;
        string message = Quote(path) + " is not in " + StageOf(step) + ": '" + step.Command.Name + "' takes the SDK of " + image
            + ", not " + version + " as on the developer's machine";
        return At(analysis, step, Severity.Info, message) with { RepositoryPath = TreePath.Display(path), Reason = Reasons.NotCopied };
    }
}
