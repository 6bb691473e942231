using System.Collections.Generic;
using DockerLint.Fixing;
using DockerLint.Projects.Building;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Rules.DotNet;

/// <summary>IMG5008: a project of analyzers or generators is missing, and the build succeeds without it (MSB9008).</summary>
public sealed class MissingAnalyzerProjectRule : DotNetRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG5008",
        Name = "missing-analyzer-project",
        Title = "A referenced analyzer or generator project is not in the stage",
        DefaultSeverity = Severity.Warning,
        HasFix = true,
        Rationale = """
            A reference with OutputItemType="Analyzer" or ReferenceOutputAssembly="false" to a project that is not there is the
            warning MSB9008, nothing more: restore and publish succeed, and the image is built without the analyzer or the
            generated code.
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
              <ItemGroup><ProjectReference Include="../Generators/Generators.csproj" OutputItemType="Analyzer" /></ItemGroup>
            </Project>
            # Generators/Generators.csproj
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>netstandard2.0</TargetFramework></PropertyGroup>
            </Project>
            """,
        GoodExample = """
            # Dockerfile
            FROM mcr.microsoft.com/dotnet/sdk:10.0
            WORKDIR /src
            COPY Api/ Api/
            COPY Generators/ Generators/
            RUN dotnet publish Api/Api.csproj
            """,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DotNetAnalysis analysis)
    {
        foreach (ProjectAbsence absence in analysis.ProjectAbsences)
        {
            if (absence.Effect != AbsenceEffect.SilentlyLeftOut) continue;
            AbsentProject absent = absence.Absent;
            string role = "analyzer or build-only reference of " + absent.NamedBy;
            yield return absent.OtherCase is not null
                ? OtherCase(analysis, absence.Step, absent, role, "succeeds without it (only MSB9008)") with { Severity = Severity.Warning }
                : Missing(analysis, absence.Step, new Absent(new MissingPath(absent.RepositoryPath, absent.ImagePath, false), Severity.Warning, ", which succeeds without it (only MSB9008)")
                {
                    Role = role,
                    NamedAt = absent.Place,
                    UnknownBecause = absent.UnknownBecause,
                    Copy = new MissingPath(TreePath.Parent(absent.RepositoryPath), TreePath.Parent(absent.ImagePath), IsDirectory: true),
                });
        }
    }
}
