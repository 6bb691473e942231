using System.Collections.Generic;
using DockerLint.Checks;
using PyImportScanner.Files;

namespace DockerLint.Configuration;

/// <summary>Compares the paths of a configuration with the repository.</summary>
public static class SettingsPaths
{
    /// <summary>What is not there, each with the name that was probably meant.</summary>
    public static IReadOnlyList<SettingsError> Missing(Settings settings, IFileTree repository)
    {
        var errors = new List<SettingsError>();
        foreach (SettingsPath path in settings.Paths)
        {
            NodeKind kind = repository.Stat(path.Path).Kind;
            if (kind == path.Kind) continue;
            string what = path.Kind == NodeKind.File ? "file" : "directory";
            string hint = kind is NodeKind.File or NodeKind.Directory
                ? kind == NodeKind.File ? " (it is a file)" : " (it is a directory)"
                : NearName.InDirectory(repository, TreePath.Parent(path.Path), TreePath.Name(path.Path)) is { } near ? "; did you mean " + TreePath.Display(near) + "?" : "";
            errors.Add(new SettingsError(path.Line, $"there is no {what} {path.Text}{hint}"));
        }

        return errors;
    }
}
