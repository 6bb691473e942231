using System;
using System.Collections.Generic;
using DockerLint.Fixing;
using DockerLint.Projects;
using DockerLint.Projects.Building;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Rules.DotNet;

/// <summary>IMG5003: Directory.Build.props and its kin, or what they import, are not above the project in the stage.</summary>
public sealed class MissingBuildPropsRule : DotNetRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG5003",
        Name = "missing-build-props",
        Title = "An imported props or targets file is not in the stage",
        DefaultSeverity = Severity.Error,
        HasFix = true,
        Rationale = """
            MSBuild takes Directory.Build.props, Directory.Build.targets and Directory.Packages.props from the nearest directory
            above the project, and says nothing when there is none. Without the versions of central package management the
            restore fails with NU1015 (NU1010 or NU1008 where another file takes its place), without the target framework with
            NETSDK1013; without a file that is imported by name the build fails with MSB4019, and with MSB4020 where the import
            looks for it upward. Without anything else the image is built with other settings than the developer's.
            """,
        Limits = """
            Error where the command fails; warning where it builds with other settings. What does not matter to a restore is not
            asked for at a restore. Files above the build context are only reported when the project cannot do without them.
            """,
        BadExample = """
            # Dockerfile
            FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
            WORKDIR /src
            COPY src/Api/Api.csproj src/Api/
            RUN dotnet restore src/Api/Api.csproj
            # src/Api/Api.csproj
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageReference Include="Dapper" /></ItemGroup>
            </Project>
            # Directory.Packages.props
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup><PackageVersion Include="Dapper" Version="2.1.66" /></ItemGroup>
            </Project>
            """,
        GoodExample = """
            # Dockerfile
            FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
            WORKDIR /src
            COPY Directory.Packages.props ./
            COPY src/Api/Api.csproj src/Api/
            RUN dotnet restore src/Api/Api.csproj
            """,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DotNetAnalysis analysis)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (IReadOnlyList<StepModel> chain in analysis.Chains)
        {
            foreach (StepModel step in chain)
            {
                foreach (ImportAbsence absence in ImportAbsence.Of(step))
                {
                    bool isInside = TreePath.IsAtOrBelow(absence.Import.Path, analysis.Build.ContextPath);
                    if (!isInside && absence.Effect < ImportEffect.ImportFails) continue;
                    if (seen.Add(absence.Import.Path)) yield return Finding(analysis, absence);
                }
            }
        }
    }

    private Finding Finding(DotNetAnalysis analysis, ImportAbsence absence)
    {
        StepModel step = absence.Step;
        bool isElement = absence.Import.Kind == ImportKind.Element;
        string effect = absence.Effect switch
        {
            ImportEffect.FrameworkLost => ", which finds no target framework (NETSDK1013)",
            ImportEffect.VersionsLost => ", which finds no package versions (NU1015)",
            ImportEffect.VersionsUndefined => ", which does not find all package versions (NU1010)",
            ImportEffect.VersionsRefused => ", which takes central package versions from further up and refuses those of the project (NU1008)",
            ImportEffect.ImportFails => ", which fails at the import (MSB4019)",
            ImportEffect.ImportEmpty => ", which fails at the import that finds no file upward (MSB4020)",
            ImportEffect.UsingsLost => ", which does without implicit usings (CS0246)",
            _ => ", which succeeds, but with other settings than on the developer's machine",
        };
        Severity severity = absence.Effect == ImportEffect.BuildsDifferently ? Severity.Warning : Severity.Error;
        return Missing(analysis, step, new Absent(new MissingPath(absence.Import.Path, absence.ImagePath, false), severity, effect)
        {
            Role = isElement ? "imported by " + TreePath.Display(absence.Import.Place.File) + ":" + absence.Import.Place.Span.Line : null,
            Above = isElement ? null : Count(absence.Projects),
            NamedAt = isElement ? absence.Import.Place : null,
            NamedAs = "the import",
        });
    }
}
