using System;
using System.Collections.Generic;
using PyImportScanner.Files;
using PyImportScanner.Packaging.Formats;
using PyImportScanner.Packaging.Manifests;
using PyImportScanner.Packaging.Names;

namespace PyImportScanner.Packaging.Locks;

/// <summary>Reads uv.lock, poetry.lock, pdm.lock, pylock.toml (PEP 751) and Pipfile.lock into one model.</summary>
public static class LockFileReader
{
    /// <summary>Reads a lock file by its name; null where there is none or its content is not known.</summary>
    public static LockFile? Read(IFileTree tree, string path) => tree.ReadText(path) is { } text ? Read(text, path) : null;

    /// <summary>Reads a text; the format follows from the name of the file.</summary>
    public static LockFile Read(string text, string path)
    {
        string name = TreePath.Name(path);
        bool isJson = name.EndsWith(".lock", StringComparison.Ordinal) && name.StartsWith("Pipfile", StringComparison.Ordinal);
        DataDocument document = isJson ? JsonReader.Read(text) : TomlReader.Read(text);
        string? error = document.IsValid ? null : name + " is not valid: " + document.Errors[0].Message;
        List<LockedPackage> packages = isJson ? PipfileLock.Read(document.Root, path)
            : name == "poetry.lock" ? PoetryLock.Read(document.Root)
            : name == "pdm.lock" ? PdmLock.Read(document.Root, path)
            : name.StartsWith("pylock.", StringComparison.Ordinal) ? StandardLock.Read(document.Root, path)
            : UvLock.Read(document.Root, path);
        return new LockFile(path, packages, error);
    }

    internal static IReadOnlyList<DataValue> Items(DataValue? array) => array?.Items ?? [];

    internal static Marker? ReadMarker(DataValue? value) => value?.AsString is { } text ? Marker.TryParse(text) : null;

    internal static List<string> Normalized(DataValue? list)
    {
        var found = new List<string>();
        foreach (string name in list?.Strings() ?? []) found.Add(DistributionName.Normalize(name));
        return found;
    }

    internal static string? LocalPath(string lockPath, string? relative) =>
        relative is null ? null : TreePath.Combine(TreePath.Parent(lockPath), relative);
}

/// <summary>uv.lock.</summary>
internal static class UvLock
{
    public static List<LockedPackage> Read(DataValue root, string path)
    {
        var packages = new List<LockedPackage>();
        foreach (DataValue package in LockFileReader.Items(root["package"]))
        {
            if (package["name"]?.AsString is not { } name) continue;
            (LockedSource source, string? local) = Source(package["source"]);
            packages.Add(new LockedPackage
            {
                Name = DistributionName.Normalize(name),
                Version = package["version"]?.AsString,
                Source = source,
                LocalPath = LockFileReader.LocalPath(path, local),
                Dependencies = Dependencies(package["dependencies"]),
                Extras = Tables(package["optional-dependencies"]),
                Groups = Tables(package["dev-dependencies"]),
                Span = package.Span,
            });
        }

        return packages;
    }

    private static (LockedSource, string?) Source(DataValue? source)
    {
        if (source?["editable"]?.AsString is { } editable) return (LockedSource.Editable, editable);
        if (source?["virtual"]?.AsString is { } isVirtual) return (LockedSource.Virtual, isVirtual);
        if (source?["directory"]?.AsString is { } directory) return (LockedSource.Directory, directory);
        return source?["path"]?.AsString is { } archive ? (LockedSource.Archive, archive) : (LockedSource.Remote, null);
    }

    private static List<LockedDependency> Dependencies(DataValue? list)
    {
        var found = new List<LockedDependency>();
        foreach (DataValue item in LockFileReader.Items(list))
        {
            if (item["name"]?.AsString is not { } name) continue;
            found.Add(new LockedDependency(
                DistributionName.Normalize(name), item["version"]?.AsString, LockFileReader.Normalized(item["extra"]), LockFileReader.ReadMarker(item["marker"])));
        }

        return found;
    }

    private static Dictionary<string, IReadOnlyList<LockedDependency>> Tables(DataValue? table)
    {
        var found = new Dictionary<string, IReadOnlyList<LockedDependency>>(StringComparer.Ordinal);
        foreach (DataMember member in PyprojectReader.Members(table)) found[DistributionName.Normalize(member.Key)] = Dependencies(member.Value);
        return found;
    }
}

/// <summary>poetry.lock.</summary>
internal static class PoetryLock
{
    public static List<LockedPackage> Read(DataValue root)
    {
        var packages = new List<LockedPackage>();
        foreach (DataValue package in LockFileReader.Items(root["package"]))
        {
            if (package["name"]?.AsString is not { } name) continue;
            packages.Add(new LockedPackage
            {
                Name = DistributionName.Normalize(name),
                Version = package["version"]?.AsString,
                Dependencies = Dependencies(package["dependencies"]),
                Extras = Extras(package["extras"]),
                Span = package.Span,
            });
        }

        return packages;
    }

    private static List<LockedDependency> Dependencies(DataValue? table)
    {
        var found = new List<LockedDependency>();
        foreach (DataMember member in PyprojectReader.Members(table))
        {
            foreach (DataValue one in member.Value.Kind == DataKind.Array ? member.Value.Items : [member.Value])
            {
                found.Add(new LockedDependency(
                    DistributionName.Normalize(member.Key), null, LockFileReader.Normalized(one["extras"]), LockFileReader.ReadMarker(one["markers"]), one["optional"]?.AsBoolean == true));
            }
        }

        return found;
    }

    private static Dictionary<string, IReadOnlyList<LockedDependency>> Extras(DataValue? table)
    {
        var found = new Dictionary<string, IReadOnlyList<LockedDependency>>(StringComparer.Ordinal);
        foreach (DataMember member in PyprojectReader.Members(table)) found[DistributionName.Normalize(member.Key)] = FromRequirements(member.Value);
        return found;
    }

    internal static List<LockedDependency> FromRequirements(DataValue? list)
    {
        var found = new List<LockedDependency>();
        foreach (string text in list?.Strings() ?? [])
        {
            if (Requirement.TryParse(text) is { } requirement) found.Add(new LockedDependency(requirement.Name, null, requirement.Extras, requirement.Marker));
        }

        return found;
    }
}

/// <summary>pdm.lock: every package says which groups reach it.</summary>
internal static class PdmLock
{
    public static List<LockedPackage> Read(DataValue root, string path)
    {
        var packages = new List<LockedPackage>();
        foreach (DataValue package in LockFileReader.Items(root["package"]))
        {
            if (package["name"]?.AsString is not { } name) continue;
            string? local = package["path"]?.AsString;
            packages.Add(new LockedPackage
            {
                Name = DistributionName.Normalize(name),
                Version = package["version"]?.AsString,
                Source = local is null ? LockedSource.Remote : package["editable"]?.AsBoolean == true ? LockedSource.Editable : LockedSource.Directory,
                LocalPath = LockFileReader.LocalPath(path, local),
                Dependencies = PoetryLock.FromRequirements(package["dependencies"]),
                MemberOf = package["groups"] is { } groups ? LockFileReader.Normalized(groups) : null,
                Marker = LockFileReader.ReadMarker(package["marker"]),
                Span = package.Span,
            });
        }

        return packages;
    }
}

/// <summary>pylock.toml: every package that stands there is installed where its marker says so.</summary>
internal static class StandardLock
{
    public static List<LockedPackage> Read(DataValue root, string path)
    {
        var packages = new List<LockedPackage>();
        foreach (DataValue package in LockFileReader.Items(root["packages"]))
        {
            if (package["name"]?.AsString is not { } name) continue;
            DataValue? directory = package["directory"];
            packages.Add(new LockedPackage
            {
                Name = DistributionName.Normalize(name),
                Version = package["version"]?.AsString,
                Source = directory is null ? LockedSource.Remote : directory["editable"]?.AsBoolean == true ? LockedSource.Editable : LockedSource.Directory,
                LocalPath = LockFileReader.LocalPath(path, directory?["path"]?.AsString),
                Marker = LockFileReader.ReadMarker(package["marker"]),
                Span = package.Span,
            });
        }

        return packages;
    }
}

/// <summary>Pipfile.lock: the packages of <c>default</c> and <c>develop</c>.</summary>
internal static class PipfileLock
{
    public static List<LockedPackage> Read(DataValue root, string path)
    {
        var packages = new List<LockedPackage>();
        foreach (DataMember section in root.Members)
        {
            if (section.Key == "_meta") continue;
            foreach (DataMember package in section.Value.Members)
            {
                string? local = package.Value["path"]?.AsString;
                packages.Add(new LockedPackage
                {
                    Name = DistributionName.Normalize(package.Key),
                    Version = package.Value["version"]?.AsString?.TrimStart('='),
                    Source = local is null ? LockedSource.Remote : package.Value["editable"]?.AsBoolean == true ? LockedSource.Editable : LockedSource.Directory,
                    LocalPath = LockFileReader.LocalPath(path, local),
                    MemberOf = [section.Key],
                    Marker = LockFileReader.ReadMarker(package.Value["markers"]),
                    Span = package.KeySpan,
                });
            }
        }

        return packages;
    }
}
