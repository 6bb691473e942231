using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text;
using DockerLint.Images.Run;
using PyImportScanner;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Discovery;

namespace DockerLint.Installs;

/// <summary>
/// What package installers do to the files of the image: local projects appear below site-packages, as copies or as pointers;
/// what is downloaded is unknown there.
/// </summary>
public sealed class InstallInterpreter : IRunInterpreter
{
    // Several readers ask the same command, and each answer reads its manifests.
    private static readonly ConditionalWeakTable<RunCommand, StrongBox<InstallStep?>> known = new();

    /// <summary>The install step that a command is, or null.</summary>
    public static InstallStep? StepOf(RunCommand command) =>
        known.GetValue(command, static key => new StrongBox<InstallStep?>(StepOf(key, key.Files))).Value;

    private static InstallStep? StepOf(RunCommand command, IFileTree files)
    {
        var words = new string?[command.Words.Count];
        for (int i = 0; i < words.Length; i++) words[i] = command.Words[i].Value;
        return InstallReader.Read(new InstallCommand
        {
            Words = words,
            WorkingDirectory = command.WorkingDirectory ?? TreePath.Root,
            Tree = files,
            Python = PythonOf(files),
            Variable = name => command.Variables.Lookup(name).Text,
        });
    }

    /// <inheritdoc/>
    public bool Interpret(RunCommand command, IImageEffects effects)
    {
        if (StepOf(command, effects.Files) is not { } step) return false;
        if (step.Writes is { } written) effects.AddFileOfUnknownContent(written);
        if (Site(step.Target, effects, out string? doubtful) is not { } site)
        {
            if (doubtful is not null) effects.AddUnknown(doubtful, "what " + step.Tool + " puts there is not listed");
            return true;
        }

        foreach (LocalInstall install in step.Projects)
        {
            if (install.Project is not { } project) continue;
            if (!install.IsCertain || command.IsConditional) effects.AddUnknown(site, $"whether {install.Path} is installed depends on a condition");
            else if (install.IsEditable) AddPointer(project, site, effects);
            else AddCopy(project, site, effects);
            if (project.UnknownBecause is { } cause) effects.AddUnknown(site, cause);
        }

        return true;
    }

    /// <summary>The Python whose library directory is there.</summary>
    internal static PythonVersion? PythonOf(IFileTree files)
    {
        PythonVersion? found = null;
        foreach (string library in new[] { "/usr/local/lib", "/usr/lib", "/opt/conda/lib" })
        {
            foreach (DirectoryEntry entry in files.List(library).Entries)
            {
                if (!entry.Name.StartsWith("python3.", StringComparison.Ordinal)) continue;
                if (PythonVersion.TryParse(entry.Name.Substring("python".Length)) is { } version && (found is null || version > found)) found = version;
            }

            if (found is not null) return found;
        }

        return found;
    }

    /// <summary>The site directory of a target; null where none is known, with the directory that is in doubt instead.</summary>
    private static string? Site(InstallTarget target, IImageEffects effects, out string? doubtful)
    {
        doubtful = null;
        PythonVersion version = PythonOf(effects.Files) ?? PythonVersion.Default;
        string below = "/lib/python" + version + "/site-packages";
        switch (target.Kind)
        {
            case InstallTargetKind.System:
                return effects.Files.Stat("/usr/local" + below).Kind == NodeKind.Missing && effects.Files.Stat("/opt/conda" + below).Kind != NodeKind.Missing
                    ? "/opt/conda" + below
                    : "/usr/local" + below;
            case InstallTargetKind.VirtualEnvironment when target.Path is { } environment:
                MakeEnvironment(environment, environment + below, effects);
                return environment + below;
            case InstallTargetKind.Prefix when target.Path is { } prefix:
                effects.AddUnknown(prefix, "what is installed there is not listed");
                return prefix + below;
            case InstallTargetKind.Directory when target.Path is { } directory:
                effects.AddUnknown(directory, "what is installed there is not listed");
                return directory;
            case InstallTargetKind.Nowhere or InstallTargetKind.Unknown:
                doubtful = target.Path;
                return null;
            default:
                return null;
        }
    }

    private static void MakeEnvironment(string environment, string site, IImageEffects effects)
    {
        if (effects.Files.Stat(environment + "/pyvenv.cfg").Kind != NodeKind.File)
            effects.AddFile(environment + "/pyvenv.cfg", Encoding.UTF8.GetBytes("home = /usr/local/bin\ninclude-system-site-packages = false\n"));
        if (effects.Files.Stat(environment + "/bin").Kind != NodeKind.Unknown) effects.AddUnknown(environment + "/bin", "the commands of installed packages are not listed");
        if (effects.Files.List(site).UnknownBecause is null) effects.AddUnknown(site, "installed packages are not listed");
    }

    private static void AddCopy(LocalProject project, string site, IImageEffects effects)
    {
        // All single files together: a project of a thousand packages is one step, not thousands.
        var files = new List<KeyValuePair<string, string>>();
        foreach (ProjectModule module in project.Modules)
        {
            string place = site + "/" + module.Name.Replace('.', '/');
            switch (module.Kind)
            {
                case ProjectModuleKind.Tree:
                    effects.Copy(module.Path, place);
                    break;
                case ProjectModuleKind.Module:
                    string name = TreePath.Name(module.Path);
                    files.Add(new(module.Path, place + name.Substring(Math.Max(0, name.LastIndexOf('.')))));
                    break;
                default:
                    foreach (DirectoryEntry entry in effects.Files.List(module.Path).Entries)
                    {
                        if (entry.Node.Kind == NodeKind.File) files.Add(new(TreePath.Child(module.Path, entry.Name), TreePath.Child(place, entry.Name)));
                    }

                    break;
            }
        }

        if (files.Count > 0) effects.CopyFiles(files, site);
    }

    private static void AddPointer(LocalProject project, string site, IImageEffects effects)
    {
        string name = (project.Name ?? TreePath.Name(project.Directory)).Replace('-', '_');
        var path = new StringBuilder();
        foreach (string directory in project.EditablePaths) path.Append(directory).Append('\n');
        if (project.EditableMapping.Count > 0)
        {
            // As setuptools writes it (setuptools/command/editable_wheel.py); the resolver reads the literal.
            string finder = "__editable___" + name + "_finder";
            path.Append("import ").Append(finder).Append("; ").Append(finder).Append(".install()\n");
            var mapping = new StringBuilder("MAPPING: dict[str, str] = {");
            foreach (ProjectModule module in project.EditableMapping) mapping.Append('\'').Append(module.Name).Append("': '").Append(module.Path).Append("', ");
            effects.AddFile(site + "/" + finder + ".py", Encoding.UTF8.GetBytes(mapping.Append("}\n").ToString()));
        }

        if (path.Length > 0) effects.AddFile(site + "/__editable__." + name + ".pth", Encoding.UTF8.GetBytes(path.ToString()));
    }
}
