using System;
using System.Collections.Generic;
using DockerLint.Dockerfiles;
using DockerLint.Images;
using DockerLint.Images.Run;
using DockerLint.Installs;
using DockerLint.Reporting;
using PyImportScanner;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Discovery;
using PyImportScanner.Packaging.Manifests;

namespace DockerLint.Checks.Python;

/// <summary>Finds install steps whose files are certainly not there when they run.</summary>
internal sealed class InstallProblemReader(ServiceModel service)
{
    private readonly HashSet<(string Path, int Line)> seen = [];
    private readonly List<InstallProblem> problems = [];

    /// <summary>All problems, in the order of the steps; after the first step that fails nothing more is run.</summary>
    public static IReadOnlyList<InstallProblem> Of(ServiceModel service)
    {
        var reader = new InstallProblemReader(service);
        foreach (ImageInstall install in service.Installs.Steps)
        {
            if (reader.Counts(install)) reader.Read(install);
        }

        return reader.problems;
    }

    /// <summary>A command that surely runs, in a directory that is known, and whose failure stops the build.</summary>
    private bool Counts(ImageInstall install)
    {
        RunCommand command = install.Command;
        if (install.IsOfBase || command.IsConditional || command.MayFail || command.WorkingDirectory is null) return false;
        if (install.Step.Tool.StartsWith("pip uninstall", StringComparison.Ordinal)) return false;
        foreach (BuildProblem problem in service.Build.Problems)
        {
            // The build has stopped before.
            if (problem.Span.Line <= install.Run.Instruction.Span.Line) return false;
        }

        return true;
    }

    private void Read(ImageInstall install)
    {
        foreach (ManifestRead read in install.Step.Reads)
        {
            if (read.Node.Kind != NodeKind.Missing || !read.IsRequired) continue;
            if (read.Role == ManifestRole.Metadata && IsOldPoetry(install)) continue;
            if (read.Role == ManifestRole.Metadata) AddMetadata(install, read);
            else if (read.Role != ManifestRole.Source && IsFatal(install.Step, read)) AddManifest(install, read);
        }

        foreach (LocalInstall project in install.Step.Projects)
        {
            if (!project.IsCertain) continue;
            if (project.Node.Kind == NodeKind.Missing) AddMissingProject(install, project);
            else if (project.Project?.FailsBecause is { } cause && !IsOldPoetry(install)) AddFailingProject(install, project, cause);
        }
    }

    private static bool IsFatal(InstallStep step, ManifestRead read) => read.Role switch
    {
        // pipenv writes a Pipfile where there is none; setuptools passes over files that hold dependencies.
        ManifestRole.Project => step.FailsBecause is not null && !step.Tool.StartsWith("pipenv", StringComparison.Ordinal),
        ManifestRole.Requirements => read.NamedBy?.EndsWith("/pyproject.toml", StringComparison.Ordinal) != true,
        _ => true,
    };

    private void AddManifest(ImageInstall install, ManifestRead read)
    {
        string by = read.NamedBy is { } file ? $"{file} names" : $"{install.Step.Tool} reads";
        Add(install, InstallProblemKind.Manifest, read.Path, $"{by} {read.Path}, which is not there when the step runs", null, null, default, isFile: true);
    }

    private void AddMetadata(ImageInstall install, ManifestRead read) => Add(
        install,
        InstallProblemKind.LocalProject,
        read.Path,
        $"{install.Step.Tool} builds a project whose {TreePath.Name(read.NamedBy ?? "/pyproject.toml")} names {read.Path}, which is not there when the step runs",
        PoetryOwn(install.Step, install.Command),
        null,
        default,
        isFile: true);

    private void AddMissingProject(ImageInstall install, LocalInstall project)
    {
        bool isNamed = project.NamedBy is not null;
        string by = isNamed ? $"{project.NamedBy} names" : $"{install.Step.Tool} installs";
        Add(
            install,
            isNamed ? InstallProblemKind.LocalRequirement : InstallProblemKind.LocalProject,
            project.Path,
            $"{by} {project.Path}, which is not there when the step runs",
            null,
            project.NamedBy,
            project.Span,
            isFile: false);
    }

    /// <summary>Only what the repository's files would have prevented: a project that nobody can install is no matter of the image.</summary>
    private void AddFailingProject(ImageInstall install, LocalInstall project, string cause)
    {
        string? directory = null;
        foreach (ManifestRead read in project.Project!.Reads)
        {
            if (read.Role == ManifestRole.Project && read.Node.Origin is { } origin) directory ??= TreePath.Parent(origin);
        }

        directory ??= InRepository(project.Path, install.Command.WorkingDirectory!, isFile: false)
            ?? (project.Path == install.Command.WorkingDirectory ? service.ContextPath : null);
        string? backEnd = IsPoetry(install.Step) ? PoetryInstaller.BackEnd : null;
        if (directory is null || LocalProjectReader.Read(service.Repository, directory, backEnd) is not { FailsBecause: null, UnknownBecause: null }) return;
        Add(
            install,
            project.NamedBy is null ? InstallProblemKind.LocalProject : InstallProblemKind.LocalRequirement,
            project.Path,
            $"{install.Step.Tool} cannot install {project.Path}: {cause}",
            NeedsNewPoetry(project.Project.Pyproject) ? null : PoetryOwn(install.Step, install.Command),
            project.NamedBy,
            project.Span,
            isFile: false,
            isThere: true);
    }

    private static bool IsPoetry(InstallStep step) => step.Tool.StartsWith("poetry", StringComparison.Ordinal);

    /// <summary>A project that only the table <c>project</c> names is none to poetry before 2.0.</summary>
    private static bool NeedsNewPoetry(Pyproject? project) => project?.Root.At("project", "name") is not null && project.Root.At("tool", "poetry", "name") is null;

    /// <summary>Before 2.0 poetry only warns of a project of its own that it cannot install; null: the build stops.</summary>
    private string? PoetryOwn(InstallStep step, RunCommand command)
    {
        if (!IsPoetry(step)) return null;
        return PoetryVersion(command) is { Length: > 0 } version && version[0] is >= '2' and <= '9' ? null : "poetry is older than 2.0 and only warns";
    }

    private bool IsOldPoetry(ImageInstall install) =>
        IsPoetry(install.Step)
        && PoetryVersion(install.Command) is { } version && (version.StartsWith("1.", StringComparison.Ordinal) || version.StartsWith("0.", StringComparison.Ordinal));

    /// <summary>The release that a step pins or the installer's variable names; null where neither does.</summary>
    private string? PoetryVersion(RunCommand command)
    {
        foreach (ImageInstall install in service.Installs.Steps)
        {
            foreach (InstalledDistribution distribution in install.Step.Distributions)
            {
                if (distribution.Name == "poetry" && distribution.Version is { } version) return version;
            }
        }

        return command.Variables.Lookup("POETRY_VERSION").Text;
    }

    private void Add(
        ImageInstall install, InstallProblemKind kind, string path, string what, string? unless, string? namedBy, SourceSpan span, bool isFile, bool isThere = false)
    {
        Instruction run = install.Run.Instruction;
        if (!seen.Add((path, run.Span.Line))) return;
        string? repository = isThere ? null : InRepository(path, install.Command.WorkingDirectory!, isFile);
        (string reason, string text) = isThere ? Later(install, path) : Why(install, path, repository);
        // What git ignores is made by a step before the build.
        if (repository is not null && service.IsMadeElsewhere(repository)) unless ??= "a step before the build makes it";
        // Nothing of the repository goes by that name: some step that nobody followed may have made it.
        if (repository is null && kind == InstallProblemKind.LocalProject && !isThere) unless ??= "an earlier step makes it";
        SourceSpan step = install.Command.Span.Line > 0 ? install.Command.Span : run.Span;
        string? source = namedBy is null ? null : install.Command.Files.Stat(namedBy).Origin;
        problems.Add(new InstallProblem
        {
            Kind = kind,
            What = what,
            Reason = reason,
            ReasonText = text,
            ImagePath = path,
            RepositoryPath = repository,
            File = source is null ? install.Run.Dockerfile : source,
            Span = source is null ? step : span,
            UnlessBecause = unless,
            Related = source is null ? [] : [new RelatedPlace(TreePath.Display(install.Run.Dockerfile), step, "this step installs it")],
        });
    }

    private (string Reason, string Text) Why(ImageInstall install, string path, string? repository)
    {
        BuiltStage stage = Stage(install);
        if (stage.Image.Stat(path).Exists)
        {
            int line = stage.Image.OriginOf(path)?.Instruction.Span.Line ?? 0;
            return (Reasons.CopiedAfterInstall, line > install.Run.Instruction.Span.Line ? $"line {line} copies it only later" : "it is copied only later");
        }

        if (repository is null) return (Reasons.NotInRepository, "the repository has no such file");
        Absence absence = service.Build.Explain(repository);
        return absence.Reason switch
        {
            AbsenceReason.Ignored when absence.IgnoredBy is { } by => (
                Reasons.Ignored, $"{TreePath.Display(by.File)}:{by.Line} ({by.Pattern}) keeps {TreePath.Display(repository)} out of the build context"),
            AbsenceReason.Present => (Reasons.WrongDestination, $"{TreePath.Display(repository)} is copied to {absence.Places[0]}"),
            AbsenceReason.OtherStage when absence.Elsewhere[0] != path => (Reasons.WrongDestination, $"{TreePath.Display(repository)} is copied to {absence.Elsewhere[0]}"),
            AbsenceReason.OutsideContext => (
                Reasons.NotCopied, $"{TreePath.Display(repository)} lies outside the build context {TreePath.Display(service.ContextPath)}"),
            _ => (Reasons.NotCopied, $"no instruction before it copies {TreePath.Display(repository)}"),
        };
    }

    private (string Reason, string Text) Later(ImageInstall install, string path)
    {
        BuiltStage stage = Stage(install);
        foreach (Instruction instruction in stage.Instructions)
        {
            bool isLater = instruction.Keyword is "COPY" or "ADD" && instruction.Span.Line > install.Run.Instruction.Span.Line;
            if (isLater && stage.Image.List(path).Entries.Length > install.Run.Before.List(path).Entries.Length)
                return (Reasons.CopiedAfterInstall, $"files are still copied to {path} after this step");
        }

        return (Reasons.NotCopied, "its files are not there when the step runs");
    }

    private BuiltStage Stage(ImageInstall install)
    {
        foreach (BuiltStage stage in service.Build.Stages)
        {
            if (stage.Index == install.Run.Stage) return stage;
        }

        return service.Build.Stages[service.Build.Stages.Count - 1];
    }

    /// <summary>The path of the repository that is probably meant: where it would lie were the context copied to the working directory.</summary>
    private string? InRepository(string path, string workingDirectory, bool isFile)
    {
        string relative = TreePath.IsAtOrBelow(path, workingDirectory) ? TreePath.Relative(path, workingDirectory) : path.Substring(1);
        NodeKind kind = isFile ? NodeKind.File : NodeKind.Directory;
        foreach (string root in new[] { service.ContextPath, TreePath.Parent(service.Dockerfile.Path) })
        {
            foreach (string below in new[] { relative, TreePath.Name(path) })
            {
                string candidate = TreePath.Combine(root, below);
                if (below.Length > 0 && service.Session.Directories.Stat(candidate).Kind == kind) return candidate;
            }
        }

        return null;
    }
}
