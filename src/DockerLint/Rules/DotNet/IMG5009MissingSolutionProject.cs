using System.Collections.Generic;
using DockerLint.Fixing;
using DockerLint.Projects;
using DockerLint.Projects.Building;
using DockerLint.Reporting;

namespace DockerLint.Rules.DotNet;

/// <summary>IMG5009: a project that the solution lists is not in the stage when the solution is restored or built (MSB3202).</summary>
public sealed class MissingSolutionProjectRule : DotNetRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG5009",
        Name = "missing-solution-project",
        Title = "A project of the solution is not in the stage",
        DefaultSeverity = Severity.Error,
        HasFix = true,
        Rationale = """
            A command over a solution needs every project that the solution lists, also those that the image never runs: tests,
            other services. One that is not there fails the command with MSB3202. A new project in the solution therefore breaks
            every Dockerfile that restores the solution.
            """,
        Limits = "Solution folders, web sites and shared projects are not built and not asked for.",
        BadExample = """
            # Dockerfile
            FROM mcr.microsoft.com/dotnet/sdk:10.0
            WORKDIR /src
            COPY Shop.slnx ./
            COPY Api/Api.csproj Api/
            RUN dotnet restore Shop.slnx
            # Shop.slnx
            <Solution>
              <Project Path="Api/Api.csproj" />
              <Project Path="Api.Tests/Api.Tests.csproj" />
            </Solution>
            # Api/Api.csproj
            <Project Sdk="Microsoft.NET.Sdk.Web" />
            # Api.Tests/Api.Tests.csproj
            <Project Sdk="Microsoft.NET.Sdk" />
            """,
        GoodExample = """
            # Dockerfile
            FROM mcr.microsoft.com/dotnet/sdk:10.0
            WORKDIR /src
            COPY Shop.slnx ./
            COPY Api/Api.csproj Api/
            COPY Api.Tests/Api.Tests.csproj Api.Tests/
            RUN dotnet restore Shop.slnx
            """,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DotNetAnalysis analysis)
    {
        foreach (ProjectAbsence absence in analysis.ProjectAbsences)
        {
            if (absence.Effect != AbsenceEffect.SolutionFails) continue;
            AbsentProject absent = absence.Absent;
            bool isSolution = SolutionFacts.IsSolution(absent.ImagePath);
            string role = (isSolution ? "the solution of " : "listed in ") + absent.NamedBy;
            string fails = isSolution ? "MSB5026" : "MSB3202";
            yield return absent.OtherCase is not null
                ? OtherCase(analysis, absence.Step, absent, role, "fails with " + fails)
                : Missing(analysis, absence.Step, new Absent(new MissingPath(absent.RepositoryPath, absent.ImagePath, false), Severity.Error, " over the solution, which fails with " + fails)
                {
                    Role = role,
                    NamedAt = absent.Place,
                    NamedAs = "the solution's entry",
                    UnknownBecause = absent.UnknownBecause,
                });
        }
    }
}
