using System;
using System.Collections.Generic;
using DockerLint.Images;
using DockerLint.Images.Run;
using DockerLint.Installs;
using DockerLint.StartCommands;
using PyImportScanner.Closures;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Catalog;
using EntryPointOfPackage = PyImportScanner.Packaging.Manifests.EntryPoint;

namespace DockerLint.Checks.Python;

/// <summary>
/// What the install steps of an image bring. The steps of all stages that it is built from count: which environment was copied
/// where is not followed, so that an installed package is never taken for a missing one.
/// </summary>
internal sealed class ImageInstalls : IModuleClassifier, IConsoleScripts
{
    private ImageInstalls(IReadOnlyList<ImageInstall> steps, InstalledSet set)
    {
        Steps = steps;
        Set = set;
    }

    /// <summary>The install steps with their commands, in order.</summary>
    public IReadOnlyList<ImageInstall> Steps { get; }

    /// <summary>All of it together.</summary>
    public InstalledSet Set { get; }

    /// <summary>Reads the RUN steps of a build.</summary>
    public static ImageInstalls Of(ImageBuild build)
    {
        var steps = new List<ImageInstall>();
        string? unknown = null;
        bool isUnread = false;
        var own = new HashSet<BuiltStage>(build.Stages);
        foreach (BuiltStage stage in build.AllStages())
        {
            // Which build of the repository carries the tag of a base image is read from evidence.
            isUnread |= stage.Base is null && stage.BaseStage is null && stage.BaseReference != "scratch";
            if (stage.Base is { Known: false } facts) unknown ??= $"base image {facts.Reference} is not known";
            foreach (RunStep run in stage.Runs)
            {
                isUnread |= InstallKnowledge.OfRun(run) is not null;
                foreach (RunCommand command in run.Commands)
                {
                    if (InstallInterpreter.StepOf(command) is { } step) steps.Add(new ImageInstall(WithLayout(step), command, run) { IsOfBase = !own.Contains(stage) });
                }
            }
        }

        var plain = new List<InstallStep>(steps.Count);
        foreach (ImageInstall install in steps) plain.Add(install.Step);
        return new ImageInstalls(steps, new InstalledSet(plain, unknown)) { HasUnreadSteps = isUnread };
    }

    // What a step puts into a site directory that is known is seen there, or in the stage that copies the directory.
    private static InstallStep WithLayout(InstallStep step)
    {
        bool isKnown = step.Target.Kind is InstallTargetKind.System or InstallTargetKind.VirtualEnvironment or InstallTargetKind.Prefix or InstallTargetKind.Directory;
        if (!isKnown || step.Projects.Count == 0) return step;
        var projects = new List<LocalInstall>(step.Projects.Count);
        foreach (LocalInstall project in step.Projects) projects.Add(project with { IsLaidOut = project.Project is { UnknownBecause: null } });
        return step with { Projects = projects };
    }

    /// <summary>May a distribution of this import name be installed? True where one is, or where a well-known one could come along.</summary>
    public bool MayBeInstalled(string name)
    {
        lock (Set)
        {
            Provision provision = Set.IsProvided(name);
            if (provision.Kind == ProvisionKind.Provided) return true;
            bool isKnown = provision.Candidates.Count > 0 || Set.Resembles(name);
            return isKnown && (provision.Kind != ProvisionKind.Missing || HasUnreadSteps);
        }
    }

    /// <summary>Why a module may be there after all, where <see cref="MayHoldLocalCode"/>.</summary>
    public const string ArchiveDoubt = "an archive that is installed holds it";

    /// <summary>Some RUN may install what nobody can read from it: <c>make install</c>.</summary>
    public bool HasUnreadSteps { get; private init; }

    /// <summary>Some step installs archives or projects of which nobody can say what they hold: the repository's own code may be among them.</summary>
    public bool MayHoldLocalCode
    {
        get
        {
            foreach (ImageInstall install in Steps)
            {
                foreach (LocalInstall project in install.Step.Projects)
                {
                    if (project.Project is null || project.Project.UnknownBecause is not null) return true;
                }

                for (int i = 0; i < install.Command.Words.Count; i++)
                {
                    // A word that nobody knows in an install command is, more often than not, the name of a built wheel.
                    Shell.ExpandedWord word = install.Command.Words[i];
                    bool isUnknown = !word.IsKnown && (i == 0 || !NamesRequirements(install.Command.Words[i - 1]));
                    if (isUnknown || word.Value?.EndsWith(".whl", StringComparison.Ordinal) == true || IsPatternOfArchives(word.Value)) return true;
                }
            }

            return false;
        }
    }

    /// <summary>Is a project installed that this file of the repository lies in, and of which nobody can say what it takes along?</summary>
    /// <param name="path">A file or directory of the repository.</param>
    /// <param name="image">The image, which knows where the project was copied from.</param>
    public bool MayHold(string path, IFileTree image)
    {
        foreach (LocalInstall install in Set.Projects)
        {
            if (install.Project is not { UnknownBecause: not null } || !install.IsCertain) continue;
            foreach (string file in RepositoryProjects.ProjectFiles)
            {
                if (image.Stat(TreePath.Child(install.Path, file)).Origin is { } origin && TreePath.IsAtOrBelow(path, TreePath.Parent(origin))) return true;
            }
        }

        return false;
    }

    // pip install /wheels/*: a wildcard that matches nothing which is known.
    private static bool IsPatternOfArchives(string? word) =>
        word is not null && word.IndexOf('*') >= 0 && (word.IndexOf('/') >= 0 || word.EndsWith(".gz", StringComparison.Ordinal));

    private static bool NamesRequirements(Shell.ExpandedWord option) => option.Value is "-r" or "--requirement" or "-c" or "--constraint";

    /// <summary>Is it installed, and by what?</summary>
    public Provision Provision(string name)
    {
        lock (Set) return Set.IsProvided(name);
    }

    /// <inheritdoc/>
    public ModuleClass Classify(string module)
    {
        Provision provision = Provision(module);
        return provision.Kind == ProvisionKind.Provided
            ? new ModuleClass(ModuleOrigin.ThirdParty, provision.Distribution, IsShared: DistributionCatalog.IsShared(module)) { IsLocal = IsOfLocalProject(module) }
            : new ModuleClass(ModuleOrigin.None);
    }

    private bool IsOfLocalProject(string module)
    {
        foreach (LocalInstall install in Set.Projects)
        {
            if (install.Project is { UnknownBecause: null } project && project.Provides(module) == true) return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public ConsoleScript? Find(string name)
    {
        foreach (LocalInstall install in Set.Projects)
        {
            foreach (EntryPointOfPackage entry in install.Project?.EntryPoints ?? [])
            {
                if (entry.IsScript && entry.Name == name) return new ConsoleScript(entry.Module, entry.Attribute);
            }
        }

        return null;
    }
}

/// <summary>An install step where it stands.</summary>
/// <param name="Step">What it brings.</param>
/// <param name="Command">The command.</param>
/// <param name="Run">The RUN around it.</param>
internal sealed record ImageInstall(InstallStep Step, RunCommand Command, RunStep Run)
{
    /// <summary>It stands in the Dockerfile of a base image that the repository builds: what is wrong with it is told there.</summary>
    public bool IsOfBase { get; init; }
}
