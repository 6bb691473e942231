using System.Collections.Generic;
using DockerLint.Fixing;
using DockerLint.Projects.Building;
using DockerLint.Reporting;

namespace DockerLint.Rules.DotNet;

/// <summary>IMG5002: a referenced project comes only after the restore, which skips it in silence.</summary>
public sealed class ProjectMissingAtRestoreRule : DotNetRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG5002",
        Name = "project-missing-at-restore",
        Title = "A referenced project is copied only after the restore",
        DefaultSeverity = Severity.Info,
        HasFix = true,
        Rationale = """
            'dotnet restore' prints "Skipping project" and exits with 0. If a later command builds with --no-restore it fails
            with NETSDK1004 for the project that was skipped: then this is an error. If the later command restores again, the
            image is right, but the layer of the restore is of no use: packages are downloaded on every change of a source file.
            """,
        Limits = "Nothing is said when builds follow and none of them needs the project: another framework, a test project.",
        BadExample = """
            # Dockerfile
            FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
            WORKDIR /src
            COPY src/Api/Api.csproj src/Api/
            RUN dotnet restore src/Api/Api.csproj
            COPY . .
            RUN dotnet publish src/Api/Api.csproj --no-restore -o /app
            # src/Api/Api.csproj
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><ProjectReference Include="../Domain/Domain.csproj" /></ItemGroup>
            </Project>
            # src/Domain/Domain.csproj
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
            </Project>
            """,
        GoodExample = """
            # Dockerfile
            FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
            WORKDIR /src
            COPY src/Api/Api.csproj src/Api/
            COPY src/Domain/Domain.csproj src/Domain/
            RUN dotnet restore src/Api/Api.csproj
            COPY . .
            RUN dotnet publish src/Api/Api.csproj --no-restore -o /app
            """,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DotNetAnalysis analysis)
    {
        var useless = new Dictionary<StepModel, List<AbsentProject>>();
        foreach (ProjectAbsence absence in analysis.ProjectAbsences)
        {
            if (absence.Effect is not AbsenceEffect.LayerUseless || absence.Absent.UnknownBecause is not null) continue;
            if (!useless.TryGetValue(absence.Step, out List<AbsentProject>? projects)) useless[absence.Step] = projects = [];
            projects.Add(absence.Absent);
        }

        foreach (ProjectAbsence absence in analysis.ProjectAbsences)
        {
            if (absence.Effect is not (AbsenceEffect.AssetsMissing or AbsenceEffect.LayerUseless)) continue;
            AbsentProject absent = absence.Absent;
            bool fails = absence.Effect == AbsenceEffect.AssetsMissing;
            // A layer that may be of no use is not worth a word, and one that is of none is worth one for all its projects.
            if (!fails && (absent.UnknownBecause is not null || useless[absence.Step][0] != absent)) continue;
            List<AbsentProject> all = fails ? [absent] : useless[absence.Step];
            string later = absence.Other is { } other ? "'" + other.Command.Name + (other.Command.NoRestore ? " --no-restore'" : "'") : "a later build";
            string effect = ", which skips it with exit code 0; "
                + (fails ? later + " then fails with NETSDK1004" : later + " has to restore again, so this layer does not spare the download");
            yield return Missing(analysis, absence.Step, new Absent(PathOf(absent), fails ? Severity.Error : Severity.Info, effect)
            {
                Role = "ProjectReference of " + absent.NamedBy,
                NamedAt = absent.Place,
                UnknownBecause = absent.UnknownBecause,
                Others = all.GetRange(1, all.Count - 1).ConvertAll(PathOf),
            });
        }
    }

    private static MissingPath PathOf(AbsentProject absent) => new(absent.RepositoryPath, absent.ImagePath, false);
}
