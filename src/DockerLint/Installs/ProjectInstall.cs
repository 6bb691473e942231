using System.Collections.Generic;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Locks;
using PyImportScanner.Packaging.Manifests;

namespace DockerLint.Installs;

/// <summary>What poetry, pdm and pipenv have in common: a project file, a lock file, chosen groups.</summary>
internal sealed class ProjectInstall
{
    private readonly InstallCommand command;

    public ProjectInstall(InstallCommand command, string directory, string projectFile, string lockFile, bool isLockRequired)
    {
        this.command = command;
        Directory = directory;
        Builder = new InstallBuilder(command) { WithDependencies = false };
        string projectPath = TreePath.Child(directory, projectFile);
        Node projectNode = command.Tree.Stat(projectPath);
        Builder.Reads.Add(new ManifestRead(projectPath, ManifestRole.Project, projectNode));
        LockPath = TreePath.Child(directory, lockFile);
        Node lockNode = command.Tree.Stat(LockPath);
        Builder.Reads.Add(new ManifestRead(LockPath, ManifestRole.Lock, lockNode, isLockRequired));
        if (projectNode.Kind == NodeKind.Missing) Builder.FailsBecause = projectFile + " is not there";
        if (isLockRequired && lockNode.Kind == NodeKind.Missing) Builder.FailsBecause ??= lockFile + " is not there";
        if ((projectNode.UnknownBecause ?? lockNode.UnknownBecause) is { } cause) Builder.Unknown(cause);
        Project = projectNode.Exists && projectFile == "pyproject.toml" ? PyprojectReader.Read(command.Tree, projectPath) : null;
        Lock = lockNode.Exists ? LockFileReader.Read(command.Tree, LockPath) : null;
        if (Lock?.Error is { } error) Builder.Unknown(error);
    }

    public string Directory { get; }

    public string LockPath { get; }

    public InstallBuilder Builder { get; }

    public Pyproject? Project { get; }

    public LockFile? Lock { get; }

    /// <summary>Adds what a walk reached.</summary>
    public void AddReached(IReadOnlyList<ReachedPackage> reached)
    {
        foreach (ReachedPackage one in reached)
        {
            LockedPackage package = one.Package;
            if (package.LocalPath is { } path) Builder.AddLocal(path, package.Source == LockedSource.Editable, [], one.IsCertain, LockPath, package.Span);
            else Builder.Distributions.Add(new InstalledDistribution(package.Name, package.Version, [], one.IsCertain, LockPath, package.Span));
        }
    }

    /// <summary>Packages that say themselves which groups they belong to.</summary>
    public void AddMembers(ICollection<string> groups)
    {
        var reached = new List<ReachedPackage>();
        foreach (LockedPackage package in Lock?.Packages ?? [])
        {
            bool isMember = package.MemberOf is null;
            foreach (string group in package.MemberOf ?? []) isMember |= groups.Contains(group);
            bool? applies = package.Marker?.Evaluate(command.Environment) ?? (package.Marker is null ? true : null);
            if (isMember && applies != false) reached.Add(new ReachedPackage(package, applies == true));
        }

        AddReached(reached);
    }
}
