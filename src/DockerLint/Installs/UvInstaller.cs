using System;
using System.Collections.Generic;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Locks;
using PyImportScanner.Packaging.Manifests;
using PyImportScanner.Packaging.Names;

namespace DockerLint.Installs;

/// <summary>uv: <c>uv pip</c>, <c>uv sync</c>, <c>uv export</c> (uv documentation, "CLI reference").</summary>
internal sealed class UvInstaller : Installer
{
    private static readonly HashSet<string> valued = new(PipInstaller.Valued, StringComparer.Ordinal)
    {
        "--package", "--only-group", "--no-group", "--no-extra", "--no-install-package", "--script", "--format", "--config-file", "--allow-insecure-host", "--project", "--directory",
    };

    public override InstallStep? Read(string program, int start, InstallCommand command)
    {
        if (program != "uv") return null;
        int at = Subcommand(command, start, valued, out string? name);
        if (at < 0) return null;
        if (name == "pip") return ReadPip(at + 1, command);
        if (name is not ("sync" or "export")) return null;
        InstallArguments arguments = InstallArguments.Read(command.Words, start, valued);
        return new UvSync(arguments, command).Read(isExport: name == "export");
    }

    private static InstallStep? ReadPip(int start, InstallCommand command)
    {
        int at = Subcommand(command, start, valued, out string? name);
        if (at < 0) return null;
        InstallArguments arguments = InstallArguments.Read(command.Words, at + 1, valued);
        InstallTarget target = PipInstaller.Target(arguments, command) ?? PythonTargets.OfUv(arguments, command);
        if (name == "uninstall") return PipInstaller.Uninstall("uv pip uninstall", arguments, command);
        if (name == "install") return PipInstaller.Install("uv pip install", arguments, command, target);
        if (name != "sync") return null;
        // uv pip sync installs what the files list and nothing else.
        var words = new List<string?> { "--no-deps" };
        for (int i = at + 1; i < command.Words.Count; i++)
        {
            bool isFile = command.Words[i] is { } word && word.Length > 0 && word[0] != '-' && !(command.Words[i - 1] is { } option && valued.Contains(option));
            if (isFile) words.Add("-r");
            words.Add(command.Words[i]);
        }

        return PipInstaller.Install("uv pip sync", InstallArguments.Read(words, 0, valued), command, target);
    }
}

/// <summary>One <c>uv sync</c> or <c>uv export</c>.</summary>
internal sealed class UvSync(InstallArguments arguments, InstallCommand command)
{
    private readonly InstallBuilder builder = new(command) { WithDependencies = false };
    private readonly bool isFrozen = arguments.Has("--frozen", "--locked") || command.IsSet("UV_FROZEN") || command.IsSet("UV_LOCKED");

    public InstallStep Read(bool isExport)
    {
        string tool = isExport ? "uv export" : "uv sync";
        string start = arguments.Last("--project", "--directory") is { } directory ? command.Resolve(directory) : command.WorkingDirectory;
        (string? projectDirectory, string? unknown) = Upwards(start, "pyproject.toml");
        string pyprojectPath = TreePath.Child(projectDirectory ?? start, "pyproject.toml");
        builder.Reads.Add(new ManifestRead(pyprojectPath, ManifestRole.Project, command.Tree.Stat(pyprojectPath)));
        InstallTarget target = isExport ? new InstallTarget(InstallTargetKind.Nowhere) : Target(projectDirectory ?? start);
        Pyproject? project = projectDirectory is null ? null : PyprojectReader.Read(command.Tree, pyprojectPath);
        if (project is null)
        {
            if (unknown is not null || projectDirectory is not null) builder.Unknown(unknown ?? "the content of " + pyprojectPath + " is not known");
            else builder.FailsBecause = "No `pyproject.toml` found in current directory or any parent directory";
            return builder.Build(tool, isClosed: false, target);
        }

        (string? root, _) = Upwards(projectDirectory!, "uv.lock");
        string lockPath = TreePath.Child(root ?? projectDirectory!, "uv.lock");
        Node lockNode = command.Tree.Stat(lockPath);
        builder.Reads.Add(new ManifestRead(lockPath, ManifestRole.Lock, lockNode, IsRequired: isFrozen));
        LockFile? lockFile = lockNode.Exists ? LockFileReader.Read(command.Tree, lockPath) : null;
        if (arguments.HasUnknownWord) builder.Unknown("an argument of " + tool + " is not known");
        if (lockFile is { Error: null }) FromLock(project, lockFile);
        else FromProject(project, lockFile?.Error ?? lockNode.UnknownBecause);
        string? output = isExport ? arguments.Last("-o", "--output-file") : null;
        return builder.Build(tool, isClosed: lockFile is { Error: null }, target) with { Writes = output is null ? null : command.Resolve(output) };
    }

    private void FromLock(Pyproject project, LockFile lockFile)
    {
        string? name = arguments.Last("--package") ?? project.RawName;
        List<string> groups = Groups(project);
        List<string> extras = arguments.List("--extra");
        var closure = new LockClosure(lockFile, command.Environment with { Extras = Encoded(name, extras, groups), Groups = groups });
        bool isAll = arguments.Has("--all-packages") || name is null;
        bool onlyGroups = arguments.Has("--only-group", "--only-dev");
        var roots = new HashSet<LockedPackage>();
        foreach (LockedPackage package in lockFile.Packages)
        {
            bool isRoot = isAll ? package.Source is LockedSource.Editable or LockedSource.Virtual : package.Name == DistributionName.Normalize(name!);
            if (!isRoot || package.Source == LockedSource.Remote) continue;
            roots.Add(package);
            if (!onlyGroups) closure.Add(package.Name, package.Version, arguments.Has("--all-extras") ? [.. package.Extras.Keys] : extras);
            foreach (string group in groups)
            {
                if (package.Groups.TryGetValue(group, out IReadOnlyList<LockedDependency>? members)) closure.AddAll(members);
            }
        }

        if (roots.Count == 0 && !isAll) builder.Unknown("uv.lock does not hold " + name);
        IReadOnlyList<ReachedPackage> reached = closure.Walk();
        foreach (string absent in closure.Absent) builder.Unknown("uv.lock lacks " + absent);
        foreach (ReachedPackage package in reached) AddReached(package, roots, lockFile.Path);
    }

    private void AddReached(ReachedPackage reached, HashSet<LockedPackage> roots, string lockPath)
    {
        LockedPackage package = reached.Package;
        if (arguments.List("--no-install-package").Exists(n => DistributionName.Normalize(n) == package.Name)) return;
        // tool.uv.sources are passed over: what is a directory in the lock comes from the index, unless the lock is taken as it is.
        bool isPublished = !isFrozen && !roots.Contains(package) && (arguments.Has("--no-sources") || command.IsSet("UV_NO_SOURCES"));
        if (package.Source is LockedSource.Remote or LockedSource.Archive || isPublished)
        {
            builder.Distributions.Add(new InstalledDistribution(package.Name, package.Version, [], reached.IsCertain, lockPath, package.Span));
            return;
        }

        bool isLeftOut = package.Source == LockedSource.Virtual
            || arguments.Has("--no-install-workspace", "--no-install-local")
            || (arguments.Has("--no-install-project") && roots.Contains(package));
        if (isLeftOut || package.LocalPath is null) return;
        bool isEditable = package.Source == LockedSource.Editable && !arguments.Has("--no-editable") && !command.IsSet("UV_NO_EDITABLE");
        builder.AddLocal(package.LocalPath, isEditable, [], reached.IsCertain, lockPath, package.Span);
    }

    /// <summary>Without a lock uv resolves: what is declared is known, what comes along is not.</summary>
    private void FromProject(Pyproject project, string? unknown)
    {
        if (unknown is not null) builder.Unknown(unknown);
        if (isFrozen && unknown is null) builder.FailsBecause = "Unable to find lockfile at `uv.lock`";
        List<string> extras = arguments.Has("--all-extras") ? [.. project.Extras.Names] : arguments.List("--extra");
        if (!arguments.Has("--only-group", "--only-dev")) builder.AddAll(project.Dependencies, extras);
        foreach (string extra in extras) builder.AddAll(project.Extras[extra], extras);
        foreach (string group in Groups(project)) builder.AddAll(project.Groups[group], []);
        bool installs = project.IsUvPackage && !arguments.Has("--no-install-project", "--no-install-workspace", "--only-group", "--only-dev");
        if (installs) builder.AddLocal(project.Directory, !arguments.Has("--no-editable") && !command.IsSet("UV_NO_EDITABLE"), []);
    }

    private List<string> Groups(Pyproject project)
    {
        var groups = new List<string>();
        PyImportScanner.Packaging.Formats.DataValue? defaults = project.Root.At("tool", "uv", "default-groups");
        bool isOnly = arguments.Has("--only-group", "--only-dev");
        if (!isOnly && !arguments.Has("--no-default-groups"))
        {
            if (defaults?.AsString == "all" || arguments.Has("--all-groups")) groups.AddRange(project.Groups.Names);
            else groups.AddRange(defaults?.Strings() ?? ["dev"]);
        }

        if (arguments.Has("--dev", "--only-dev")) groups.Add("dev");
        groups.AddRange(arguments.List("--group", "--only-group"));
        List<string> left = arguments.List("--no-group");
        bool noDev = arguments.Has("--no-dev", "--no-development") || (command.IsSet("UV_NO_DEV") && !arguments.Has("--dev"));
        var chosen = new List<string>();
        foreach (string group in groups)
        {
            string normal = DistributionName.Normalize(group);
            bool isLeftOut = (noDev && normal == "dev") || left.Exists(g => DistributionName.Normalize(g) == normal);
            if (!isLeftOut && !chosen.Contains(normal)) chosen.Add(normal);
        }

        return chosen;
    }

    /// <summary>uv writes conflicting extras and groups into markers as <c>extra-LENGTH-PACKAGE-NAME</c>.</summary>
    private static List<string> Encoded(string? package, List<string> extras, List<string> groups)
    {
        var found = new List<string>(extras);
        if (package is null) return found;
        string name = DistributionName.Normalize(package);
        foreach (string extra in extras) found.Add("extra-" + name.Length + "-" + name + "-" + extra);
        foreach (string group in groups) found.Add("group-" + name.Length + "-" + name + "-" + group);
        return found;
    }

    private InstallTarget Target(string projectDirectory)
    {
        if (command.Variable("UV_PROJECT_ENVIRONMENT") is { Length: > 0 } environment)
        {
            string path = TreePath.Combine(projectDirectory, environment);
            return path is "/usr/local" or "/usr" ? new InstallTarget(InstallTargetKind.System) : new InstallTarget(InstallTargetKind.VirtualEnvironment, path);
        }

        bool isActive = arguments.Has("--active") && command.Variable("VIRTUAL_ENV") is { Length: > 0 };
        string directory = isActive ? command.Resolve(command.Variable("VIRTUAL_ENV")!) : TreePath.Child(projectDirectory, ".venv");
        return new InstallTarget(InstallTargetKind.VirtualEnvironment, directory);
    }

    private (string? Directory, string? Unknown) Upwards(string start, string name)
    {
        for (string directory = start; ; directory = TreePath.Parent(directory))
        {
            Node node = command.Tree.Stat(TreePath.Child(directory, name));
            if (node.Exists) return (directory, null);
            if (node.Kind == NodeKind.Unknown) return (null, node.UnknownBecause);
            if (directory.Length == 1) return (null, null);
        }
    }
}
