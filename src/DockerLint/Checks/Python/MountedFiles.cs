using System;
using DockerLint.Dockerfiles;
using DockerLint.Services;
using PyImportScanner.Files;

namespace DockerLint.Checks.Python;

/// <summary>
/// What a deployment lays over the image when it runs. It speaks for a file that the image lacks where the deployment itself
/// asks for it: by a command of its own, or by a stage that is built for nothing else. A Dockerfile whose own command needs the
/// mount stays a finding.
/// </summary>
internal static class MountedFiles
{
    /// <summary>Does a mount of the deployment bring what lies at a path of the container?</summary>
    public static bool Bring(ServiceModel service, string path)
    {
        if (service.Definition.Start is not { } start || (start.Mounts.Count == 0 && start.OpaqueMounts.Count == 0)) return false;
        if (!start.ChangesCommand && IsLastStage(service)) return false;
        // What a directory of the host holds nobody can say: it is there for the command.
        foreach (string place in start.OpaqueMounts)
        {
            if (TreePath.IsAtOrBelow(path, place)) return true;
        }

        foreach (BindMount mount in start.Mounts)
        {
            if (!TreePath.IsAtOrBelow(path, mount.Target)) continue;
            string source = path.Length == mount.Target.Length ? mount.Source : TreePath.Combine(mount.Source, TreePath.Relative(path, mount.Target));
            if (service.Session.Directories.Stat(source).Kind is NodeKind.File or NodeKind.Directory) return true;
        }

        return false;
    }

    private static bool IsLastStage(ServiceModel service)
    {
        if (service.Target is not { } target) return true;
        string? last = null;
        int index = -1;
        foreach (Instruction instruction in service.Dockerfile.Instructions)
        {
            if (instruction.Keyword != "FROM") continue;
            index++;
            last = instruction.Arguments.Count > 2 ? instruction.Arguments[instruction.Arguments.Count - 1].Text : null;
        }

        return string.Equals(target, last, StringComparison.OrdinalIgnoreCase) || target == index.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
