using System.Collections.Generic;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Names;

namespace DockerLint.Installs;

/// <summary>pdm: <c>sync</c> and <c>install</c> (pdm documentation, "CLI reference").</summary>
internal sealed class PdmInstaller : Installer
{
    private static readonly HashSet<string> valued = Options("-p --project -G --group --with --without -L --lockfile -c --config --venv -k --skip");

    public override InstallStep? Read(string program, int start, InstallCommand command)
    {
        if (program != "pdm") return null;
        int at = Subcommand(command, start, valued, out string? name);
        if (at < 0 || name is not ("install" or "sync")) return null;
        InstallArguments arguments = InstallArguments.Read(command.Words, start, valued);
        string directory = arguments.Last("-p", "--project") is { } given ? command.Resolve(given) : command.WorkingDirectory;
        bool isFrozen = name == "sync" || arguments.Has("--frozen-lockfile", "--no-lock", "--check");
        var install = new ProjectInstall(command, directory, "pyproject.toml", arguments.Last("-L", "--lockfile") ?? "pdm.lock", isFrozen);
        if (arguments.HasUnknownWord) install.Builder.Unknown("an argument of pdm is not known");
        HashSet<string> groups = Groups(install, arguments);
        if (install.Lock is not null) install.AddMembers(groups);
        else if (install.Project is { } project)
        {
            if (groups.Contains("default")) install.Builder.AddAll(project.Dependencies, []);
            foreach (string group in groups) install.Builder.AddAll(project.Groups.Contains(group) ? project.Groups[group] : project.Extras[group], []);
        }

        bool installsSelf = !arguments.Has("--no-self") && install.Project?.RawName is not null && install.Project.Root.At("tool", "pdm", "distribution")?.AsBoolean != false;
        if (installsSelf) install.Builder.AddLocal(directory, !arguments.Has("--no-editable"), []);
        return install.Builder.Build("pdm " + name, install.Lock is { Error: null }, Target(directory, command));
    }

    private static HashSet<string> Groups(ProjectInstall install, InstallArguments arguments)
    {
        var groups = new HashSet<string>(System.StringComparer.Ordinal) { "default" };
        bool isProduction = arguments.Has("--prod", "--production", "--no-dev");
        if (!isProduction) groups.UnionWith(install.Project?.Groups.Names ?? []);
        foreach (string group in arguments.List("-G", "--group", "--with"))
        {
            if (group == ":all") groups.UnionWith(install.Project?.Extras.Names ?? []);
            else groups.Add(DistributionName.Normalize(group));
        }

        foreach (string group in arguments.List("--without")) groups.Remove(DistributionName.Normalize(group));
        if (arguments.Has("--no-default")) groups.Remove("default");
        return groups;
    }

    private static InstallTarget Target(string directory, InstallCommand command) =>
        command.Variable("VIRTUAL_ENV") is { Length: > 0 } active
            ? new InstallTarget(InstallTargetKind.VirtualEnvironment, command.Resolve(active))
            : new InstallTarget(InstallTargetKind.VirtualEnvironment, TreePath.Child(directory, ".venv"));
}
