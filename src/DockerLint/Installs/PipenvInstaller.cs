using System.Collections.Generic;
using PyImportScanner.Files;

namespace DockerLint.Installs;

/// <summary>pipenv: <c>install</c> and <c>sync</c> (pipenv documentation, "Commands").</summary>
internal sealed class PipenvInstaller : Installer
{
    private static readonly HashSet<string> valued = Options("-r --requirements -e --editable --categories --python -i --index --extra-pip-args --pypi-mirror");

    public override InstallStep? Read(string program, int start, InstallCommand command)
    {
        if (program != "pipenv") return null;
        int at = Subcommand(command, start, valued, out string? name);
        if (at < 0 || name is not ("install" or "sync")) return null;
        InstallArguments arguments = InstallArguments.Read(command.Words, at + 1, valued);
        InstallTarget target = arguments.Has("--system") || command.IsSet("PIPENV_SYSTEM") ? new InstallTarget(InstallTargetKind.System)
            : command.IsSet("PIPENV_VENV_IN_PROJECT") ? new InstallTarget(InstallTargetKind.VirtualEnvironment, command.Resolve(".venv"))
            : new InstallTarget(InstallTargetKind.Unknown);
        if (arguments.Operands.Count > 0 || arguments.Has("-r", "--requirements", "-e", "--editable"))
            return PipInstaller.Install("pipenv install", arguments, command, target);
        string? pipfile = command.Variable("PIPENV_PIPFILE");
        string directory = pipfile is { Length: > 0 } ? TreePath.Parent(command.Resolve(pipfile)) : command.WorkingDirectory;
        bool isLocked = name == "sync" || arguments.Has("--deploy", "--ignore-pipfile");
        var install = new ProjectInstall(command, directory, "Pipfile", "Pipfile.lock", isLocked);
        if (arguments.HasUnknownWord) install.Builder.Unknown("an argument of pipenv is not known");
        var groups = new List<string> { "default" };
        if (arguments.Has("--dev", "-d")) groups.Add("develop");
        groups.AddRange(arguments.List("--categories"));
        install.AddMembers(groups);
        if (install.Lock is null) AddPipfile(install, command, arguments.Has("--dev", "-d"));
        bool isOwn = target.Kind == InstallTargetKind.Unknown && command.Variable("PIPENV_VENV_IN_PROJECT") is null && command.Variable("PIPENV_SYSTEM") is null && command.Variable("VIRTUAL_ENV") is null;
        return install.Builder.Build("pipenv " + name, install.Lock is { Error: null }, target) with { IsOwnEnvironment = isOwn };
    }

    private static void AddPipfile(ProjectInstall install, InstallCommand command, bool withDevelopment)
    {
        string path = TreePath.Child(install.Directory, "Pipfile");
        if (command.Tree.Read(path) is null) return;
        // A Pipfile has the tables of poetry under other names.
        foreach (PyImportScanner.Packaging.Manifests.DeclaredDependency dependency in PyImportScanner.Packaging.Manifests.PipfileReader.Read(command.Tree, path, withDevelopment))
        {
            if (dependency.LocalPath is { } local) install.Builder.AddLocal(local, dependency.IsEditable == true, dependency.Requirement.Extras, true, path, dependency.Span);
            else install.Builder.AddDistribution(dependency.Requirement, dependency.Requirement.AppliesTo(command.Environment) == true, path, dependency.Span);
        }
    }
}
