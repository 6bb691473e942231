using System;
using PyImportScanner.Files;

namespace DockerLint.StartCommands;

/// <summary>From a file to its dotted name: up while there is an <c>__init__.py</c> (flask's prepare_import, fastapi-cli's discover).</summary>
internal static class PackageWalk
{
    /// <summary>An entry for <paramref name="path"/>, a file or a dotted name in the working directory.</summary>
    public static EntryPoint Entry(LaunchCall call, string launcher, string path)
    {
        if (call.Process.Resolve(path) is not { } full) return call.Unknown(launcher, call.Process.UnknownDirectory);
        full = call.Image.RealPath(full) ?? full;
        if (full.EndsWith(".py", StringComparison.Ordinal)) full = full.Substring(0, full.Length - 3);
        string wanted = full;
        if (TreePath.Name(full) == "__init__") full = TreePath.Parent(full);
        string module = TreePath.Name(full);
        string directory = TreePath.Parent(full);
        while (directory.Length > 1 && call.IsFile(TreePath.Child(directory, "__init__.py")))
        {
            module = TreePath.Name(directory) + "." + module;
            directory = TreePath.Parent(directory);
        }

        if (!ModuleSpec.IsImportable(module)) return call.Unknown(launcher, path + " is no module name");
        EntryPoint entry = call.Module(launcher, new ModuleSpec(module, null, false), new SearchPathAddition(false, directory));
        return path.EndsWith(".py", StringComparison.Ordinal) ? entry with { FilePath = wanted + ".py" } : entry;
    }
}
