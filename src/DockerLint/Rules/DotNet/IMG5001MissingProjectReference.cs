using System.Collections.Generic;
using DockerLint.Fixing;
using DockerLint.Projects.Building;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Rules.DotNet;

/// <summary>IMG5001: a referenced project, or its sources, are not in the stage when it is built (MSB9008, then CS0246).</summary>
public sealed class MissingProjectReferenceRule : DotNetRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG5001",
        Name = "missing-project-reference",
        Title = "A referenced project is not in the stage when it is built",
        DefaultSeverity = Severity.Error,
        HasFix = true,
        Rationale = """
            On the developer's machine the referenced project lies beside the one that is built. In the image it does not: the
            restore skips it with exit code 0, the build warns with MSB9008, and then the compiler does not find the namespaces
            of the project (CS0246), which sounds like an error in the code.
            """,
        Limits = """
            References whose condition does not hold for the framework, configuration and properties of the command are not
            followed. A reference whose condition cannot be decided is a warning. A project that is there, but without some of
            its source files, is a warning: nobody but the compiler knows whether they are needed.
            """,
        BadExample = """
            # Dockerfile
            FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
            WORKDIR /src
            COPY src/Api/ src/Api/
            RUN dotnet publish src/Api/Api.csproj -o /app
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
            COPY src/Api/ src/Api/
            COPY src/Domain/ src/Domain/
            RUN dotnet publish src/Api/Api.csproj -o /app
            """,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DotNetAnalysis analysis)
    {
        foreach (ProjectAbsence absence in analysis.ProjectAbsences)
        {
            if (absence.Effect == AbsenceEffect.BuildFails) yield return OfProject(analysis, absence);
        }

        foreach (SourceAbsence absence in SourceAbsence.Of(analysis)) yield return OfSources(analysis, absence);
    }

    private Finding OfProject(DotNetAnalysis analysis, ProjectAbsence absence)
    {
        AbsentProject absent = absence.Absent;
        StepModel step = absence.Step;
        string role = "ProjectReference of " + absent.NamedBy;
        if (absent.OtherCase is not null) return OtherCase(analysis, step, absent, role, "builds without it (MSB9008, then CS0246)");
        string effect = absence.Other is { } restore
            ? "; '" + restore.Command.Name + "' skips it with exit code 0 and '" + step.Command.Name + "' then fails (MSB9008, CS0103, CS0246)"
            : "; the build goes on without it (MSB9008) and fails where its code is used (CS0103, CS0246)";
        return Missing(analysis, step, new Absent(new MissingPath(absent.RepositoryPath, absent.ImagePath, false), Severity.Error, effect)
        {
            Role = role,
            NamedAt = absent.Place,
            UnknownBecause = absent.UnknownBecause,
            Copy = new MissingPath(TreePath.Parent(absent.RepositoryPath), TreePath.Parent(absent.ImagePath), IsDirectory: true),
            Earlier = step.Command.NoRestore ? absence.Other : null,
        });
    }

    private Finding OfSources(DotNetAnalysis analysis, SourceAbsence absence)
    {
        StepModel step = absence.Step;
        if (absence.IsWhole)
        {
            var directory = new MissingPath(absence.RepositoryDirectory, absence.ImageDirectory, IsDirectory: true);
            return Missing(analysis, step, new Absent(directory, Severity.Error, "; only its project file is, and what uses its sources fails (CS0103, CS0246)")
            {
                Role = "sources of " + TreePath.Name(absence.RepositoryProject),
            });
        }

        string message = absence.Missing + " of the source files of " + Quote(absence.RepositoryProject) + " are not in " + StageOf(step) + " when '" + step.Command.Name
            + "' runs, among them " + Quote(absence.Example) + "; if anything uses them the build fails with CS0246";
        return At(analysis, step, Severity.Warning, message) with { RepositoryPath = TreePath.Display(absence.Example), Reason = Reasons.NotCopied };
    }
}
