using System.Collections.Generic;
using DockerLint.Fixing;
using DockerLint.Projects.Building;
using DockerLint.Reporting;
using PyImportScanner.Files;

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
            StepModel step = absence.Step;
            if (absent.OtherCase is { } other)
            {
                yield return At(analysis, step, Severity.Error, Quote(absent.RepositoryPath) + " (listed in " + absent.NamedBy
                    + ") is named with another letter case than the file " + Quote(other) + "; on Linux '" + step.Command.Name + "' fails with MSB3202") with
                {
                    Reason = Reasons.Case,
                    RepositoryPath = TreePath.Display(other),
                    ImagePath = absent.ImagePath,
                    Related = [new RelatedPlace(TreePath.Display(absent.Place.File), absent.Place.Span, "the solution's spelling")],
                };
                continue;
            }

            string message = Quote(absent.RepositoryPath) + " (listed in " + absent.NamedBy + ") is not in stage '" + step.Stage.Name + "' when '"
                + step.Command.Name + "' runs over the solution, which fails with MSB3202";
            yield return WithPath(At(analysis, step, Severity.Error, message), analysis, step,
                new MissingPath(absent.RepositoryPath, absent.ImagePath, false)) with
            {
                Related = [new RelatedPlace(TreePath.Display(absent.Place.File), absent.Place.Span, "the solution's entry")],
            };
        }
    }
}
