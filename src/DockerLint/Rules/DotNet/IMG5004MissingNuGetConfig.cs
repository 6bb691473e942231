using System;
using System.Collections.Generic;
using DockerLint.Fixing;
using DockerLint.Projects;
using DockerLint.Projects.Building;
using DockerLint.Projects.Evaluation;
using DockerLint.Reporting;
using PyImportScanner.Files;

namespace DockerLint.Rules.DotNet;

/// <summary>IMG5004: a nuget.config or a lock file is not in the stage when packages are restored.</summary>
public sealed class MissingNuGetConfigRule : DotNetRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "IMG5004",
        Name = "missing-nuget-config",
        Title = "A nuget.config or lock file is not in the stage at the restore",
        DefaultSeverity = Severity.Warning,
        HasFix = true,
        Rationale = """
            Without its nuget.config the restore asks the default feed: packages of a private feed are not found (NU1101), or
            another package of the same name is taken. Without its lock file a restore in locked mode succeeds and writes a new
            one: the versions are no longer pinned.
            """,
        Limits = """
            Error only where the configuration clears or maps the sources and names another than the default feed, or where the
            command or a property names a file that is not there. A file that
            names nothing but the default feed, and sets nothing else, is an info; one above the build context is not asked for.
            """,
        BadExample = """
            # Dockerfile
            FROM mcr.microsoft.com/dotnet/sdk:10.0
            WORKDIR /src
            COPY Api/Api.csproj Api/
            RUN dotnet restore Api/Api.csproj
            # nuget.config
            <configuration><packageSources><add key="ours" value="https://feed.example.com/v3/index.json" /></packageSources></configuration>
            # Api/Api.csproj
            <Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>
            """,
        GoodExample = """
            # Dockerfile
            FROM mcr.microsoft.com/dotnet/sdk:10.0
            WORKDIR /src
            COPY nuget.config ./
            COPY Api/Api.csproj Api/
            RUN dotnet restore Api/Api.csproj
            """,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DotNetAnalysis analysis)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (StepModel step in analysis.Steps)
        {
            if (!step.Command.Restores) continue;
            foreach (EvaluatedProject project in step.Projects)
            {
                foreach (Finding finding in Configurations(analysis, step, project, seen)) yield return finding;
                if (LockFile(analysis, step, project, seen) is { } locked) yield return locked;
            }
        }
    }

    private IEnumerable<Finding> Configurations(DotNetAnalysis analysis, StepModel step, EvaluatedProject project, HashSet<string> seen)
    {
        MsBuildValue named = project.Repository.Property("RestoreConfigFile");
        if (step.Command.ConfigFile is not null || !named.IsKnown || named.HasText)
        {
            if (Named(analysis, step, project, named) is { } finding && seen.Add(finding.RepositoryPath!)) yield return finding;
            yield break;
        }

        (IReadOnlyList<string> there, _) = NuGetConfigFacts.Chain(analysis.Build.Repository, TreePath.Parent(project.RepositoryPath));
        if (there.Count == 0) yield break;
        (IReadOnlyList<string> here, string? unknown) = NuGetConfigFacts.Chain(step.Step.Image, TreePath.Parent(project.Node.Path));
        if (unknown is not null || IsGivenOtherwise(step.Step.Image, here)) yield break;
        var alignment = new Alignment(TreePath.Parent(project.RepositoryPath), TreePath.Parent(project.Node.Path));
        foreach (string path in there)
        {
            if (!TreePath.IsAtOrBelow(path, analysis.Build.ContextPath) || HasOrigin(step.Step.Image, here, path)) continue;
            if (alignment.ToImage(path) is not { } imagePath || !seen.Add(path)) continue;
            if (NuGetConfigFacts.Read(analysis.Build.Repository, analysis.Build.Files, path) is not { Error: null } facts) continue;
            if (step.Command.NamesSources && facts.OtherSections.Count == 0) continue;
            yield return Missing(analysis, step, new Absent(new MissingPath(path, imagePath, false), SeverityOf(step, facts), Effect(step, facts)) { Above = TreePath.Display(project.RepositoryPath) });
        }
    }

    // --configfile, or the property: NuGet stops when the one file that it is told to read is not there.
    private Finding? Named(DotNetAnalysis analysis, StepModel step, EvaluatedProject project, MsBuildValue property)
    {
        string? imagePath = step.Command.ConfigFile is { } given ? step.Step.Directory is { } working ? TreePath.Combine(working, given.Replace('\\', '/')) : null
            : property is { IsKnown: true, HasText: true } ? MsBuildText.FullPath(TreePath.Parent(project.Node.Path), MsBuildText.Unescape(property.Text)) : null;
        // The property was evaluated in the repository: what it says of the tree there is said of the image.
        var alignment = new Alignment(TreePath.Parent(project.RepositoryPath), TreePath.Parent(project.Node.Path));
        if (step.Command.ConfigFile is null && imagePath is not null && analysis.Build.Repository.Stat(imagePath).Kind == NodeKind.File) imagePath = alignment.ToImage(imagePath);
        if (imagePath is null || step.Step.Image.Stat(imagePath).Kind != NodeKind.Missing) return null;
        if (alignment.ToRepository(imagePath) is not { } path || analysis.Build.Repository.Stat(path).Kind != NodeKind.File) return null;
        return Missing(analysis, step, new Absent(new MissingPath(path, imagePath, false), Severity.Error, ", which is told to read it and fails")
        {
            Role = step.Command.ConfigFile is not null ? "named by --configfile" : "RestoreConfigFile of " + TreePath.Display(project.RepositoryPath),
        });
    }

    // Not a file of the repository, but made on the spot, or mounted as a secret: with it comes what the restore needs.
    private static bool IsGivenOtherwise(IFileTree image, IReadOnlyList<string> paths)
    {
        foreach (string path in paths)
        {
            if (image.Stat(path).Origin is null) return true;
        }

        return image.Stat("/root/.nuget/NuGet/NuGet.Config").Kind == NodeKind.File || image.Stat("/root/.config/NuGet/NuGet.Config").Kind == NodeKind.File;
    }

    private static Severity SeverityOf(StepModel step, NuGetConfigFacts facts)
    {
        if (!step.Command.NamesSources && NamesAnotherFeed(facts)) return facts.ClearsSources || facts.MapsPackages ? Severity.Error : Severity.Warning;
        return facts.OtherSections.Count > 0 ? Severity.Warning : Severity.Info;
    }

    private static string Effect(StepModel step, NuGetConfigFacts facts)
    {
        if (!step.Command.NamesSources && NamesAnotherFeed(facts))
            return ": its " + (facts.MapsPackages ? "package source mapping is not applied" : "sources are not asked") + ", packages that only they have are not found (NU1101)";
        return facts.OtherSections.Count > 0
            ? ": what it sets in " + string.Join(", ", facts.OtherSections) + " is lost"
            : ": it names no feed but the default one, so nothing else changes";
    }

    // Any source but the feed that is asked anyway.
    private static bool NamesAnotherFeed(NuGetConfigFacts facts)
    {
        foreach (string source in facts.Sources)
        {
            if (source.IndexOf("api.nuget.org/", StringComparison.OrdinalIgnoreCase) < 0 && source.IndexOf("www.nuget.org/", StringComparison.OrdinalIgnoreCase) < 0)
                return true;
        }

        return false;
    }

    private static bool HasOrigin(IFileTree image, IReadOnlyList<string> paths, string origin)
    {
        foreach (string path in paths)
        {
            if (image.Stat(path).Origin == origin) return true;
        }

        return false;
    }

    private Finding? LockFile(DotNetAnalysis analysis, StepModel step, EvaluatedProject project, HashSet<string> seen)
    {
        if (!step.Command.LockedMode && !project.Repository.Property("RestoreLockedMode").IsTrue) return null;
        MsBuildValue named = project.Repository.Property("NuGetLockFilePath");
        string directory = TreePath.Parent(project.RepositoryPath);
        string path = named.HasText
            ? MsBuildText.FullPath(directory, named.Text)
            : TreePath.Child(directory, "packages." + MsBuildText.Stem(TreePath.Name(project.RepositoryPath)).Replace(' ', '_') + ".lock.json");
        if (analysis.Build.Repository.Stat(path).Kind != NodeKind.File) path = TreePath.Child(directory, "packages.lock.json");
        if (analysis.Build.Repository.Stat(path).Kind != NodeKind.File) return null;
        var alignment = new Alignment(directory, TreePath.Parent(project.Node.Path));
        if (alignment.ToImage(path) is not { } imagePath || step.Step.Image.Stat(imagePath).Kind != NodeKind.Missing || !seen.Add(path)) return null;
        return Missing(analysis, step, new Absent(new MissingPath(path, imagePath, false), Severity.Warning,
            " in locked mode: it succeeds and writes a new lock file, so the versions are not pinned"));
    }
}
