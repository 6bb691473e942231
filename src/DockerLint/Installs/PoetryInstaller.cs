using System.Collections.Generic;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Locks;
using PyImportScanner.Packaging.Manifests;
using PyImportScanner.Packaging.Names;

namespace DockerLint.Installs;

/// <summary>poetry: <c>install</c>, <c>sync</c>, <c>export</c> (poetry documentation, "Commands").</summary>
internal sealed class PoetryInstaller : Installer
{
    /// <summary>What poetry installs its own project with, whether the project names a back end or not.</summary>
    public const string BackEnd = "poetry.core.masonry.api";

    private static readonly HashSet<string> valued = Options("-C --directory -P --project --only --with --without -E --extras -f --format -o --output");

    public override InstallStep? Read(string program, int start, InstallCommand command)
    {
        if (program != "poetry") return null;
        int at = Subcommand(command, start, valued, out string? name);
        if (at < 0 || name is not ("install" or "sync" or "export")) return null;
        InstallArguments arguments = InstallArguments.Read(command.Words, start, valued);
        string directory = arguments.Last("-C", "--directory", "-P", "--project") is { } given ? command.Resolve(given) : command.WorkingDirectory;
        var install = new ProjectInstall(command, directory, "pyproject.toml", "poetry.lock", isLockRequired: false);
        if (arguments.HasUnknownWord) install.Builder.Unknown("an argument of poetry is not known");
        if (install.Project is { } project) AddDependencies(install, project, arguments, command);
        bool isClosed = install.Lock is { Error: null };
        if (name == "export")
        {
            string? output = arguments.Last("-o", "--output");
            return install.Builder.Build("poetry export", isClosed, new InstallTarget(InstallTargetKind.Nowhere)) with { Writes = output is null ? null : command.Resolve(output) };
        }

        bool onlyGroups = arguments.List("--only").Count > 0 && !arguments.List("--only").Contains("main");
        bool installsRoot = !arguments.Has("--no-root", "--no-directory") && !onlyGroups && install.Project is { IsPoetryPackage: true };
        if (installsRoot || arguments.Has("--only-root")) install.Builder.AddLocal(directory, isEditable: true, [], usualBackEnd: BackEnd);
        InstallTarget target = Target(directory, command);
        return install.Builder.Build("poetry " + name, isClosed, target) with { IsOwnEnvironment = target.Kind == InstallTargetKind.Unknown && IsUnconfigured(directory, command) };
    }

    private static void AddDependencies(ProjectInstall install, Pyproject project, InstallArguments arguments, InstallCommand command)
    {
        if (arguments.Has("--only-root")) return;
        List<string> extras = arguments.Has("--all-extras") ? [.. project.Extras.Names] : arguments.List("-E", "--extras");
        bool installsPaths = !arguments.Has("--no-directory");
        var closure = new LockClosure(install.Lock ?? new LockFile(install.LockPath, [], null), command.Environment with { Extras = extras });
        foreach (DeclaredDependency dependency in Declared(project, arguments, extras))
        {
            bool? applies = dependency.Requirement.AppliesTo(command.Environment with { Extras = extras });
            if (applies == false) continue;
            if (dependency.LocalPath is { } path)
            {
                if (installsPaths) install.Builder.AddLocal(path, dependency.IsEditable == true, dependency.Requirement.Extras, applies == true, dependency.File, dependency.Span);
                if (install.Lock is not null) closure.Add(dependency.Requirement.Name, null, dependency.Requirement.Extras, applies == true);
            }
            else if (install.Lock is null) install.Builder.AddDistribution(dependency.Requirement, applies == true, dependency.File, dependency.Span);
            else closure.Add(dependency.Requirement.Name, null, dependency.Requirement.Extras, applies == true);
        }

        if (install.Lock is null) return;
        install.AddReached(closure.Walk());
        foreach (string absent in closure.Absent) install.Builder.Unknown("poetry.lock lacks " + absent);
    }

    private static IEnumerable<DeclaredDependency> Declared(Pyproject project, InstallArguments arguments, List<string> extras)
    {
        List<string> only = arguments.List("--only"), with = arguments.List("--with"), without = arguments.List("--without");
        if (only.Count == 0 || only.Contains("main"))
        {
            foreach (DeclaredDependency dependency in project.Dependencies)
            {
                if (!dependency.IsOptional) yield return dependency;
            }

            foreach (string extra in extras)
            {
                foreach (DeclaredDependency dependency in project.Extras[extra]) yield return dependency;
            }
        }

        foreach (string group in project.Groups.Names)
        {
            bool isChosen = only.Count > 0 ? Holds(only, group)
                : (Holds(with, group) || !Holds(project.OptionalGroups, group)) && !Holds(without, group) && !(group == "dev" && arguments.Has("--no-dev"));
            if (!isChosen) continue;
            foreach (DeclaredDependency dependency in project.Groups[group]) yield return dependency;
        }
    }

    private static bool Holds(IEnumerable<string> names, string group)
    {
        foreach (string name in names)
        {
            if (DistributionName.Normalize(name) == group) return true;
        }

        return false;
    }

    private static bool IsUnconfigured(string directory, InstallCommand command) =>
        command.Variable("POETRY_VIRTUALENVS_CREATE") is null && command.Variable("POETRY_VIRTUALENVS_IN_PROJECT") is null && command.Variable("CONDA_PREFIX") is null
        && command.Tree.Stat(TreePath.Child(directory, "poetry.toml")).Kind == NodeKind.Missing;

    private static InstallTarget Target(string directory, InstallCommand command)
    {
        if (command.Variable("POETRY_VIRTUALENVS_CREATE") is { } create && create.ToLowerInvariant() is "false" or "0") return new InstallTarget(InstallTargetKind.System);
        if (command.IsSet("POETRY_VIRTUALENVS_IN_PROJECT") || command.Tree.Stat(TreePath.Child(directory, ".venv")).Kind == NodeKind.Directory)
            return new InstallTarget(InstallTargetKind.VirtualEnvironment, TreePath.Child(directory, ".venv"));
        return command.Variable("VIRTUAL_ENV") is { Length: > 0 } active
            ? new InstallTarget(InstallTargetKind.VirtualEnvironment, command.Resolve(active))
            // Either of the two, by a configuration that was written earlier; both serve one interpreter.
            : new InstallTarget(InstallTargetKind.Unknown);
    }
}
