using System;
using PyImportScanner.Closures;
using PyImportScanner.Files;

namespace DockerLint.Checks.Python;

/// <summary>Modules that no commit holds because a step outside the simulated build makes them.</summary>
internal static class GeneratedModules
{
    /// <summary>Submodules that no source tree holds: compiled ones, and what a build writes (a version file, protocol buffers).</summary>
    public static string? Cause(ServiceModel service, ClosureModule container, string directory, string name)
    {
        if (!container.Resolution.IsPackage) return null;
        if (service.IsMadeElsewhere(TreePath.Child(directory, name + ".py"))) return "git ignores " + name + ".py, so something makes it";
        if (container.Resolution.Entry?.IsSite == true) return "the build of " + container.Name + " may make " + name;
        foreach (DirectoryEntry entry in service.Session.Directories.List(directory).Entries)
        {
            bool isSource = entry.Name.Length > name.Length + 1 && entry.Name[name.Length] == '.' && entry.Name.StartsWith(name, StringComparison.Ordinal);
            if (isSource) return entry.Name + " may be compiled";
        }

        return name.IndexOf("_pb2", StringComparison.Ordinal) > 0 || name is "_version" ? "a build step may write " + name + ".py" : null;
    }
}
