using System;
using System.Collections.Generic;
using DockerLint.Checks.Python;
using DockerLint.Configuration;
using DockerLint.Dockerfiles;
using DockerLint.Images;
using DockerLint.Projects.Building;
using DockerLint.Reporting;
using DockerLint.Services;
using DockerLint.Services.Evidence;
using PyImportScanner.Files;

namespace DockerLint.Checks;

/// <summary>Everything known of one service while its rules run. Parts are made when first asked for, and once.</summary>
public sealed class ServiceModel
{
    private readonly Lazy<PythonModel> python;
    private readonly List<string> notes = [];

    private readonly Lazy<ImageInstalls> installs;

    private readonly Lazy<IReadOnlyList<InstallProblem>> installProblems;

    private readonly Lazy<DotNetAnalysis?> projects;

    private readonly Lazy<DeclaredNames> declared;

    internal ServiceModel()
    {
        declared = new Lazy<DeclaredNames>(() => DeclaredNames.In(Session!.Directories, ManifestDirectories()));
        installProblems = new Lazy<IReadOnlyList<InstallProblem>>(() => InstallProblemReader.Of(this));
        python = new Lazy<PythonModel>(() => PythonModel.Of(this));
        installs = new Lazy<ImageInstalls>(() => ImageInstalls.Of(Build!));
        projects = new Lazy<DotNetAnalysis?>(ReadProjects);
    }

    /// <summary>What the services of one run share.</summary>
    internal CheckSession Session { get; init; } = null!;

    /// <summary>The repository tree.</summary>
    public IFileTree Repository => Session.Repository;

    /// <summary>The name of the service.</summary>
    public required string Name { get; init; }

    /// <summary>The Dockerfile.</summary>
    public required DockerfileSyntax Dockerfile { get; init; }

    /// <summary>The build context, a clean path of the repository tree.</summary>
    public required string ContextPath { get; init; }

    /// <summary>What says so.</summary>
    public required string ContextEvidence { get; init; }

    /// <summary>Nothing says so, and the guess may well be wrong: no finding is more than a warning.</summary>
    public bool IsGuess { get; init; }

    /// <summary>The stage that is built; null for the last.</summary>
    public string? Target { get; init; }

    /// <summary>How the service was found.</summary>
    public required ServiceDefinition Definition { get; init; }

    /// <summary>Code of the repository is laid over the image when it runs, so that what the image lacks need not be missing.</summary>
    public bool HasMountedCode { get; init; }

    /// <summary>A start command that replaces the image's, as shell text.</summary>
    public string? Command { get; init; }

    /// <summary>The simulated build.</summary>
    public required ImageBuild Build { get; init; }

    /// <summary>What Python code the service runs.</summary>
    public PythonModel Python => python.Value;

    /// <summary>What its install steps bring.</summary>
    internal ImageInstalls Installs => installs.Value;

    /// <summary>What its <c>dotnet</c> commands read; null for a service without any.</summary>
    public DotNetAnalysis? Projects => projects.Value;

    /// <summary>What the manifests beside the Dockerfile and at the root of the context ask for.</summary>
    internal DeclaredNames Declared => declared.Value;

    /// <summary>Install steps whose files are not there when they run.</summary>
    public IReadOnlyList<InstallProblem> InstallProblems => installProblems.Value;

    /// <summary>What is unknown, and what else a person should know.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Adds a note once.</summary>
    public void Note(string note)
    {
        if (!notes.Contains(note)) notes.Add(note);
    }

    /// <summary>
    /// Some stage starts from an image that another Dockerfile of the repository builds. Which build of it carries the tag is
    /// read from evidence, so that what it seems to lack is no more than a warning.
    /// </summary>
    public bool IsOnRepositoryImage
    {
        get
        {
            foreach (BuiltStage stage in Build.Stages)
            {
                if (stage.Base is null && stage.BaseStage is null && stage.BaseReference != "scratch") return true;
            }

            return false;
        }
    }

    /// <summary>The root of the context, the Dockerfile's directory, and those from which single files are copied.</summary>
    private SortedSet<string> ManifestDirectories()
    {
        var directories = new SortedSet<string>(StringComparer.Ordinal) { ContextPath, TreePath.Parent(Dockerfile.Path) };
        foreach (Instruction instruction in Dockerfile.Instructions)
        {
            if (instruction.Keyword is not ("COPY" or "ADD") || instruction.FlagValue("from") is not null) continue;
            for (int i = 0; i < instruction.Arguments.Count - 1; i++)
            {
                string path = TreePath.Combine(ContextPath, instruction.Arguments[i].Text.TrimStart('/'));
                directories.Add(Session.Directories.Stat(path).Kind == NodeKind.Directory ? path : TreePath.Parent(path));
            }
        }

        return directories;
    }

    /// <summary>The severity that a finding of this service may have at most.</summary>
    public Severity Cap(Severity severity) => severity == Severity.Error && (IsGuess || HasMountedCode || IsOnRepositoryImage) ? Severity.Warning : severity;

    /// <summary>May a name come from an installed distribution? What the configuration says goes first, then what install steps tell.</summary>
    internal Func<string, bool> MayBeInstalled(Func<string, bool> installs) =>
        name => IsDeclaredInstalled(name) || (!IsDeclaredOwn(name) && installs(name));

    /// <summary>Does the configuration say that the module is the repository's own?</summary>
    internal bool IsDeclaredOwn(string name) => Contains(Session.Request.Settings.FirstParty, name);

    /// <summary>Does the configuration say that the module is installed, or lies in the base image?</summary>
    internal bool IsDeclaredInstalled(string name)
    {
        Settings settings = Session.Request.Settings;
        if (IsDeclaredOwn(name)) return false;
        if (Contains(settings.ThirdParty, name)) return true;
        foreach (KeyValuePair<string, IReadOnlyList<string>> image in settings.BaseModules)
        {
            if (Contains(image.Value, name) && IsBuiltOn(image.Key)) return true;
        }

        return false;
    }

    private bool IsBuiltOn(string image)
    {
        foreach (BuiltStage stage in Build.Stages)
        {
            if (ImageNames.AnyIs([image], stage.BaseReference)) return true;
        }

        return false;
    }

    private static bool Contains(IReadOnlyList<string> names, string name)
    {
        string first = name.IndexOf('.') is var dot and > 0 ? name.Substring(0, dot) : name;
        foreach (string one in names)
        {
            if (one == name || one == first) return true;
        }

        return false;
    }

    private DotNetAnalysis? ReadProjects()
    {
        if (DotNetBuildReader.Read(Build, Dockerfile, Repository, ContextPath, Session.ProjectFiles) is not { } build) return null;
        bool isOpen = Definition.Kind == EvidenceKind.Guess && TreePath.Parent(Dockerfile.Path).Length > 1;
        return DotNetAnalysis.Of(build with { IsContextOpen = isOpen });
    }

    /// <summary>Does some step outside the Dockerfile make the path: git ignores it, or a line of a script says so?</summary>
    public bool IsMadeElsewhere(string repositoryPath) => Session.GitIgnore.IsIgnored(repositoryPath) || PreparationOf(repositoryPath) is not null;

    /// <summary>The line of a script, workflow or document that makes a path which the repository lacks.</summary>
    internal Preparation? PreparationOf(string repositoryPath) =>
        Session.Directories.Stat(repositoryPath).Exists ? null : Session.Prepared.Of(repositoryPath, ContextPath, Dockerfile.Path);
}
