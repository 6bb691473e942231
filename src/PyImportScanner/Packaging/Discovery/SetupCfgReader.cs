using System;
using System.Collections.Generic;
using PyImportScanner.Packaging.Formats;
using PyImportScanner.Packaging.Manifests;
using PyImportScanner.Packaging.Names;

namespace PyImportScanner.Packaging.Discovery;

/// <summary>Reads setup.cfg (setuptools documentation, "Configuring setuptools using setup.cfg files").</summary>
internal static class SetupCfgReader
{
    public static SetuptoolsConfiguration Read(string text, string path)
    {
        DataValue root = IniReader.Read(text).Root;
        var configuration = new SetuptoolsConfiguration { Name = root.At("metadata", "name")?.AsString };
        if (root["options"] is not { } options) return configuration;
        ReadPackages(root, Option(options, "packages"), configuration);
        if (Option(options, "py_modules") is { } modules) configuration.PyModules = [.. IniReader.List(modules)];
        configuration.PackageDirectories = Directories(Option(options, "package_dir"));
        if (options["install_requires"] is { } requires) ReadDependencies(requires, path, configuration);
        if (root["options.extras_require"] is { } extras) configuration.Extras = ReadExtras(extras, path);
        configuration.EntryPoints = ReadEntryPoints(text, path);
        return configuration;
    }

    /// <summary>Older files write dashes.</summary>
    private static string? Option(DataValue section, string name) => (section[name] ?? section[name.Replace('_', '-')])?.AsString;

    private static void ReadPackages(DataValue root, string? packages, SetuptoolsConfiguration configuration)
    {
        string trimmed = packages?.Trim() ?? "";
        if (trimmed.Length == 0) return;
        if (trimmed is not ("find:" or "find_namespace:"))
        {
            configuration.Packages = [.. IniReader.List(trimmed)];
            return;
        }

        DataValue? find = root["options.packages.find"];
        IReadOnlyList<string> include = IniReader.List(find?["include"]?.AsString);
        configuration.Searches =
        [
            new PackageSearch(
                [find?["where"]?.AsString?.Trim() ?? "."],
                include.Count == 0 ? ["*"] : include,
                IniReader.List(find?["exclude"]?.AsString),
                trimmed == "find_namespace:"),
        ];
    }

    private static Dictionary<string, string>? Directories(string? value)
    {
        if (value is null) return null;
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in IniReader.List(value))
        {
            int sign = line.IndexOf('=');
            if (sign >= 0) found[line.Substring(0, sign).Trim()] = line.Substring(sign + 1).Trim();
        }

        return found;
    }

    private static void ReadDependencies(DataValue requires, string path, SetuptoolsConfiguration configuration)
    {
        string text = requires.Text.Trim();
        if (text.StartsWith("file:", StringComparison.Ordinal)) configuration.DependenciesUnknownBecause = "setup.cfg reads install_requires from a file";
        else configuration.Dependencies = Dependencies(requires, path);
    }

    private static List<DeclaredDependency> Dependencies(DataValue list, string path)
    {
        var found = new List<DeclaredDependency>();
        foreach (string item in IniReader.List(list.Text, ';'))
        {
            if (Requirement.TryParse(item) is { } requirement) found.Add(new DeclaredDependency { Requirement = requirement, File = path, Span = list.Span });
        }

        return found;
    }

    private static DependencyTable ReadExtras(DataValue section, string path)
    {
        var table = new DependencyTable();
        foreach (DataMember extra in section.Members) table.Open(extra.Key).AddRange(Dependencies(extra.Value, path));
        return table;
    }

    private static List<EntryPoint>? ReadEntryPoints(string text, string path)
    {
        if (IniReader.Read(text, keepCase: true).Root["options.entry_points"] is not { } section) return null;
        var found = new List<EntryPoint>();
        foreach (DataMember group in section.Members)
        {
            foreach (string line in group.Value.Text.Split('\n'))
            {
                int sign = line.IndexOf('=');
                if (sign <= 0) continue;
                if (EntryPoint.TryParse(line.Substring(0, sign), group.Key, line.Substring(sign + 1), path, group.Value.Span) is { } entry) found.Add(entry);
            }
        }

        return found;
    }
}
