using System;
using System.Collections.Generic;
using PyImportScanner.Packaging.Formats;
using PyImportScanner.Packaging.Manifests;

namespace PyImportScanner.Packaging.Discovery;

/// <summary>Reads <c>[tool.setuptools]</c> of pyproject.toml (setuptools documentation, "Configuring setuptools using pyproject.toml files").</summary>
internal static class ToolSetuptoolsReader
{
    public static SetuptoolsConfiguration Read(Pyproject project)
    {
        var configuration = new SetuptoolsConfiguration { Name = project.RawName };
        DataValue? settings = project.Root.At("tool", "setuptools");
        if (settings is null) return configuration;
        configuration.PackageDirectories = Directories(settings["package-dir"]);
        if (settings["py-modules"] is { } modules) configuration.PyModules = [.. modules.Strings()];
        if (settings["ext-modules"] is not null) configuration.HasExtensionModules = true;
        DataValue? packages = settings["packages"];
        if (packages?.Kind == DataKind.Array) configuration.Packages = [.. packages.Strings()];
        else if (packages?["find"] is { } find) configuration.Searches = [Search(find)];
        return configuration;
    }

    private static PackageSearch Search(DataValue find) => new(
        find["where"]?.Strings() ?? ["."],
        find["include"]?.Strings() ?? ["*"],
        find["exclude"]?.Strings() ?? [],
        find["namespaces"]?.AsBoolean ?? true);

    private static Dictionary<string, string>? Directories(DataValue? table)
    {
        if (table is null) return null;
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DataMember member in table.Members)
        {
            if (member.Value.AsString is { } directory) found[member.Key] = directory;
        }

        return found;
    }
}
