using System;
using System.Collections.Generic;
using System.Text;
using DockerLint.Fixing;
using DockerLint.Projects.Building;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Rules.DotNet;

/// <summary>IMG5010: .editorconfig or .globalconfig is not in the stage although warnings are errors there.</summary>
public sealed class MissingEditorConfigRule : DotNetRule
{
    private static readonly string[] Names = [".editorconfig", ".globalconfig"];

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG5010",
        Name = "missing-editorconfig",
        Title = ".editorconfig or .globalconfig is not in the stage although warnings are errors",
        DefaultSeverity = Severity.Warning,
        HasFix = true,
        Rationale = """
            These files set the severities of analyzers. With TreatWarningsAsErrors a build without them may fail on what the
            developer switched off, or pass what the developer made an error.
            """,
        Limits = "Only where TreatWarningsAsErrors is on, and only for files inside of the build context that set a severity.",
        BadExample = """
            # Dockerfile
            FROM mcr.microsoft.com/dotnet/sdk:10.0
            WORKDIR /src
            COPY Api/ Api/
            RUN dotnet publish Api/Api.csproj
            # .editorconfig
            root = true
            [*.cs]
            dotnet_diagnostic.CA1822.severity = none
            # Api/Api.csproj
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><TreatWarningsAsErrors>true</TreatWarningsAsErrors></PropertyGroup>
            </Project>
            """,
        GoodExample = """
            # Dockerfile
            FROM mcr.microsoft.com/dotnet/sdk:10.0
            WORKDIR /src
            COPY .editorconfig ./
            COPY Api/ Api/
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
                if (!project.Node.Facts.Property("TreatWarningsAsErrors").IsTrue) continue;
                foreach (MissingPath missing in Missing(analysis, step, project))
                {
                    if (!seen.Add(missing.RepositoryPath)) continue;
                    yield return Missing(analysis, step, new Absent(missing, Severity.Warning,
                        " with warnings as errors: it sets severities that the image does not know") { Above = TreePath.Display(project.RepositoryPath) });
                }
            }
        }
    }

    private static IEnumerable<MissingPath> Missing(DotNetAnalysis analysis, StepModel step, EvaluatedProject project)
    {
        var alignment = new Alignment(TreePath.Parent(project.RepositoryPath), TreePath.Parent(project.Node.Path));
        for (string at = alignment.Repository; TreePath.IsAtOrBelow(at, analysis.Build.ContextPath); at = TreePath.Parent(at))
        {
            bool isRoot = false;
            foreach (string name in Names)
            {
                string path = TreePath.Child(at, name);
                if (analysis.Build.Repository.Read(path) is not { } bytes) continue;
                string text = Encoding.UTF8.GetString(bytes.Span);
                isRoot |= name == Names[0] && IsRoot(text);
                if (text.Contains(".severity") && alignment.ToImage(path) is { } imagePath && step.Step.Image.Stat(imagePath).Kind == NodeKind.Missing)
                    yield return new MissingPath(path, imagePath, false);
            }

            if (isRoot || at.Length <= 1) yield break;
        }
    }

    private static bool IsRoot(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            string compact = line.Replace(" ", "").Trim();
            if (compact.StartsWith("[", StringComparison.Ordinal)) return false;
            if (string.Equals(compact, "root=true", StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
