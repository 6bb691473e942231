using System;
using PyImportScanner.Files;

namespace DockerLint.Installs;

/// <summary>Which environment a tool installs into.</summary>
internal static class PythonTargets
{
    /// <summary>The environment of a program: by its own path, else by PATH.</summary>
    public static InstallTarget OfProgram(string program, InstallCommand command)
    {
        if (program.Contains("/")) return OfPrefix(TreePath.Parent(TreePath.Parent(command.Resolve(program))), command);
        foreach (string entry in (command.Variable("PATH") ?? "").Split(':'))
        {
            if (entry.Length == 0 || !entry.EndsWith("/bin", StringComparison.Ordinal)) continue;
            InstallTarget target = OfPrefix(TreePath.Parent(TreePath.Clean(entry)), command);
            if (target.Kind == InstallTargetKind.VirtualEnvironment) return target;
            if (IsSystemPrefix(target.Path)) break;
        }

        return new InstallTarget(InstallTargetKind.System);
    }

    /// <summary>uv: an explicit system, the active environment, else <c>.venv</c> beside the project.</summary>
    public static InstallTarget OfUv(InstallArguments arguments, InstallCommand command)
    {
        if (arguments.Has("--system") || command.IsSet("UV_SYSTEM_PYTHON")) return new InstallTarget(InstallTargetKind.System);
        if (arguments.Last("--python", "-p") is { } python && python.Contains("/")) return OfProgram(python, command);
        return command.Variable("VIRTUAL_ENV") is { Length: > 0 } active
            ? new InstallTarget(InstallTargetKind.VirtualEnvironment, command.Resolve(active))
            : new InstallTarget(InstallTargetKind.VirtualEnvironment, command.Resolve(".venv"));
    }

    private static InstallTarget OfPrefix(string prefix, InstallCommand command)
    {
        bool isActive = command.Variable("VIRTUAL_ENV") is { Length: > 0 } active && TreePath.Clean(active) == prefix;
        bool isEnvironment = isActive || command.Tree.Stat(TreePath.Child(prefix, "pyvenv.cfg")).Kind == NodeKind.File;
        if (isEnvironment) return new InstallTarget(InstallTargetKind.VirtualEnvironment, prefix);
        return IsSystemPrefix(prefix) ? new InstallTarget(InstallTargetKind.System) : new InstallTarget(InstallTargetKind.Unknown, prefix);
    }

    private static bool IsSystemPrefix(string? prefix) => prefix is null or "/" or "/usr" or "/usr/local";
}
